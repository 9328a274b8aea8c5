import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { agentOf, changeContact, claim, correct, generate, nth, report, row, rows } from '../support/desk.js'
import { openFloor, openShift, type Floor, type Shift } from '../support/floor.js'
import { dial, reset } from './reset.js'

let floor: Floor
beforeAll(async () => {
  floor = await openFloor()
})
afterAll(() => floor.close())

/** A shift whose contacts were all dialled once and not reached. */
async function workedShift(contacts: number, options: { maxAttempts?: number } = {}): Promise<Shift> {
  const shift = await openShift(floor, { contacts, agents: 1, maxAttempts: 1, ...options })
  for (let time = 1; time <= contacts; time += 1) await dial(floor, shift.campaignId, agentOf(shift), 'NO_ANSWER')
  return shift
}

/** The reset of everybody who may be named, as one record. */
async function resetAll(shift: Shift): Promise<Record<string, number>> {
  const catalogue = await floor.get<{ outcomes: { code: string; category: string; isRefusal: boolean }[] }>(
    '{ outcomes { code category isRefusal } }',
  )
  const outcomes = catalogue.outcomes
    .filter(({ category, isRefusal }) => category !== 'DO_NOT_CALL' && !isRefusal)
    .map(({ code }) => code)
  const { resetCount, leftOut } = await reset(floor, shift, { outcomes })
  return { resetCount, ...leftOut }
}

const contactRow = (id: string | undefined) =>
  row(floor, 'SELECT to_jsonb(contact) AS contact FROM contact WHERE id = $1', [id])

