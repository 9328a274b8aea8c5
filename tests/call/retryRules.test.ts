import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { agentOf, claim, generate, report, row } from '../support/desk.js'
import { type Floor, openFloor, openShift, type Shift } from '../support/floor.js'
import { MovableClock } from '../support/movableClock.js'
import { refusal } from '../support/refusal.js'

const clock = new MovableClock()
let floor: Floor
beforeAll(async () => {
  floor = await openFloor({ clock: clock.read })
})
afterAll(() => floor.close())
beforeEach(() => {
  clock.reset()
})

const setDocument = `mutation ($campaignId: ID, $rules: [RetryRuleInput!]!) {
  setRetryRules(campaignId: $campaignId, rules: $rules) { outcome source delayMinutes growth maxAttempts } }`
const setRules = (campaignId: string | null, rules: object[]) => floor.get(setDocument, { campaignId, rules })
const setOutcome = (input: object, role: 'ADMIN' | 'SUPERVISOR' = 'ADMIN') =>
  floor.ask('mutation ($input: OutcomeInput!) { setOutcome(input: $input) { code } }', { input }, { role })
interface Line {
  readonly outcome: string
  readonly source: string
  readonly delayMinutes: number
}
const rulesOf = async (campaignId: string | null): Promise<Record<string, [string, number]>> => {
  const document = 'query ($campaignId: ID) { retryRules(campaignId: $campaignId) { outcome source delayMinutes } }'
  const { retryRules } = await floor.get<{ retryRules: Line[] }>(document, { campaignId })
  return Object.fromEntries(retryRules.map(({ outcome, source, delayMinutes }) => [outcome, [source, delayMinutes]]))
}

/** Dials the shift's contact, which ends so; minutes until the next attempt, and what the contact became. */
async function dial(shift: Shift, outcome: string): Promise<[number, unknown]> {
  await generate(floor, shift.campaignId, 10)
  const { id } = await claim(floor, shift.campaignId, agentOf(shift))
  await report(floor, id, 'FAILED', { outcome })
  const contact = await row(floor, 'SELECT status, next_attempt_at FROM contact WHERE id = $1', [shift.contactIds[0]])
  const next = contact['next_attempt_at'] as Date
  const minutes = (next.getTime() - clock.now.getTime()) / 60_000
  clock.advance(minutes * 60)
  return [minutes, contact['status']]
}

describe('the retry table', () => {
  it("is the campaign's own, else the organization's, else the outcome's plain delay", async () => {
    const shift = await openShift(floor, { contacts: 0, agents: 0, queued: false })
    const other = await openShift(floor, { contacts: 0, agents: 0, queued: false })
    await setRules(null, [
      { outcome: 'BUSY', delayMinutes: 20 },
      { outcome: 'FAILED', delayMinutes: 45 },
    ])
    await setRules(shift.campaignId, [{ outcome: 'BUSY', delayMinutes: 5 }])
    expect(await rulesOf(shift.campaignId)).toEqual({
      ABANDONED: ['OUTCOME', 4320],
      BUSY: ['CAMPAIGN', 5],
      FAILED: ['ORGANIZATION', 45],
      LEASE_EXPIRED: ['OUTCOME', 60],
      NO_ANSWER: ['OUTCOME', 240],
      VOICEMAIL: ['OUTCOME', 240],
    })
    expect((await rulesOf(other.campaignId))['BUSY']).toEqual(['ORGANIZATION', 20])
    const { outcomes } = await floor.get<{ outcomes: { code: string; retryRule: Line | null }[] }>(
      '{ outcomes { code retryRule { source delayMinutes } } }',
    )
    const of = (wanted: string) => outcomes.find(({ code }) => code === wanted)?.retryRule
    expect(of('BUSY')).toEqual({ source: 'ORGANIZATION', delayMinutes: 20 })
    expect(of('SALE')).toBeNull()
    await setRules(shift.campaignId, [])
    await setRules(null, [])
    expect((await rulesOf(shift.campaignId))['BUSY']).toEqual(['OUTCOME', 15])
  })

  it('makes the delay grow with each such outcome of the campaign, up to its ceiling, and ends at the maximum', async () => {
    const shift = await openShift(floor, { contacts: 1, agents: 1, maxAttempts: 100 })
    await setRules(shift.campaignId, [
      { outcome: 'BUSY', delayMinutes: 10, growth: 'EXPONENTIAL', ceilingMinutes: 60, maxAttempts: 5 },
      { outcome: 'NO_ANSWER', delayMinutes: 30, growth: 'LINEAR' },
    ])
    expect(await dial(shift, 'BUSY')).toEqual([10, 'IN_PROGRESS'])
    expect(await dial(shift, 'BUSY')).toEqual([20, 'IN_PROGRESS'])
    // Each outcome has a count of its own.
    expect(await dial(shift, 'NO_ANSWER')).toEqual([30, 'IN_PROGRESS'])
    expect(await dial(shift, 'BUSY')).toEqual([40, 'IN_PROGRESS'])
    expect(await dial(shift, 'NO_ANSWER')).toEqual([60, 'IN_PROGRESS'])
    expect(await dial(shift, 'BUSY')).toEqual([60, 'IN_PROGRESS'])
    expect(await dial(shift, 'BUSY')).toEqual([60, 'EXHAUSTED'])
    expect((await generate(floor, shift.campaignId, 10)).excluded).toEqual({ ATTEMPTS_EXHAUSTED: 1 })
  })

  it("moves the next attempt to another part of the contact's day", async () => {
    const shift = await openShift(floor, { contacts: 1, agents: 1 })
    await setRules(shift.campaignId, [{ outcome: 'NO_ANSWER', delayMinutes: 60, otherPartOfDay: true }])
    // 10:00 in New York: an hour later is still morning, so it waits for noon.
    expect(await dial(shift, 'NO_ANSWER')).toEqual([120, 'IN_PROGRESS'])
  })

  it.each([
    { why: 'for an outcome that is none', rules: [{ outcome: 'NOPE', delayMinutes: 1 }] },
    { why: 'for an outcome that is never tried again', rules: [{ outcome: 'SALE', delayMinutes: 1 }] },
    { why: 'for an outcome that promises a call', rules: [{ outcome: 'CALLBACK', delayMinutes: 1 }] },
    {
      why: 'twice for one outcome',
      rules: [
        { outcome: 'BUSY', delayMinutes: 1 },
        { outcome: 'BUSY', delayMinutes: 2 },
      ],
    },
    { why: 'with a ceiling below the delay', rules: [{ outcome: 'BUSY', delayMinutes: 5, ceilingMinutes: 4 }] },
    { why: 'with a delay above a year', rules: [{ outcome: 'BUSY', delayMinutes: 525_601 }] },
    { why: 'with no attempt at all', rules: [{ outcome: 'BUSY', delayMinutes: 5, maxAttempts: 0 }] },
  ])('takes no rule $why', async ({ rules }) => {
    expect(await refusal(floor, () => floor.ask(setDocument, { rules }))).toBe('BAD_USER_INPUT')
  })

  it('is not that of a campaign which does not exist', async () => {
    expect(await refusal(floor, () => floor.ask(setDocument, { campaignId: '999999999', rules: [] }))).toBe('NOT_FOUND')
  })
})

