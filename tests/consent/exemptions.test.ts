import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { agentOf, claim, generate, nextContact, nth, promiseCallback, report } from '../support/desk.js'
import { openFloor, openShift, type Floor, type Shift } from '../support/floor.js'
import { MovableClock } from '../support/movableClock.js'
import { answered, demand, demandConsent, exemption, phoneOf, record, revoke, verdict } from './consentDesk.js'

const clock = new MovableClock('2026-11-20T15:00:00.000Z')
let floor: Floor
beforeAll(async () => {
  floor = await openFloor({ clock: clock.read })
})
afterAll(() => floor.close())
beforeEach(() => {
  clock.advance(60)
})

const DAY = 86_400
const first = ({ contactIds }: Shift): string => nth(contactIds, 0)
const queued = ({ campaignId }: Shift) => generate(floor, campaignId, 10)

/** A conversation a moment ago, under a pack that allows the next call after seven days. */
async function spokenTo(consent: object): Promise<Shift> {
  const shift = await openShift(floor, { contacts: 1, agents: 1 })
  const cap = { subject: 'CONTACT', scope: 'ORGANIZATION', counts: 'CONVERSATIONS', limit: 1, windowMinutes: 10_080 }
  const sourced = { region: null, source: 'a test', asOf: '2026-12-01', reviewedBy: null }
  await demandConsent(floor, shift.campaignId, consent, { caps: [{ ...cap, ...sourced, id: 'test-conversation' }] })
  const entry = await claim(floor, shift.campaignId, agentOf(shift))
  await report(floor, entry.id, 'CONNECTED')
  await report(floor, entry.id, 'COMPLETED', { outcome: 'CALLBACK', callbackAt: clock.at(DAY) })
  clock.advance(DAY)
  return shift
}

describe('E11: a callback that the person has asked for', () => {
  it('is made although a cap of the pack is reached, where the pack exempts it (12 CFR 1006.14(b)(3))', async () => {
    const capped = await spokenTo({})
    expect(await queued(capped)).toMatchObject({ created: 0, excluded: { FREQUENCY_CAP: 1 } })
    const shift = await spokenTo({ exemptions: [exemption()] })
    expect((await queued(shift)).created).toBe(1)
    expect((await claim(floor, shift.campaignId, agentOf(shift))).contact.id).toBe(first(shift))
  })

  it("is not exempt from the campaign's own caps, nor where the person may be elsewhere", async () => {
    const shift = await spokenTo({ exemptions: [exemption()] })
    const own = { subject: 'CONTACT', scope: 'CAMPAIGN', counts: 'CALLS', limit: 1, windowMinutes: 10_080 }
    await floor.get('mutation ($input: UpdateCampaignInput!) { updateCampaign(input: $input) { id } }', {
      input: { id: shift.campaignId, frequencyCaps: [own] },
    })
    expect(await queued(shift)).toMatchObject({ created: 0, excluded: { FREQUENCY_CAP: 1 } })
    const elsewhere = await spokenTo({ exemptions: [exemption({ region: 'US' })] })
    expect(await queued(elsewhere)).toMatchObject({ created: 0, excluded: { FREQUENCY_CAP: 1 } })
  })
})

