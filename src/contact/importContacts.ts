import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { databaseClock, type Clock } from '../database/clock.js'
import { beginText, violatedConstraint, type Database, type Queryable } from '../database/database.js'
import type { Row } from '../database/row.js'
import { NotFoundError } from '../domainError.js'
import { checkId, checkName } from '../inputRules.js'
import {
  beginImport,
  copyIntoStaging,
  copyLine,
  lockContactList,
  lockContactListByName,
  matchContacts,
  takeRepeatedRows,
} from './contactImport.store.js'
import { completeRows } from './completeRows.store.js'
import { duplicateRows, type DuplicateRow, type DuplicateScope } from './duplicates.store.js'
import { placeMergedRows } from './mergedClues.store.js'
import type { UpdatedField } from './givenFields.js'
import { mergeConsents } from './consentMerge.store.js'
import { wakeRefills } from '../consent/withdrawal.store.js'
import { serverInstant } from '../database/serverInstant.js'
import { insertNewContacts, updateMatchedContacts } from './contactMerge.store.js'
import { mergeNumbers } from './numberMerge.store.js'
import { reviveContacts } from './wrongNumber.store.js'
import { ELSEWHERE, EVERYTHING, normaliseContactRow, type ContactRowError, type ContactRowRules } from './contactRow.js'
import type { ContactItem } from './csvContacts.js'
import type { Region } from './phoneNumber.js'
import { timeZoneNames } from './timeZoneNames.store.js'

/** Where the contacts go: a list of the organization, or the name of one, which is added when there is none. */
export type ImportTarget =
  | { readonly organizationId: string; readonly listId: string }
  | { readonly organizationId: string; readonly listName: string }

/** Rows in batches of any size, each row with its number or already an error of its source. */
export type ContactSource = AsyncIterable<readonly ContactItem[]> | Iterable<readonly ContactItem[]>

/** How an import is done. */
export interface ImportOptions {
  /** Does everything, then takes it all back: the result says what an import would do. */
  readonly dryRun?: boolean
  /** Where a number without country code is; without it such a number is refused. */
  readonly defaultRegion?: Region
  /** A blank value leaves what a contact has as it is; else it empties it. */
  readonly keepsEmpty?: boolean
  /** The time of the changes; the database's own when left out. */
  readonly clock?: Clock
  /**
   * Called for each fault as it is found: those of single rows first, then the rows that repeat another. A promise that it
   * gives is waited for.
   */
  readonly onRejected?: (error: ContactRowError) => unknown
  /** Rows that share a number with somebody else there are told by `onDuplicate`; left out: nobody looks. */
  readonly duplicates?: DuplicateScope
  /** Called for each such row, behind the faults; a promise that it gives is waited for. */
  readonly onDuplicate?: (duplicate: DuplicateRow) => unknown
  /** Called for what is odd about a row that goes in; a promise that it gives is waited for. */
  readonly onWarning?: (warning: ContactRowError) => unknown
  /** Called after each batch with the rows read so far. */
  readonly onProgress?: (readCount: number) => void
  /** Whoever wanted the import is gone: the import ends with the signal's reason, and nothing has happened. */
  readonly signal?: AbortSignal
}

/** What an import did, or in a dry run would have done. */
export interface ImportResult {
  readonly read: number
  readonly inserted: number
  /** Contacts that were there before, whether the row said something new or not. */
  readonly updated: number
  /** How many contacts got another value in each field, fields without one left out. */
  readonly changedFields: readonly FieldCount[]
  /** Rows that were left out; each has one fault or more. */
  readonly rejectedRows: number
  /** Rows that share a number with somebody else, where that was asked; they are imported. */
  readonly duplicateRows: number
  /** Campaigns whose queue lost entries because a contact's number changed; their watchers want to be told. */
  readonly changedCampaignIds: readonly string[]
}

/** Contacts that got another value in a field. */
export interface FieldCount {
  readonly field: UpdatedField
  readonly count: number
}

/** Bytes of COPY data that are sent at once. */
const COPY_CHUNK_LENGTH = 64 * 1024

/**
 * Imports contacts into one list: the path of the command line, of `addContacts` and of any upload. A row updates the
 * contact with its externalId; without such a contact, the one with its number that has no externalId yet, or, when the
 * row has none itself, any with its number (the lowest id). Otherwise it is a new contact. Faulty rows and rows that
 * repeat an earlier one are left out and reported; the others go in.
 *
 * One transaction: when `rows` throws or the process ends, nothing has happened. Memory does not grow with the rows. Two
 * imports of a list wait for each other.
 *
 * @throws NotFoundError when there is no such organization or list, BadInputError for ids that are none or a bad list
 *   name, the reason of `signal`, and whatever `rows` throws
 */
export async function importContacts(
  database: Database,
  target: ImportTarget,
  rows: ContactSource,
  options: ImportOptions = {},
): Promise<ImportResult> {
  const rules = {
    ...{ timeZones: await timeZoneNames(database), keepsEmpty: options.keepsEmpty === true },
    now: await serverInstant(database, options.clock ?? databaseClock),
    ...pickRegion(options),
  }
  const organizationId = checkId('organizationId', target.organizationId)
  const list =
    'listName' in target ? { name: checkName('list', target.listName) } : { id: checkId('listId', target.listId) }
  return database.withConnection(async (client) => {
    // While the rows are slow to come no statement runs, and a connection that breaks then has only its event to say so.
    const ignore = (): void => undefined
    client.on('error', ignore)
    try {
      await client.query(beginText())
      const transaction = transactionOn(client)
      const listId = await lockList(transaction, organizationId, list)
      await beginImport(transaction)
      const result = await runImport(client, transaction, { organizationId, listId, rules, rows, options })
      options.signal?.throwIfAborted()
      await client.query(options.dryRun === true ? 'ROLLBACK' : 'COMMIT')
      return options.dryRun === true ? { ...result, changedCampaignIds: [] } : result
    } catch (error) {
      // The connection is thrown away by withConnection, and with it the transaction; this only spares it the wait.
      await client.query('ROLLBACK').catch(ignore)
      throw error
    } finally {
      client.off('error', ignore)
    }
  })
}

