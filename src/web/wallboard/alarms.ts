import { codeWords, countWords, minutesWords, percentWords, timeOfDayWords } from '../page/words.js'
import type { Card } from './boardTypes.js'

/** Something that a supervisor should act on. */
export interface Alarm {
  readonly kind: 'abandon-rate' | 'queue-empty' | 'no-agent' | 'outside-hours'
  readonly level: 'danger' | 'warning'
  readonly words: string
}

/** Of the limit: from here on a rate is near it, and there is still something to do about it. */
export const NEAR_LIMIT = 0.8
/** With work for less than this (minutes) a queue is nearly empty. */
const DRY_SOON_MINUTES = 10
/** That all agents talk is what a floor wants; that it lasts (milliseconds) means calls that may find nobody. */
export const NONE_AVAILABLE_MS = 10_000
/** Reasons named in an alarm; the campaign's own page has them all. */
const REASONS_NAMED = 3

type Judged = Pick<Card, 'snapshot' | 'figures' | 'diagnosis' | 'noneAvailableSince'>

/** What is wrong with a campaign now, worst first. Only a campaign that is to dial can be wrong. */
export function alarmsOf(card: Judged, now: number): Alarm[] {
  if (card.snapshot.campaignStatus !== 'ACTIVE') return []
  const hours = outsideHours(card)
  const alarms = [abandonRate(card), noAgent(card, now), hours, hours === null ? queueEmpty(card) : null]
  return alarms
    .filter((alarm) => alarm !== null)
    .sort((one, other) => Number(other.level === 'danger') - Number(one.level === 'danger'))
}

/** The limit is about 30 days; today's rate says earlier where they are going. */
function abandonRate({ figures }: Judged): Alarm | null {
  if (figures === null) return null
  const { abandonRateLimit: limit, stats } = figures.value
  const month = stats.abandonRate30Days ?? 0
  const today = stats.abandonRate ?? 0
  const words = (text: string): string => `Abandon rate ${text}, the limit is ${percentWords(limit)}`
  if (month > limit) return { kind: 'abandon-rate', level: 'danger', words: words(`${percentWords(month)} in 30 days`) }
  if (month > 0 && month >= limit * NEAR_LIMIT) {
    return { kind: 'abandon-rate', level: 'warning', words: words(`${percentWords(month)} in 30 days`) }
  }
  if (today > 0 && today >= limit * NEAR_LIMIT) {
    return { kind: 'abandon-rate', level: 'warning', words: words(`${percentWords(today)} today`) }
  }
  return null
}

function noAgent({ snapshot: { agents }, noneAvailableSince }: Judged, now: number): Alarm | null {
  if (agents.available > 0) return null
  const atWork = agents.busy + agents.wrapUp
  const others = [
    [agents.busy, 'busy'],
    [agents.wrapUp, 'in wrap-up'],
    [agents.paused, 'paused'],
  ] as const
  const detail = others.flatMap(([count, word]) => (count > 0 ? [`${count} ${word}`] : [])).join(', ')
  const words = `No agent available: ${detail === '' ? 'nobody is at work' : detail}`
  if (atWork === 0) return { kind: 'no-agent', level: 'danger', words }
  const isLasting = noneAvailableSince !== null && now - noneAvailableSince >= NONE_AVAILABLE_MS
  return isLasting ? { kind: 'no-agent', level: 'warning', words } : null
}

/** Everybody who could be called otherwise sleeps, or has a holiday. */
function outsideHours({ diagnosis }: Judged): Alarm | null {
  if (diagnosis === null || diagnosis.value.dialableNow > 0) return null
  const { byRule, bestChange } = diagnosis.value
  const closed = byRule.find(({ reason }) => reason === 'OUTSIDE_CALLING_HOURS')
  if (closed === undefined) return null
  const opensAt = bestChange?.ruleId === closed.ruleId ? bestChange.at : null
  const opens = opensAt === null ? '' : `, next at ${timeOfDayWords(new Date(opensAt), null)}`
  return {
    kind: 'outside-hours',
    level: 'warning',
    words: `Outside calling hours: ${countWords(closed.count)} contacts wait${opens}`,
  }
}

function queueEmpty({ snapshot: { counts, agents }, diagnosis }: Judged): Alarm | null {
  const atWork = agents.available + agents.busy + agents.wrapUp
  const minutes = diagnosis?.value.minutesUntilDry ?? null
  const isShort = counts.queued < Math.max(1, atWork) || (minutes !== null && minutes < DRY_SOON_MINUTES)
  if (!isShort) return null
  const what = counts.queued === 0 ? 'Queue empty' : `Queue nearly empty: ${countWords(counts.queued)} queued`
  const lasts =
    minutes === null || minutes >= DRY_SOON_MINUTES || counts.queued === 0 ? '' : `, work for ${minutesWords(minutes)}`
  const reasons = [...(diagnosis?.value.byRule ?? [])]
    .sort((one, other) => other.count - one.count)
    .slice(0, REASONS_NAMED)
    .map(({ reason, count }) => `${countWords(count)} ${codeWords(reason)}`)
  const why = reasons.length === 0 ? '' : ` – kept back: ${reasons.join(', ')}`
  return { kind: 'queue-empty', level: counts.queued === 0 ? 'danger' : 'warning', words: `${what}${lasts}${why}` }
}
