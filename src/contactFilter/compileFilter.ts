import {
  attributeKey,
  filterFields,
  numberOf,
  type ContactFilter,
  type FilterRange,
  type FilterValue,
} from './contactFilter.js'

/** A filter as PostgreSQL evaluates it: `jsonb_path_match(filterDocument, path, values, silent)`. */
export interface CompiledFilter {
  /** A JSON path of structure, quoted attribute keys and `$v0`, `$v1`, …: no value of the filter is part of it. */
  readonly path: string
  /** What the variables stand for; `fields`, which no path reads, is there when a field other than an attribute is named. */
  readonly values: Readonly<Record<string, unknown>>
}

/**
 * A predicate that is unknown for every contact: a text is never comparable with a number. `… && UNKNOWN` is therefore
 * false or unknown, never true.
 */
const UNKNOWN = '"" == 0'

/** Compiles a filter that `readFilter` accepted. */
export function compileFilter(filter: ContactFilter): CompiledFilter {
  const compiler = new FilterCompiler()
  // Strict, because only there a missing key is an error, which a predicate turns into unknown; lax paths say false, and
  // `not` would make that true.
  const path = `strict ${compiler.compile(filter)}`
  return { path, values: compiler.namesField ? { ...compiler.values, fields: true } : compiler.values }
}

class FilterCompiler {
  readonly values: Record<string, unknown> = {}
  /** Whether a field other than an attribute was met. */
  namesField = false

  compile(filter: ContactFilter): string {
    if ('and' in filter) return `(${filter.and.map((one) => this.compile(one)).join(' && ')})`
    if ('or' in filter) return `(${filter.or.map((one) => this.compile(one)).join(' || ')})`
    if ('not' in filter) return `(!${this.compile(filter.not)})`
    if ('equals' in filter) return this.equals(filter.equals.field, [filter.equals.value])
    if ('in' in filter) return this.equals(filter.in.field, filter.in.values)
    if ('range' in filter) return this.range(filter.range)
    return exists(filter.exists.field, this.placeOf(filter.exists.field))
  }

  /** One of the values, each by its number and by its text: "41" and 41 are equal. */
  private equals(field: string, values: readonly FilterValue[]): string {
    const place = this.placeOf(field)
    const numbers = values.flatMap((value) => numberOf(value) ?? [])
    if (filterFields[field] === 'number') return `(${place} == ${this.variable(numbers)}[*])`
    const texts = this.variable(values.map(String))
    // A contact may be in several regions, any of which may match.
    if (field === 'region') return `(exists(${place}[*] ? (@ == ${texts}[*])) || ${place} == null && ${UNKNOWN})`
    if (attributeKey(field) === null) return `(${place} == ${texts}[*] || ${place} == null && ${UNKNOWN})`
    const type = `${place}.type()`
    const cases = [
      `${type} == "string" && (${place} == ${texts}[*] || ${place} == "" && ${UNKNOWN})`,
      ...(numbers.length === 0 ? [] : [`${type} == "number" && ${place} == ${this.variable(numbers)}[*]`]),
      ...[true, false]
        .filter((word) => values.some((value) => String(value) === String(word)))
        .map((word) => `${type} == "boolean" && ${place} == ${word}`),
      `${type} like_regex "^(null|array|object)$" && ${UNKNOWN}`,
    ]
    return `(${cases.join(' || ')})`
  }

  private range({ field, from, to }: FilterRange): string {
    const place = this.placeOf(field)
    const isNumber = typeof (from ?? to) === 'number'
    // A text that is no number cannot be converted, which makes the comparison unknown.
    const compared = isNumber && attributeKey(field) !== null ? `${place}.double()` : place
    const bounds = [
      ...(from === undefined ? [] : [`${compared} >= ${this.variable(from)}`]),
      ...(to === undefined ? [] : [`${compared} < ${this.variable(to)}`]),
    ].join(' && ')
    if (isNumber) return `(${bounds})`
    const isDate = `${place} like_regex "^[0-9]{4}-[0-9]{2}-[0-9]{2}"`
    return `(${isDate} && ${bounds} || !(${isDate}) && ${UNKNOWN})`
  }

  /** The path of a field in the document. A key is quoted as JSON quotes texts, which is how JSON paths quote names. */
  private placeOf(field: string): string {
    const key = attributeKey(field)
    if (key !== null) return `$.attributes.${JSON.stringify(key)}`
    this.namesField = true
    return `$.${field}`
  }

  private variable(value: unknown): string {
    const name = `v${Object.keys(this.values).length}`
    this.values[name] = value
    return `$${name}`
  }
}

/** Known for every contact, whatever the field holds: the unknown of a missing key is asked about, not carried on. */
function exists(field: string, place: string): string {
  const isThere = `${place} != null`
  if (attributeKey(field) === null) return `(${isThere})`
  return `(!((${isThere}) is unknown) && ${isThere} && !(${place}.type() == "string" && ${place} == ""))`
}
