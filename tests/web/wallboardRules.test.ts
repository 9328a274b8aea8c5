import { describe, expect, it } from 'vitest'
import { isPassing } from '../../src/web/api/lastingSubscription.js'
import { agentsOf, stateLevel } from '../../src/web/wallboard/agentLines.js'
import { alarmsOf } from '../../src/web/wallboard/alarms.js'
import { readAddress, writeAddress } from '../../src/web/wallboard/boardAddress.js'
import type { AgentLine, Card, Diagnosis, Snapshot, Stats } from '../../src/web/wallboard/boardTypes.js'
import { chartColumns } from '../../src/web/wallboard/chartData.js'
import { freshnessOf } from '../../src/web/wallboard/freshness.js'
import { kioskGrid, shownOnPage } from '../../src/web/wallboard/kioskGrid.js'
import { dueDiagnoses, dueFigures } from '../../src/web/wallboard/refreshSchedule.js'

const now = Date.parse('2026-11-28T12:00:30Z')
const calm: Snapshot = {
  campaignId: '1',
  campaignName: 'Renewals',
  campaignStatus: 'ACTIVE',
  version: 5,
  counts: { queued: 100, reserved: 0, dialing: 1, connected: 1, completed: 5, failed: 2, abandoned: 0 },
  agents: { available: 2, busy: 2, wrapUp: 0, paused: 1 },
}
const stats: Stats = {
  ...{ answerRate: 0.4, conversionRate: 0.1, abandonRate: 0, abandonRate30Days: 0.01 },
  ...{ averageTalkSeconds: 90, averageWrapUpSeconds: 20, listPenetration: 0.3 },
}
const diagnosis: Diagnosis = { dialableNow: 500, minutesUntilDry: 60, byRule: [], bestChange: null }

interface Given {
  snapshot?: Partial<Snapshot>
  stats?: Partial<Stats>
  diagnosis?: Partial<Diagnosis>
  noneAvailableSince?: number | null
}

function cardWith({ snapshot, stats: others, diagnosis: judged, noneAvailableSince = null }: Given = {}): Card {
  return {
    id: '1',
    snapshot: { ...calm, ...snapshot },
    figures: { value: { abandonRateLimit: 0.03, stats: { ...stats, ...others } }, version: 5, askedAt: now },
    diagnosis: { value: { ...diagnosis, ...judged }, version: 5, askedAt: now },
    chart: { value: null, version: 5, askedAt: now },
    ...{ minutes: [], noneAvailableSince, alarms: [] },
  }
}

const alarms = (given: Given): string[] =>
  alarmsOf(cardWith(given), now).map(({ kind, level, words }) => `${kind} ${level}: ${words}`)