describe('the catalogue of outcomes', () => {
  it('is edited by an admin; a line that is no longer tried again loses its rules', async () => {
    const line = { code: 'RINGS_OUT', label: 'Rings out', category: 'NO_ANSWER', retryAfterMinutes: 90 }
    expect((await setOutcome(line)).errors).toEqual([])
    await setRules(null, [{ outcome: 'RINGS_OUT', delayMinutes: 5 }])
    expect((await rulesOf(null))['RINGS_OUT']).toEqual(['ORGANIZATION', 5])
    expect((await setOutcome({ ...line, category: 'CONTACT', retryAfterMinutes: null })).errors).toEqual([])
    expect((await rulesOf(null))['RINGS_OUT']).toBeUndefined()
    expect(await refusal(floor, () => setOutcome(line, 'SUPERVISOR'))).toBe('FORBIDDEN')
  })

  it('E14: says which outcomes are refusals; a supervisor may say otherwise', async () => {
    const refusals = async () =>
      (
        await floor.get<{ outcomes: { code: string; isRefusal: boolean }[] }>('{ outcomes { code isRefusal } }')
      ).outcomes
        .filter(({ isRefusal }) => isRefusal)
        .map(({ code }) => code)
    expect(await refusals()).toEqual(['NOT_INTERESTED'])
    const line = { code: 'TOO_DEAR', label: 'Too dear', category: 'CONTACT' }
    expect((await setOutcome(line)).errors).toEqual([])
    const mutation = `mutation ($code: String!) { setOutcomeRefusal(code: $code, isRefusal: true) { isRefusal } }`
    await floor.get(mutation, { code: 'TOO_DEAR' })
    expect(await refusals()).toEqual(['NOT_INTERESTED', 'TOO_DEAR'])
    for (const code of ['NO_ANSWER', 'SALE', 'UNKNOWN']) {
      expect(await refusal(floor, () => floor.ask(mutation, { code }))).toBe('BAD_USER_INPUT')
    }
    const nobodySaidNo = { code: 'NO_ANSWER', label: 'No answer', category: 'NO_ANSWER', isRefusal: true }
    expect(await refusal(floor, () => setOutcome(nobodySaidNo))).toBe('BAD_USER_INPUT')
  })

  it.each([
    { why: 'with a code in small letters', line: { code: 'busy', label: 'Busy', category: 'BUSY' } },
    { why: 'without a label', line: { code: 'BUSY', label: ' ', category: 'BUSY' } },
    {
      why: 'of a sale that is tried again',
      line: { code: 'SALE', label: 'Sale', category: 'SUCCESS', retryAfterMinutes: 5 },
    },
    { why: 'that takes the system its own outcome', line: { code: 'LEASE_EXPIRED', label: 'x', category: 'CONTACT' } },
    {
      why: 'with a delay below nothing',
      line: { code: 'BUSY', label: 'Busy', category: 'BUSY', retryAfterMinutes: -1 },
    },
  ])('takes no line $why', async ({ line }) => {
    expect(await refusal(floor, () => setOutcome(line))).toBe('BAD_USER_INPUT')
  })
})
