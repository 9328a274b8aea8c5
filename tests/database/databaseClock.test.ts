import { afterAll, afterEach, beforeAll, expect, it, vi } from 'vitest'
import { agentOf, claim, codeOf, report, askReport, nth, rows } from '../support/desk.js'
import { openFloor, openShift, type Floor } from '../support/floor.js'

// A server whose own clock is five minutes ahead of the database's: what is judged is the database's time.

const AHEAD_MS = 5 * 60_000

let floor: Floor
beforeAll(async () => {
  floor = await openFloor()
})
afterEach(() => {
  vi.useRealTimers()
})
afterAll(() => floor.close())

const inMinutes = (minutes: number): string => new Date(Date.now() - AHEAD_MS + minutes * 60_000).toISOString()

/** From now on the process believes that it is five minutes later; timers run as ever. */
function setProcessAhead(): void {
  vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + AHEAD_MS })
}

it('A11: a callback in 4 minutes is taken by a server whose clock is 5 minutes ahead, one of 2 minutes ago is not', async () => {
  const shift = await openShift(floor, { contacts: 2, agents: 1 })
  const entry = await claim(floor, shift.campaignId, agentOf(shift))
  setProcessAhead()
  const tooLate = await askReport(floor, entry.id, 'COMPLETED', { outcome: 'CALLBACK', callbackAt: inMinutes(-2) })
  expect(codeOf(tooLate)).toBe('BAD_USER_INPUT')
  await report(floor, entry.id, 'COMPLETED', { outcome: 'CALLBACK', callbackAt: inMinutes(4) })

  const [promise] = await rows(floor, 'SELECT id FROM callback WHERE contact_id = $1', [entry.contact.id])
  await floor.get(
    'mutation ($id: ID!, $at: DateTime!) { rescheduleCallback(id: $id, callbackAt: $at) { __typename } }',
    {
      id: String(promise?.['id']),
      at: inMinutes(3),
    },
  )
})

it('A11: a do-not-call entry that ends in 4 minutes is no entry of the past', async () => {
  const shift = await openShift(floor, { contacts: 1, agents: 1 })
  setProcessAhead()
  const answer = await floor.ask(
    'mutation ($input: AddToDoNotCallInput!) { addToDoNotCall(input: $input) { cancelled } }',
    {
      input: { contactId: nth(shift.contactIds, 0), reason: 'not now', expiresAt: inMinutes(4) },
    },
  )
  expect(answer.errors).toEqual([])
})

it('A11: a callback in 4 minutes is warned of that lies outside the hours, though the process is past it', async () => {
  const shift = await openShift(floor, { contacts: 1, agents: 1 })
  const entry = await claim(floor, shift.campaignId, agentOf(shift))
  // No windows at all: it is always closed.
  await floor.database.pool.query(`UPDATE campaign SET hours = $2, hours_version = hours_version + 1 WHERE id = $1`, [
    shift.campaignId,
    JSON.stringify(Object.fromEntries(['MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT', 'SUN'].map((day) => [day, []]))),
  ])
  setProcessAhead()
  const { updateQueueStatus } = await floor.get<{ updateQueueStatus: { callbackWarnings: { ruleId: string }[] } }>(
    'mutation ($input: UpdateQueueStatusInput!) { updateQueueStatus(input: $input) { callbackWarnings { ruleId } } }',
    { input: { entryId: entry.id, status: 'COMPLETED', outcome: 'CALLBACK', callbackAt: inMinutes(4) } },
  )
  expect(updateQueueStatus.callbackWarnings.map(({ ruleId }) => ruleId)).toEqual(['calling-hours'])
})
