import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Instance } from '../../src/composition.js'
import { agentOf, codeOf, nth, report, row, rows } from '../support/desk.js'
import {
  type Answer,
  askInstance,
  type Floor,
  openFloor,
  openInstance,
  openShift,
  type Shift,
} from '../support/floor.js'

let floor: Floor
let second: Instance
beforeAll(async () => {
  floor = await openFloor()
  second = await openInstance(floor.connectionString)
})
afterAll(async () => {
  await second.close()
  await floor.close()
})

const askForNext = (url: string, token: string, campaignId: string): Promise<Answer> =>
  askInstance(
    url,
    token,
    'mutation ($input: NextContactInput!) { nextContact(input: $input) { reason entry { id contact { id } } } }',
    { input: { campaignId } },
  )

interface Handed {
  nextContact: { reason: string | null; entry: { id: string; contact: { id: string } } | null }
}
const handed = (answer: Answer): Handed['nextContact'] => {
  if (answer.errors.length > 0) throw new Error(answer.text)
  return (answer.data as unknown as Handed).nextContact
}

/** Asks for contacts and finishes each until the queue is empty; the contacts that this agent was given. */
async function workOff(shift: Shift, agentId: string, urls: readonly string[]): Promise<string[]> {
  const token = await floor.token({ agentId })
  const contacts: string[] = []
  const finish = `mutation ($input: UpdateQueueStatusInput!) { updateQueueStatus(input: $input) { entry { status } } }`
  for (let turn = 0; ; turn += 1) {
    // An agent's requests go to either instance, as behind a load balancer.
    const url = nth(urls, turn % urls.length)
    const { entry, reason } = handed(await askForNext(url, token, shift.campaignId))
    if (entry === null) {
      if (reason !== 'QUEUE_EMPTY') throw new Error(`the queue ended with ${reason ?? 'nothing'}`)
      return contacts
    }
    contacts.push(entry.contact.id)
    const done = { input: { entryId: entry.id, status: 'COMPLETED', outcome: 'NOT_INTERESTED' } }
    const answer = await askInstance(url, token, finish, done)
    if (answer.errors.length > 0) throw new Error(answer.text)
  }
}

describe('64 agents at two instances', () => {
  it('get each of 3,000 contacts exactly once, and everything they report is kept', async () => {
    const shift = await openShift(floor, { contacts: 3000, agents: 64 })
    const urls = [floor.instance.url, second.url]
    const given = (
      await Promise.all(
        shift.agentIds.map((agentId, index) => workOff(shift, agentId, index % 2 === 0 ? urls : [...urls].reverse())),
      )
    ).flat()

    expect(given).toHaveLength(3000)
    expect(new Set(given)).toEqual(new Set(shift.contactIds))
    const kept = await row(
      floor,
      `SELECT count(*)::int AS calls, count(DISTINCT contact_id)::int AS contacts FROM call_record
       WHERE campaign_id = $1 AND outcome = 'NOT_INTERESTED' AND final_status = 'COMPLETED'`,
      [shift.campaignId],
    )
    expect(kept).toEqual({ calls: 3000, contacts: 3000 })
    const entries = await rows(
      floor,
      'SELECT status, version, count(*)::int AS count FROM dial_queue_entry WHERE campaign_id = $1 GROUP BY 1, 2',
      [shift.campaignId],
    )
    // Two changes each: handed out once, finished once.
    expect(entries).toEqual([{ status: 'COMPLETED', version: 3, count: 3000 }])
    // No agent on two at once: by the records, an agent's next call starts when the one before has ended.
    const overlaps = await row(
      floor,
      `SELECT count(*)::int AS count FROM (
         SELECT started_at < lag(completed_at) OVER (PARTITION BY agent_id ORDER BY started_at, id) AS is_double
         FROM call_record WHERE campaign_id = $1) AS calls WHERE is_double`,
      [shift.campaignId],
    )
    expect(overlaps).toEqual({ count: 0 })
    const agents = await rows(
      floor,
      `SELECT DISTINCT status FROM agent JOIN campaign_agent ON agent_id = agent.id WHERE campaign_id = $1`,
      [shift.campaignId],
    )
    expect(agents).toEqual([{ status: 'AVAILABLE' }])
    // 6,000 requests: seconds on a quiet machine, a minute beside other work.
  }, 240_000)

  it('all get a contact when there are just as many contacts as agents: nobody is told that the queue is empty', async () => {
    for (let round = 0; round < 5; round += 1) {
      const shift = await openShift(floor, { contacts: 40, agents: 40 })
      const tokens = await Promise.all(shift.agentIds.map((agentId) => floor.token({ agentId })))
      const answers = await Promise.all(
        tokens.map((token, index) =>
          askForNext(index % 2 === 0 ? floor.instance.url : second.url, token, shift.campaignId),
        ),
      )
      const contacts = answers.map((answer) => handed(answer).entry?.contact.id)
      expect(new Set(contacts)).toEqual(new Set(shift.contactIds))
    }
  })

  it('are 64 for 20 contacts: 20 of them get one, the others hear that the queue is empty', async () => {
    const shift = await openShift(floor, { contacts: 20, agents: 64 })
    const tokens = await Promise.all(shift.agentIds.map((agentId) => floor.token({ agentId })))
    const answers = await Promise.all(
      tokens.map((token, index) =>
        askForNext(index % 2 === 0 ? floor.instance.url : second.url, token, shift.campaignId),
      ),
    )
    const results = answers.map(handed)
    const contacts = results.flatMap(({ entry }) => (entry === null ? [] : [entry.contact.id]))
    expect(contacts.sort()).toEqual([...shift.contactIds].sort())
    expect(results.filter(({ reason }) => reason === 'QUEUE_EMPTY')).toHaveLength(44)
  })
})

