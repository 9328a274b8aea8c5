import { LARGEST_ATTRIBUTES, type RawContactRow } from './contactRow.js'
import { CsvFileError } from './csvFileError.js'
import { givenMask, type GivenField } from './givenFields.js'
import { splitNumbers } from './furtherNumbers.js'

/** What a column can mean. `name` is a whole name, split at its last blank. */
export const contactFields = [
  'externalId',
  'firstName',
  'lastName',
  'name',
  'phone',
  'email',
  'timeZone',
  'country',
  'state',
  'postalCode',
  'lineType',
  'consent',
  'consentDate',
  'consentSource',
  'consentExpiry',
  'priority',
  'skills',
  'phones',
  'phone2',
  'phone3',
  'phone4',
  'phone5',
] as const
export type ContactField = (typeof contactFields)[number]

/** Which column holds a field: the column's header exactly as it stands in the file. */
export type ColumnMap = ReadonlyMap<ContactField, string>

/**
 * Headers that are understood without being mapped, in lower case without blanks, underscores and hyphens. Where a file
 * has several for one field, the first of this list is taken and the others are attributes.
 */
export const headerAliases: Readonly<Record<ContactField, readonly string[]>> = {
  externalId: ['externalid', 'id', 'contactid', 'customerid', 'recordid', 'leadid'],
  firstName: ['firstname', 'first', 'givenname', 'forename'],
  lastName: ['lastname', 'last', 'surname', 'familyname'],
  name: ['name', 'fullname', 'contactname'],
  phone: ['phone', 'phonenumber', 'telephone', 'telephonenumber', 'tel', 'mobile', 'mobilephone', 'cell', 'cellphone'],
  email: ['email', 'emailaddress', 'mail'],
  timeZone: ['timezone', 'tz'],
  country: ['country', 'countrycode', 'countryname'],
  state: ['state', 'province', 'stateprovince', 'statecode', 'provincecode', 'region'],
  postalCode: ['postalcode', 'zip', 'zipcode', 'postcode', 'zippostalcode'],
  lineType: ['linetype', 'phonetype', 'numbertype'],
  consent: ['consent', 'consentbasis', 'optin'],
  consentDate: ['consentdate', 'consentgivenat', 'optindate'],
  consentSource: ['consentsource', 'optinsource'],
  consentExpiry: ['consentexpiry', 'consentexpiresat', 'consentuntil'],
  priority: ['priority'],
  skills: ['skills', 'requiredskills'],
  phones: ['phones', 'otherphones', 'otherphonenumbers', 'furtherphones'],
  phone2: ['phone2', 'phonenumber2', 'telephone2', 'secondphone'],
  phone3: ['phone3', 'phonenumber3', 'telephone3'],
  phone4: ['phone4', 'phonenumber4', 'telephone4'],
  phone5: ['phone5', 'phonenumber5', 'telephone5'],
}

/** A header or a field's name with all that does not matter left out. */
function plainName(text: string): string {
  return text.toLowerCase().replace(/[\s_-]/g, '')
}

/** The field of this name, in any case and with blanks, underscores or hyphens; null when there is none. */
export function parseContactField(text: string): ContactField | null {
  return contactFields.find((field) => plainName(field) === plainName(text)) ?? null
}

/** Makes rows out of a file's records: arrays of texts as long as the header. */
export type RecordReader = (row: number, record: readonly string[]) => RawContactRow

/**
 * Finds the place of every field; all other columns become attributes under their own header. So do country, state and
 * postal code, which say where a contact is.
 *
 * @throws CsvFileError for a mapped column that is not there, a header that stands twice, or no column for the number
 */
export function readHeader(header: readonly string[], map: ColumnMap): RecordReader {
  refuseRepeated(header)
  const places = new Map<ContactField, number>()
  for (const [field, column] of map) {
    const place = header.indexOf(column)
    if (place < 0) throw new CsvFileError(`the file has no column ${JSON.stringify(column)}; ${describe(header)}`)
    places.set(field, place)
  }
  for (const field of contactFields) {
    // A column that somebody mapped is spoken for; a whole name is not wanted beside its parts.
    const isWanted = !places.has(field) && !(field === 'name' && (places.has('firstName') || places.has('lastName')))
    const place = isWanted ? findAlias(header, field, new Set(places.values())) : null
    if (place !== null) places.set(field, place)
  }
  if (!places.has('phone')) {
    throw new CsvFileError(
      `no column is known to hold the phone number: map one with phone=COLUMN; ${describe(header)}`,
    )
  }
  return createReader(header, places)
}

function findAlias(header: readonly string[], field: ContactField, taken: ReadonlySet<number>): number | null {
  for (const alias of headerAliases[field]) {
    const place = header.findIndex((column, index) => plainName(column) === alias && !taken.has(index))
    if (place >= 0) return place
  }
  return null
}

/** The part of an address that a column of this header holds, of those that attributes keep too; null for any other. */
export function addressField(header: string): 'country' | 'state' | 'postalCode' | null {
  const name = plainName(header)
  return addressNames.find((field) => headerAliases[field].includes(name)) ?? null
}
const addressNames = ['country', 'state', 'postalCode'] as const

