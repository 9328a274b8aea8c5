import { vi } from 'vitest'
import { openShift, type Floor } from '../support/floor.js'

const NEXT = 'mutation ($input: NextContactInput!) { nextContact(input: $input) { entry { id } } }'
const REPORT = 'mutation ($input: UpdateQueueStatusInput!) { updateQueueStatus(input: $input) { entry { status } } }'
const CORRECT = 'mutation ($input: UpdateQueueOutcomeInput!) { updateQueueOutcome(input: $input) { entry { status } } }'

/**
 * Works two campaigns through the API until every final status, every outcome that matters, a hold that ran out, and
 * one entry in each held status are there, with entries and an agent left over.
 */
export async function workShift(floor: Floor): Promise<void> {
  const dialed = await openShift(floor, { contacts: 12, agents: 4 })
  const preview = await openShift(floor, { contacts: 4, agents: 2, dialMethod: 'PREVIEW' })
  const [busy = '', talking = '', wrapping = ''] = dialed.agentIds
  const [looking = ''] = preview.agentIds

  const claim = async (campaignId: string, agentId: string): Promise<string> => {
    const { nextContact } = await floor.get<{ nextContact: { entry: { id: string } } }>(
      NEXT,
      { input: { campaignId } },
      { agentId },
    )
    return nextContact.entry.id
  }
  const report = async (entryId: string, agentId: string, ...steps: object[]): Promise<void> => {
    for (const step of steps) await floor.get(REPORT, { input: { entryId, ...step } }, { agentId })
  }
  /** One whole dial by the agent who is BUSY in the end. */
  const dial = async (...steps: object[]): Promise<string> => {
    const entryId = await claim(dialed.campaignId, busy)
    await report(entryId, busy, ...steps)
    return entryId
  }

  const sale = await dial({ status: 'CONNECTED' }, { status: 'WRAP_UP' }, { status: 'COMPLETED', outcome: 'SALE' })
  await dial({ status: 'CONNECTED' }, { status: 'ABANDONED' })
  await dial({ status: 'FAILED', outcome: 'BUSY' })
  await dial({ status: 'COMPLETED', outcome: 'CALLBACK', callbackAt: new Date(Date.now() + 3_600_000), notes: 'Later' })
  await dial({ status: 'QUEUED' })
  await floor.get(CORRECT, { input: { entryId: sale, outcome: 'NOT_INTERESTED', notes: 'After all not' } })

  const silent = await claim(dialed.campaignId, busy)
  await floor.database.pool.query(
    `UPDATE dial_queue_entry SET lease_expires_at = now() - interval '1 second' WHERE id = $1`,
    [silent],
  )
  await vi.waitFor(
    async () => {
      const answer = await floor.get<{ dialQueueEntry: { outcome: string | null } }>(
        'query ($id: ID!) { dialQueueEntry(id: $id) { outcome } }',
        { id: silent },
      )
      if (answer.dialQueueEntry.outcome !== 'LEASE_EXPIRED') throw new Error('the hold has not been acted on')
    },
    { timeout: 10_000, interval: 50 },
  )

  await report(await claim(preview.campaignId, looking), looking, { status: 'QUEUED' })
  await report(await claim(preview.campaignId, looking), looking, { status: 'CANCELLED' })
  await claim(preview.campaignId, looking)
  await claim(dialed.campaignId, busy)
  await report(await claim(dialed.campaignId, talking), talking, { status: 'CONNECTED' })
  await report(await claim(dialed.campaignId, wrapping), wrapping, { status: 'CONNECTED' }, { status: 'WRAP_UP' })
}