describe('an alarm', () => {
  it('is silent on a campaign that runs well, and on one that is not to dial', () => {
    expect(alarms({})).toEqual([])
    expect(alarms({ snapshot: { campaignStatus: 'PAUSED', counts: { ...calm.counts, queued: 0 } } })).toEqual([])
  })

  it.each([
    [{ abandonRate30Days: 0.0239 }, []],
    [{ abandonRate30Days: 0.024 }, ['abandon-rate warning: Abandon rate 2.4% in 30 days, the limit is 3%']],
    [{ abandonRate30Days: 0.031 }, ['abandon-rate danger: Abandon rate 3.1% in 30 days, the limit is 3%']],
    [{ abandonRate: 0.05 }, ['abandon-rate warning: Abandon rate 5% today, the limit is 3%']],
    [{ abandonRate: null, abandonRate30Days: null }, []],
  ])('tells of an abandon rate from four fifths of the limit on: %j', (others, told) => {
    expect(alarms({ stats: others })).toEqual(told)
  })

  it('tells of a queue that holds less than one contact for each agent at work, with the reasons', () => {
    const byRule = [
      { ruleId: 'retry-due', reason: 'RETRY_NOT_DUE', count: 40 },
      { ruleId: 'do-not-call', reason: 'DO_NOT_CALL', count: 1_200 },
    ] as const
    expect(alarms({ snapshot: { counts: { ...calm.counts, queued: 3 } }, diagnosis: { byRule: [...byRule] } })).toEqual(
      ['queue-empty warning: Queue nearly empty: 3 queued – kept back: 1,200 do not call, 40 retry not due'],
    )
    expect(alarms({ diagnosis: { minutesUntilDry: 4 } })).toEqual([
      'queue-empty warning: Queue nearly empty: 100 queued, work for 4 min',
    ])
  })

  it('tells at once when nobody is at work, and of a floor where all talk only when that lasts', () => {
    const nobody = { available: 0, busy: 0, wrapUp: 0, paused: 1 }
    const all = { available: 0, busy: 3, wrapUp: 1, paused: 0 }
    expect(alarms({ snapshot: { agents: nobody } })).toEqual(['no-agent danger: No agent available: 1 paused'])
    expect(alarms({ snapshot: { agents: all }, noneAvailableSince: now - 9_999 })).toEqual([])
    expect(alarms({ snapshot: { agents: all }, noneAvailableSince: now - 10_000 })).toEqual([
      'no-agent warning: No agent available: 3 busy, 1 in wrap-up',
    ])
  })

  it('tells that all who could be called sleep, in place of an empty queue', () => {
    const byRule = [{ ruleId: 'calling-hours', reason: 'OUTSIDE_CALLING_HOURS', count: 90 } as const]
    const told = alarms({
      snapshot: { counts: { ...calm.counts, queued: 0 } },
      diagnosis: { dialableNow: 0, byRule, bestChange: { ruleId: 'calling-hours', at: '2026-11-30T08:00:00Z' } },
    })
    expect(told).toHaveLength(1)
    expect(told[0]).toMatch(/^outside-hours warning: Outside calling hours: 90 contacts wait, next at Mon \d\d:00$/)
  })
})

describe('the figures are asked for', () => {
  const card = (id: string, version: number, askedSecondsAgo: number | null): Card => {
    const answer = askedSecondsAgo === null ? null : { version: 5, askedAt: now - askedSecondsAgo * 1000 }
    const known = cardWith({ snapshot: { campaignId: id, version } })
    return {
      ...known,
      id,
      figures: answer === null || known.figures === null ? null : { ...known.figures, ...answer },
      diagnosis: answer === null || known.diagnosis === null ? null : { ...known.diagnosis, ...answer },
      chart: answer === null ? null : { value: null, ...answer },
    }
  }
  const seen =
    (...ids: string[]) =>
    (id: string): boolean =>
      ids.includes(id)

  it('of cards on screen that have changed, together, and not of those that have not', () => {
    const cards = [card('1', 6, 2), card('2', 5, 2), card('3', 6, 3), card('4', 6, 2)]
    expect(dueFigures(cards, seen('1', '2', '3'), now)).toEqual({ stats: ['3', '1'], charts: ['3', '1'] })
  })

  it('less often of cards out of sight, whose charts nobody sees', () => {
    const cards = [card('1', 6, 29), card('2', 6, 30), card('3', 5, 119), card('4', 5, 120), card('5', 6, null)]
    expect(dueFigures(cards, seen(), now)).toEqual({ stats: ['5', '4', '2'], charts: [] })
  })

  it('of a hundred cards a part at a time, those that wait longest first', () => {
    const cards = Array.from({ length: 100 }, (_, index) => card(String(index), 6, 100 + index))
    const { stats: asked } = dueFigures(cards, () => true, now)
    expect(asked).toHaveLength(25)
    expect(asked[0]).toBe('99')
    expect(dueDiagnoses(cards, () => true, now)).toEqual(['99', '98', '97', '96', '95'])
  })
})

