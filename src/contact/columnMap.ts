import { BadInputError } from '../domainError.js'
import { contactFields, parseContactField, type ColumnMap, type ContactField } from './csvColumns.js'

/**
 * Reads `field=column,field=column`: which column holds which field. A comma that no FIELD= follows belongs to the
 * column's header.
 * @param before what was mapped already
 * @throws BadInputError for a field that is none or is mapped twice.
 */
export function parseColumnMap(text: string, before?: ColumnMap): ColumnMap {
  let map = before ?? new Map<ContactField, string>()
  for (const pair of text.split(/,(?=[A-Za-z _-]+=)/)) {
    const place = pair.indexOf('=')
    map = withColumn(map, pair.slice(0, Math.max(place, 0)), pair.slice(place + 1))
  }
  return map
}

/** The map with one more field. Throws BadInputError for a field that is none or is mapped twice. */
export function withColumn(map: ColumnMap, fieldName: string, column: string): ColumnMap {
  const field = parseContactField(fieldName)
  if (field === null) throw new BadInputError('map', `FIELD=COLUMN, FIELD one of ${contactFields.join(', ')}.`)
  if (map.has(field)) throw new BadInputError('map', `${field} is mapped twice.`)
  return new Map([...map, [field, column]])
}

/** What each field of a contact is, in a sentence for whoever maps columns. docs/import.md says more. */
export const contactFieldDescriptions: Readonly<Record<ContactField, string>> = {
  externalId: 'Your own key; a second import with the same key updates the contact.',
  firstName: 'Given name.',
  lastName: 'Family name.',
  name: 'Whole name, split at its last blank; not taken beside first or last name.',
  phone: 'The number to dial, with country code or of the default region. Required.',
  email: 'E-mail address.',
  timeZone: 'IANA zone such as America/New_York; found from number, postal code and state when there is none.',
  country: 'Country, as code or English name.',
  state: 'State or province, as code or name.',
  postalCode: 'Postal code, read for the United States and Canada.',
  lineType: 'FIXED or MOBILE, of the number to dial; what its plan says when there is none.',
  consent: 'EXPRESS, WRITTEN, ESTABLISHED_RELATIONSHIP, INQUIRY, REQUESTED_CALLBACK or NONE; yes or no.',
  consentDate: 'Day or instant on which the consent was given; when it is imported if there is none.',
  consentSource: 'Where the consent can be proved.',
  consentExpiry: 'Day or instant from which it no longer counts.',
  priority: 'Whole number; higher is dialled sooner.',
  skills: 'What an agent must be able to do, with ; or , between.',
  phones: 'Further numbers in one cell, with ; or , between.',
  phone2: 'Second number to dial.',
  phone3: 'Third number to dial.',
  phone4: 'Fourth number to dial.',
  phone5: 'Fifth number to dial.',
}