describe('a fresh pass is never given', () => {
  it('E14: to who refused, asked not to be called, has a wrong number, is erased, is promised a call, or is in a call', async () => {
    const shift = await openShift(floor, { contacts: 8, agents: 2, maxAttempts: 1 })
    const agent = agentOf(shift)
    const refused = await dial(floor, shift.campaignId, agent, 'NOT_INTERESTED')
    const forbidden = await dial(floor, shift.campaignId, agent, 'DO_NOT_CALL')
    const wrong = await dial(floor, shift.campaignId, agent, 'WRONG_NUMBER')
    const erased = await dial(floor, shift.campaignId, agent, 'NO_ANSWER')
    await floor.get(
      'mutation ($contactId: ID!, $reason: String!) { eraseContact(contactId: $contactId, reason: $reason) { id } }',
      { contactId: erased, reason: 'letter of 3 May' },
      { role: 'ADMIN' },
    )
    const promised = await dial(floor, shift.campaignId, agent, 'CALLBACK')
    const free = await dial(floor, shift.campaignId, agent, 'NO_ANSWER')
    const held = await claim(floor, shift.campaignId, nth(shift.agentIds, 1))
    const others = [refused, forbidden, wrong, erased, promised, held.contact.id]
    const before = await Promise.all(others.map(contactRow))
    expect(await resetAll(shift)).toEqual({
      resetCount: 1,
      ...{ ERASED: 1, DO_NOT_CALL: 1, REFUSED: 1, INVALID_NUMBER: 1, CALLBACK_PROMISED: 1, LIVE_ENTRY: 2 },
    })
    expect(await Promise.all(others.map(contactRow))).toEqual(before)
    await report(floor, held.id, 'FAILED')
    await generate(floor, shift.campaignId, 8)
    const queued = await rows(
      floor,
      `SELECT contact_id FROM dial_queue_entry WHERE campaign_id = $1 AND status = 'QUEUED' AND attempt > 1`,
      [shift.campaignId],
    )
    expect(queued.map((entry) => entry['contact_id'])).toEqual([free])
  })

  it('E14: to who refused in another campaign, however long ago, and was called again since', async () => {
    const before = await openShift(floor, { contacts: 1, agents: 1 })
    const contactId = await dial(floor, before.campaignId, agentOf(before), 'NOT_INTERESTED')
    // Somebody imported the person as open again, and another campaign called it.
    await changeContact(floor, contactId, { status: 'IN_PROGRESS' })
    const shift = await openShift(floor, { contacts: 0, agents: 1 })
    await rows(floor, 'UPDATE contact SET list_id = $1 WHERE id = $2', [shift.listId, contactId])
    await generate(floor, shift.campaignId, 1)
    await dial(floor, shift.campaignId, agentOf(shift), 'NO_ANSWER')
    expect(await resetAll(shift)).toEqual({ resetCount: 0, REFUSED: 1 })
  })

  it('E14: to another contact with the number of who refused, unless the campaign calls businesses', async () => {
    const shift = await workedShift(2)
    const [one, other] = [nth(shift.contactIds, 0), nth(shift.contactIds, 1)]
    await rows(
      floor,
      `UPDATE contact SET phone = same.phone FROM contact AS same WHERE contact.id = $1 AND same.id = $2`,
      [other, one],
    )
    const call = await row(floor, 'SELECT entry_id FROM call_record WHERE contact_id = $1', [one])
    await rows(floor, `UPDATE call_record SET outcome = 'NOT_INTERESTED', category = 'CONTACT' WHERE entry_id = $1`, [
      call['entry_id'],
    ])
    const dry = await reset(floor, shift, { dryRun: true })
    expect(dry).toMatchObject({ resetCount: 0, leftOut: { REFUSED: 2 } })
    await rows(floor, 'UPDATE campaign SET calls_businesses = true WHERE id = $1', [shift.campaignId])
    expect(await resetAll(shift)).toEqual({ resetCount: 1, REFUSED: 1 })
  })

  it('E14: to who has a further number on which somebody refused', async () => {
    const shift = await workedShift(2)
    const [one, other] = [nth(shift.contactIds, 0), nth(shift.contactIds, 1)]
    await rows(
      floor,
      `INSERT INTO contact_number (organization_id, contact_id, position, phone, time_zone)
       SELECT organization_id, $1, 1, phone, time_zone FROM contact WHERE id = $1
       UNION ALL SELECT organization_id, $1, 2, phone, time_zone FROM contact WHERE id = $2`,
      [other, one],
    )
    await rows(floor, `UPDATE call_record SET outcome = 'NOT_INTERESTED', category = 'CONTACT' WHERE contact_id = $1`, [
      one,
    ])
    expect(await resetAll(shift)).toEqual({ resetCount: 0, REFUSED: 2 })
  })

  it('E14: to whose last outcome has become a refusal in the catalogue since', async () => {
    const shift = await openShift(floor, { contacts: 1, agents: 1 })
    await floor.get(
      'mutation ($input: OutcomeInput!) { setOutcome(input: $input) { code } }',
      { input: { code: 'HUNG_UP', label: 'Hung up', category: 'CONTACT', retryAfterMinutes: null } },
      { role: 'ADMIN' },
    )
    await dial(floor, shift.campaignId, agentOf(shift), 'HUNG_UP')
    await floor.get('mutation { setOutcomeRefusal(code: "HUNG_UP", isRefusal: true) { code } }')
    expect(await resetAll(shift)).toEqual({ resetCount: 0, REFUSED: 1 })
  })

  it('E14: to whose number is suppressed now, or whose do-not-call was lifted without its call being corrected', async () => {
    const shift = await workedShift(2)
    const { phone } = await row(floor, 'SELECT phone FROM contact WHERE id = $1', [shift.contactIds[0]])
    await rows(
      floor,
      `INSERT INTO do_not_call (organization_id, phone, reason, source) VALUES ($1, $2, 'asked', 'x')`,
      [floor.organizationId, phone],
    )
    const other = await openShift(floor, { contacts: 1, agents: 1 })
    const contactId = await dial(floor, other.campaignId, agentOf(other), 'DO_NOT_CALL')
    await floor.get('mutation ($input: RemoveFromDoNotCallInput!) { removeFromDoNotCall(input: $input) { removed } }', {
      input: { contactId, reason: 'A mistake' },
    })
    expect(await resetAll(shift)).toEqual({ resetCount: 1, DO_NOT_CALL: 1 })
    expect(await resetAll(other)).toEqual({ resetCount: 0, DO_NOT_CALL: 1 })
    // Once the call itself says something else, nobody has said no.
    const { entry_id: entryId } = await row(floor, 'SELECT entry_id FROM call_record WHERE contact_id = $1', [
      contactId,
    ])
    await correct(floor, String(entryId), { outcome: 'NO_ANSWER' })
    expect(await resetAll(other)).toEqual({ resetCount: 1 })
  })

  it('to a contact of another list of the campaign', async () => {
    const shift = await workedShift(1)
    const second = await workedShift(1)
    await rows(floor, 'INSERT INTO campaign_list VALUES ($1, $2, $3)', [
      floor.organizationId,
      shift.campaignId,
      second.listId,
    ])
    expect(await resetAll(shift)).toEqual({ resetCount: 1 })
    expect(await contactRow(second.contactIds[0])).toMatchObject({ contact: { status: 'EXHAUSTED' } })
  })
})
