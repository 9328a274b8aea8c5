import { setTimeout as sleep } from 'node:timers/promises'
import { agentsWaiting, type WaitingAgent } from '../agent/agentsWaiting.store.js'
import { ensureCallingSpans } from '../callingHours/ensureCallingSpans.js'
import { currentActor } from '../database/actor.js'
import { BadInputError, NotFoundError } from '../domainError.js'
import { waitingEntries } from '../dialQueue/claimObstacle.store.js'
import type { DialQueueEntry } from '../dialQueue/dialQueueEntry.js'
import type { ExclusionReason } from '../dialQueue/eligibility.js'
import { entriesByIds } from '../dialQueue/entry.store.js'
import { checkIdempotencyKey, hashInput, replay } from '../dialQueue/idempotency.js'
import type { NextContactWork } from '../dialQueue/nextContact.js'
import { ServiceUnavailableError } from '../serviceUnavailable.js'
import { campaignForPush, rememberedAnswers, skillsNeededNext } from './distribution.store.js'
import { distributionOrder } from './distributionOrder.js'

/** A dialler or a supervisor hands work out to whoever is free. */
export interface PushRequest {
  readonly organizationId: string
  readonly campaignId: string
  /** Entries at most. */
  readonly count: number
  readonly idempotencyKey: string | null
}

/** What was handed out, in the order of the agents whom the campaign's distribution chose; or why nothing. */
export interface PushAnswer {
  readonly entries: readonly DialQueueEntry[]
  /** AVAILABLE agents whom work could have been pushed to. */
  readonly waitingAgentCount: number
  /** Null when something was handed out, and when no agent waits. */
  readonly reason: ExclusionReason | null
  /** When pushing again can hand something out; null when that is not known. */
  readonly retryAt: Date | null
}

/** A page of anything; more agents than that do not become free at one instant. */
export const MOST_PUSHED = 100

/** As nextContact: milliseconds before each further look when every entry in sight was locked by somebody else. */
const PAUSES = [0, 5, 20, 80, 320, 640]

/** Claims are remembered under the name of the statement's own operation; the hash tells a push from a nextContact. */
const OPERATION = 'nextContact'

/**
 * Hands up to `count` entries to AVAILABLE agents of the campaign, whom its distribution puts in order, each through the
 * same claim as nextContact. An agent for whom there is nothing is passed over. The same key within 24 hours gives what
 * its first use handed out, and hands out nothing more. Throws NotFoundError, BadInputError, IdempotencyMismatchError, and
 * ServiceUnavailableError when others keep the entries locked for more than a second.
 */
export async function pushContacts(work: NextContactWork, request: PushRequest): Promise<PushAnswer> {
  const { organizationId, campaignId, count } = request
  checkIdempotencyKey(request.idempotencyKey)
  if (count < 1 || count > MOST_PUSHED) throw new BadInputError('count', `count is from 1 to ${MOST_PUSHED}`)
  const repeated = await remembered(work, request)
  if (repeated.length > 0) return { entries: repeated, waitingAgentCount: 0, reason: null, retryAt: null }
  const campaign = await campaignForPush(work.database, organizationId, campaignId)
  if (campaign === null) throw new NotFoundError('Campaign')
  if (campaign.status !== 'ACTIVE') {
    return { entries: [], waitingAgentCount: 0, reason: 'CAMPAIGN_NOT_ACTIVE', retryAt: null }
  }
  // Hours that nobody has computed yet look closed.
  await work.database.transaction((transaction) =>
    ensureCallingSpans(transaction, work.clock, organizationId, campaignId),
  )
  for (const [look, pause] of [...PAUSES, null].entries()) {
    const needed =
      campaign.distribution === 'BY_SKILL'
        ? await skillsNeededNext(work.database, work.clock, organizationId, campaignId, count)
        : []
    const waiting = await agentsWaiting(work.database, work.clock, organizationId, campaignId)
    const agents = distributionOrder(campaign.distribution, waiting, needed)
    const pushed = await offer(work, request, agents, look < 2 ? 'NEAR' : 'FAR')
    if (pushed.length > 0) {
      work.refill.claimed(organizationId, campaignId, pushed.length)
      return { entries: pushed, waitingAgentCount: agents.length, reason: null, retryAt: null }
    }
    // Another request with the same key may have been quicker.
    const meanwhile = await remembered(work, request)
    if (meanwhile.length > 0) return { entries: meanwhile, waitingAgentCount: 0, reason: null, retryAt: null }
    const answer = await whyNothing(work, request, agents)
    if (answer !== null) return answer
    if (pause !== null && pause > 0) await sleep(pause)
  }
  throw new ServiceUnavailableError('The contacts of this queue are locked now; try again')
}

