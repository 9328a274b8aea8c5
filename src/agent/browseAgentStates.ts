import type { Queryable } from '../database/database.js'
import { BadInputError, NotFoundError } from '../domainError.js'
import type { AgentState, StatePlace } from './agentState.js'
import { statesOfAgent } from './agentState.store.js'
import { findAgents } from './agent.store.js'

/** Which part of an agent's history, and from where on. */
export interface StatePageRequest {
  readonly agentId: string
  /** The state that runs at this instant is the first; null: from the beginning. */
  readonly from: Date | null
  /** Later states are left out; null: to the present one. */
  readonly until: Date | null
  /** 1 to 100. */
  readonly first: number
  /** A cursor that an earlier page gave; null for the first page. */
  readonly after: string | null
}

/** A page of states, oldest first. */
export interface StatePage {
  readonly edges: { cursor: string; node: AgentState }[]
  readonly pageInfo: { hasNextPage: boolean; endCursor: string | null }
}

const LARGEST_PAGE = 100

/** One page of an agent's history. Throws NotFoundError, and BadInputError for a page, cursor or window that is none. */
export async function browseAgentStates(
  database: Queryable,
  organizationId: string,
  request: StatePageRequest,
): Promise<StatePage> {
  const { agentId, first, from, until } = request
  if (first < 1 || first > LARGEST_PAGE) throw new BadInputError('first', `first is from 1 to ${LARGEST_PAGE}`)
  checkCentury('from', from)
  checkCentury('until', until)
  if (from !== null && until !== null && from > until) throw new BadInputError('until', 'until is not before from')
  const after = request.after === null ? null : parseCursor(request.after)
  // One more than asked for tells whether there is a next page.
  const states = await statesOfAgent(database, organizationId, agentId, { from, until, after, limit: first + 1 })
  if (states.length === 0 && (await findAgents(database, organizationId, { ids: [agentId] })).length === 0) {
    throw new NotFoundError('Agent')
  }
  const edges = states.slice(0, first).map((node) => ({ cursor: cursorOf(node), node }))
  return {
    edges,
    pageInfo: { hasNextPage: states.length > first, endCursor: edges.at(-1)?.cursor ?? null },
  }
}

/** The years for which a day can be asked too (agentDay): beyond them is a slip of the keys. */
function checkCentury(field: string, instant: Date | null): void {
  const year = instant?.getUTCFullYear() ?? 2000
  if (year < 1970 || year > 2999) throw new BadInputError(field, `${field} is of the years 1970 to 2999`)
}

function cursorOf({ startedAt, seq }: StatePlace): string {
  return Buffer.from(`state:${startedAt.getTime()}:${seq}`).toString('base64url')
}

function parseCursor(cursor: string): StatePlace {
  const match = /^state:(\d{1,14}):(\d{1,18})$/.exec(Buffer.from(cursor, 'base64url').toString('latin1'))
  const place = { startedAt: new Date(Number(match?.[1])), seq: match?.[2] ?? '' }
  // Decoding is lenient; only what we would have written is ours.
  if (match === null || cursorOf(place) !== cursor) throw new BadInputError('after', 'not a cursor of this list')
  return place
}
