import { useEffect, useState, useSyncExternalStore } from 'react'
import { STALE_AFTER_MS } from '../api/connection.js'
import { useNow } from '../page/now.js'
import { freshnessOf, type Freshness, type FreshnessWatch } from './freshness.js'

/** How true the figures are now; rendered anew every second, and at the very moment at which they cease to be live. */
export function useFreshness({ proof }: FreshnessWatch): Freshness {
  const value = useSyncExternalStore(proof.subscribe, proof.get)
  const second = useNow()
  const [deadlinePassed, setDeadlinePassed] = useState(0)
  const freshness = freshnessOf(value, Math.max(second, deadlinePassed))
  const provenAt = Math.min(value.provenAt ?? Infinity, value.connection.heardAt ?? Infinity)
  useEffect(() => {
    if (provenAt === Infinity) return
    const timer = setTimeout(
      () => {
        setDeadlinePassed(Date.now())
      },
      Math.max(0, provenAt + STALE_AFTER_MS + 1 - Date.now()),
    )
    return () => {
      clearTimeout(timer)
    }
  }, [provenAt])
  return freshness
}
