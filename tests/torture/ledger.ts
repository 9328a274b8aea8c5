import type { EntryShown } from './api.js'

/** A request with an idempotency key that was answered, to be repeated later. */
export interface KeyedRequest {
  readonly operation: 'claim' | 'report'
  readonly token: string
  readonly input: object
  /** The entry that the answer was about. */
  readonly entryId: string
  /** Of the entry in the answer. */
  readonly version: number
}

/** A time in which an agent held a contact for certain, as far as the client can know. Epoch milliseconds. */
export interface CertainHold {
  readonly agentId: string
  readonly entryId: string
  readonly phone: string
  /** When the answer with the entry had arrived. */
  readonly from: number
  /** The end of the hold that was answered last, or when the agent began to let go. */
  until: number
}

/** What clients were told, and so may rely on whatever dies. */
export class Ledger {
  /** The highest version of each entry that was acknowledged. */
  readonly entries = new Map<string, EntryShown>()
  readonly keyed: KeyedRequest[] = []
  readonly holds: CertainHold[] = []
  /** Callbacks that were promised for the dial of an entry, acknowledged or not. */
  readonly callbacks = new Map<string, Date>()
  /** Everything that must not be; empty after a good run. */
  readonly violations: string[] = []
  /** Entries that generateQueue said it had made. */
  generated = 0
  private readonly counts = new Map<string, number>()

  /** Counts something for the report of the run. */
  count(what: string): void {
    this.counts.set(what, (this.counts.get(what) ?? 0) + 1)
  }

  /** How often each thing was counted, by name. */
  figures(): Record<string, number> {
    return Object.fromEntries([...this.counts].toSorted(([one], [other]) => one.localeCompare(other)))
  }

  /** Notes something that must not be. */
  accuse(violation: string): void {
    this.violations.push(violation)
  }

  /** The version of an entry that was acknowledged last; 0 when none was. */
  versionOf(entryId: string): number {
    return this.entries.get(entryId)?.version ?? 0
  }

  /**
   * Takes an answer about an entry into account.
   *
   * @param knownVersion what had been acknowledged of it when the request was sent: the answer cannot be older
   */
  acknowledge(entry: EntryShown, knownVersion: number): void {
    if (entry.version < knownVersion) {
      this.accuse(`entry ${entry.id} was answered in version ${entry.version} after version ${knownVersion}`)
    }
    const before = this.entries.get(entry.id)
    if (before?.version === entry.version && describe(before) !== describe(entry)) {
      this.accuse(`entry ${entry.id} was both ${describe(before)} and ${describe(entry)}`)
    }
    if (before === undefined || before.version < entry.version) this.entries.set(entry.id, entry)
  }
}

/** What of an entry belongs to its version: the end of a hold does not, a renewal changes it. */
export function describe(entry: EntryShown): string {
  const { version, status, outcome, assignedAgent } = entry
  return `version ${version} ${status} outcome ${outcome ?? 'none'} agent ${assignedAgent?.id ?? 'none'}`
}
