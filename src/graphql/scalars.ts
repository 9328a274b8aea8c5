import { GraphQLError, GraphQLScalarType } from 'graphql'
import { GraphQLDateTime, GraphQLJSONObject, GraphQLLocalDate } from 'graphql-scalars'

/** RFC 3339 instants with milliseconds, in UTC. Impossible dates are refused. */
export const DateTimeScalar = new GraphQLScalarType({
  ...GraphQLDateTime.toConfig(),
  name: 'DateTime',
  description: 'An instant in RFC 3339 with milliseconds, UTC, e.g. 2026-11-22T08:00:00.000Z.',
})

/** JSON objects, for the attributes of contacts. */
export const JSONObjectScalar = new GraphQLScalarType({
  ...GraphQLJSONObject.toConfig(),
  name: 'JSONObject',
  description: 'A JSON object.',
  specifiedByURL: undefined,
})

/** A day of the calendar, whatever the zone. Impossible dates are refused. */
export const LocalDateScalar = new GraphQLScalarType({
  ...GraphQLLocalDate.toConfig(),
  name: 'LocalDate',
  description: 'A day of the calendar, e.g. 2026-11-22.',
  // The library repeats the value in its message.
  parseValue(value) {
    try {
      return GraphQLLocalDate.parseValue(value)
    } catch {
      throw new GraphQLError('a day is written as 2026-11-22')
    }
  },
})
