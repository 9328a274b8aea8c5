import { importPaths } from '../import/importPaths.js'
import { dialQueueRoutes } from './dialQueueRoutes.js'
import { contactSchema, entrySchema } from './entryShape.js'
import type { Fields } from './fields.js'
import type { JsonSchema } from './jsonSchema.js'
import {
  commonCodes,
  dataResponse,
  failureBase,
  failureResponses,
  json,
  parametersOf,
  refusal,
} from './openApiParts.js'
import type { RestRoute } from './restRoute.js'
import { requestTooLarge, wrongContentType } from './restStatus.js'

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
    [requestTooLarge]: refusal('LIMIT_EXCEEDED', 'the body is larger than 4 MiB'),
    [wrongContentType]: refusal('BAD_USER_INPUT', 'the body is not application/json'),
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
      200: dataResponse(route.answer),
      ...failureResponses([...route.codes, ...commonCodes]),
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
  paths: { ...pathsOf(dialQueueRoutes), ...importPaths },
  components: {
    securitySchemes: {
      token: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT', description: 'Claims sub, org, role, agent, exp.' },
    },
    schemas: { Entry: entrySchema, Contact: contactSchema, Failure: failureBase },
  },
}
