import type { ContactStatus } from '../../src/contact/contact.js'

// Who may be dialled, written down a second time and without SQL: the property test holds the server against it.

/** All that decides about one contact of a test. */
export interface ModelContact {
  readonly id: string
  readonly status: ContactStatus
  readonly isListed: boolean
  readonly priority: number
  readonly phone: string
  /** Seconds from now; null: none is set. */
  readonly nextAttemptIn: number | null
  /** Null: the campaign never dialled it. */
  readonly progress: { readonly attempts: number; readonly isClosed: boolean } | null
  /** The agent who promised a callback. */
  readonly promisedBy: string | null
}

/** An entry that waits in the campaign's queue. */
export interface ModelEntry {
  readonly contactId: string
  readonly phone: string
  readonly isCallback: boolean
  readonly promisedBy: string | null
  readonly priority: number
  readonly attempt: number
  /** Seconds ago. */
  readonly age: number
}

/** Why the contact may not be dialled now, whatever else is queued; null when it may. */
export function obstacle(contact: ModelContact, maxAttempts: number): string | null {
  if (!contact.isListed) return 'FILTERED_OUT'
  if (contact.status === 'DO_NOT_CALL') return 'DO_NOT_CALL'
  if (contact.status === 'INVALID') return 'INVALID_NUMBER'
  if (contact.status === 'REACHED') return 'ALREADY_REACHED'
  const { progress } = contact
  const isExhausted = progress !== null && (progress.isClosed || progress.attempts >= maxAttempts)
  if (isExhausted && contact.status !== 'CALLBACK') return 'ATTEMPTS_EXHAUSTED'
  if (contact.nextAttemptIn !== null && contact.nextAttemptIn > 0) return 'RETRY_NOT_DUE'
  return null
}

/** What generateQueue must do, given the contacts that are live here already and all numbers that are live anywhere. */
export function generated(
  contacts: readonly ModelContact[],
  live: { readonly here: ReadonlySet<string>; readonly phones: ReadonlySet<string> },
  maxAttempts: number,
  maxEntries: number,
): { readonly created: ModelEntry[]; readonly excluded: Record<string, number> } {
  const excluded: Record<string, number> = {}
  const count = (reason: string) => (excluded[reason] = (excluded[reason] ?? 0) + 1)
  const eligible: ModelEntry[] = []
  for (const contact of contacts) {
    if (!contact.isListed) continue
    const reason = live.here.has(contact.id)
      ? 'ALREADY_QUEUED'
      : (obstacle(contact, maxAttempts) ?? (live.phones.has(contact.phone) ? 'PHONE_IN_USE' : null))
    if (reason !== null) count(reason)
    else eligible.push(freshEntry(contact))
  }
  eligible.sort(
    (one, other) =>
      Number(other.isCallback) - Number(one.isCallback) ||
      other.priority - one.priority ||
      one.attempt - other.attempt ||
      Number(one.contactId) - Number(other.contactId),
  )
  const created: ModelEntry[] = []
  const phones = new Set<string>()
  for (const entry of eligible) {
    if (created.length + live.here.size >= maxEntries || phones.has(entry.phone)) continue
    phones.add(entry.phone)
    created.push(entry)
  }
  const chosen = new Set(created.map(({ contactId }) => contactId))
  for (const { contactId, phone } of eligible) if (!chosen.has(contactId) && phones.has(phone)) count('PHONE_IN_USE')
  return { created, excluded }
}

function freshEntry(contact: ModelContact): ModelEntry {
  const isCallback = contact.status === 'CALLBACK'
  return {
    contactId: contact.id,
    phone: contact.phone,
    isCallback,
    promisedBy: isCallback ? contact.promisedBy : null,
    priority: contact.priority,
    attempt: (contact.progress?.attempts ?? 0) + 1,
    age: 0,
  }
}

/** The contacts that these agents must be given, asking one after the other; null: nothing for this agent. `queue` is in the order of its ids. */
export function handedOut(
  queue: readonly ModelEntry[],
  contacts: ReadonlyMap<string, ModelContact>,
  maxAttempts: number,
  agentIds: readonly string[],
): (string | null)[] {
  const waiting = queue.filter((entry) => {
    const contact = contacts.get(entry.contactId)
    return contact?.phone === entry.phone && obstacle(contact, maxAttempts) === null
  })
  return agentIds.map((agentId) => {
    // Sorting is stable: what is left of the order is the id's.
    const [next] = [...waiting].sort(
      (one, other) =>
        Number(other.promisedBy === agentId) - Number(one.promisedBy === agentId) ||
        Number(other.isCallback) - Number(one.isCallback) ||
        other.priority - one.priority ||
        one.attempt - other.attempt ||
        other.age - one.age,
    )
    if (next === undefined) return null
    waiting.splice(waiting.indexOf(next), 1)
    return next.contactId
  })
}
