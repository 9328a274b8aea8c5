import { DomainError } from '../domainError.js'

/**
 * The file as a whole cannot be imported: no header, no column for the number, a quote that breaks the rows after it.
 * Nothing was imported. The message holds no value of any row.
 */
export class CsvFileError extends DomainError {
  readonly code = 'BAD_USER_INPUT'
}
