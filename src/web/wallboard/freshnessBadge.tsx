import type { ReactNode } from 'react'
import { clockWords } from '../page/words.js'
import type { Freshness, FreshnessWatch } from './freshness.js'
import { useFreshness } from './useFreshness.js'

/** The state of the connection in words, always in sight. Its changes are announced, its seconds are not. */
export function FreshnessBadge({ watch }: { watch: FreshnessWatch }): ReactNode {
  const { state, ageMs } = useFreshness(watch)
  return (
    <p className="freshness" data-freshness={state}>
      <span role="status">{stateWords[state]}</span>
      {(state === 'reconnecting' || state === 'stale') && ageMs !== null && (
        <span> – figures from {ageWords(ageMs)} ago</span>
      )}
    </p>
  )
}

const stateWords: Readonly<Record<Freshness['state'], string>> = {
  connecting: 'Connecting',
  live: 'Live',
  reconnecting: 'Reconnecting',
  stale: 'Stale',
}

function ageWords(milliseconds: number): string {
  const seconds = Math.floor(milliseconds / 1000)
  return seconds < 60 ? `${seconds} s` : clockWords(seconds)
}
