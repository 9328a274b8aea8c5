import type { Clock } from '../database/clock.js'
import type { Database } from '../database/database.js'
import { replaceDueNumbers } from './erase.store.js'

/** Call records in one transaction. */
const PORTION = 1_000

/** Replaces the numbers of erased persons in the call records whose retention has ended, in portions. Safe to kill. */
export async function replaceErasedNumbers(
  work: { readonly database: Database; readonly clock: Clock },
  signal: AbortSignal,
): Promise<string> {
  let replaced = 0
  for (;;) {
    if (signal.aborted) break
    const count = await work.database.transaction((transaction) => replaceDueNumbers(transaction, work.clock, PORTION))
    replaced += count
    if (count < PORTION) break
  }
  return `${replaced} numbers replaced`
}
