import { findCampaign } from '../campaign/campaign.store.js'
import type { Database } from '../database/database.js'
import { BadInputError, NotFoundError } from '../domainError.js'
import type { DialQueueEntry } from './dialQueueEntry.js'
import { entriesAfter } from './entry.store.js'
import { queueStatuses, type QueueStatus } from './entryStatus.js'

/** Which entries, and from where on. */
export interface QueuePageRequest {
  readonly campaignId: string
  /** Null: all. An empty list: none. */
  readonly statuses: readonly QueueStatus[] | null
  /** 1 to 100. */
  readonly first: number
  /** A cursor that an earlier page gave; null for the first page. */
  readonly after: string | null
}

/** A page of entries by id. */
export interface QueuePage {
  readonly campaignId: string
  readonly statuses: readonly QueueStatus[]
  readonly edges: { cursor: string; node: DialQueueEntry }[]
  readonly pageInfo: { hasNextPage: boolean; endCursor: string | null }
}

const LARGEST_PAGE = 100

/** One page of a campaign's entries. Throws NotFoundError, and BadInputError for a page size or cursor that is none. */
export async function browseQueue(
  database: Database,
  organizationId: string,
  request: QueuePageRequest,
): Promise<QueuePage> {
  const { campaignId, first } = request
  if (first < 1 || first > LARGEST_PAGE) throw new BadInputError('first', `first is from 1 to ${LARGEST_PAGE}`)
  const afterId = request.after === null ? '0' : parseCursor(request.after)
  const statuses = [...new Set(request.statuses ?? queueStatuses)]
  // One more than asked for tells whether there is a next page.
  const entries = await entriesAfter(database, organizationId, campaignId, statuses, afterId, first + 1)
  if (entries.length === 0 && (await findCampaign(database, organizationId, campaignId)) === null) {
    throw new NotFoundError('Campaign')
  }
  const edges = entries.slice(0, first).map((node) => ({ cursor: cursorOf(node), node }))
  return {
    campaignId,
    statuses,
    edges,
    pageInfo: { hasNextPage: entries.length > first, endCursor: edges.at(-1)?.cursor ?? null },
  }
}

function cursorOf(entry: DialQueueEntry): string {
  return Buffer.from(`entry:${entry.id}`).toString('base64url')
}

function parseCursor(cursor: string): string {
  const id = /^entry:(\d{1,18})$/.exec(Buffer.from(cursor, 'base64url').toString('latin1'))?.[1]
  // Decoding is lenient; only what we would have written is ours.
  if (id === undefined || Buffer.from(`entry:${id}`).toString('base64url') !== cursor) {
    throw new BadInputError('after', 'not a cursor of this list')
  }
  return id
}
