import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  agentOf,
  claim,
  codeOf,
  generate,
  nextContact,
  nth,
  promiseCallback,
  report,
  row,
  rows,
  type Caller,
} from '../support/desk.js'
import { type Answer, type Floor, openFloor, openShift, type Shift } from '../support/floor.js'
import { MovableClock } from '../support/movableClock.js'
import { openOtherOrganization } from '../support/otherOrganization.js'
import { refusal } from '../support/refusal.js'
import { statsOf } from '../support/statsView.js'

const HOUR = 3600
const clock = new MovableClock()
let floor: Floor
beforeAll(async () => {
  floor = await openFloor({ clock: clock.read })
})
afterAll(() => floor.close())
beforeEach(() => {
  clock.reset()
})

interface Page {
  readonly edges: { cursor: string; node: { id: string; contact: { id: string } | null } }[]
  readonly pageInfo: { hasNextPage: boolean; endCursor: string | null }
}
const listDocument = `query ($campaignId: ID, $agentId: ID, $contactId: ID, $dueBefore: DateTime, $status: CallbackStatus, $first: Int, $after: String) {
  callbacks(campaignId: $campaignId, agentId: $agentId, contactId: $contactId, dueBefore: $dueBefore, status: $status, first: $first, after: $after) {
    edges { cursor node { id contact { id } } } pageInfo { hasNextPage endCursor } } }`
const page = async (variables: object, as: Caller = {}): Promise<Page> =>
  (await floor.get<{ callbacks: Page }>(listDocument, variables, as)).callbacks
const idsOf = async (variables: object, as: Caller = {}): Promise<string[]> =>
  (await page(variables, as)).edges.map(({ node }) => node.id)

const reschedule = (variables: object, as: Caller = {}): Promise<Answer> =>
  floor.ask(
    `mutation ($id: ID!, $callbackAt: DateTime, $agentId: ID, $callbackFor: CallbackTaker) {
      rescheduleCallback(id: $id, callbackAt: $callbackAt, agentId: $agentId, callbackFor: $callbackFor) {
        dueAt agent { id } } }`,
    variables,
    as,
  )
const cancel = (id: string, reason: string, as: Caller = {}): Promise<Answer> =>
  floor.ask(
    'mutation ($id: ID!, $reason: String!) { cancelCallback(id: $id, reason: $reason) { status endedReason } }',
    { id, reason },
    as,
  )

/** Four contacts with callbacks in 1, 2, 3 and 4 hours: the first agent's, the second's, anyone's, the first's. */
async function shiftOfFour(): Promise<{ shift: Shift; ids: string[] }> {
  const shift = await openShift(floor, { contacts: 4, agents: 3, queued: false })
  const [one = '', two = ''] = shift.agentIds
  const ids: string[] = []
  for (const [index, agentId] of [one, two, null, one].entries()) {
    const dueAt = clock.at((index + 1) * HOUR)
    ids.push(await promiseCallback(floor, shift, nth(shift.contactIds, index), { dueAt, agentId }))
  }
  return { shift, ids }
}

