import { defaultOutcomes, type Outcome } from '../call/outcome.js'
import { outcomeCatalogue } from '../call/outcome.store.js'
import { entryForReport, type EntryForReport } from './entry.store.js'
import { applyEntryChange, type EntryChange } from './entryChange.store.js'
import { holderStatus, isDialedFinal, isHeld } from './entryStatus.js'
import { expiredHolds, type ExpiredHold } from './lease.store.js'
import { expiredStatus, LEASE_EXPIRED } from './lease.js'
import { decideResult } from './reportStatus.js'
import type { EntryWork } from './updateQueueStatus.js'

/** Holds acted on in one round; the next goes on behind them at once. */
const ROUND = 200
/** At a time: as many as a small pool can spare beside the agents' own work. */
const AT_ONCE = 4

/**
 * Acts on every hold that has run out, of all organizations, and gives their number. Any number of instances may do this
 * at the same moment: each entry is changed by the one whose version still stands. What fails is told to `onError`.
 */
export async function expireLeases(
  work: EntryWork,
  onError: (error: unknown) => void,
  atOnce = AT_ONCE,
): Promise<number> {
  let acted = 0
  let last: ExpiredHold | null = null
  for (;;) {
    const expired: ExpiredHold[] = await expiredHolds(work.database, work.clock, last, ROUND)
    const waiting = expired.values()
    const changed = await Promise.all(
      Array.from({ length: atOnce }, async () => {
        let count = 0
        for (const hold of waiting) {
          // One hold that cannot be acted on does not keep the others, of whatever organization, from their end.
          const isDone = await expireLease(work, hold).catch((error: unknown) => {
            onError(error)
            return false
          })
          if (isDone) count += 1
        }
        return count
      }),
    )
    acted += changed.reduce((sum, count) => sum + count, 0)
    // Behind those that failed, or that another instance acts on, however many they are: the next sweep meets them again.
    last = expired.at(-1) ?? null
    if (expired.length < ROUND) return acted
  }
}

async function expireLease(work: EntryWork, hold: ExpiredHold): Promise<boolean> {
  const current = await entryForReport(work.database, work.clock, hold.organizationId, hold.entryId)
  if (current === null || !current.isLeaseOver || !isHeld(current.entry.status)) return false
  const catalogue = await outcomeCatalogue(work.database, hold.organizationId)
  const own = catalogue.get(LEASE_EXPIRED)
  // A line of the catalogue that has been made to mean something else does not fit the end of a lease.
  const outcome = own?.category === 'FAILED' ? own : defaultOutcomes.find(({ code }) => code === LEASE_EXPIRED)
  const change = decideExpiry(current, outcome)
  if (change === null) return false
  const changed = await applyEntryChange(work.database, work.clock, current.entry, change)
  if (changed === null) return false
  work.changes.mark(changed.organizationId, changed.campaignId)
  return true
}

/** What the end of a hold makes of its entry (lease.ts); null when the entry is not held. */
export function decideExpiry(current: EntryForReport, outcome: Outcome | undefined): EntryChange | null {
  const { entry } = current
  if (!isHeld(entry.status)) return null
  const to = expiredStatus[entry.status]
  return {
    to,
    leaseSeconds: null,
    holderStatus: holderStatus(to),
    notes: null,
    goesToTheBack: false,
    result: isDialedFinal(to) && outcome !== undefined ? decideResult(to, outcome, null) : null,
    particulars: null,
    isExpiry: true,
    idempotency: null,
  }
}
