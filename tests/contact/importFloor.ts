import type { RawContactRow } from '../../src/contact/contactRow.js'
import { Readable } from 'node:stream'
import { importContacts, type ImportOptions, type ImportResult } from '../../src/contact/importContacts.js'
import type { ContactRowError } from '../../src/contact/contactRow.js'
import type { ColumnMap } from '../../src/contact/csvColumns.js'
import { readContactsCsv } from '../../src/contact/csvContacts.js'
import { Database } from '../../src/database/database.js'
import type { Row } from '../../src/database/row.js'
import { text } from '../../src/database/row.js'
import { createOrganization } from '../../src/organization/organization.store.js'
import { createTestDatabase } from '../support/testDatabase.js'

/** A database with one organization and one empty contact list, for the tests of one file. */
export interface ImportFloor {
  readonly database: Database
  readonly connectionString: string
  readonly organizationId: string
  /** Adds an empty list and gives its id. */
  addList(name?: string): Promise<string>
  /** Runs one statement. */
  query(sql: string, values?: readonly unknown[]): Promise<Row[]>
  close(): Promise<void>
}

export async function openImportFloor(): Promise<ImportFloor> {
  const test = await createTestDatabase()
  const database = new Database(test.connectionString, 4, () => undefined, 'login')
  const { id: organizationId } = await createOrganization(database, { name: 'Import', timeZone: 'America/New_York' })
  let listCount = 0
  const query: ImportFloor['query'] = async (sql, values = []) =>
    (await database.pool.query<Row>(sql, [...values])).rows
  return {
    database,
    connectionString: test.connectionString,
    organizationId,
    query,
    addList: async (name) => {
      listCount += 1
      const sql = 'INSERT INTO contact_list (organization_id, name) VALUES ($1, $2) RETURNING id'
      const [row] = await query(sql, [organizationId, name ?? `list ${listCount}`])
      return text(row ?? {}, 'id')
    },
    close: async () => {
      await database.close()
      await test.close()
    },
  }
}

/** What an import of a text did, with every fault that it reported. */
export interface ImportedText extends ImportResult {
  readonly rejected: ContactRowError[]
}

/** Imports a CSV text into a list. */
export async function importText(
  floor: ImportFloor,
  listId: string,
  csv: string | Buffer,
  options: ImportOptions & { map?: ColumnMap } = {},
): Promise<ImportedText> {
  const rejected: ContactRowError[] = []
  const rows = readContactsCsv(Readable.from([Buffer.from(csv)]), options.map === undefined ? {} : { map: options.map })
  const target = { organizationId: floor.organizationId, listId }
  const onRejected = (error: ContactRowError): void => void rejected.push(error)
  return { ...(await importContacts(floor.database, target, rows, { ...options, onRejected })), rejected }
}

/** The contacts of a list by id, with the columns that an import writes. */
export async function contactsOf(floor: ImportFloor, listId: string): Promise<Row[]> {
  return floor.query(
    `SELECT external_id, first_name, last_name, phone, email, time_zone, priority, attributes FROM contact
     WHERE organization_id = $1 AND list_id = $2 ORDER BY id`,
    [floor.organizationId, listId],
  )
}

/** A good row, but for `change`. */
export function rawRow(row: number, change: Partial<RawContactRow> = {}): RawContactRow {
  return {
    row,
    externalId: null,
    firstName: 'A',
    lastName: 'B',
    phone: `+1212555${1000 + row}`,
    email: null,
    timeZone: null,
    country: null,
    state: null,
    postalCode: null,
    priority: null,
    attributes: '{}',
    ...change,
  }
}
