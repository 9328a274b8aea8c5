import type { Database } from '../database/database.js'
import type { Finding } from './check.js'
import { zoneNote } from './zoneNote.js'

/** What an operator should know though nothing is broken: one note for each, with nothing to say or something. */
export function doctorNotes(database: Database): Promise<Finding[]> {
  return database.transaction(async (transaction) => [await zoneNote(transaction)])
}