function pickRegion(options: ImportOptions): { defaultRegion?: Region } {
  return options.defaultRegion === undefined ? {} : { defaultRegion: options.defaultRegion }
}

function transactionOn(client: pg.PoolClient): Queryable {
  return { query: async (statement, values) => (await client.query<Row>({ ...statement, values: [...values] })).rows }
}

async function lockList(
  transaction: Queryable,
  organizationId: string,
  list: { readonly name: string } | { readonly id: string },
): Promise<string> {
  try {
    const listId =
      'id' in list
        ? await lockContactList(transaction, organizationId, list.id)
        : await lockContactListByName(transaction, organizationId, list.name)
    if (listId === null) throw new NotFoundError('Contact list')
    return listId
  } catch (error) {
    if (violatedConstraint(error) !== 'contact_list_organization_fkey') throw error
    throw new NotFoundError('Organization')
  }
}

interface Import {
  readonly organizationId: string
  readonly listId: string
  readonly rules: ContactRowRules
  readonly rows: ContactSource
  readonly options: ImportOptions
}

const NOTHING_UPDATED = { changedCampaignIds: [], changedFields: [] }

async function runImport(client: pg.PoolClient, transaction: Queryable, work: Import): Promise<ImportResult> {
  const { organizationId, listId, options } = work
  const counts: Counts = { read: 0, rejectedRows: 0, keyed: 0, keyless: 0, numbered: 0, partial: 0, consents: 0 }
  await pipeline(
    Readable.from(copyChunks(work, counts), { objectMode: true, highWaterMark: 4 }),
    client.query(copyFrom(copyIntoStaging)),
  )
  const has = { keys: counts.keyed > 0, keyless: counts.keyless > 0 }
  for await (const { row, firstRow, field } of takeRepeatedRows(transaction, has)) {
    counts.rejectedRows += 1
    await options.onRejected?.({
      row,
      field,
      message: `the same ${field === 'phone' ? 'number' : 'key'} as row ${firstRow}`,
    })
  }
  options.signal?.throwIfAborted()
  const updated = await matchContacts(transaction, organizationId, listId)
  let found = 0
  if (options.duplicates !== undefined) {
    for await (const duplicate of duplicateRows(transaction, organizationId, listId, options.duplicates)) {
      found += 1
      await options.onDuplicate?.(duplicate)
    }
  }
  if (updated > 0 && counts.partial > 0) {
    await completeRows(transaction, organizationId)
    await placeMergedRows(transaction, organizationId, work.rules.timeZones)
  }
  await insertNewContacts(transaction, organizationId, listId, updated > 0)
  const clock = options.clock ?? databaseClock
  if (counts.consents > 0) await mergeConsents(transaction, organizationId, listId, clock())
  const { changedCampaignIds, changedFields } =
    updated === 0 ? NOTHING_UPDATED : await updateMatchedContacts(transaction, clock, organizationId)
  await mergeNumbers(transaction, organizationId, listId, { given: counts.numbered > 0, matches: updated > 0 })
  if (updated > 0) await reviveContacts(transaction, clock, organizationId)
  if (counts.consents > 0) await wakeRefills(transaction, organizationId)
  const { read, rejectedRows } = counts
  const inserted = read - rejectedRows - updated
  return { read, inserted, updated, changedFields, rejectedRows, duplicateRows: found, changedCampaignIds }
}

interface Counts {
  read: number
  rejectedRows: number
  keyed: number
  keyless: number
  numbered: number
  /** Rows that do not speak of everything. */
  partial: number
  consents: number
}

/** The good rows as COPY wants them, in chunks that are sent at once; the faulty ones are reported. */
async function* copyChunks({ rows, rules, options }: Import, counts: Counts): AsyncGenerator<Buffer> {
  let chunk = ''
  for await (const batch of rows) {
    for (const item of batch) {
      counts.read += 1
      const row = 'message' in item ? [item] : normaliseContactRow(item, rules)
      if (Array.isArray(row)) {
        counts.rejectedRows += 1
        for (const error of row) await options.onRejected?.(error)
        continue
      }
      if (row.externalId === null) counts.keyless += 1
      else counts.keyed += 1
      if (row.numbers !== null) counts.numbered += 1
      if (row.isElsewhere) await options.onWarning?.({ row: row.row, field: 'country', message: ELSEWHERE })
      if (row.consent !== null) counts.consents += 1
      if ((row.given & EVERYTHING) !== EVERYTHING) counts.partial += 1
      chunk += copyLine(row)
      if (chunk.length >= COPY_CHUNK_LENGTH) {
        yield Buffer.from(chunk)
        chunk = ''
      }
    }
    options.onProgress?.(counts.read)
  }
  if (chunk !== '') yield Buffer.from(chunk)
}
