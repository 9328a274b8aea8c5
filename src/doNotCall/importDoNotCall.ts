import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type pg from 'pg'
import type { Region } from '../contact/phoneNumber.js'
import { databaseClock, type Clock } from '../database/clock.js'
import { beginText, violatedConstraint, type Database, type Queryable } from '../database/database.js'
import type { Row } from '../database/row.js'
import { serverInstant } from '../database/serverInstant.js'
import { BadInputError, NotFoundError } from '../domainError.js'
import { checkId } from '../inputRules.js'
import { namingCampaign } from './addToDoNotCall.js'
import { checkExpiry, checkText, LONGEST_REASON, LONGEST_SOURCE } from './doNotCall.js'
import {
  beginImport,
  finishImport,
  lockList,
  openStaging,
  stageRemovals,
  writeRuns,
  type ListWords,
} from './doNotCallImport.store.js'
import { NumberRuns } from './numberRuns.js'
import { numbersInText } from './numbersInText.js'
import { REGISTRY_CODE, regionOfRegistry } from './registry.js'
import type { Change } from './suppressionColumns.js'
import type { NumberBatch } from './suppressionFile.js'
import { cancelEntriesOfList, type CancelledEntries } from './waitingEntries.store.js'

/** A row that is no number; the sentence never repeats the text. */
export interface RejectedNumber {
  /** Of several files, the one that it stands in. */
  readonly file?: string
  readonly row: number
  readonly message: string
}

/** How an import is done. */
export interface DoNotCallImportOptions {
  /** Where a number without country code is; left out: the registry's country, else such a number is refused. */
  readonly defaultRegion?: Region
  /** The time of the changes; the database's own when left out. */
  readonly clock?: Clock
  readonly onRejected?: (rejected: RejectedNumber) => void
  /** Called after each batch with the rows read so far. */
  readonly onProgress?: (readCount: number) => void
  /** Take a registry's copy though it has less than half of the numbers of the one that stands. */
  readonly replace?: boolean
  /** Numbers sorted at once; tests make it small. */
  readonly chunkLength?: number
}

/** What an import did. */
export interface DoNotCallImport {
  readonly read: number
  readonly rejectedRows: number
  /** Distinct numbers that the list or registry now has. */
  readonly listed: number
  /** How many more than before; null for a copy of a registry, which is replaced. */
  readonly added: number | null
  /** A change list was applied to the registry's standing copy. */
  readonly isChangeList: boolean
  /** Entries of the queue that waited or were offered, now CANCELLED. */
  readonly cancelled: number
  readonly changedCampaignIds: readonly string[]
}

/**
 * Imports suppression files into the list of their source, reason, campaign and expiry; or the copy of a national registry,
 * which takes the place of the one before: several files are one copy. Change lists (rows that add, rows that remove) are
 * applied behind it, or, alone, to the copy that stands. One transaction: when `batches` throws or the process ends, nothing
 * has happened. Every number that a row holds is suppressed; rows that hold none are reported and left out, repeated numbers
 * are one. What waits for the numbers is cancelled, and nothing of it is handed out once this has returned
 * (waitingEntries.store.ts). Memory does not grow with the files; of change lists it holds MOST_CHANGES numbers.
 *
 * @throws BadInputError (words, a registry of which nothing or less than half could be read, older than the one that stands,
 *   or with less than half of its numbers and not `replace`; a row that removes from a list that is no registry's),
 *   NotFoundError (organization, campaign), and whatever `batches` throws
 */
export async function importDoNotCall(
  database: Database,
  organizationId: string,
  words: ListWords,
  batches: AsyncIterable<NumberBatch>,
  options: DoNotCallImportOptions = {},
): Promise<DoNotCallImport> {
  const clock = options.clock ?? databaseClock
  const organization = checkId('organizationId', organizationId)
  const checked = await checkWords(database, clock, words)
  const {
    listId,
    cancelled: first,
    ...counts
  } = await naming(() =>
    inOneTransaction(database, (client, transaction) =>
      runImport(client, transaction, clock, organization, checked, batches, options),
    ),
  )
  const second = await database.transaction((transaction) =>
    cancelEntriesOfList(transaction, clock, organization, listId),
  )
  const cancelled = [...first, ...second]
  return {
    ...counts,
    cancelled: cancelled.reduce((sum, { count }) => sum + count, 0),
    changedCampaignIds: [...new Set(cancelled.map(({ campaignId }) => campaignId))],
  }
}

async function checkWords(
  database: Queryable,
  clock: Clock,
  { campaignId, reason, source, expiresAt, registry }: ListWords,
): Promise<ListWords> {
  await checkExpiry(database, clock, expiresAt)
  if (registry !== null) {
    if (!REGISTRY_CODE.test(registry.code)) throw new BadInputError('registry', 'a registry is a word like us-national')
    if (campaignId !== null || expiresAt !== null) {
      throw new BadInputError('registry', 'a registry has neither a campaign nor an expiry')
    }
    checkDay(await serverInstant(database, clock), registry.asOf)
  }
  return {
    campaignId: campaignId === null ? null : checkId('campaignId', campaignId),
    reason: checkText('reason', reason, LONGEST_REASON),
    source: checkText('source', source, LONGEST_SOURCE),
    expiresAt,
    registry,
  }
}

function checkDay(now: Date, day: string): void {
  const at = new Date(`${day}T00:00:00Z`)
  const isDay = /^\d{4}-\d\d-\d\d$/.test(day) && !Number.isNaN(at.getTime()) && at.toISOString().startsWith(day)
  if (!isDay) throw new BadInputError('asOf', 'the day of a registry is a date like 2026-11-22')
  if (at > now) throw new BadInputError('asOf', 'that day has not come yet')
}

