import type { Database } from '../database/database.js'
import { historyParts, historyRows } from './exportNumber.store.js'

/**
 * One number's whole history in an organization, as the pieces of one JSON object: the contacts that have it or were called
 * at it, their entries, call records and promises, what forbids it, and every audit row about all of these with its link
 * in the chain. A number that is not known gives empty lists. What an erasure has taken away is not in it; the calls to
 * the number are, for as long as they must be kept.
 *
 * @param phone E.164
 */
export async function* exportNumber(
  database: Database,
  organizationId: string,
  phone: string,
): AsyncGenerator<string, void, void> {
  yield `{\n  "organizationId": ${JSON.stringify(organizationId)},\n  "phone": ${JSON.stringify(phone)}`
  for (const part of historyParts) {
    const rows = await historyRows(database, organizationId, phone, part)
    yield `,\n  ${JSON.stringify(part)}: [${rows.map((row) => `\n    ${row}`).join(',')}${rows.length === 0 ? '' : '\n  '}]`
  }
  yield '\n}\n'
}
