import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createOrganization } from '../../src/organization/organization.store.js'
import { agentOf, claim, codeOf, generate, nth, promiseCallback, report, rows, type Caller } from '../support/desk.js'
import { type Floor, openFloor, openShift, type Shift } from '../support/floor.js'
import { MovableClock } from '../support/movableClock.js'
import { logStatements } from '../support/statementLog.js'

const clock = new MovableClock()
let floor: Floor
beforeAll(async () => {
  floor = await openFloor({ clock: clock.read })
})
afterAll(() => floor.close())
beforeEach(() => {
  clock.reset()
})

interface Call {
  readonly attempt: number
  readonly startedAt: string
  readonly answeredAt: string | null
  readonly endedAt: string
  readonly outcome: string
  readonly category: string
  readonly notes: string | null
  readonly agentName: string | null
  readonly campaign: { readonly id: string }
}
const callFields = 'attempt startedAt answeredAt endedAt outcome category notes agentName campaign { id }'
const document = `query ($id: ID!, $first: Int) { contact(id: $id) { calls(first: $first) { ${callFields} } } }`

async function callsOf(contactId: string, first?: number, as: Caller = {}): Promise<Call[] | null> {
  const { contact } = await floor.get<{ contact: { calls: Call[] } | null }>(document, { id: contactId, first }, as)
  return contact?.calls ?? null
}

/** A contact that was dialled twice in vain and then spoken to, an hour after each other. */
async function dialledThrice(): Promise<Shift & { contactId: string }> {
  const shift = await openShift(floor, { contacts: 1, agents: 2, maxAttempts: 5 })
  const agentId = agentOf(shift)
  for (const outcome of ['NO_ANSWER', 'BUSY']) {
    await report(floor, (await claim(floor, shift.campaignId, agentId)).id, 'FAILED', { outcome })
    clock.advance(24 * 3600)
    await generate(floor, shift.campaignId, 1)
  }
  const { id } = await claim(floor, shift.campaignId, agentId)
  clock.advance(5)
  await report(floor, id, 'CONNECTED')
  clock.advance(60)
  await report(floor, id, 'WRAP_UP')
  await report(floor, id, 'COMPLETED', { outcome: 'NOT_INTERESTED', notes: 'Ask again in spring' })
  return { ...shift, contactId: nth(shift.contactIds, 0) }
}