describe('the figures are', () => {
  const proof = (state: 'live' | 'lost', heardAgo: number, provenAgo: number | null) => ({
    connection: { state, heardAt: now - heardAgo },
    provenAt: provenAgo === null ? null : now - provenAgo,
  })

  it.each([
    ['live', proof('live', 100, 2_000), 2_000],
    ['live', proof('live', 5_000, 100), 5_000],
    ['stale', proof('live', 5_001, 100), 5_001],
    ['stale', proof('live', 100, 7_000), 7_000],
    ['reconnecting', proof('lost', 100, 300), 300],
    ['connecting', proof('live', 100, null), null],
  ])('%s, by the older of what was heard and what was proven', (state, given, ageMs) => {
    expect(freshnessOf(given, now)).toEqual({ state, ageMs })
  })
})

describe('the agents', () => {
  const line = (name: string, status: AgentLine['status'], secondsAgo: number): AgentLine => ({
    ...{ id: name, name, status, pauseReason: null, currentEntry: null },
    statusChangedAt: new Date(now - secondsAgo * 1000).toISOString(),
  })

  it('stand longest in their state first, each once, the offline ones only counted', () => {
    const lines = [
      line('Alma', 'BUSY', 10),
      line('Ben', 'PAUSED', 90),
      line('Cy', 'OFFLINE', 9e5),
      line('Alma', 'BUSY', 10),
    ]
    const { atWork, offlineCount } = agentsOf(lines)
    expect([atWork.map(({ name }) => name), offlineCount]).toEqual([['Ben', 'Alma'], 1])
  })

  it('are noted when a state has reached its limits', () => {
    const levels = [59, 60, 179, 180].map((seconds) => stateLevel(line('Alma', 'WRAP_UP', seconds), now))
    expect(levels).toEqual([null, 'warning', 'warning', 'danger'])
  })
})

describe('the chart', () => {
  it('has thirty minutes up to now, those that nothing is known of without a dial', () => {
    const minutes = [{ startsAt: '2026-11-28T11:59:00.000Z', dials: 4, answers: 3, abandons: 1 }]
    const [starts, dials, answers, abandons] = chartColumns(minutes, now)
    expect([starts.length, starts.at(-1)]).toEqual([30, Date.parse('2026-11-28T12:00:00Z') / 1000])
    expect([dials.slice(-3), answers.at(-2), abandons.at(-2)]).toEqual([[0, 4, 0], 3, 1])
  })
})

describe('the address', () => {
  it.each(['', '?kiosk', '?campaigns=3,17', '?kiosk&sound&campaigns=9'])('says all of a board: %s', (search) => {
    expect(writeAddress(readAddress(search))).toBe(search)
  })

  it('leaves out what is no id', () => {
    expect(readAddress('?campaigns=3,x,,3,-1').campaignIds).toEqual(['3'])
    expect(readAddress('?campaigns=x').campaignIds).toBe(null)
  })
})

describe('a kiosk', () => {
  it('shows few cards larger, and lets many take turns, round and round', () => {
    expect([1, 2, 3, 4, 100].map(kioskGrid).map(({ columns, rows }) => [columns, rows])).toEqual([
      [1, 1],
      [2, 1],
      [2, 2],
      [2, 2],
      [2, 2],
    ])
    const ids = ['1', '2', '3', '4', '5', '6']
    const pages = [0, 1, 2].map((turn) => shownOnPage(ids, kioskGrid(ids.length), turn).shown)
    expect(pages).toEqual([
      ['1', '2', '3', '4'],
      ['5', '6'],
      ['1', '2', '3', '4'],
    ])
  })
})

describe('a subscription that has ended is asked for again', () => {
  const refusal = (code: string): unknown => [{ message: 'no', extensions: { code } }]

  it('after whatever closes a socket, and when the server cannot serve just now', () => {
    expect([{ code: 4400 }, { code: 1011 }, refusal('SERVICE_UNAVAILABLE')].map(isPassing)).toEqual([true, true, true])
    expect(isPassing(refusal('INTERNAL_SERVER_ERROR'))).toBe(true)
  })

  it('but not when the answer would be the same', () => {
    expect([refusal('NOT_FOUND'), refusal('FORBIDDEN'), refusal('BAD_USER_INPUT')].map(isPassing)).toEqual([
      false,
      false,
      false,
    ])
  })
})