async function naming<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await namingCampaign(work)
  } catch (error) {
    if (violatedConstraint(error) !== 'do_not_call_list_organization_fkey') throw error
    throw new NotFoundError('Organization')
  }
}

async function inOneTransaction<T>(
  database: Database,
  work: (client: pg.PoolClient, transaction: Queryable) => Promise<T>,
): Promise<T> {
  return database.withConnection(async (client) => {
    // While the rows are slow to come no statement runs, and a connection that breaks then has only its event to say so.
    const ignore = (): void => undefined
    client.on('error', ignore)
    try {
      await client.query(beginText())
      const result = await work(client, {
        query: async (statement, values) => (await client.query<Row>({ ...statement, values: [...values] })).rows,
      })
      await client.query('COMMIT')
      return result
    } catch (error) {
      // The connection is thrown away by withConnection, and with it the transaction; this only spares it the wait.
      await client.query('ROLLBACK').catch(ignore)
      throw error
    } finally {
      client.off('error', ignore)
    }
  })
}

async function runImport(
  client: pg.PoolClient,
  transaction: Queryable,
  clock: Clock,
  organizationId: string,
  words: ListWords,
  batches: AsyncIterable<NumberBatch>,
  options: DoNotCallImportOptions,
): Promise<
  Omit<DoNotCallImport, 'cancelled' | 'changedCampaignIds'> & { listId: string; cancelled: CancelledEntries[] }
> {
  await beginImport(transaction)
  const { registry } = words
  const counts = new ImportCounts()
  const defaultRegion = options.defaultRegion ?? (registry === null ? null : regionOfRegistry(registry.code))
  const told = defaultRegion === null ? options : { ...options, defaultRegion }
  await pipeline(
    Readable.from(copyChunks(batches, told, counts), { objectMode: true, highWaterMark: 2 }),
    openStaging(client),
  )
  const isChangeList = counts.changedRows > 0 && counts.changedRows === counts.read
  const removed = [...counts.changes].flatMap(([number, change]) => (change === 'REMOVE' ? [number] : []))
  if (registry === null && removed.length > 0) {
    throw new BadInputError(
      'file',
      'only the change list of a registry removes numbers; nothing else is lifted by a file',
    )
  }
  const { read, rejectedRows } = counts
  if (registry !== null && rejectedRows * 2 >= read) {
    throw new BadInputError('file', `${rejectedRows} of ${read} rows are no numbers: this is not a copy of a registry`)
  }
  const list = await lockList(transaction, clock, organizationId, words)
  if (registry !== null && list.asOf !== null && list.asOf > new Date(registry.asOf)) {
    throw new BadInputError('asOf', 'a newer copy of the registry stands already')
  }
  if (registry !== null && isChangeList && list.numberCount === 0) {
    throw new BadInputError('file', 'a change list needs a copy of the registry that it changes: import that first')
  }
  await stageRemovals(transaction, removed)
  const how = { replaces: registry !== null && !isChangeList, isSorted: counts.chunks <= 1 && removed.length === 0 }
  const listed = await writeRuns(transaction, organizationId, list, how)
  if (registry !== null && options.replace !== true && listed * 2 < list.numberCount) {
    throw new BadInputError(
      'file',
      `the copy that stands has ${list.numberCount} numbers, this one ${listed}: give --replace if that is meant`,
    )
  }
  await finishImport(transaction, clock, organizationId, list.id, listed, words)
  const cancelled = await cancelEntriesOfList(transaction, clock, organizationId, list.id)
  const added = registry === null || isChangeList ? listed - list.numberCount : null
  return { read, rejectedRows, listed, added, isChangeList, listId: list.id, cancelled }
}

/** Numbers of change lists that are held in memory, 100 MB: above that a full copy is the better file. */
const MOST_CHANGES = 2_000_000

/** What has been read so far. */
class ImportCounts {
  read = 0
  rejectedRows = 0
  /** Rows of change lists. */
  changedRows = 0
  chunks = 0
  /** By number, without its "+": what the last row that names it does. */
  readonly changes = new Map<number, Change>()
}

/** The numbers as COPY wants them: chunk by chunk in sorted runs. What change lists add comes last. */
async function* copyChunks(
  batches: AsyncIterable<NumberBatch>,
  { defaultRegion, onRejected, onProgress, chunkLength }: DoNotCallImportOptions,
  counts: ImportCounts,
): AsyncGenerator<Buffer> {
  const runs = new NumberRuns(chunkLength)
  const taken = (): Buffer => {
    counts.chunks += 1
    return Buffer.from(runs.take().lines)
  }
  for await (const { firstRow, texts, changes, file } of batches) {
    for (const [index, text] of texts.entries()) {
      const change = changes?.[index] ?? null
      const found =
        changes !== undefined && change === null
          ? { fault: 'says neither A (add) nor D (delete)' }
          : numbersInText(text, defaultRegion)
      if ('fault' in found) {
        counts.rejectedRows += 1
        onRejected?.({ ...(file === undefined ? {} : { file }), row: firstRow + index, message: found.fault })
        continue
      }
      for (const phone of found.phones) {
        if (change === null) runs.add(phone)
        else counts.changes.set(Number(phone.slice(1)), change)
        if (runs.isFull) yield taken()
      }
    }
    if (counts.changes.size > MOST_CHANGES) {
      throw new BadInputError('file', `a change list has at most ${MOST_CHANGES} numbers; import a full copy instead`)
    }
    if (changes !== undefined) counts.changedRows += texts.length
    counts.read += texts.length
    onProgress?.(counts.read)
  }
  for (const [number, change] of counts.changes) {
    if (change === 'ADD') runs.add(`+${number}`)
    if (runs.isFull) yield taken()
  }
  if (!runs.isEmpty) yield taken()
}
