import type { Clock } from '../database/clock.js'
import type { Database } from '../database/database.js'
import { BadInputError } from '../domainError.js'
import type { ContactRowError } from './contactRow.js'
import { findCountry } from '../place/country.js'
import { givenMask, type GivenField } from './givenFields.js'
import type { ContactItem } from './csvContacts.js'
import type { RawNumber } from './furtherNumbers.js'
import type { DuplicateRow, DuplicateScope } from './duplicates.store.js'
import type { LineType } from './lineType.js'
import { importContacts, type FieldCount } from './importContacts.js'

/** A contact as a client of the API gives it. */
export interface ContactInput {
  readonly externalId?: string | null
  readonly firstName: string
  readonly lastName: string
  /** With its country code. */
  readonly phone: string
  readonly email?: string | null
  /** IANA zone; those of number, postal code and state when left out. */
  readonly timeZone?: string | null
  /** ISO 3166 code or English name; the number's when left out. */
  readonly country?: string | null
  /** Of the United States or Canada: code or name; of other countries: ISO 3166-2 code. */
  readonly state?: string | null
  /** Read for the United States and Canada. */
  readonly postalCode?: string | null
  /** Of `phone`; what its plan says when left out. */
  readonly lineType?: LineType | null
  readonly priority?: number | null
  /** What an agent must be able to do to be handed the contact. */
  readonly requiredSkills?: readonly string[] | null
  /** All its numbers in the order of dialling; `phone` may stand first or be left out. Null: they stay as they are. */
  readonly phones?: readonly RawNumber[] | null
  /** Anything else: a JSON object. */
  readonly attributes?: Readonly<Record<string, unknown>> | null
}

/** What became of the contacts. */
export interface AddedContacts {
  readonly inserted: number
  readonly updated: number
  /** How many contacts got another value in each field. */
  readonly changedFields: readonly FieldCount[]
  /** Every fault of every row that was left out, by row; rows are counted from 1. */
  readonly rejected: readonly ContactRowError[]
  /** What is odd about rows that are in. */
  readonly warnings: readonly ContactRowError[]
  /** Rows that are in, and whose number somebody else has; none unless that was asked. */
  readonly duplicates: readonly DuplicateRow[]
  /** Campaigns whose queue lost entries because a contact's number changed; their watchers want to be told. */
  readonly changedCampaignIds: readonly string[]
}

/** Contacts in one request; more belong into a file. */
export const MOST_CONTACTS = 1_000

/** Levels of objects and lists in the attributes: far beyond any use, and far before PostgreSQL's parser runs out of stack. */
const DEEPEST_ATTRIBUTES = 32

/**
 * Adds or updates contacts of one list, 1 to 1,000 at a time: the path and the rules of `importContacts`. Faulty rows are
 * left out and reported, the others go in.
 *
 * @throws BadInputError for no contacts or too many, NotFoundError when the organization has no such list
 */
export async function addContacts(
  database: Database,
  target: { readonly organizationId: string; readonly listId: string },
  contacts: readonly ContactInput[],
  duplicateScope: DuplicateScope | null,
  clock?: Clock,
): Promise<AddedContacts> {
  if (contacts.length < 1 || contacts.length > MOST_CONTACTS) {
    throw new BadInputError('contacts', `give 1 to ${MOST_CONTACTS} contacts at a time`)
  }
  const rejected: ContactRowError[] = []
  const duplicates: DuplicateRow[] = []
  const warnings: ContactRowError[] = []
  const items = contacts.map((contact, index) => readInput(index + 1, contact))
  const { inserted, updated, changedFields, changedCampaignIds } = await importContacts(database, target, [items], {
    onRejected: (error) => rejected.push(error),
    onWarning: (warning) => warnings.push(warning),
    onDuplicate: (duplicate) => duplicates.push(duplicate),
    ...(duplicateScope === null ? {} : { duplicates: duplicateScope }),
    ...(clock === undefined ? {} : { clock }),
  })
  // Repeated rows are found last.
  rejected.sort((one, other) => one.row - other.row)
  return { inserted, updated, changedFields, rejected, warnings, duplicates, changedCampaignIds }
}

function readInput(row: number, contact: ContactInput): ContactItem {
  const fault = addressFault(contact)
  if (fault !== null) return { row, ...fault }
  const attributes = contact.attributes ?? {}
  if (isDeeper(attributes, DEEPEST_ATTRIBUTES)) {
    return { row, field: 'attributes', message: `have more than ${DEEPEST_ATTRIBUTES} levels` }
  }
  // What is left out stays as it is; null empties it.
  const given: GivenField[] = ['firstName', 'lastName']
  for (const field of [
    'email',
    'timeZone',
    'country',
    'state',
    'postalCode',
    'lineType',
    'priority',
    'attributes',
  ] as const) {
    if (contact[field] !== undefined) given.push(field)
  }
  if (contact.requiredSkills !== undefined) given.push('skills')
  return {
    row,
    externalId: contact.externalId ?? null,
    firstName: contact.firstName,
    lastName: contact.lastName,
    phone: contact.phone,
    email: contact.email ?? null,
    timeZone: contact.timeZone ?? null,
    country: contact.country ?? null,
    state: contact.state ?? null,
    postalCode: contact.postalCode ?? null,
    lineType: contact.lineType ?? null,
    priority: contact.priority ?? null,
    skills: contact.requiredSkills ?? null,
    phones: contact.phones ?? null,
    attributes: JSON.stringify(attributes),
    given: givenMask(given),
  }
}

/** A client that sends more has mistaken the field. */
const LONGEST_ADDRESS_PART = 100

/** What a file's columns of these names may hold is anybody's guess; who names a field of the API means it. */
function addressFault(contact: ContactInput): { field: string; message: string } | null {
  const { country, state, postalCode } = contact
  for (const [field, text] of Object.entries({ state, postalCode })) {
    if (text != null && text.length > LONGEST_ADDRESS_PART) {
      return { field, message: `has more than ${LONGEST_ADDRESS_PART} characters` }
    }
    if (text?.includes('\u0000') === true) return { field, message: 'holds a NUL character' }
  }
  if (country == null || country === '' || findCountry(country) !== null) return null
  return { field: 'country', message: 'not a country: an ISO 3166 code or an English name, such as GB or Canada' }
}

function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false
  return levels === 0 || Object.values(value).some((each) => isDeeper(each, levels - 1))
}
