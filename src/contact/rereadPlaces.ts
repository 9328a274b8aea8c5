import type { Database } from '../database/database.js'
import { lockRelanedEntries, nameForRelane, relaneImported } from '../dialQueue/laneAssignment.store.js'
import { wakeRefills } from '../dialQueue/refill.store.js'
import type { ContactPlace, PlaceClues } from '../place/placeClues.js'
import { resolveFurtherPlace, resolvePlace } from '../place/resolvePlace.js'
import { cluesOf, storedClues, type StoredClues } from '../place/storedClues.js'
import { addressField } from './csvColumns.js'
import { dialableNumber } from './phoneNumber.js'
import { PLACE_VERSION } from './placeVersion.js'
import {
  nextUnread,
  unreadContacts,
  writeReread,
  writeRereadNumbers,
  type RereadContact,
  type RereadNumber,
  type UnreadContact,
  type UnreadNumber,
} from './rereadPlaces.store.js'
import { timeZoneNames, type TimeZoneNames } from './timeZoneNames.store.js'

/** Contacts of one transaction: half a second in which their waiting entries are passed over. */
const BATCH = 5_000

/**
 * Reads the places of contacts anew that an older version of the product has read, a batch a transaction: whoever stops it
 * loses a batch at most, and the next run goes on behind the last. Until a contact has been read it is not dialled
 * (known-time-zone). One sentence of counts.
 */
export async function rereadPlaces(
  { database }: { readonly database: Database },
  signal?: AbortSignal,
): Promise<string> {
  const names = await timeZoneNames(database)
  let count = 0
  while (signal?.aborted !== true) {
    const next = await nextUnread(database, BATCH)
    if (next === null) break
    count += await rereadBatch(database, next.organizationId, next.ids, names)
  }
  return `${count} contacts read anew`
}

function rereadBatch(
  database: Database,
  organizationId: string,
  ids: readonly string[],
  names: TimeZoneNames,
): Promise<number> {
  return database.transaction(async (transaction) => {
    // Entries before contacts, as everywhere; only of those who are elsewhere than they were, so a look comes first.
    const look = await unreadContacts(transaction, organizationId, ids, false)
    const moved = new Set(look.numbers.map(({ contactId }) => contactId))
    for (const contact of look.contacts) if (isElsewhere(contact, readAnew(contact, names))) moved.add(contact.id)
    if (moved.size > 0) {
      await nameForRelane(transaction, [...moved])
      await lockRelanedEntries(transaction, organizationId)
    }
    const { contacts, numbers } = await unreadContacts(transaction, organizationId, ids, true)
    // Whom somebody has changed since the look is read by the next batch.
    const read = contacts
      .map((contact) => ({ contact, ...readAnew(contact, names) }))
      .filter((one) => moved.has(one.contact.id) || !isElsewhere(one.contact, one))
    const places = new Map(read.map((one) => [one.contact.id, one]))
    await writeReread(
      transaction,
      organizationId,
      PLACE_VERSION,
      read.map(({ place, stored, clues, contact }): RereadContact => {
        return { id: contact.id, ...place, clues: stored, lineType: clues.number.lineType }
      }),
    )
    const further = numbers.flatMap((number): RereadNumber[] => {
      const first = places.get(number.contactId)
      return first === undefined ? [] : [readNumberAnew(number, first, names)]
    })
    await writeRereadNumbers(transaction, organizationId, further)
    if (moved.size > 0) await relaneImported(transaction, organizationId)
    // Nobody else tells the queues that these may be dialled again.
    await wakeRefills(transaction, organizationId)
    return read.length
  })
}

interface Reread {
  readonly place: ContactPlace
  readonly clues: PlaceClues
  readonly stored: StoredClues | null
}

/**
 * The clues that are left: the number, and the address where the imported file had columns for it. What was known before is
 * joined to them where they do not say it themselves: a zone may have been named, and nobody knows any more.
 */
function readAnew(contact: UnreadContact, names: TimeZoneNames): Reread {
  const number = dialableNumber(contact.phone)
  const plain = cluesOf(number, { ...addressOf(contact.attributes), ...contact.clues })
  const before: ContactPlace = { region: contact.region, timeZone: contact.timeZone }
  const place = resolvePlace(plain, names)
  if (before.timeZone === null || holds(place, before)) return { place, clues: plain, stored: storedClues(plain) }
  const clues: PlaceClues = { ...plain, earlier: before }
  return { place: resolvePlace(clues, names), clues, stored: storedClues(clues) }
}

function isElsewhere(contact: UnreadContact, { place }: Reread): boolean {
  return place.region !== contact.region || place.timeZone !== contact.timeZone
}

function readNumberAnew(number: UnreadNumber, { clues, place }: Reread, names: TimeZoneNames): RereadNumber {
  const { contactId, position } = number
  const dialable = dialableNumber(number.phone)
  const { lineType } = dialable
  if (number.phone === clues.number.phone) return { contactId, position, lineType, ...place }
  const further = { number: dialable, timeZone: null }
  const read = resolveFurtherPlace(clues, further, names)
  const before: ContactPlace = { region: number.region, timeZone: number.timeZone }
  if (before.timeZone === null || holds(read, before)) return { contactId, position, lineType, ...read }
  const earlier = { region: before.region, timeZone: joined(before.timeZone, clues.earlier?.timeZone ?? '') }
  return { contactId, position, lineType, ...resolveFurtherPlace({ ...clues, earlier }, further, names) }
}

function joined(one: string, other: string): string {
  return [...new Set(`${one},${other}`.split(','))].filter((zone) => zone !== '').join(',')
}

/** Whether a place says all that another said. A place that is unknown blocks: it says more than any. */
function holds(place: ContactPlace, before: ContactPlace): boolean {
  if (place.timeZone === null) return true
  const has = (all: string, part: string): boolean => {
    const known = new Set(all.split(','))
    return part.split(',').every((each) => known.has(each))
  }
  return has(place.timeZone, before.timeZone ?? '') && (before.region === '' || has(place.region, before.region))
}

function addressOf(attributes: Record<string, unknown>): StoredClues {
  const address: Partial<Record<'country' | 'state' | 'postalCode', string>> = {}
  for (const [header, value] of Object.entries(attributes)) {
    const field = addressField(header)
    if (field !== null && typeof value === 'string') address[field] ??= value
  }
  return address
}
