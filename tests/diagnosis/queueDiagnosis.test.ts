import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { changeContact, generate, nextContact, nth, report } from '../support/desk.js'
import { openFloor, openShift, type Floor, type Shift } from '../support/floor.js'
import { MovableClock } from '../support/movableClock.js'

// A Friday, eight in the morning in Los Angeles, eleven in New York.
const clock = new MovableClock('2026-11-20T16:18:00.000Z')
let floor: Floor
beforeAll(async () => {
  floor = await openFloor({ clock: clock.read })
})
afterAll(() => floor.close())
beforeEach(() => {
  clock.reset()
})

interface Diagnosis {
  readonly contacts: number
  readonly dialableNow: number
  readonly queuedNow: number
  readonly minutesUntilDry: number | null
  readonly byRule: readonly { readonly ruleId: string; readonly count: number }[]
  readonly becomingDialable: readonly { readonly hours: number; readonly count: number }[]
  readonly bestChange: {
    readonly ruleId: string | null
    readonly sentence: string
    readonly contacts: number
    readonly at: string | null
  } | null
}

async function diagnose({ campaignId }: Shift): Promise<Diagnosis> {
  const document = `query ($campaignId: ID!) { queueDiagnosis(campaignId: $campaignId) {
    contacts dialableNow queuedNow minutesUntilDry byRule { ruleId count } becomingDialable { hours count }
    bestChange { ruleId sentence contacts at } } }`
  return (await floor.get<{ queueDiagnosis: Diagnosis }>(document, { campaignId })).queueDiagnosis
}

/** Nine to five, every day. */
async function setHours(shift: Shift): Promise<void> {
  const day = [{ opens: '09:00', closes: '17:00' }]
  const days = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'].map((name) => [name, day])
  await floor.get('mutation ($input: UpdateCampaignInput!) { updateCampaign(input: $input) { id } }', {
    input: { id: shift.campaignId, callingHours: Object.fromEntries(days) as object },
  })
}

describe('a campaign whose contacts are all dialable', () => {
  it('says how many wait in its queue, and how long they last at the present pace', async () => {
    const shift = await openShift(floor, { contacts: 40, agents: 2, queued: false })
    await generate(floor, shift.campaignId, 30)
    expect(await diagnose(shift)).toMatchObject({
      ...{ contacts: 40, dialableNow: 40, queuedNow: 30, minutesUntilDry: null, byRule: [], bestChange: null },
    })
    for (let call = 0; call < 10; call += 1) {
      const { entry } = await nextContact(floor, shift.campaignId, nth(shift.agentIds, 0))
      await report(floor, entry?.id ?? '', 'COMPLETED', { outcome: 'NOT_INTERESTED' })
    }
    // Ten dials in 15 minutes, thirty contacts left.
    expect(await diagnose(shift)).toMatchObject({
      ...{ dialableNow: 30, queuedNow: 20, minutesUntilDry: 45 },
      byRule: [{ ruleId: 'not-reached', count: 10 }],
    })
  })
})

describe('E6: a campaign with contacts that nobody at work can serve', () => {
  it('says which skill no agent at work has, and of how many contacts', async () => {
    const shift = await openShift(floor, { contacts: 6, agents: 2, queued: false })
    const [first = '', second = '', third = '', closed = ''] = shift.contactIds
    for (const id of [first, second, closed]) await changeContact(floor, id, { required_skills: ['welsh'] })
    await changeContact(floor, third, { required_skills: ['dutch', 'welsh'] })
    await changeContact(floor, closed, { next_attempt_at: clock.at(600) })
    await floor.database.pool.query(`UPDATE campaign SET policy_pack = 'UK' WHERE id = $1`, [shift.campaignId])
    const document =
      'query ($id: ID!) { queueDiagnosis(campaignId: $id) { dialableNow warnings { id sentence count } } }'
    const ask = async (): Promise<unknown> =>
      (await floor.get<{ queueDiagnosis: unknown }>(document, { id: shift.campaignId })).queueDiagnosis
    const id = 'no-agent-has-skill'
    const both = { id, sentence: 'no agent at work has the skills dutch, welsh', count: 1 }
    expect(await ask()).toEqual({
      dialableNow: 5,
      warnings: [{ id, sentence: 'no agent at work has the skill welsh', count: 2 }, both],
    })
    await floor.get('mutation ($input: UpdateAgentInput!) { updateAgent(input: $input) { id } }', {
      input: { id: shift.agentIds[0], skills: ['welsh'] },
    })
    expect(await ask()).toEqual({ dialableNow: 5, warnings: [both] })
  })
})

