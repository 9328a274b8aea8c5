import { queueStatuses, type QueueStatus } from '../../dialQueue/entryStatus.js'
import { BadInputError } from '../../domainError.js'
import { idSchema, textSchema, type JsonSchema } from './jsonSchema.js'

/** One value that a client sends, in a body, a path or a query. */
export interface Field<T> {
  readonly schema: JsonSchema
  readonly isRequired: boolean
  /** `given` is neither undefined nor null. Throws BadInputError that names the field. */
  read(name: string, given: unknown): T
}

/** The fields of a body, a path or a query by their names. */
export type Fields = Readonly<Record<string, Field<unknown>>>

/** What was sent, by the fields' names; null for what was left out or is null. */
export type Given<F extends Fields> = {
  readonly [Name in keyof F]: F[Name] extends Field<infer T> ? T : never
}

/**
 * Reads the fields, no others: a client of the old module may send more than it is asked for. Whether a value can be
 * meant (a page size, an outcome) is for the operation to say.
 * @throws BadInputError for the first field that is missing or of another type.
 */
export function readFields<F extends Fields>(fields: F, source: unknown): Given<F> {
  const given = typeof source === 'object' && source !== null ? source : {}
  const read = Object.entries(fields).map(([name, field]) => {
    const value: unknown = Object.hasOwn(given, name) ? (given as Record<string, unknown>)[name] : undefined
    if (value != null) return [name, field.read(name, value)]
    if (field.isRequired) throw new BadInputError(name, `${name} is required`)
    return [name, null]
  })
  return Object.fromEntries(read) as Given<F>
}

/** A field that may be left out. */
export function optional<T>(field: Field<T>): Field<T | null> {
  return { ...field, isRequired: false }
}

const requiredField = <T>(schema: JsonSchema, read: Field<T>['read']): Field<T> => ({ schema, isRequired: true, read })

/** An id: a whole number or its decimal digits as a text; read as a text. */
export function idField(description: string): Field<string> {
  const schema = { anyOf: [idSchema('Its digits.'), { type: 'integer', minimum: 0 }], description }
  return requiredField(schema, (name, given) => {
    const text = typeof given === 'number' && Number.isSafeInteger(given) ? String(given) : given
    if (typeof text === 'string' && /^\d{1,19}$/.test(text)) return text
    throw new BadInputError(name, `${name} is an id: a whole number, or its digits as a text`)
  })
}

/** GraphQL's Int ends here; the operation has a closer bound. */
const LARGEST_INT = 2_147_483_647

/** A whole number; its digits as a text are one too, as every value of a query and of many forms is. */
export function wholeNumberField(description: string): Field<number> {
  const schema = {
    anyOf: [
      { type: 'integer', minimum: 0 },
      { type: 'string', pattern: '^[0-9]+$' },
    ],
    description,
  }
  return requiredField(schema, (name, given) => {
    const value = typeof given === 'string' && /^\d+$/.test(given) ? Number(given) : given
    if (typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= LARGEST_INT) return value
    throw new BadInputError(name, `${name} is a whole number, not negative`)
  })
}

/** A text of any length. */
export function textField(description: string, schema: JsonSchema = {}): Field<string> {
  return requiredField({ ...textSchema(description), ...schema }, (name, given) => {
    if (typeof given === 'string') return given
    throw new BadInputError(name, `${name} is a text`)
  })
}

/** The statuses of an entry in lower case, as the old module wrote them. */
export const restQueueStatuses = queueStatuses.map((status) => status.toLowerCase())

/** One status. */
export function statusField(description: string): Field<QueueStatus> {
  const schema = { type: 'string', enum: restQueueStatuses, description }
  return requiredField(schema, readStatus)
}

/** Statuses, comma-separated or as a repeated parameter. */
export function statusesField(description: string): Field<QueueStatus[]> {
  const schema = { type: 'array', items: { type: 'string', enum: restQueueStatuses }, description }
  return requiredField(schema, (name, given) =>
    (Array.isArray(given) ? (given as unknown[]) : [given])
      .flatMap((value) => (typeof value === 'string' ? value.split(',') : [value]))
      .map((value) => readStatus(name, value)),
  )
}

function readStatus(name: string, given: unknown): QueueStatus {
  const status = queueStatuses.find((one) => one.toLowerCase() === given)
  if (status !== undefined) return status
  throw new BadInputError(name, `${name} is one of ${restQueueStatuses.join(', ')}`)
}