function refuseRepeated(header: readonly string[]): void {
  const seen = new Set<string>()
  for (const [index, column] of header.entries()) {
    const name = attributeName(column, index)
    if (seen.has(name)) throw new CsvFileError(`two columns have the same header; ${describe(header)}`)
    if (name.includes('\u0000')) throw new CsvFileError('a header holds a NUL character')
    seen.add(name)
  }
}

function attributeName(column: string, index: number): string {
  return column.trim() === '' ? `column ${index + 1}` : column
}

/** Names the columns, unless the first line is one of the rows: then it would show a person's data. */
function describe(header: readonly string[]): string {
  const looksLikeData = header.some((column) => column.includes('@') || /\d(?:[^\dA-Za-z]*\d){4}/.test(column))
  if (looksLikeData) return 'its first line looks like a row, where the header should stand'
  return `its columns are ${header.map((column) => JSON.stringify(column)).join(', ')}`
}

/** In the order of dialling, behind the first; one cell may hold several. */
const numberFields: readonly ContactField[] = ['phone2', 'phone3', 'phone4', 'phone5', 'phones']
const addressFields: ReadonlySet<ContactField> = new Set(addressNames)

function createReader(header: readonly string[], places: ReadonlyMap<ContactField, number>): RecordReader {
  const taken = new Set([...places].filter(([field]) => !addressFields.has(field)).map(([, place]) => place))
  const attributes = header
    .map((column, index) => ({ name: Buffer.from(attributeName(column, index)), index }))
    .filter(({ index }) => !taken.has(index))
    // The order in which jsonb keeps keys: parsing sorts them, and sorted ones cost a fifth less (7.6 s to 6.0 s for
    // 1,000,000 rows of 21 columns).
    .sort((one, other) => one.name.length - other.name.length || Buffer.compare(one.name, other.name))
    .map(({ name, index }, order) => ({ prefix: `${order === 0 ? '{' : ','}${JSON.stringify(String(name))}:`, index }))
  if (attributes.reduce((length, { prefix }) => length + prefix.length, 0) > LARGEST_ATTRIBUTES) {
    throw new CsvFileError('the header is longer than the 64 kB that a contact may hold')
  }

  const place = (field: ContactField): number => places.get(field) ?? -1
  const externalId = place('externalId')
  const [firstName, lastName, name] = [place('firstName'), place('lastName'), place('name')]
  const [phone, email, timeZone, priority] = [place('phone'), place('email'), place('timeZone'), place('priority')]
  const [skills, lineType] = [place('skills'), place('lineType')]
  const numbers = numberFields.map(place).filter((index) => index >= 0)
  const [country, state, postalCode] = [place('country'), place('state'), place('postalCode')]
  const [consent, consentDate] = [place('consent'), place('consentDate')]
  const [consentSource, consentExpiry] = [place('consentSource'), place('consentExpiry')]
  const has = (field: ContactField): boolean => places.has(field)
  const given = givenMask([
    ...(['email', 'timeZone', 'country', 'state', 'postalCode', 'lineType', 'priority', 'skills'] as const).filter(has),
    ...(has('name') || has('firstName') ? (['firstName'] as const) : []),
    ...(has('name') || has('lastName') ? (['lastName'] as const) : []),
    ...(attributes.length > 0 ? (['someAttributes'] as const) : []),
  ] satisfies GivenField[])
  return (row, record) => {
    let json = attributes.length === 0 ? '{' : ''
    for (const { prefix, index } of attributes) json += prefix + jsonText(record[index] ?? '')
    const [first, last] = name < 0 ? [record[firstName] ?? '', record[lastName] ?? ''] : splitName(record[name] ?? '')
    return {
      row,
      externalId: record[externalId] ?? null,
      firstName: first,
      lastName: last,
      phone: record[phone] ?? '',
      email: record[email] ?? null,
      timeZone: record[timeZone] ?? null,
      country: record[country] ?? null,
      state: record[state] ?? null,
      postalCode: record[postalCode] ?? null,
      lineType: record[lineType] ?? null,
      ...(consent < 0
        ? {}
        : {
            consent: {
              basis: record[consent] ?? null,
              givenAt: record[consentDate] ?? null,
              source: record[consentSource] ?? null,
              expiresAt: record[consentExpiry] ?? null,
            },
          }),
      priority: record[priority] ?? null,
      skills: record[skills] ?? null,
      phones: numbers.length === 0 ? null : splitNumbers(numbers.map((index) => record[index] ?? '')),
      attributes: `${json}}`,
      given,
    }
  }
}

const NEEDS_ESCAPE = /["\\\u0000-\u001f]/

function jsonText(value: string): string {
  return NEEDS_ESCAPE.test(value) ? JSON.stringify(value) : `"${value}"`
}

/** First and last name, split at the last blank; a single word is a first name. */
function splitName(name: string): [string, string] {
  const trimmed = name.trim()
  const place = trimmed.lastIndexOf(' ')
  return place < 0 ? [trimmed, ''] : [trimmed.slice(0, place), trimmed.slice(place + 1)]
}
