import type { ErrorCode } from '../../domainError.js'
import type { Fields } from './fields.js'
import { failureSchema, objectOf, type JsonSchema } from './jsonSchema.js'
import { restStatuses } from './restStatus.js'

/** What any route that takes a token and asks the database may answer. */
export const commonCodes: readonly ErrorCode[] = ['UNAUTHENTICATED', 'SERVICE_UNAVAILABLE', 'INTERNAL_SERVER_ERROR']

/** A body or an answer of JSON. */
export const json = (schema: JsonSchema): object => ({ 'application/json': { schema } })

/** The answers of a refused request by status, for all codes that the route may answer. */
export function failureResponses(codes: readonly ErrorCode[]): Record<string, object> {
  const responses: Record<string, object> = {}
  for (const status of new Set(codes.map((code) => restStatuses[code]))) {
    const these = codes.filter((code) => restStatuses[code] === status)
    responses[status] = { description: these.join(', '), content: json(failureSchema(these)) }
  }
  return responses
}

/** A path, query or header parameter for each field. */
export function parametersOf(place: 'path' | 'query' | 'header', fields: Fields): object[] {
  return Object.entries(fields).map(([name, { schema, isRequired }]) => ({
    name,
    in: place,
    required: isRequired,
    description: schema['description'],
    schema,
  }))
}

/** `{ "success": true, "data": … }` with data of this schema. */
export function dataResponse(data: JsonSchema): object {
  const schema = objectOf('The answer.', { success: { type: 'boolean', const: true }, data })
  return { description: 'Done.', content: json(schema) }
}

/** The answer of a request that HTTP itself refuses, which has a status of its own. */
export function refusal(code: ErrorCode, why: string): object {
  return { description: `${code}: ${why}`, content: json(failureSchema([code])) }
}

/** The schema `Failure`. */
export const failureBase: JsonSchema = objectOf('Why nothing was done.', {
  success: { type: 'boolean', const: false },
  error: {
    type: 'object',
    description: 'Further members are details of the code, e.g. field, from and to, errorId.',
    required: ['message', 'code'],
    properties: {
      message: { type: 'string', description: 'For a person.' },
      code: { type: 'string', enum: Object.keys(restStatuses), description: 'Stable, for a program.' },
      field: { type: 'string', description: 'The input that is at fault, if it is one.' },
    },
  },
})