describe('the one change that would free most', () => {
  it('E7: is the true opening, beyond the week for which hours are stored', async () => {
    const shift = await openShift(floor, { contacts: 2, queued: false })
    for (const id of shift.contactIds) await changeContact(floor, id, { region: 'US-NY' })
    await floor.database.pool.query('UPDATE campaign SET hours = $2, hours_version = hours_version + 1 WHERE id = $1', [
      shift.campaignId,
      JSON.stringify({ HOLIDAY: [['10:00', '11:00']] }),
    ])
    clock.set('2026-11-27T12:00:00.000Z')
    expect((await diagnose(shift)).bestChange).toMatchObject({ contacts: 2, at: '2026-12-25T15:00:00.000Z' })
  })

  it('is the opening of the place where most contacts wait', async () => {
    const shift = await openShift(floor, { contacts: 10, queued: false })
    await setHours(shift)
    for (const id of shift.contactIds.slice(0, 6)) await changeContact(floor, id, { time_zone: 'America/Los_Angeles' })
    for (const id of shift.contactIds.slice(6, 8)) await changeContact(floor, id, { time_zone: 'Asia/Tokyo' })
    const diagnosis = await diagnose(shift)
    expect(diagnosis).toMatchObject({
      ...{ dialableNow: 2, byRule: [{ ruleId: 'calling-hours', count: 8 }] },
      bestChange: {
        ...{ ruleId: 'calling-hours', contacts: 6, at: '2026-11-20T17:00:00.000Z' },
        sentence: 'hours in America/Los_Angeles open in 42 min',
      },
    })
    // Tokyo opens at midnight UTC.
    expect(diagnosis.becomingDialable).toEqual([
      { hours: 1, count: 6 },
      { hours: 4, count: 6 },
      { hours: 24, count: 8 },
    ])
  })

  it('is to start a campaign that is paused', async () => {
    const shift = await openShift(floor, { contacts: 3, queued: false, campaignStatus: 'PAUSED' })
    expect((await diagnose(shift)).bestChange).toEqual({
      ...{ ruleId: null, sentence: 'start the campaign (status ACTIVE)', contacts: 3, at: null },
    })
  })

  it('counts only contacts that nothing else keeps back', async () => {
    const shift = await openShift(floor, { contacts: 3, queued: false })
    const [first = '', second = '', third = ''] = shift.contactIds
    const later = clock.at(1_800)
    await changeContact(floor, first, { time_zone: null, next_attempt_at: later })
    await changeContact(floor, second, { time_zone: null, next_attempt_at: later })
    await changeContact(floor, third, { next_attempt_at: later })
    expect(await diagnose(shift)).toMatchObject({
      byRule: [
        { ruleId: 'known-time-zone', count: 2 },
        { ruleId: 'retry-due', count: 1 },
      ],
      bestChange: { ruleId: 'retry-due', contacts: 1 },
      becomingDialable: [
        { hours: 1, count: 1 },
        { hours: 4, count: 1 },
        { hours: 24, count: 1 },
      ],
    })
  })

  it('is none where every contact asked not to be called', async () => {
    const shift = await openShift(floor, { contacts: 2, queued: false })
    for (const id of shift.contactIds) await changeContact(floor, id, { status: 'DO_NOT_CALL' })
    expect(await diagnose(shift)).toMatchObject({ dialableNow: 0, bestChange: null })
  })
})
