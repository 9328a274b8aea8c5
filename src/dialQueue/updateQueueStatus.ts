import { findAgents } from '../agent/agent.store.js'
import { UnknownOutcomeError } from '../call/outcome.js'
import { checkCallbackAt } from '../callback/callback.js'
import type { Clock } from '../database/clock.js'
import { violatedConstraint, type Database } from '../database/database.js'
import { serverInstant } from '../database/serverInstant.js'
import { NotFoundError } from '../domainError.js'
import type { Viewer } from '../identity/viewer.js'
import type { QueueChanges } from '../liveStatus/queueChanges.js'
import type { DialQueueEntry } from './dialQueueEntry.js'
import { entriesByIds, entryForReport, rememberedAnswer, type EntryForReport } from './entry.store.js'
import { applyEntryChange } from './entryChange.store.js'
import { checkIdempotencyKey, hashInput, replay } from './idempotency.js'
import type { LeaseSeconds } from './lease.js'
import {
  checkHolder,
  decideReport,
  impliedOutcome,
  readNotes,
  reportedOutcome,
  StaleVersionError,
  type StatusReport,
} from './reportStatus.js'

/** What the use cases on one entry need. */
export interface EntryWork {
  readonly database: Database
  readonly clock: Clock
  readonly leases: LeaseSeconds
  readonly changes: QueueChanges
}

const OPERATION = 'updateQueueStatus'
/** Each turn means that somebody else changed the entry between our read and our write. */
const MOST_TURNS = 5

/**
 * Takes an entry a step further and saves what follows from it. Read, decided, then written only if the version that was
 * read still stands; overtaken, it reads again. Throws NotFoundError, ForbiddenError, LeaseLostError, StaleVersionError,
 * InvalidTransitionError, BadInputError, IdempotencyMismatchError; then nothing was changed.
 */
export async function updateQueueStatus(work: EntryWork, viewer: Viewer, given: StatusReport): Promise<DialQueueEntry> {
  checkIdempotencyKey(given.idempotencyKey)
  const report = { ...given, notes: readNotes(given.notes) }
  const inputHash = hashInput([
    viewer.agentId,
    report.entryId,
    report.status,
    report.outcome,
    report.notes,
    report.callbackAt?.toISOString() ?? null,
    report.agentId,
    report.expectedVersion,
    // Left out when they say nothing, so that a key from before they were there still stands for the same input.
    ...(report.callbackLocalTime === null && report.callbackFor === null
      ? []
      : [report.callbackLocalTime, report.callbackFor]),
    ...(report.recording === null && report.callingNumber === null && report.isPrerecorded === null
      ? []
      : ['particulars', report.recording, report.callingNumber, String(report.isPrerecorded)]),
  ])
  for (let turn = 1; ; turn += 1) {
    const current = await entryForReport(
      work.database,
      work.clock,
      viewer.organizationId,
      report.entryId,
      impliedOutcome(report),
    )
    if (current === null) throw new NotFoundError('Entry')
    const before = await answerBefore(work, viewer, report, inputHash)
    if (before !== null) return before
    await checkNamedAgent(work, viewer, current, report.agentId)
    checkHolder(viewer, current, report.agentId)
    const code = reportedOutcome(report)
    const { outcome } = current
    if (code !== null && outcome === null) throw new UnknownOutcomeError()
    const change = decideReport(viewer, current, report, outcome, work.leases)
    if (report.callbackAt !== null) checkCallbackAt(await serverInstant(work.database, work.clock), report.callbackAt)
    const key = report.idempotencyKey
    const idempotency = key === null ? null : { key, operation: OPERATION, inputHash }
    try {
      const changed = await applyEntryChange(
        work.database,
        work.clock,
        current.entry,
        { ...change, idempotency },
        current.seen,
      )
      if (changed !== null) {
        work.changes.mark(viewer.organizationId, changed.campaignId)
        return changed
      }
    } catch (error) {
      // The same key at the same moment on another connection was first: the next turn finds its answer.
      if (violatedConstraint(error) !== 'idempotency_key_pkey' || turn >= MOST_TURNS) throw error
    }
    if (turn >= MOST_TURNS) throw new StaleVersionError(current.entry.version)
  }
}

/** The entry that the key already stands for, as it is now; null for a new key. */
async function answerBefore(
  work: EntryWork,
  viewer: Viewer,
  report: StatusReport,
  inputHash: string,
): Promise<DialQueueEntry | null> {
  if (report.idempotencyKey === null) return null
  const remembered = await rememberedAnswer(work.database, viewer.organizationId, report.idempotencyKey)
  if (remembered === null) return null
  const entryId = replay(remembered, OPERATION, inputHash)
  return (await entriesByIds(work.database, viewer.organizationId, [entryId]))[0] ?? null
}

/** Another organization's agent is not found, as everywhere; one of this organization may merely not hold the entry. */
async function checkNamedAgent(
  work: EntryWork,
  viewer: Viewer,
  { entry }: EntryForReport,
  agentId: string | null,
): Promise<void> {
  if (viewer.role === 'AGENT' || agentId === null || agentId === entry.assignedAgentId) return
  const agents = await findAgents(work.database, viewer.organizationId, { ids: [agentId] })
  if (agents.length === 0) throw new NotFoundError('Agent')
}