describe('an agent who asks twice at once', () => {
  it.each(['at one instance', 'at two instances'])(
    '%s gets one contact; the other request is refused',
    async (where) => {
      for (let round = 0; round < 10; round += 1) {
        const shift = await openShift(floor, { contacts: 5, agents: 1 })
        const token = await floor.token({ agentId: agentOf(shift) })
        const urls = [floor.instance.url, where === 'at one instance' ? floor.instance.url : second.url]
        const answers = await Promise.all(urls.map((url) => askForNext(url, token, shift.campaignId)))
        const refused = answers.filter(({ errors }) => errors.length > 0)
        expect(refused.map(codeOf)).toEqual(['AGENT_UNAVAILABLE'])
        expect(refused[0]?.errors[0]?.extensions['status']).toBe('BUSY')
        const held = await rows(floor, 'SELECT status FROM dial_queue_entry WHERE assigned_agent_id = $1', [
          agentOf(shift),
        ])
        expect(held).toEqual([{ status: 'DIALING' }])
      }
    },
  )

  it('for two campaigns gets one contact; the other campaign keeps its own', async () => {
    for (let round = 0; round < 10; round += 1) {
      const one = await openShift(floor, { contacts: 1, agents: 1 })
      const other = await openShift(floor, { contacts: 1, agents: 0 })
      const agentId = agentOf(one)
      await rows(floor, 'INSERT INTO campaign_agent VALUES ($1, $2, $3)', [
        floor.organizationId,
        other.campaignId,
        agentId,
      ])
      const token = await floor.token({ agentId })
      const answers = await Promise.all([
        askForNext(floor.instance.url, token, one.campaignId),
        askForNext(second.url, token, other.campaignId),
      ])
      expect(answers.filter(({ errors }) => errors.length > 0).map(codeOf)).toEqual(['AGENT_UNAVAILABLE'])
      const entries = await rows(
        floor,
        'SELECT status FROM dial_queue_entry WHERE campaign_id IN ($1, $2) ORDER BY status',
        [one.campaignId, other.campaignId],
      )
      expect(entries).toEqual([{ status: 'DIALING' }, { status: 'QUEUED' }])
    }
  })

  it('may ask again once the contact is finished', async () => {
    const shift = await openShift(floor, { contacts: 2, agents: 1 })
    const token = await floor.token({ agentId: agentOf(shift) })
    const first = handed(await askForNext(floor.instance.url, token, shift.campaignId)).entry
    expect(codeOf(await askForNext(floor.instance.url, token, shift.campaignId))).toBe('AGENT_UNAVAILABLE')
    await report(floor, first?.id ?? '', 'FAILED')
    const next = handed(await askForNext(second.url, token, shift.campaignId)).entry
    expect([first?.contact.id, next?.contact.id]).toEqual(shift.contactIds)
  })
})
