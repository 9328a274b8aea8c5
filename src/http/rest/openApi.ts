import type { ErrorCode } from '../../domainError.js'
import { dialQueueRoutes } from './dialQueueRoutes.js'
import { contactSchema, entrySchema } from './entryShape.js'
import type { Fields } from './fields.js'
import { failureSchema, objectOf, type JsonSchema } from './jsonSchema.js'
import type { RestRoute } from './restRoute.js'
import { requestTooLarge, restStatuses, wrongContentType } from './restStatus.js'

/** What any route that takes a token may answer. */
const commonCodes: readonly ErrorCode[] = ['UNAUTHENTICATED', 'SERVICE_UNAVAILABLE', 'INTERNAL_SERVER_ERROR']

const json = (schema: JsonSchema): object => ({ 'application/json': { schema } })

/** The answers of a refused request by status; `codes` besides those that any route may answer. */
export function failureResponses(codes: readonly ErrorCode[]): Record<string, object> {
  const responses: Record<string, object> = {}
  for (const status of new Set([...codes, ...commonCodes].map((code) => restStatuses[code]))) {
    const these = [...codes, ...commonCodes].filter((code) => restStatuses[code] === status)
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

const idempotencyKeyParameter = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description: 'The same key within 24 hours gives the same answer and does nothing twice; 1 to 200 characters.',
  schema: { type: 'string', minLength: 1, maxLength: 200 },
}

function requestBody(fields: Fields): object {
  const names = Object.keys(fields)
  return {
    required: true,
    content: json({
      type: 'object',
      required: names.filter((name) => fields[name]?.isRequired === true),
      properties: Object.fromEntries(
        Object.entries(fields).map(([name, { schema, isRequired }]) => [name, isRequired ? schema : nullable(schema)]),
      ),
    }),
  }
}

/** What may be left out may also be null. */
function nullable(schema: JsonSchema): JsonSchema {
  return { anyOf: [schema, { type: 'null' }], description: schema['description'] }
}

function operationOf(route: RestRoute): object {
  const bodyRefusals = {
    [requestTooLarge]: {
      description: 'LIMIT_EXCEEDED: the body is larger than 4 MiB',
      content: json(failureSchema(['LIMIT_EXCEEDED'])),
    },
    [wrongContentType]: {
      description: 'BAD_USER_INPUT: the body is not application/json',
      content: json(failureSchema(['BAD_USER_INPUT'])),
    },
  }
  return {
    operationId: route.operationId,
    summary: route.summary,
    description: route.description,
    parameters: [
      ...parametersOf('path', route.params),
      ...parametersOf('query', route.query),
      ...(route.takesIdempotencyKey ? [idempotencyKeyParameter] : []),
    ],
    ...(route.body === null ? {} : { requestBody: requestBody(route.body) }),
    responses: {
      200: {
        description: 'Done.',
        content: json(objectOf('The answer.', { success: { type: 'boolean', const: true }, data: route.answer })),
      },
      ...failureResponses(route.codes),
      ...(route.body === null ? {} : bodyRefusals),
    },
  }
}

function pathsOf(routes: readonly RestRoute[]): Record<string, object> {
  const paths: Record<string, object> = {}
  for (const route of routes) {
    const path = `/api${route.path.replaceAll(/:(\w+)/g, '{$1}')}`
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operationOf(route) }
  }
  return paths
}

const failure = objectOf('Why nothing was done.', {
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

/** OpenAPI 3.1 of everything below `/api` and of the import. */
export const openApiDocument = {
  openapi: '3.1.0',
  info: {
    title: 'dialqueue',
    version: '1',
    description:
      'The REST endpoints of the dial queue. Each executes an operation of the GraphQL API at /graphql, which can do more. Every answer carries x-request-id.',
  },
  security: [{ token: [] }],
  paths: pathsOf(dialQueueRoutes),
  components: {
    securitySchemes: {
      token: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT', description: 'Claims sub, org, role, agent, exp.' },
    },
    schemas: { Entry: entrySchema, Contact: contactSchema, Failure: failure },
  },
}
