import type { Database } from '../database/database.js'
import type { Finding } from './check.js'
import { switchboardNote } from './switchboardNote.js'
import { zoneNote } from './zoneNote.js'

/** What an operator should know though nothing is broken, of one organization or all (null): one note for each matter. */
export function doctorNotes(database: Database, organizationId: string | null): Promise<Finding[]> {
  return database.transaction(async (transaction) => [
    await zoneNote(transaction),
    await switchboardNote(transaction, organizationId),
  ])
}
