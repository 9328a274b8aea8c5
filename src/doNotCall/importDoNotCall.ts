import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type pg from 'pg'
import type { Region } from '../contact/phoneNumber.js'
import { databaseClock, type Clock } from '../database/clock.js'
import { beginText, violatedConstraint, type Database, type Queryable } from '../database/database.js'
import type { Row } from '../database/row.js'
import { BadInputError, NotFoundError } from '../domainError.js'
import { checkId } from '../inputRules.js'
import { namingCampaign } from './addToDoNotCall.js'
import { checkExpiry, checkText, LONGEST_REASON, LONGEST_SOURCE } from './doNotCall.js'
import { beginImport, finishImport, lockList, openStaging, writeRuns, type ListWords } from './doNotCallImport.store.js'
import { NumberRuns } from './numberRuns.js'
import { REGISTRY_CODE } from './registry.js'
import { parseSuppressedPhone } from './suppressedPhone.js'
import type { NumberBatch } from './suppressionFile.js'
import { cancelEntriesOfList, type CancelledEntries } from './waitingEntries.store.js'

/** A row that is no number; the sentence never repeats the text. */
export interface RejectedNumber {
  readonly row: number
  readonly message: string
}

/** How an import is done. */
export interface DoNotCallImportOptions {
  /** Where a number without country code is; without it such a number is refused. */
  readonly defaultRegion?: Region
  /** The time of the changes; the database's own when left out. */
  readonly clock?: Clock
  readonly onRejected?: (rejected: RejectedNumber) => void
  /** Called after each batch with the rows read so far. */
  readonly onProgress?: (readCount: number) => void
  /** Numbers sorted at once; tests make it small. */
  readonly chunkLength?: number
}

/** What an import did. */
export interface DoNotCallImport {
  readonly read: number
  readonly rejectedRows: number
  /** Distinct numbers that the list or registry now has. */
  readonly listed: number
  /** Of these, how many it did not have before; null for a registry, which is replaced. */
  readonly added: number | null
  /** Entries of the queue that waited or were offered, now CANCELLED. */
  readonly cancelled: number
  readonly changedCampaignIds: readonly string[]
}

/**
 * Imports a suppression file into the list of its source, reason, campaign and expiry; or the copy of a national registry,
 * which takes the place of the one before. One transaction: when `batches` throws or the process ends, nothing has
 * happened. Rows that are no number are reported and left out, repeated ones are one. What waits for the numbers is
 * cancelled, and nothing of it is handed out once this has returned (waitingEntries.store.ts). Memory does not grow with
 * the file.
 *
 * @throws BadInputError (words, a registry of which nothing or less than half could be read, or older than the one that
 *   stands), NotFoundError (organization, campaign), and whatever `batches` throws
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
  const checked = checkWords(clock, words)
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

function checkWords(clock: Clock, { campaignId, reason, source, expiresAt, registry }: ListWords): ListWords {
  checkExpiry(clock, expiresAt)
  if (registry !== null) {
    if (!REGISTRY_CODE.test(registry.code)) throw new BadInputError('registry', 'a registry is a word like us-national')
    if (campaignId !== null || expiresAt !== null) {
      throw new BadInputError('registry', 'a registry has neither a campaign nor an expiry')
    }
    checkDay(clock, registry.asOf)
  }
  return {
    campaignId: campaignId === null ? null : checkId('campaignId', campaignId),
    reason: checkText('reason', reason, LONGEST_REASON),
    source: checkText('source', source, LONGEST_SOURCE),
    expiresAt,
    registry,
  }
}

function checkDay(clock: Clock, day: string): void {
  const at = new Date(`${day}T00:00:00Z`)
  const isDay = /^\d{4}-\d\d-\d\d$/.test(day) && !Number.isNaN(at.getTime()) && at.toISOString().startsWith(day)
  if (!isDay) throw new BadInputError('asOf', 'the day of a registry is a date like 2026-11-22')
  if (at.getTime() > (clock()?.getTime() ?? Date.now())) throw new BadInputError('asOf', 'that day has not come yet')
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
  const counts = { read: 0, rejectedRows: 0, chunks: 0 }
  await pipeline(
    Readable.from(copyChunks(batches, options, counts), { objectMode: true, highWaterMark: 2 }),
    openStaging(client),
  )
  const { registry } = words
  const { read, rejectedRows } = counts
  if (registry !== null && rejectedRows * 2 >= read) {
    throw new BadInputError('file', `${rejectedRows} of ${read} rows are no numbers: this is not a copy of a registry`)
  }
  const list = await lockList(transaction, clock, organizationId, words)
  if (registry !== null && list.asOf !== null && list.asOf > new Date(registry.asOf)) {
    throw new BadInputError('asOf', 'a newer copy of the registry stands already')
  }
  const how = { replaces: registry !== null, isSorted: counts.chunks <= 1 }
  const listed = await writeRuns(transaction, organizationId, list, how)
  await finishImport(transaction, clock, organizationId, list.id, listed, words)
  const cancelled = await cancelEntriesOfList(transaction, clock, organizationId, list.id)
  const added = registry === null ? listed - list.numberCount : null
  return { read, rejectedRows, listed, added, listId: list.id, cancelled }
}

/** The numbers as COPY wants them: chunk by chunk in sorted runs. */
async function* copyChunks(
  batches: AsyncIterable<NumberBatch>,
  { defaultRegion, onRejected, onProgress, chunkLength }: DoNotCallImportOptions,
  counts: { read: number; rejectedRows: number; chunks: number },
): AsyncGenerator<Buffer> {
  const runs = new NumberRuns(chunkLength)
  const taken = (): Buffer => {
    counts.chunks += 1
    return Buffer.from(runs.take().lines)
  }
  for await (const { firstRow, texts } of batches) {
    for (const [index, text] of texts.entries()) {
      const parsed = parseSuppressedPhone(text, defaultRegion)
      if ('fault' in parsed) {
        counts.rejectedRows += 1
        onRejected?.({ row: firstRow + index, message: parsed.fault })
        continue
      }
      runs.add(parsed.phone)
      if (runs.isFull) yield taken()
    }
    counts.read += texts.length
    onProgress?.(counts.read)
  }
  if (!runs.isEmpty) yield taken()
}