describe('E14: a consent that exempts from the hours of the pack', () => {
  // Friday, 10:00 in New York.
  const pack = {
    ...{ id: 'test-hours', region: null, days: { FRI: [['12:00', '13:00']] } },
    ...{ source: 'a test', asOf: '2026-12-01', reviewedBy: null },
  }
  const exempting = { exemptions: [exemption({ from: 'HOURS', bases: ['EXPRESS'] })] }

  it('lets a contact be called when others may not be, also one that waits already, until it is withdrawn', async () => {
    clock.set('2026-11-20T15:00:00.000Z')
    const shift = await openShift(floor, { contacts: 3, agents: 2, queued: false })
    await demandConsent(floor, shift.campaignId, exempting, { hours: [pack] })
    await record(floor, { contactId: first(shift), givenAt: clock.at(-DAY) })
    expect(await queued(shift)).toMatchObject({ created: 1, excluded: { OUTSIDE_CALLING_HOURS: 2 } })
    expect((await verdict(floor, shift, first(shift), 'calling-hours')).value).toBe(
      'America/New_York exempt from the hours of the pack: open',
    )
    expect((await claim(floor, shift.campaignId, agentOf(shift))).contact.id).toBe(first(shift))
    // Queued at noon, told in the evening.
    clock.set('2026-11-20T17:30:00.000Z')
    expect((await queued(shift)).created).toBe(2)
    clock.set('2026-11-20T23:00:00.000Z')
    const other = nth(shift.agentIds, 1)
    expect((await nextContact(floor, shift.campaignId, other)).reason).toBe('OUTSIDE_CALLING_HOURS')
    const [, second = '', third = ''] = shift.contactIds
    await record(floor, { contactId: second, givenAt: clock.at(-60) })
    await record(floor, { phone: await phoneOf(floor, third), givenAt: clock.at(-60) })
    await revoke(floor, { contactId: third })
    expect((await claim(floor, shift.campaignId, other)).contact.id).toBe(second)
    expect((await verdict(floor, shift, third, 'calling-hours')).passes).toBe(false)
  })

  it("does not exempt from the campaign's own hours", async () => {
    clock.set('2026-11-20T15:00:00.000Z')
    const shift = await openShift(floor, { contacts: 1, agents: 1, queued: false })
    await demandConsent(floor, shift.campaignId, exempting, { hours: [pack] })
    await record(floor, { contactId: first(shift), givenAt: clock.at(-DAY) })
    const never = { monday: [], tuesday: [], wednesday: [], thursday: [], saturday: [], sunday: [], holiday: null }
    await floor.get('mutation ($input: UpdateCampaignInput!) { updateCampaign(input: $input) { id } }', {
      input: { id: shift.campaignId, callingHours: { ...never, friday: [{ opens: '11:00', closes: '18:00' }] } },
    })
    expect(await queued(shift)).toMatchObject({ created: 0, excluded: { OUTSIDE_CALLING_HOURS: 1 } })
    clock.advance(3_600)
    expect((await queued(shift)).created).toBe(1)
  })
})

describe('E14: the answer of a reassigned-numbers query', () => {
  it('YES voids what was given for the number up to then, at once, and nothing that is given later', async () => {
    const shift = await openShift(floor, { contacts: 1, agents: 1, queued: false })
    await demandConsent(floor, shift.campaignId)
    const phone = await phoneOf(floor, first(shift))
    await record(floor, { contactId: first(shift), givenAt: clock.at(-DAY) })
    expect((await queued(shift)).created).toBe(1)
    expect(await answered(floor, phone, 'YES', clock.at(-2 * DAY))).toBe(0)
    expect(await answered(floor, phone, 'YES', clock.at(-60))).toBe(1)
    const { passes, value } = await verdict(floor, shift, first(shift))
    expect([passes, value]).toEqual([false, expect.stringMatching(/void since 2026-11-2\d$/)])
    // A later NO is about a later day: what was void stays so.
    await answered(floor, phone, 'NO', clock.at(-30))
    expect((await queued(shift)).created).toBe(0)
    await record(floor, { contactId: first(shift), givenAt: clock.at(-10) })
    expect((await queued(shift)).created).toBe(1)
  })

  it('only NO, asked since the consent and of late, lets a number be called where the pack asks for it', async () => {
    const shift = await openShift(floor, { contacts: 1, agents: 1, queued: false })
    await demandConsent(floor, shift.campaignId, { demands: [demand()], reassignedMaxAgeDays: 30 })
    const phone = await phoneOf(floor, first(shift))
    await record(floor, { contactId: first(shift), givenAt: clock.at(-DAY) })
    const judged = () => verdict(floor, shift, first(shift), 'reassigned-number')
    expect(await judged()).toEqual({ passes: false, value: 'never asked' })
    expect(await queued(shift)).toMatchObject({ created: 0, excluded: { NO_CONSENT: 1 } })
    await answered(floor, phone, 'NO', clock.at(-2 * DAY))
    expect(await judged()).toMatchObject({ passes: false })
    await answered(floor, phone, 'NO', clock.at(-DAY))
    expect(await judged()).toMatchObject({ passes: true })
    expect((await queued(shift)).created).toBe(1)
    expect(await answered(floor, phone, 'NO_DATA', clock.at(0))).toBe(1)
    expect(await judged()).toMatchObject({ passes: false })
    await answered(floor, phone, 'NO', clock.at(0))
    expect(await judged(), 'of two answers of one instant the worse stays').toMatchObject({ passes: false })
    clock.advance(60)
    await answered(floor, phone, 'NO', clock.at(0))
    expect(await judged()).toMatchObject({ passes: true })
    clock.advance(30 * DAY)
    expect(await judged()).toMatchObject({ passes: false })
  })

  it('is not asked for a callback that was promised: the person was spoken to', async () => {
    const shift = await openShift(floor, { contacts: 1, agents: 1, queued: false })
    await demandConsent(floor, shift.campaignId, { demands: [demand()], reassignedMaxAgeDays: 30 })
    await promiseCallback(floor, shift, first(shift), { dueAt: clock.at(0) })
    expect((await queued(shift)).created).toBe(1)
  })
})