/**
 * The keys of the entries of one push: the given one, and others that no client can send, as control characters are
 * refused. A claim for one of them is remembered under it, so a repeated push finds every entry of the first.
 */
function keysOf({ idempotencyKey, count }: PushRequest): readonly (string | null)[] {
  return Array.from({ length: count }, (_, index) =>
    idempotencyKey === null || index === 0 ? idempotencyKey : `${idempotencyKey}\u0001${index + 1}`,
  )
}

function hashOf({ campaignId, count }: PushRequest): string {
  return hashInput(['pushContacts', campaignId, count])
}

/** The entries that a push with this key has handed out. */
async function remembered(work: NextContactWork, request: PushRequest): Promise<DialQueueEntry[]> {
  if (request.idempotencyKey === null) return []
  const keys = keysOf(request).filter((key) => key !== null)
  const answers = await rememberedAnswers(work.database, request.organizationId, keys)
  const ids = answers.map((answer) => replay(answer, OPERATION, hashOf(request)))
  const entries = await entriesByIds(work.database, request.organizationId, ids)
  const byId = new Map(entries.map((entry) => [entry.id, entry]))
  return ids.flatMap((id) => byId.get(id) ?? [])
}

/** Asks for the agents in their order, as many at once as entries are still wanted, until these or the agents run out. */
async function offer(
  work: NextContactWork,
  request: PushRequest,
  agents: readonly WaitingAgent[],
  reach: 'NEAR' | 'FAR',
): Promise<DialQueueEntry[]> {
  const keys = [...keysOf(request)]
  const inputHash = request.idempotencyKey === null ? '' : hashOf(request)
  const pushed: DialQueueEntry[] = []
  let next = 0
  while (keys.length > 0 && next < agents.length) {
    const asked = agents.slice(next, next + keys.length)
    next += asked.length
    const claims = asked.map(async ({ agentId }) => {
      const idempotencyKey = keys.shift() ?? null
      const wish = { agentId, idempotencyKey, inputHash, actor: currentActor() }
      const claimed = await work.claims.claim(request.organizationId, request.campaignId, wish, reach)
      return claimed === null ? idempotencyKey : claimed.entry
    })
    const settled = await Promise.allSettled(claims)
    const unused: (string | null)[] = []
    for (const one of settled) {
      if (one.status === 'rejected') continue
      if (typeof one.value === 'object' && one.value !== null) pushed.push(one.value)
      else unused.push(one.value)
    }
    keys.push(...unused)
    // What was handed out is handed out: only a push that did nothing may fail.
    const failed = settled.find((one) => one.status === 'rejected')
    if (failed !== undefined) {
      if (pushed.length > 0) return pushed
      throw failed.reason
    }
  }
  return pushed
}

/** Why no agent was given anything; null when one could be, but for the locks of others. */
async function whyNothing(
  work: NextContactWork,
  { organizationId, campaignId }: PushRequest,
  agents: readonly WaitingAgent[],
): Promise<PushAnswer | null> {
  let reason: ExclusionReason | null = null
  const told = new Set<string>()
  for (const { agentId, skills } of agents) {
    // Agents of the same skills meet the same obstacles.
    const able = skills.join()
    if (told.has(able)) continue
    told.add(able)
    const waiting = await waitingEntries(work.database, work.clock, organizationId, campaignId, agentId)
    if (waiting.isSomeEligible) return null
    reason ??= waiting.reason ?? 'QUEUE_EMPTY'
  }
  const retryAt = await work.futures.earliest({ organizationId, campaignId }, agents)
  if (agents.length > 0) work.refill.foundNothing(organizationId, campaignId)
  return { entries: [], waitingAgentCount: agents.length, reason, retryAt }
}
