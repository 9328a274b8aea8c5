import { useSyncExternalStore } from 'react'

/** What a page knows of its live connection. */
export interface Connection {
  /** `connecting` before the first time, `live` while the server answers, `lost` while it is tried again. */
  readonly state: 'connecting' | 'live' | 'lost'
  /** When the server was last heard of, epoch milliseconds of this browser's clock; null before the first time. */
  readonly heardAt: number | null
}

/** A figure older than this is never shown as if it were live (milliseconds). */
export const STALE_AFTER_MS = 5_000

let connection: Connection = { state: 'connecting', heardAt: null }
const listeners = new Set<() => void>()

function change(next: Connection): void {
  connection = next
  for (const listener of listeners) listener()
}

/** The server said something. */
export function heard(): void {
  const now = Date.now()
  // Several frames of one moment are one piece of news.
  if (connection.state === 'live' && connection.heardAt !== null && now - connection.heardAt < 200) return
  change({ state: 'live', heardAt: now })
}

/** The socket is gone. */
export function lost(): void {
  if (connection.state === 'live') change({ ...connection, state: 'lost' })
}

/** The connection as it is now, for code outside of React. */
export function connectionNow(): Connection {
  return connection
}

/** Calls back at each change; gives what ends that. */
export function onConnectionChange(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** The connection, and a new rendering when it changes. */
export function useConnection(): Connection {
  return useSyncExternalStore(onConnectionChange, connectionNow)
}

/** How old what is shown may be at most, in milliseconds, and whether it still counts as live. */
export function freshness({ state, heardAt }: Connection, now: number): { ageMs: number | null; isLive: boolean } {
  const ageMs = heardAt === null ? null : Math.max(0, now - heardAt)
  return { ageMs, isLive: state === 'live' && ageMs !== null && ageMs <= STALE_AFTER_MS }
}