describe('the list of callbacks', () => {
  it('is in the order of their instants, page by page', async () => {
    const { shift, ids } = await shiftOfFour()
    const seen: string[] = []
    let after: string | null = null
    for (const isMore of [true, false]) {
      const { edges, pageInfo }: Page = await page({ campaignId: shift.campaignId, first: 2, after })
      seen.push(...edges.map(({ node }) => node.id))
      expect(pageInfo.hasNextPage).toBe(isMore)
      after = pageInfo.endCursor
    }
    expect(seen).toEqual(ids)
    expect(await idsOf({ campaignId: shift.campaignId, after })).toEqual([])
  })

  it('can be that of an agent, of a status, or until an instant', async () => {
    const { shift, ids } = await shiftOfFour()
    const { campaignId } = shift
    expect(await idsOf({ campaignId, agentId: agentOf(shift) })).toEqual([ids[0], ids[3]])
    expect(await idsOf({ campaignId, dueBefore: clock.at(3 * HOUR) })).toEqual(ids.slice(0, 2))
    await cancel(nth(ids, 1), 'a slip')
    expect(await idsOf({ campaignId, status: 'OPEN' })).toEqual([ids[0], ids[2], ids[3]])
    expect(await idsOf({ campaignId, status: 'CANCELLED' })).toEqual([ids[1]])
    expect(await idsOf({ campaignId, status: 'KEPT' })).toEqual([])
  })

  it('can be that of a contact, of which an agent sees no more than of any other', async () => {
    const { shift, ids } = await shiftOfFour()
    const [one = '', two = ''] = shift.agentIds
    const contactId = nth(shift.contactIds, 1)
    expect(await idsOf({ contactId })).toEqual([ids[1]])
    expect(await idsOf({ contactId }, { agentId: two })).toEqual([ids[1]])
    expect(await idsOf({ contactId }, { agentId: one })).toEqual([])
    expect(codeOf(await floor.ask(listDocument, { contactId: '999999999' }))).toBe('NOT_FOUND')
    expect(await idsOf({ contactId: '999999999' }, { agentId: one })).toEqual([])
  })

  it('shows an agent its own and those for anyone in its campaigns, with the contacts that are its own', async () => {
    const { shift, ids } = await shiftOfFour()
    const [one = '', , three = ''] = shift.agentIds
    const own = await page({ campaignId: shift.campaignId }, { agentId: one })
    expect(own.edges.map(({ node }) => [node.id, node.contact === null])).toEqual([
      [ids[0], false],
      [ids[2], true],
      [ids[3], false],
    ])
    expect(await idsOf({ campaignId: shift.campaignId }, { agentId: three })).toEqual([ids[2]])
    expect(codeOf(await floor.ask(listDocument, { agentId: one }, { agentId: three }))).toBe('FORBIDDEN')
    const stranger = await openShift(floor, { contacts: 0, agents: 1, queued: false })
    expect(await idsOf({ campaignId: shift.campaignId }, { agentId: agentOf(stranger) })).toEqual([])
  })

  it('is empty for another organization, which has no such campaign and no such agent', async () => {
    const { shift } = await shiftOfFour()
    const other = await openOtherOrganization(floor)
    expect(codeOf(await other.ask(listDocument, { campaignId: shift.campaignId }))).toBe('NOT_FOUND')
    expect(codeOf(await other.ask(listDocument, { agentId: agentOf(shift) }))).toBe('NOT_FOUND')
    const { callbacks } = await other.get<{ callbacks: Page }>(listDocument, {})
    expect(callbacks.edges).toEqual([])
  })
})

describe('a callback is rescheduled', () => {
  it('to another instant, before which nobody calls, though it had been queued', async () => {
    const { shift, ids } = await shiftOfFour()
    clock.advance(HOUR)
    expect((await generate(floor, shift.campaignId, 10)).created).toBe(1)
    const answer = await reschedule({ id: ids[0], callbackAt: clock.at(5 * HOUR) })
    expect(answer.data).toEqual({ rescheduleCallback: { dueAt: clock.at(5 * HOUR), agent: { id: agentOf(shift) } } })
    expect((await nextContact(floor, shift.campaignId, agentOf(shift))).entry).toBeNull()
    clock.advance(5 * HOUR)
    await generate(floor, shift.campaignId, 10)
    const dialled = await claim(floor, shift.campaignId, agentOf(shift))
    expect([shift.contactIds[0], shift.contactIds[3]]).toContain(dialled.contact.id)
  })

  it('to another agent of the campaign, or to anyone', async () => {
    const { shift, ids } = await shiftOfFour()
    const [, two = '', three = ''] = shift.agentIds
    clock.advance(HOUR)
    await generate(floor, shift.campaignId, 10)
    await reschedule({ id: ids[0], agentId: two })
    await generate(floor, shift.campaignId, 10)
    expect((await nextContact(floor, shift.campaignId, three)).entry).toBeNull()
    await reschedule({ id: ids[0], callbackFor: 'ANYONE' })
    await generate(floor, shift.campaignId, 10)
    expect((await claim(floor, shift.campaignId, three)).contact.id).toBe(shift.contactIds[0])
  })

  it('by an agent, its own and for itself only', async () => {
    const { shift, ids } = await shiftOfFour()
    const [one = '', two = ''] = shift.agentIds
    const callbackAt = clock.at(6 * HOUR)
    expect((await reschedule({ id: ids[0], callbackAt }, { agentId: one })).errors).toEqual([])
    const refused = (variables: object): Promise<string> =>
      refusal(floor, () => reschedule(variables, { agentId: two }))
    expect(await refused({ id: ids[0], callbackAt })).toBe('FORBIDDEN')
    expect(await refused({ id: ids[2], callbackAt })).toBe('FORBIDDEN')
    expect(await refused({ id: ids[1], agentId: one })).toBe('FORBIDDEN')
  })

  it('not into the past, to a stranger, to nobody, or once it is over', async () => {
    const { shift, ids } = await shiftOfFour()
    const stranger = await openShift(floor, { contacts: 0, agents: 1, queued: false })
    const refused = (variables: object): Promise<string> => refusal(floor, () => reschedule(variables))
    expect(await refused({ id: ids[0] })).toBe('BAD_USER_INPUT')
    expect(await refused({ id: ids[0], callbackAt: clock.at(-120) })).toBe('BAD_USER_INPUT')
    expect(await refused({ id: ids[0], agentId: agentOf(stranger) })).toBe('BAD_USER_INPUT')
    expect(await refused({ id: ids[0], agentId: '999999999' })).toBe('NOT_FOUND')
    expect(await refused({ id: ids[0], agentId: agentOf(shift), callbackFor: 'ANYONE' })).toBe('BAD_USER_INPUT')
    expect(await refused({ id: ids[2], callbackFor: 'AGENT' })).toBe('BAD_USER_INPUT')
    expect(await refused({ id: '999999999', callbackAt: clock.at(HOUR) })).toBe('NOT_FOUND')
    await cancel(nth(ids, 0), 'a slip')
    expect(await refused({ id: ids[0], callbackAt: clock.at(HOUR) })).toBe('INVALID_TRANSITION')
  })

  it('once, and cancelled once, when all of that happens at once', async () => {
    const { ids } = await shiftOfFour()
    const id = nth(ids, 0)
    const answers = await Promise.all([cancel(id, 'one'), cancel(id, 'two'), cancel(id, 'three')])
    expect(answers.map(codeOf).sort()).toEqual(['0 errors', 'INVALID_TRANSITION', 'INVALID_TRANSITION'])
  })
})

