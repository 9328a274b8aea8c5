import { parseColumnMap, withColumn } from '../../contact/columnMap.js'
import { contactFields, type ColumnMap, type ContactField } from '../../contact/csvColumns.js'
import { duplicateScopes, type DuplicateScope } from '../../contact/duplicates.store.js'
import { parseRegion, type Region } from '../../contact/phoneNumber.js'
import { BadInputError } from '../../domainError.js'
import { idField, optional, readFields, textField, type Field, type Fields } from '../rest/fields.js'

/** What an upload asks for, besides its rows. */
export interface ImportRequest {
  readonly list: { readonly listId: string } | { readonly listName: string }
  readonly map: ColumnMap
  readonly defaultRegion: Region | null
  readonly isDryRun: boolean
  /** A blank cell leaves what a contact has as it is. */
  readonly keepsEmpty: boolean
  /** Where rows are looked for whose number somebody else has; null: nowhere. */
  readonly duplicates: DuplicateScope | null
}

const regionField: Field<Region> = {
  ...textField('Country of numbers without country code, by two letters such as US; without it they are rejected.'),
  read(name, given) {
    const region = typeof given === 'string' ? parseRegion(given) : null
    if (region === null) throw new BadInputError(name, `${name} is a country by two letters, such as US`)
    return region
  },
}

const scopeField: Field<DuplicateScope> = {
  schema: {
    type: 'string',
    enum: duplicateScopes.map((scope) => scope.toLowerCase()),
    description: 'Tells rows whose number somebody else has; they are imported all the same.',
  },
  isRequired: true,
  read(name, given) {
    const scope = duplicateScopes.find((known) => typeof given === 'string' && known.toLowerCase() === given)
    if (scope === undefined) throw new BadInputError(name, `${name} is list, campaign or organization`)
    return scope
  },
}

const booleanField = (description: string): Field<boolean> => ({
  schema: { type: 'boolean', description },
  isRequired: true,
  read(name, given) {
    if (given !== 'true' && given !== 'false') throw new BadInputError(name, `${name} is true or false`)
    return given === 'true'
  },
})

const mapField: Field<ColumnMap> = {
  ...textField(
    'FIELD=COLUMN,…: columns that hold another field than their header says; the header exactly as it stands.',
  ),
  read(name, given) {
    const texts: unknown[] = Array.isArray(given) ? given : [given]
    return texts.reduce<ColumnMap>((map, text) => {
      if (typeof text !== 'string') throw new BadInputError(name, `${name} is a text`)
      return parseColumnMap(text, map)
    }, new Map())
  },
}

const namedFields = {
  listId: optional(idField('The contact list; this or list.')),
  list: optional(textField("The contact list's name; added when there is none of this name.")),
  defaultRegion: optional(regionField),
  dryRun: optional(booleanField('Check everything and change nothing.')),
  duplicates: optional(scopeField),
  keepEmpty: optional(booleanField('An empty cell leaves what a contact has as it is; else it empties it.')),
  map: optional(mapField),
}

const columnFields = Object.fromEntries(
  contactFields.map((field) => [`map.${field}`, optional(textField(`The column that holds ${field}.`))]),
) as Readonly<Record<`map.${ContactField}`, Field<string | null>>>

/** The parameters of `POST /import`. */
export const importFields: Fields = { ...namedFields, ...columnFields }

/**
 * Reads the query of an upload. A parameter that is not known is refused: `dryrun=true` must not import.
 * @throws BadInputError that names the parameter.
 */
export function readImportRequest(query: unknown): ImportRequest {
  for (const name of Object.keys(typeof query === 'object' && query !== null ? query : {})) {
    if (!Object.hasOwn(importFields, name)) throw new BadInputError(name, `${name} is no parameter of an import`)
  }
  const { listId, list, defaultRegion, dryRun, keepEmpty, duplicates, map } = readFields(namedFields, query)
  if ((listId === null) === (list === null)) throw new BadInputError('list', 'either listId or list says which list')
  const columns = Object.entries(readFields(columnFields, query))
  return {
    list: listId === null ? { listName: list ?? '' } : { listId },
    map: columns.reduce<ColumnMap>(
      (whole, [name, column]) => (column === null ? whole : withColumn(whole, name.slice('map.'.length), column)),
      map ?? new Map(),
    ),
    defaultRegion,
    isDryRun: dryRun ?? false,
    keepsEmpty: keepEmpty ?? false,
    duplicates,
  }
}
