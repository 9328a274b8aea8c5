/** A field of a contact, as `GET /import/fields` describes it. */
export interface ImportField {
  readonly field: string
  readonly description: string
  /** Headers by which the server knows the field unmapped: lower case, without blanks, underscores and hyphens. */
  readonly headers: readonly string[]
}

/** Fields that a person has given a column: field to header. */
export type ColumnChoice = ReadonlyMap<string, string>

/** The column of every field: chosen by a person, or known to the server by its header. */
export type ColumnMapping = ReadonlyMap<string, { readonly column: string; readonly isChosen: boolean }>

/**
 * What the server will make of a header, in its own order: what somebody mapped is spoken for; then each field takes the
 * first column left that it knows by name, and a whole name is not wanted beside its parts.
 */
export function mappingOf(
  header: readonly string[],
  fields: readonly ImportField[],
  chosen: ColumnChoice,
): ColumnMapping {
  const mapping = new Map<string, { column: string; isChosen: boolean }>()
  for (const [field, column] of chosen) mapping.set(field, { column, isChosen: true })
  for (const { field, headers } of fields) {
    if (mapping.has(field)) continue
    if (field === 'name' && (mapping.has('firstName') || mapping.has('lastName'))) continue
    const taken = new Set([...mapping.values()].map(({ column }) => column))
    for (const alias of headers) {
      const column = header.find((name) => plainName(name) === alias && !taken.has(name))
      if (column === undefined) continue
      mapping.set(field, { column, isChosen: false })
      break
    }
  }
  return mapping
}

/** What becomes of a column: the fields that it holds; an attribute of its own name when there are none. */
export function meaningOf(column: string, mapping: ColumnMapping): string {
  const fields = [...mapping].filter(([, place]) => place.column === column).map(([field]) => field)
  return fields.length === 0 ? 'attribute' : fields.join(', ')
}

/** Whether the server has a number to dial in each row. */
export function hasPhone(mapping: ColumnMapping): boolean {
  return mapping.has('phone')
}

function plainName(text: string): string {
  return text.toLowerCase().replace(/[\s_-]/g, '')
}

/** Where an upload goes. */
export interface ImportTarget {
  readonly listId: string | null
  /** The name of a list that is added when there is none; used when listId is null. */
  readonly listName: string
  /** Two letters; empty: none. */
  readonly defaultRegion: string
  /** Where rows are looked for whose number somebody else has; empty: nowhere. */
  readonly duplicates: '' | 'list' | 'campaign' | 'organization'
  readonly isDryRun: boolean
}

/** The address of an upload. */
export function importAddress(target: ImportTarget, chosen: ColumnChoice): string {
  const query = new URLSearchParams()
  if (target.listId === null) query.set('list', target.listName)
  else query.set('listId', target.listId)
  if (target.defaultRegion.trim() !== '') query.set('defaultRegion', target.defaultRegion.trim().toUpperCase())
  if (target.duplicates !== '') query.set('duplicates', target.duplicates)
  if (target.isDryRun) query.set('dryRun', 'true')
  for (const [field, column] of chosen) query.set(`map.${field}`, column)
  return `/import?${query.toString()}`
}
