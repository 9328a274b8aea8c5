import { findContactLists } from './contactList.store.js'
import type { Database } from '../database/database.js'
import { BadInputError, NotFoundError } from '../domainError.js'
import { checkName } from '../inputRules.js'
import type { Contact } from './contact.js'
import { contactsAfter, type ContactPlace, type ContactSearch, type PlacedContact } from './contactPage.store.js'
import { parsePhone } from './phoneNumber.js'

/** Which contacts, and from where on. */
export interface ContactPageRequest {
  /** Null: of all lists. */
  readonly listId: string | null
  /** A number with its country code, a key, or how a last name begins; null or blank: all contacts. */
  readonly search: string | null
  /** 1 to 100. */
  readonly first: number
  /** A cursor that an earlier page gave; null for the first page. */
  readonly after: string | null
}

/** A page of contacts by last name. */
export interface ContactPage {
  readonly edges: { cursor: string; node: Contact }[]
  readonly pageInfo: { hasNextPage: boolean; endCursor: string | null }
}

const LARGEST_PAGE = 100

/**
 * One page of contacts by last name, whatever the case, then by id; erased people are left out. Throws NotFoundError for
 * the list, BadInputError for a page size or cursor that is none, and for a search of over 200 characters.
 */
export async function browseContacts(
  database: Database,
  organizationId: string,
  request: ContactPageRequest,
): Promise<ContactPage> {
  const { listId, first } = request
  if (first < 1 || first > LARGEST_PAGE) throw new BadInputError('first', `first is from 1 to ${LARGEST_PAGE}`)
  const after = request.after === null ? null : parseCursor(request.after)
  const search = searchFor(request.search)
  // One more than asked for tells whether there is a next page.
  const found = await contactsAfter(database, organizationId, listId, search, after, first + 1)
  if (found.length === 0 && listId !== null) {
    const lists = await findContactLists(database, organizationId, [listId])
    if (lists.length === 0) throw new NotFoundError('Contact list')
  }
  const edges = found.slice(0, first).map((placed) => ({ cursor: cursorOf(placed), node: placed.contact }))
  return { edges, pageInfo: { hasNextPage: found.length > first, endCursor: edges.at(-1)?.cursor ?? null } }
}

function searchFor(search: string | null): ContactSearch {
  if (search === null || search === '') return { namePrefix: '', externalId: null, phone: null }
  const wanted = checkName('search', search)
  const number = parsePhone(wanted)
  return { namePrefix: wanted, externalId: wanted, phone: 'phone' in number ? number.phone : null }
}

function cursorOf({ nameKey, contact }: PlacedContact): string {
  return encode(contact.id, nameKey)
}

function encode(id: string, nameKey: string): string {
  return Buffer.from(`contact:${id}:${nameKey}`).toString('base64url')
}

function parseCursor(cursor: string): ContactPlace {
  const match = /^contact:(\d{1,18}):([^\u0000]{0,400})$/su.exec(Buffer.from(cursor, 'base64url').toString('utf8'))
  const place = { id: match?.[1] ?? '', nameKey: match?.[2] ?? '' }
  // Decoding is lenient; only what we would have written is ours.
  if (match === null || encode(place.id, place.nameKey) !== cursor) {
    throw new BadInputError('after', 'not a cursor of this list')
  }
  return place
}
