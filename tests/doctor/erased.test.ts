import { afterAll, beforeAll, expect, it } from 'vitest'
import { replaceErasedNumbers } from '../../src/audit/replaceErasedNumbers.js'
import { runDoctor } from '../../src/doctor/runDoctor.js'
import { agentOf, claim, nth, report, rows } from '../support/desk.js'
import { openFloor, openShift, type Floor } from '../support/floor.js'

let floor: Floor
beforeAll(async () => {
  floor = await openFloor()
})
afterAll(() => floor.close())

const broken = async () => (await runDoctor(floor.database, null)).filter(({ count }) => count > 0)
const erase = (id: string) =>
  floor.get('mutation ($id: ID!) { eraseContact(contactId: $id, reason: "Asked") { id } }', { id }, { role: 'ADMIN' })

it('E10: the doctor finds nothing when people with calls are erased, in the queue and in the history', async () => {
  const shift = await openShift(floor, { contacts: 6, agents: 1 })
  const called: string[] = []
  for (const outcome of ['SALE', 'DO_NOT_CALL', 'NO_ANSWER', 'WRONG_NUMBER', 'CALLBACK']) {
    const { id, contact } = await claim(floor, shift.campaignId, agentOf(shift))
    const callbackAt = outcome === 'CALLBACK' ? { callbackAt: new Date(Date.now() + 3_600_000).toISOString() } : {}
    await report(floor, id, 'COMPLETED', { outcome, notes: 'said so', ...callbackAt })
    called.push(contact.id)
  }
  const sold = nth(called, 0)
  await rows(
    floor,
    `WITH moved AS (DELETE FROM dial_queue_entry WHERE contact_id = $1 RETURNING *)
     INSERT INTO dial_queue_history SELECT * FROM moved`,
    [sold],
  )
  await rows(
    floor,
    `INSERT INTO contact_number (organization_id, contact_id, position, phone)
     SELECT organization_id, id, 1, phone FROM contact WHERE id = $1
     UNION ALL SELECT organization_id, id, 2, '+14155550142' FROM contact WHERE id = $1`,
    [nth(called, 2)],
  )
  await floor.get('mutation ($input: AddToDoNotCallInput!) { addToDoNotCall(input: $input) { cancelled } }', {
    input: { contactId: nth(called, 2), reason: 'Asked' },
  })
  expect(await broken()).toEqual([])
  for (const id of shift.contactIds) await erase(id)
  expect(await broken()).toEqual([])
  // Once the records need not be kept any longer, their numbers go too.
  const inSixYears = new Date(Date.now() + 6 * 366 * 86_400_000)
  const { signal } = new AbortController()
  expect(await replaceErasedNumbers({ database: floor.database, clock: () => inSixYears }, signal)).toBe(
    '5 numbers replaced',
  )
  expect(await broken()).toEqual([])
  // An entry that still has the number of an erased person is found.
  await rows(floor, "UPDATE dial_queue_entry SET phone = '+14155550177' WHERE contact_id = $1", [nth(called, 1)])
  expect(await broken()).toMatchObject([{ id: 'call-agrees-with-entry', count: 1 }])
})
