import { useSyncExternalStore } from 'react'

// One timer for all that count seconds on a page: a hundred ages that tick together are one rendering.
let now = Date.now()
let timer: number | undefined
const listeners = new Set<() => void>()

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  timer ??= window.setInterval(tick, 1_000)
  return () => {
    listeners.delete(listener)
    if (listeners.size > 0) return
    clearInterval(timer)
    timer = undefined
  }
}

function tick(): void {
  now = Date.now()
  for (const listener of listeners) listener()
}

/** This browser's clock in epoch milliseconds, and a new rendering every second. */
export function useNow(): number {
  return useSyncExternalStore(subscribe, () => now)
}
