import { contactFields } from '../../contact/csvColumns.js'
import { listOf, objectOf, orNull, textSchema, wholeNumberSchema, type JsonSchema } from '../rest/jsonSchema.js'
import { commonCodes, dataResponse, failureResponses, parametersOf, refusal } from '../rest/openApiParts.js'
import { wrongContentType } from '../rest/restStatus.js'
import { importFields } from './importFields.js'

const progressLine = objectOf('While the import is at work after the upload, once a second.', {
  type: { const: 'progress' },
  rows: wholeNumberSchema('Rows that were read and checked.'),
  bytes: wholeNumberSchema('Bytes of the file that were read.'),
})
const rejectedLine = objectOf('Why a row was left out; a row may have several.', {
  type: { const: 'rejected' },
  row: wholeNumberSchema('The row, from 1, without the header and empty lines.'),
  field: orNull(textSchema('The field at fault; null when it is the row as a whole.')),
  message: textSchema('What is wrong with it; never a name or a number.'),
})
const warningLine = objectOf('What is odd about a row that is imported.', {
  type: { const: 'warning' },
  row: wholeNumberSchema('The row, from 1, without the header and empty lines.'),
  field: orNull(textSchema('The field that is odd; null when it is the row as a whole.')),
  message: textSchema('What is odd about it; never a name or a number.'),
})
const duplicateLine = objectOf('A row that is imported, and whose number somebody else has.', {
  type: { const: 'duplicate' },
  row: wholeNumberSchema('The row, from 1, without the header and empty lines.'),
  contactId: orNull(textSchema('The oldest contact that has the number; null: none.')),
  listId: orNull(textSchema("That contact's list.")),
  firstRow: orNull(wholeNumberSchema('The first row of the file that has it; null: none before this one.')),
  others: wholeNumberSchema('Contacts that have it beside the one named.'),
  message: textSchema('The same in words; never a name or a number.'),
})
const doneLine = objectOf('The last line of an import that went in, or in a dry run would have.', {
  type: { const: 'done' },
  read: wholeNumberSchema('Rows in the file.'),
  inserted: wholeNumberSchema('New contacts.'),
  updated: wholeNumberSchema('Contacts that were there.'),
  changedFields: {
    type: 'array',
    description: 'What changed of the contacts that were there.',
    items: objectOf('A field and how many contacts got another value in it.', {
      field: textSchema('Its name, such as timeZone.'),
      count: wholeNumberSchema('Contacts.'),
    }),
  },
  rejectedRows: wholeNumberSchema('Rows that were left out.'),
  duplicateRows: wholeNumberSchema('Rows whose number somebody else has; 0 unless duplicates was asked.'),
})
const failedLine = objectOf('The last line of an import that failed after the answer had begun: nothing was changed.', {
  type: { const: 'failed' },
  error: { type: 'object', description: 'As in Failure.', required: ['message', 'code'] },
})

/** One line of the answer to an upload. */
export const importLineSchema: JsonSchema = {
  oneOf: [progressLine, rejectedLine, warningLine, duplicateLine, doneLine, failedLine],
}

/** The OpenAPI paths of the import. */
export const importPaths = {
  '/import': {
    post: {
      operationId: 'importContacts',
      summary: 'Imports contacts from a CSV file',
      description:
        'The body is the file, of any size, as dialqueue import takes it: docs/import.md. For SUPERVISOR and ADMIN. One transaction: an upload that is broken off has changed nothing. The answer comes when the file was received.',
      parameters: parametersOf('query', importFields),
      requestBody: { required: true, content: { 'text/csv': { schema: { type: 'string' } } } },
      responses: {
        200: {
          description: 'One JSON object a line; the last is done or failed.',
          content: { 'application/x-ndjson': { schema: importLineSchema } },
        },
        ...failureResponses(['BAD_USER_INPUT', 'FORBIDDEN', 'NOT_FOUND', 'LIMIT_EXCEEDED', ...commonCodes]),
        408: refusal('BAD_USER_INPUT', 'the upload stalled'),
        [wrongContentType]: refusal('BAD_USER_INPUT', 'the body is not text/csv, or is compressed'),
      },
    },
  },
  '/import/fields': {
    get: {
      operationId: 'importFields',
      summary: 'What the columns of a file may hold',
      description: 'For SUPERVISOR and ADMIN.',
      parameters: [],
      responses: {
        200: dataResponse(
          objectOf('The fields of a contact.', {
            fields: listOf(
              objectOf('One field.', {
                field: { type: 'string', enum: contactFields },
                description: textSchema('What it is.'),
                headers: listOf(
                  textSchema('In lower case; blanks, underscores and hyphens do not count.'),
                  'Headers that are understood without being mapped, the first that is there is taken.',
                ),
              }),
              'In the order in which they are mapped.',
            ),
          }),
        ),
        ...failureResponses(['UNAUTHENTICATED', 'FORBIDDEN', 'SERVICE_UNAVAILABLE']),
      },
    },
  },
}
