import { setTimeout as sleep } from 'node:timers/promises'
import { ensureCallingSpans } from '../callingHours/ensureCallingSpans.js'
import { currentActor } from '../database/actor.js'
import type { Database } from '../database/database.js'
import { DomainError, NotFoundError } from '../domainError.js'
import type { AgentStatus } from '../agent/agent.js'
import type { Clock } from '../database/clock.js'
import type { ClaimCombiner } from './claimCombiner.js'
import { claimObstacle, waitingEntries } from './claimObstacle.store.js'
import type { ClaimedEntry } from './claim.store.js'
import type { FutureKeeper } from './futureKeeper.js'
import type { QueueRefill } from './queueRefill.js'
import type { ExclusionReason } from './eligibility.js'
import { entriesByIds, rememberedAnswer } from './entry.store.js'
import { checkIdempotencyKey, hashInput, replay } from './idempotency.js'
import { ServiceUnavailableError } from '../serviceUnavailable.js'

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
  readonly refill: QueueRefill
  readonly futures: FutureKeeper
}

const OPERATION = 'nextContact'
/**
 * Milliseconds before each further look when every entry in sight was locked by somebody else: at once, because a claim
 * on another instance ends within milliseconds, then ever later, because a commit may wait for a slow disk.
 */
const PAUSES = [0, 5, 10, 20, 40, 80, 160, 320, 640]

/**
 * Hands the agent the next contact of the campaign, each contact exactly once. Throws NotFoundError (agent, campaign),
 * AgentUnavailableError, IdempotencyMismatchError, BadInputError, and ServiceUnavailableError when others keep the
 * entries locked for more than a second. "Nothing to dial now" is an answer, not an error.
 */
export async function nextContact(work: NextContactWork, request: NextContactRequest): Promise<NextContactAnswer> {
  checkIdempotencyKey(request.idempotencyKey)
  const inputHash = request.idempotencyKey === null ? '' : hashInput([request.campaignId, request.agentId])
  const wish = {
    agentId: request.agentId,
    idempotencyKey: request.idempotencyKey,
    inputHash,
    actor: currentActor(),
  }
  for (const [look, pause] of [...PAUSES, null].entries()) {
    // What two near looks did not find may stand behind entries that a rule has come to forbid.
    const reach = look < 2 ? 'NEAR' : 'FAR'
    const claimed = await work.claims.claim(request.organizationId, request.campaignId, wish, reach)
    if (claimed !== null) {
      work.refill.claimed(request.organizationId, request.campaignId, 1)
      return { entryId: claimed.entry.id, claimed }
    }
    const answer = await explain(work, request, inputHash)
    if (answer !== null) return answer
    if (pause !== null && pause > 0) await sleep(pause)
  }
  // "The queue is empty" would be wrong: it is not.
  throw new ServiceUnavailableError('The contacts of this queue are locked now; try again')
}

/** Why the claim gave nothing; null when an entry could be handed out but for the locks of others. */
async function explain(
  work: NextContactWork,
  request: NextContactRequest,
  inputHash: string,
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
  if (obstacle.isHolding) throw new AgentUnavailableError('the agent holds an entry already', obstacle.agentStatus)
  if (obstacle.campaignStatus !== 'ACTIVE') return { entryId: null, reason: 'CAMPAIGN_NOT_ACTIVE', retryAt: null }
  // Hours that nobody has computed yet look closed.
  const computed = await database.transaction((transaction) =>
    ensureCallingSpans(transaction, clock, organizationId, campaignId),
  )
  if (computed > 0) return null
  const waiting = await waitingEntries(database, clock, organizationId, campaignId, agentId)
  if (waiting.isSomeEligible) return null
  work.refill.foundNothing(organizationId, campaignId)
  const asker = { agentId, skills: waiting.skills }
  const retryAt = await work.futures.earliest({ organizationId, campaignId }, [asker])
  return { entryId: null, reason: waiting.reason ?? 'QUEUE_EMPTY', retryAt }
}
