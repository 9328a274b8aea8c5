import { findAgents } from '../agent/agent.store.js'
import { maskCardNumbers } from '../call/maskCardNumbers.js'
import type { Clock } from '../database/clock.js'
import type { Database, Queryable } from '../database/database.js'
import { serverInstant } from '../database/serverInstant.js'
import { wakeRefills } from '../dialQueue/refill.store.js'
import { BadInputError, DomainError, ForbiddenError, NotFoundError } from '../domainError.js'
import type { Viewer } from '../identity/viewer.js'
import type { QueueChanges } from '../liveStatus/queueChanges.js'
import { checkCallbackAt, type Callback, type CallbackTaker } from './callback.js'
import { findCallback } from './callback.store.js'
import { dropCallback, lockForCallback, moveCallback } from './callbackWrite.store.js'

/** What the use cases on one callback need. */
export interface CallbackWork {
  readonly database: Database
  readonly clock: Clock
  readonly changes: QueueChanges
}

/** The callback has been kept or cancelled already: nothing was done. */
export class CallbackEndedError extends DomainError {
  readonly code = 'INVALID_TRANSITION'

  constructor(status: string) {
    super(`the callback is ${status}`, { status })
  }
}

/** What is to change; null leaves it as it is. */
export interface CallbackMove {
  readonly id: string
  readonly callbackAt: Date | null
  /** Another agent of the campaign, for supervisors. */
  readonly agentId: string | null
  /** ANYONE takes it off its agent; AGENT leaves it to the one it has or gets. */
  readonly taker: CallbackTaker | null
}

const LONGEST_REASON = 500

/**
 * Gives an open callback another instant or another agent. A supervisor's to do, and for an AGENT with its own. Throws
 * NotFoundError (callback, agent), ForbiddenError, CallbackEndedError, BadInputError.
 */
export async function rescheduleCallback(work: CallbackWork, viewer: Viewer, wish: CallbackMove): Promise<Callback> {
  const { callbackAt, agentId, taker } = wish
  if (callbackAt === null && agentId === null && taker === null) {
    throw new BadInputError('callbackAt', 'an instant or an agent is needed')
  }
  if (agentId !== null && taker === 'ANYONE') throw new BadInputError('agentId', 'an agent is not anyone')
  if (callbackAt !== null) checkCallbackAt(await serverInstant(work.database, work.clock), callbackAt)
  if (viewer.role === 'AGENT' && agentId !== null && agentId !== viewer.agentId) {
    throw new ForbiddenError('an agent gives no callback to another')
  }
  if (agentId !== null) await checkAgent(work.database, viewer.organizationId, wish.id, agentId)
  return change(work, viewer, wish.id, async (transaction, callback) => {
    const taking = taker === 'ANYONE' ? null : (agentId ?? callback.agentId)
    if (taker === 'AGENT' && taking === null) throw new BadInputError('agentId', 'which agent is to call back?')
    await moveCallback(transaction, work.clock, callback, callbackAt ?? callback.dueAt, taking)
  })
}

/**
 * Nobody is to call back any more; the contact goes on as after any other call. A supervisor's to do, and for an AGENT
 * with its own. Throws NotFoundError, ForbiddenError, CallbackEndedError, BadInputError.
 */
export async function cancelCallback(
  work: CallbackWork,
  viewer: Viewer,
  id: string,
  reason: string,
): Promise<Callback> {
  const why = maskCardNumbers(reason.trim())
  if (why.length === 0 || why.length > LONGEST_REASON || why.includes('\u0000')) {
    throw new BadInputError('reason', `a reason has 1 to ${LONGEST_REASON} characters`)
  }
  return change(work, viewer, id, (transaction, callback) => dropCallback(transaction, work.clock, callback, why))
}

async function change(
  work: CallbackWork,
  viewer: Viewer,
  id: string,
  write: (transaction: Queryable, callback: Callback) => Promise<void>,
): Promise<Callback> {
  const { organizationId } = viewer
  const changed = await work.database.transaction(async (transaction) => {
    const seen = await findCallback(transaction, organizationId, id)
    if (seen === null) throw new NotFoundError('Callback')
    await lockForCallback(transaction, seen)
    // As it stands under the lock: a dial may have kept it meanwhile.
    const callback = await findCallback(transaction, organizationId, id)
    if (callback === null) throw new NotFoundError('Callback')
    if (viewer.role === 'AGENT' && callback.agentId !== viewer.agentId) {
      throw new ForbiddenError('this callback is not yours')
    }
    if (callback.status !== 'OPEN') throw new CallbackEndedError(callback.status)
    await write(transaction, callback)
    await wakeRefills(transaction, organizationId)
    return (await findCallback(transaction, organizationId, id)) ?? callback
  })
  work.changes.mark(organizationId, changed.campaignId)
  return changed
}

async function checkAgent(database: Database, organizationId: string, id: string, agentId: string): Promise<void> {
  const callback = await findCallback(database, organizationId, id)
  if (callback === null) throw new NotFoundError('Callback')
  const { campaignId } = callback
  if ((await findAgents(database, organizationId, { ids: [agentId], campaignId })).length > 0) return
  const agents = await findAgents(database, organizationId, { ids: [agentId] })
  if (agents.length === 0) throw new NotFoundError('Agent')
  throw new BadInputError('agentId', 'this agent does not work for the campaign of the callback')
}
