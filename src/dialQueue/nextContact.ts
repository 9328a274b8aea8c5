import type { Database } from '../database/database.js'
import { DomainError, NotFoundError } from '../domainError.js'
import type { AgentStatus } from '../agent/agent.js'
import type { Clock } from '../database/clock.js'
import type { ClaimCombiner } from './claimCombiner.js'
import { claimObstacle, waitingEntries } from './claimObstacle.store.js'
import type { ClaimedEntry } from './claim.store.js'
import type { ExclusionReason } from './eligibility.js'
import { entriesByIds, rememberedAnswer } from './entry.store.js'
import { checkIdempotencyKey, hashInput, replay } from './idempotency.js'

/** An agent asks for the next contact of a campaign. */
export interface NextContactRequest {
  readonly organizationId: string
  readonly campaignId: string
  readonly agentId: string
  readonly idempotencyKey: string | null
}

/** An entry (with its contact, when this call claimed it), or why there is none and when asking again may help. */
export type NextContactAnswer =
  | { readonly entryId: string; readonly claimed: ClaimedEntry | null }
  | { readonly entryId: null; readonly reason: ExclusionReason; readonly retryAt: Date | null }

/** The agent cannot take a contact: not AVAILABLE, not one of the campaign's agents, or already holding one. */
export class AgentUnavailableError extends DomainError {
  readonly code = 'AGENT_UNAVAILABLE'

  constructor(message: string, status: AgentStatus) {
    super(message, { status })
  }
}

/** What nextContact needs. */
export interface NextContactWork {
  readonly database: Database
  readonly clock: Clock
  readonly claims: ClaimCombiner
}

const OPERATION = 'nextContact'
/** Each turn means that every entry in sight was locked by a claim on another instance. */
const MOST_TURNS = 5

/**
 * Hands the agent the next contact of the campaign, each contact exactly once. Throws NotFoundError (agent, campaign),
 * AgentUnavailableError, IdempotencyMismatchError, BadInputError. "Nothing to dial now" is an answer, not an error.
 */
export async function nextContact(work: NextContactWork, request: NextContactRequest): Promise<NextContactAnswer> {
  checkIdempotencyKey(request.idempotencyKey)
  const inputHash = hashInput([request.campaignId, request.agentId])
  for (let turn = 1; ; turn += 1) {
    const claimed = await work.claims.claim(request.organizationId, request.campaignId, {
      agentId: request.agentId,
      idempotencyKey: request.idempotencyKey,
      inputHash,
    })
    if (claimed !== null) return { entryId: claimed.entry.id, claimed }
    const answer = await explain(work, request, inputHash, turn >= MOST_TURNS)
    if (answer !== null) return answer
  }
}

/** Why the claim gave nothing; null when it is worth another try at once. */
async function explain(
  work: NextContactWork,
  request: NextContactRequest,
  inputHash: string,
  isLastTurn: boolean,
): Promise<NextContactAnswer | null> {
  const { database, clock } = work
  const { organizationId, campaignId, agentId, idempotencyKey } = request
  if (idempotencyKey !== null) {
    const remembered = await rememberedAnswer(database, organizationId, idempotencyKey)
    if (remembered !== null) {
      const entry = (await entriesByIds(database, organizationId, [replay(remembered, OPERATION, inputHash)]))[0]
      if (entry === undefined) throw new NotFoundError('Entry')
      return { entryId: entry.id, claimed: null }
    }
  }
  const obstacle = await claimObstacle(database, organizationId, campaignId, agentId)
  if (obstacle.campaignStatus === null) throw new NotFoundError('Campaign')
  if (obstacle.agentStatus === null) throw new NotFoundError('Agent')
  if (!obstacle.isAssigned) {
    throw new AgentUnavailableError('the agent is not one of the agents of this campaign', obstacle.agentStatus)
  }
  if (obstacle.agentStatus !== 'AVAILABLE') {
    throw new AgentUnavailableError(`the agent is ${obstacle.agentStatus}, not AVAILABLE`, obstacle.agentStatus)
  }
  if (obstacle.campaignStatus !== 'ACTIVE') return { entryId: null, reason: 'CAMPAIGN_NOT_ACTIVE', retryAt: null }
  const waiting = await waitingEntries(database, clock, organizationId, campaignId)
  if (waiting.isSomeEligible && !isLastTurn) return null
  return { entryId: null, reason: waiting.reason ?? 'QUEUE_EMPTY', retryAt: waiting.retryAt }
}