describe('a cancelled callback', () => {
  it('leaves the contact to the ordinary rules, and what was queued for it is taken back', async () => {
    const { shift, ids } = await shiftOfFour()
    clock.advance(HOUR)
    await generate(floor, shift.campaignId, 10)
    const answer = await cancel(nth(ids, 0), ' She called us. ')
    expect(answer.data).toEqual({ cancelCallback: { status: 'CANCELLED', endedReason: 'She called us.' } })
    expect(await row(floor, 'SELECT status FROM contact WHERE id = $1', [shift.contactIds[0]])).toEqual({
      status: 'IN_PROGRESS',
    })
    const entries = await rows(floor, 'SELECT status FROM dial_queue_entry WHERE contact_id = $1', [
      shift.contactIds[0],
    ])
    expect(entries).toEqual([{ status: 'CANCELLED' }])
    // Anybody may call now: it is no callback any more.
    await generate(floor, shift.campaignId, 10)
    expect((await claim(floor, shift.campaignId, nth(shift.agentIds, 2))).contact.id).toBe(shift.contactIds[0])
  })

  it('needs a reason, of 500 characters at most', async () => {
    const { ids } = await shiftOfFour()
    for (const reason of ['', '  ', 'x'.repeat(501)]) {
      expect(await refusal(floor, () => cancel(nth(ids, 0), reason))).toBe('BAD_USER_INPUT')
    }
  })

  it('is cancelled by a supervisor or by its own agent', async () => {
    const { shift, ids } = await shiftOfFour()
    expect(await refusal(floor, () => cancel(nth(ids, 1), 'not mine', { agentId: agentOf(shift) }))).toBe('FORBIDDEN')
    expect((await cancel(nth(ids, 1), 'mine', { agentId: nth(shift.agentIds, 1) })).errors).toEqual([])
  })
})

describe('the share of callbacks kept on time', () => {
  it('counts those kept today within the grace against those kept today and those overdue', async () => {
    const { shift } = await shiftOfFour()
    const figures = async (): Promise<[number, number | null]> => {
      const { callbacksDue, callbacksKeptOnTimeShare } = await statsOf(floor, shift.campaignId)
      return [callbacksDue, callbacksKeptOnTimeShare]
    }
    expect(await figures()).toEqual([0, null])
    clock.advance(HOUR)
    expect(await figures()).toEqual([1, null])
    await generate(floor, shift.campaignId, 10)
    clock.advance(15 * 60)
    // Exactly at the end of the grace it is still on time.
    const { id } = await claim(floor, shift.campaignId, agentOf(shift))
    await report(floor, id, 'COMPLETED', { outcome: 'SALE' })
    expect(await figures()).toEqual([0, 1])
    clock.advance(HOUR)
    expect(await figures()).toEqual([1, 1])
    clock.advance(1)
    expect(await figures()).toEqual([1, 0.5])
    await generate(floor, shift.campaignId, 10)
    const late = await claim(floor, shift.campaignId, agentOf(shift))
    await report(floor, late.id, 'COMPLETED', { outcome: 'SALE' })
    expect(await figures()).toEqual([0, 0.5])
    // The next day begins at midnight in the campaign's zone.
    clock.set('2026-11-21T05:00:00Z')
    expect(await figures()).toEqual([2, 0])
  })
})
