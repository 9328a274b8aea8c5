import type { CSSProperties, ReactNode } from 'react'
import { percentWords } from '../page/words.js'
import { NEAR_LIMIT } from './alarms.js'

/** The abandon rate of today and of the regulator's 30 days, as a bar on which the limit is marked. */
export function AbandonRate({
  today,
  month,
  limit,
}: {
  today: number | null
  month: number | null
  limit: number | null
}): ReactNode {
  // The bar ends at twice the limit: the mark stands in its middle, and a rate beyond it is seen as far beyond.
  const share = (rate: number | null): number => (limit === null || rate === null ? 0 : scaled(rate, limit))
  return (
    <div className="bar-figure" data-tone={toneOf(month, limit)}>
      <p>
        <span className="bar-name">Abandon rate</span> <strong>{percentWords(today)}</strong> today,{' '}
        <strong>{percentWords(month)}</strong> in 30 days
        <span className="bar-limit"> limit {percentWords(limit)}</span>
      </p>
      <div className="limit-bar" aria-hidden="true" style={widths(share(today), share(month))}>
        <span className="limit-bar-month" />
        <span className="limit-bar-today" />
        <span className="limit-bar-mark" />
      </div>
    </div>
  )
}

/** How much of its lists a campaign has dialled. */
export function Penetration({ share }: { share: number | null }): ReactNode {
  return (
    <div className="bar-figure">
      <p>
        <span className="bar-name">List penetration</span> <strong>{percentWords(share)}</strong>
      </p>
      <progress max={1} value={share ?? 0} aria-label="List penetration" />
    </div>
  )
}

function scaled(rate: number, limit: number): number {
  return limit === 0 ? Number(rate > 0) : Math.min(1, rate / (2 * limit))
}

function widths(today: number, month: number): CSSProperties {
  return { '--today': `${today * 100}%`, '--month': `${month * 100}%` } as CSSProperties
}

function toneOf(rate: number | null, limit: number | null): 'danger' | 'warning' | undefined {
  if (rate === null || limit === null || rate === 0) return undefined
  return rate > limit ? 'danger' : rate >= limit * NEAR_LIMIT ? 'warning' : undefined
}
