import { findAgents } from '../agent/agent.store.js'
import { findCampaign } from '../campaign/campaign.store.js'
import { contactsByIds } from '../contact/contact.store.js'
import type { Database } from '../database/database.js'
import { BadInputError, ForbiddenError, NotFoundError } from '../domainError.js'
import type { Viewer } from '../identity/viewer.js'
import type { Callback, CallbackStatus } from './callback.js'
import { callbacksAfter, type CallbackPlace } from './callback.store.js'

/** Which callbacks, and from where on; null leaves a condition out. */
export interface CallbackPageRequest {
  readonly campaignId: string | null
  readonly agentId: string | null
  readonly contactId: string | null
  readonly dueBefore: Date | null
  readonly status: CallbackStatus | null
  /** 1 to 100. */
  readonly first: number
  /** A cursor that an earlier page gave; null for the first page. */
  readonly after: string | null
}

/** A page of callbacks by instant. */
export interface CallbackPage {
  readonly edges: { cursor: string; node: Callback }[]
  readonly pageInfo: { hasNextPage: boolean; endCursor: string | null }
}

const LARGEST_PAGE = 100

/**
 * One page of callbacks, due first first. An AGENT sees its own and those for anybody in its campaigns. Throws
 * NotFoundError for the campaign, the agent or the contact, ForbiddenError for another agent's, BadInputError for a page size or cursor
 * that is none.
 */
export async function browseCallbacks(
  database: Database,
  viewer: Viewer,
  request: CallbackPageRequest,
): Promise<CallbackPage> {
  const { first, campaignId, agentId, contactId, dueBefore, status } = request
  if (first < 1 || first > LARGEST_PAGE) throw new BadInputError('first', `first is from 1 to ${LARGEST_PAGE}`)
  // Beyond these years the text of an instant has another form.
  const year = dueBefore?.getUTCFullYear() ?? 2000
  if (year < 1 || year > 9999) throw new BadInputError('dueBefore', 'an instant of the years 1 to 9999')
  const after = request.after === null ? null : parseCursor(request.after)
  const isAgent = viewer.role === 'AGENT'
  if (isAgent && agentId !== null && agentId !== viewer.agentId) {
    throw new ForbiddenError("an agent sees no other's callbacks")
  }
  const filter = { campaignId, agentId, contactId, dueBefore, status, seenBy: isAgent ? viewer.agentId : null }
  // One more than asked for tells whether there is a next page.
  const found = await callbacksAfter(database, viewer.organizationId, filter, after, first + 1)
  if (found.length === 0) await checkConditions(database, viewer, request)
  const edges = found.slice(0, first).map((node) => ({ cursor: cursorOf(node), node }))
  return { edges, pageInfo: { hasNextPage: found.length > first, endCursor: edges.at(-1)?.cursor ?? null } }
}

/** Nothing was found: is it because what was asked for does not exist? */
async function checkConditions(
  database: Database,
  { organizationId, role }: Viewer,
  { campaignId, agentId, contactId }: CallbackPageRequest,
): Promise<void> {
  if (campaignId !== null && (await findCampaign(database, organizationId, campaignId)) === null) {
    throw new NotFoundError('Campaign')
  }
  if (agentId !== null && (await findAgents(database, organizationId, { ids: [agentId] })).length === 0) {
    throw new NotFoundError('Agent')
  }
  // An AGENT does not learn whether there is a contact that it never had.
  if (
    contactId !== null &&
    role !== 'AGENT' &&
    (await contactsByIds(database, organizationId, [contactId])).length === 0
  ) {
    throw new NotFoundError('Contact')
  }
}

function cursorOf({ dueAt, id }: CallbackPlace): string {
  return Buffer.from(`callback:${dueAt.getTime()}:${id}`).toString('base64url')
}

function parseCursor(cursor: string): CallbackPlace {
  const match = /^callback:(-?\d{1,15}):(\d{1,18})$/.exec(Buffer.from(cursor, 'base64url').toString('latin1'))
  const place = { dueAt: new Date(Number(match?.[1])), id: match?.[2] ?? '' }
  // Decoding is lenient; only what we would have written is ours.
  if (match === null || cursorOf(place) !== cursor) throw new BadInputError('after', 'not a cursor of this list')
  return place
}
