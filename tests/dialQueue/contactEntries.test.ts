import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { lastEntriesOfContacts } from '../../src/dialQueue/contactEntries.store.js'
import { runJob } from '../background/rehearsal.js'
import { createOrganization } from '../../src/organization/organization.store.js'
import { agentOf, claim, codeOf, generate, nth, report, rows, type Caller } from '../support/desk.js'
import { type Floor, openFloor, openShift } from '../support/floor.js'
import { MovableClock } from '../support/movableClock.js'
import { logStatements } from '../support/statementLog.js'
import { tuplesRead } from '../support/tuplesRead.js'

const clock = new MovableClock()
let floor: Floor
beforeAll(async () => {
  floor = await openFloor({ clock: clock.read })
})
afterAll(() => floor.close())
beforeEach(() => {
  clock.reset()
})

const document = `query ($id: ID!, $first: Int) { contact(id: $id) { entries(first: $first) { id status campaign { id } } } }`

interface Entry {
  readonly id: string
  readonly status: string
  readonly campaign: { readonly id: string }
}
async function entriesOf(id: string, first?: number, as: Caller = {}): Promise<Entry[] | null> {
  const { contact } = await floor.get<{ contact: { entries: Entry[] } | null }>(document, { id, first }, as)
  return contact?.entries ?? null
}
const statusesOf = async (id: string, first?: number, as: Caller = {}): Promise<string[] | undefined> =>
  (await entriesOf(id, first, as))?.map(({ status }) => status)

describe('the entries of a contact', () => {
  it('are all of them, newest first: archived, finished, cancelled and live ones of every campaign', async () => {
    const shift = await openShift(floor, { contacts: 1, agents: 2, maxAttempts: 9 })
    const other = await openShift(floor, { contacts: 0, agents: 1, queued: false })
    await rows(floor, 'INSERT INTO campaign_list VALUES ($1, $2, $3)', [
      floor.organizationId,
      other.campaignId,
      shift.listId,
    ])
    const contactId = nth(shift.contactIds, 0)
    const [first, second] = [nth(shift.agentIds, 0), nth(shift.agentIds, 1)]
    const dial = async (campaignId: string, agentId: string, status: 'FAILED' | 'ABANDONED'): Promise<void> => {
      await report(floor, (await claim(floor, campaignId, agentId)).id, status, {})
      clock.advance(3 * 86_400)
    }
    await dial(shift.campaignId, first, 'FAILED')
    await runJob(floor, 'archiveEntries')
    await generate(floor, other.campaignId, 1)
    await dial(other.campaignId, agentOf(other), 'ABANDONED')
    await generate(floor, shift.campaignId, 1)
    const [queued] = (await entriesOf(contactId)) ?? []
    expect(queued).toMatchObject({ status: 'QUEUED', campaign: { id: shift.campaignId } })
    await report(floor, queued?.id ?? '', 'CANCELLED')
    await generate(floor, shift.campaignId, 1)
    await claim(floor, shift.campaignId, second)
    expect(await statusesOf(contactId)).toEqual(['DIALING', 'CANCELLED', 'ABANDONED', 'FAILED'])
    expect(await statusesOf(contactId, 2)).toEqual(['DIALING', 'CANCELLED'])
    const ids = ((await entriesOf(contactId)) ?? []).map(({ id }) => Number(id))
    expect(ids).toEqual([...ids].sort((one, two) => two - one))
    // An agent sees the contact, but of its entries only its own.
    expect(await statusesOf(contactId, 20, { agentId: second })).toEqual(['DIALING'])
    expect(await statusesOf(contactId, 20, { agentId: first })).toEqual(['FAILED'])
    expect(await statusesOf(contactId, 20, { agentId: agentOf(other) })).toEqual(['ABANDONED'])
    const { id: organizationId } = await createOrganization(floor.database, { name: 'Other', timeZone: 'UTC' })
    expect(await entriesOf(contactId, 20, { organizationId })).toBeNull()
  })

  it('are none for a contact that was never queued, and at most a hundred', async () => {
    const shift = await openShift(floor, { contacts: 1, agents: 0, queued: false })
    const id = nth(shift.contactIds, 0)
    expect(await entriesOf(id)).toEqual([])
    for (const first of [0, 101]) expect(codeOf(await floor.ask(document, { id, first }))).toBe('BAD_USER_INPUT')
  })

  it('cost one statement for a page of contacts', async () => {
    const shift = await openShift(floor, { contacts: 40, agents: 1 })
    const log = logStatements(floor.instance.work.database.pool)
    const ask = (first: number) =>
      floor.get<{ contacts: { edges: { node: { entries: Entry[] } }[] } }>(
        'query ($id: ID!, $first: Int) { contacts(listId: $id, first: $first) { edges { node { entries(first: 3) { id } } } } }',
        { id: shift.listId, first },
      )
    await ask(1)
    const before = log.texts.length
    const { contacts } = await ask(40)
    expect(contacts.edges.map(({ node }) => node.entries.length)).toEqual(Array.from({ length: 40 }, () => 1))
    expect(log.texts.length - before).toBe(2)
  })

  it('are found by index in a queue of thirty thousand', async () => {
    const shift = await openShift(floor, { contacts: 1, agents: 1 })
    const contactId = nth(shift.contactIds, 0)
    await report(floor, (await claim(floor, shift.campaignId, agentOf(shift))).id, 'FAILED', {})
    const crowd = await openShift(floor, { contacts: 30_000, agents: 0 })
    await rows(
      floor,
      `UPDATE dial_queue_entry SET status = 'CANCELLED', completed_at = now()
      WHERE campaign_id = $1 AND id % 2 = 0`,
      [crowd.campaignId],
    )
    await rows(floor, 'ANALYZE dial_queue_entry')
    const { result, byIndex, scanned } = await tuplesRead(floor.database, 'dial_queue_entry', (transaction) =>
      lastEntriesOfContacts(transaction, floor.organizationId, [contactId], null, 20),
    )
    expect(result.map(({ status }) => status)).toEqual(['FAILED'])
    expect({ byIndex, scanned }).toEqual({ byIndex: 1, scanned: 0 })
  })
})
