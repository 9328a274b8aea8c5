// What an inspector would do with the call records of a week: this file imports nothing of the product.

/** A call record with where its contact is. */
export interface CheckedCall {
  readonly phone: string
  readonly contactId: string
  readonly startedAt: Date
  readonly completedAt: Date
  readonly outcome: string
  readonly category: string
  readonly answeredAt: Date | null
  readonly region: string
  readonly timeZone: string
}

/** From `since` on the number is not called. */
export interface Suppression {
  readonly phone: string
  readonly since: Date
}

/** Local hours of a weekday (0 is Sunday) in which calls may be made: rules.md, us-hours and us-state-hours. */
function allowedHours(region: string, weekday: number): readonly [number, number] {
  if (region === 'US-FL') return [8, 20]
  if (region === 'US-TX' && weekday === 0) return [12, 21]
  return [8, 21]
}

/** Minutes that must lie between a call that ended so and the next one to the contact: the catalogue of the product. */
const retryMinutes: Readonly<Record<string, number>> = { NO_ANSWER: 240, BUSY: 15, VOICEMAIL: 240 }
/** After these a contact is not called again at all. */
const last = new Set(['SALE', 'NOT_INTERESTED', 'DO_NOT_CALL', 'WRONG_NUMBER'])

const HOUR = 3_600_000

/** What is wrong with the calls, in words; empty when nothing is. */
export function checkCalls(calls: readonly CheckedCall[], suppressions: readonly Suppression[]): string[] {
  return calls.flatMap((call, index) => {
    const before = calls.slice(0, index).filter(({ phone }) => phone === call.phone)
    return [
      ...hoursFault(call),
      ...capFaults(call, before),
      ...suppressionFaults(call, suppressions),
      ...earlyFault(call, before),
    ]
  })
}

function hoursFault(call: CheckedCall): string[] {
  return call.timeZone.split(',').flatMap((zone) => {
    const parts = new Intl.DateTimeFormat('en-US', {
      ...{ timeZone: zone, weekday: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
    } as const).formatToParts(call.startedAt)
    const part = (type: string): string => parts.find((one) => one.type === type)?.value ?? ''
    const weekday = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'].indexOf(part('weekday'))
    const hour = Number(part('hour')) + Number(part('minute')) / 60
    const [from, to] = allowedHours(call.region, weekday)
    return hour >= from && hour < to ? [] : [`${call.region} ${zone}: called at ${part('weekday')} ${hour.toFixed(2)}`]
  })
}

function capFaults(call: CheckedCall, before: readonly CheckedCall[]): string[] {
  const within = (hours: number): number =>
    before.filter(({ startedAt }) => startedAt.getTime() > call.startedAt.getTime() - hours * HOUR).length
  return [
    ...(within(24) >= 3 ? [`call ${within(24) + 1} in 24 hours`] : []),
    ...(within(168) >= 7 ? [`call ${within(168) + 1} in 7 days`] : []),
  ]
}

function suppressionFaults(call: CheckedCall, suppressions: readonly Suppression[]): string[] {
  return suppressions
    .filter(({ phone, since }) => phone === call.phone && call.startedAt >= since)
    .map(({ since }) => `called at ${call.startedAt.toISOString()}, forbidden since ${since.toISOString()}`)
}

function earlyFault(call: CheckedCall, before: readonly CheckedCall[]): string[] {
  const previous = before.at(-1)
  if (previous === undefined) return []
  if (last.has(previous.outcome)) return [`called again after ${previous.outcome}`]
  const waited = (call.startedAt.getTime() - previous.completedAt.getTime()) / 60_000
  const wanted = retryMinutes[previous.outcome] ?? 0
  return waited < wanted ? [`called ${waited} min after ${previous.outcome}`] : []
}