describe('the earlier calls of a contact', () => {
  it('are shown newest first, with outcome, notes and who called', async () => {
    const { contactId, campaignId } = await dialledThrice()
    const calls = (await callsOf(contactId)) ?? []
    expect(calls.map(({ attempt, outcome }) => `${attempt} ${outcome}`)).toEqual([
      '3 NOT_INTERESTED',
      '2 BUSY',
      '1 NO_ANSWER',
    ])
    expect(nth(calls, 0)).toEqual({
      attempt: 3,
      startedAt: '2026-11-22T15:00:00.000Z',
      answeredAt: '2026-11-22T15:00:05.000Z',
      endedAt: '2026-11-22T15:01:05.000Z',
      outcome: 'NOT_INTERESTED',
      category: 'CONTACT',
      notes: 'Ask again in spring',
      agentName: 'Agent 1',
      campaign: { id: campaignId },
    })
    expect(nth(calls, 2)).toMatchObject({ startedAt: '2026-11-20T15:00:00.000Z', answeredAt: null, notes: null })
    expect((await callsOf(contactId, 2))?.map(({ attempt }) => attempt)).toEqual([3, 2])
    for (const first of [0, -1, 101]) {
      expect(codeOf(await floor.ask(document, { id: contactId, first }))).toBe('BAD_USER_INPUT')
    }
  })

  it('are none for a contact that was never dialled, nor is the call that runs among them', async () => {
    const shift = await openShift(floor, { contacts: 1, agents: 1 })
    expect(await callsOf(nth(shift.contactIds, 0))).toEqual([])
    const { contact } = await claim(floor, shift.campaignId, agentOf(shift))
    expect(await callsOf(contact.id, 20, { agentId: agentOf(shift) })).toEqual([])
  })

  it('are shown to the agent who holds the contact, whoever called before, and to no colleague', async () => {
    const { contactId, agentIds, listId } = await dialledThrice()
    const [caller, colleague] = [nth(agentIds, 0), nth(agentIds, 1)]
    expect(await callsOf(contactId, 20, { agentId: caller })).toHaveLength(3)
    expect(await callsOf(contactId, 20, { agentId: colleague })).toBeNull()
    // Another campaign calls the same contact.
    await rows(floor, `UPDATE contact SET status = 'IN_PROGRESS', next_attempt_at = NULL WHERE id = $1`, [contactId])
    const other = await openShift(floor, { contacts: 0, agents: 1, queued: false })
    await rows(floor, 'INSERT INTO campaign_list VALUES ($1, $2, $3)', [floor.organizationId, other.campaignId, listId])
    clock.advance(24 * 3600)
    await generate(floor, other.campaignId, 1)
    const agentId = agentOf(other)
    const held = await claim(floor, other.campaignId, agentId)
    expect(held.contact.id).toBe(contactId)
    const { me } = await floor.get<{ me: { agent: { currentEntry: { contact: { calls: Call[] } } } } }>(
      `{ me { agent { currentEntry { contact { calls { ${callFields} } } } } } }`,
      {},
      { agentId },
    )
    expect(me.agent.currentEntry.contact.calls).toHaveLength(3)
    // Given back without a dial: as closed as before.
    await report(floor, held.id, 'QUEUED')
    expect(await callsOf(contactId, 20, { agentId })).toBeNull()
  })

  it('are not reached by an agent through a callback that anybody may make', async () => {
    const shift = await openShift(floor, { contacts: 2, agents: 2, queued: false })
    const [anybodys, own] = [nth(shift.contactIds, 0), nth(shift.contactIds, 1)]
    await promiseCallback(floor, shift, anybodys, { dueAt: clock.at(60) })
    await promiseCallback(floor, shift, own, { dueAt: clock.at(120), agentId: agentOf(shift) })
    const { callbacks } = await floor.get<{ callbacks: { edges: { node: { contact: { calls: Call[] } | null } }[] } }>(
      `query ($id: ID!) { callbacks(campaignId: $id) { edges { node { contact { calls { ${callFields} } } } } } }`,
      { id: shift.campaignId },
      { agentId: agentOf(shift) },
    )
    expect(callbacks.edges.map(({ node }) => node.contact)).toEqual([null, { calls: [] }])
  })

  it('are not those of a contact of another organization', async () => {
    const { contactId } = await dialledThrice()
    const { id: organizationId } = await createOrganization(floor.database, { name: 'Other', timeZone: 'UTC' })
    expect(await callsOf(contactId, 20, { organizationId })).toBeNull()
  })

  it('cost as many statements for a page of fifty contacts as for one', async () => {
    const shift = await openShift(floor, { contacts: 50, agents: 2 })
    for (let turn = 0; turn < 50; turn += 1) {
      const { id } = await claim(floor, shift.campaignId, nth(shift.agentIds, turn % 2))
      await report(floor, id, 'FAILED', { outcome: 'BUSY' })
    }
    const log = logStatements(floor.instance.work.database.pool)
    const page = async (first: number): Promise<number> => {
      const before = log.texts.length
      const { dialQueue } = await floor.get<{
        dialQueue: { edges: { node: { contact: { calls: { agentName: string }[] } } }[] }
      }>(
        `query ($id: ID!, $first: Int) { dialQueue(campaignId: $id, first: $first) { edges { node { contact {
          calls(first: 5) { outcome agentName campaign { name } } } } } } }`,
        { id: shift.campaignId, first },
      )
      expect(dialQueue.edges).toHaveLength(first)
      expect(dialQueue.edges.every(({ node }) => node.contact.calls[0]?.agentName.startsWith('Agent'))).toBe(true)
      return log.texts.length - before
    }
    await page(1)
    const one = await page(1)
    expect(await page(50)).toBe(one)
    expect(one).toBeLessThanOrEqual(5)
  })
})
