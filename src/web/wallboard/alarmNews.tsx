import { useEffect, useState, useSyncExternalStore, type ReactNode } from 'react'
import { playAlarm } from './alarmSound.js'
import type { BoardAlarm, BoardStore } from './boardStore.js'

/** Announced at once at most; who listens has the cards for the rest. */
const MOST_ANNOUNCED = 5

/**
 * Tells of alarms as they come: to screen readers always, by a sound only when switched on. An alarm that goes on with
 * other numbers is no news; one that has become worse is.
 */
export function AlarmNews({ store, hasSound }: { store: BoardStore; hasSound: boolean }): ReactNode {
  const alarms = useSyncExternalStore(store.alarms.subscribe, store.alarms.get)
  const [told, setTold] = useState<ReadonlySet<string>>(new Set())
  const [news, setNews] = useState<readonly BoardAlarm[]>([])
  const keys = alarms.map(keyOf)
  const isTold = keys.length === told.size && keys.every((key) => told.has(key))
  // Derived from what was told before: React renders again at once, before anything is shown.
  if (!isTold) {
    const fresh = alarms.filter((alarm) => !told.has(keyOf(alarm)))
    setTold(new Set(keys))
    if (fresh.length > 0) setNews(fresh)
  }
  useEffect(() => {
    if (hasSound && news.length > 0) playAlarm()
  }, [news, hasSound])
  const others = news.length - MOST_ANNOUNCED
  return (
    <div className="hidden-from-sight" aria-live="assertive" aria-label="Alarm news" role="log">
      {news.slice(0, MOST_ANNOUNCED).map((alarm) => (
        <p key={keyOf(alarm)}>
          {alarm.campaignName}: {alarm.words}
        </p>
      ))}
      {others > 0 && <p>{others} more alarms</p>}
    </div>
  )
}

function keyOf({ campaignId, kind, level }: BoardAlarm): string {
  return `${campaignId}:${kind}:${level}`
}
