import { sqlState, violatedConstraint } from '../database/database.js'
import { DomainError } from '../domainError.js'

/**
 * A failure as `backgroundJobs` may show it: its kind, and for the database's its SQLSTATE and constraint. Never the
 * message of an error that is not ours: it may quote a row.
 */
export function faultName(error: unknown): string {
  if (error instanceof DomainError) return `${error.code}: ${error.message}`
  const state = sqlState(error)
  if (state !== null) return ['SQLSTATE', state, violatedConstraint(error)].filter((part) => part !== null).join(' ')
  return error instanceof Error ? error.name : 'an error'
}
