import { endSilentAgents } from '../agent/endSilentAgents.js'
import { pruneAgentStates } from '../agent/pruneAgentStates.js'
import { chainAudit } from '../audit/chainAudit.js'
import { replaceErasedNumbers } from '../audit/replaceErasedNumbers.js'
import { cancelForbiddenCallbacks } from '../callback/cancelForbiddenCallbacks.js'
import { keepCallingSpans } from '../callingHours/keepCallingSpans.js'
import { closeFinishedCampaigns } from '../campaign/closeFinishedCampaigns.js'
import { rereadPlaces } from '../contact/rereadPlaces.js'
import { archiveEntries } from '../dialQueue/archiveEntries.js'
import { cancelForbidden } from '../dialQueue/cancelForbidden.js'
import { expireLeases } from '../dialQueue/expireLeases.js'
import { pruneIdempotencyKeys } from '../dialQueue/pruneIdempotencyKeys.js'
import { releaseDue } from '../dialQueue/releaseDue.js'
import { topUpQueues } from '../dialQueue/topUpQueues.js'
import { warnOfStaleRegistries } from '../doNotCall/warnOfStaleRegistries.js'
import type { BackgroundJob } from './job.js'

/** Everything that is done in the background; each job's work stands in the folder of its concept. */
export const backgroundJobs: readonly BackgroundJob[] = [
  {
    name: 'topUpQueues',
    sentence: 'Fills the queues of active campaigns before they run dry.',
    everySeconds: 10,
    run: topUpQueues,
  },
  {
    name: 'releaseDue',
    sentence: 'Puts promised callbacks into their queues when their time has come.',
    everySeconds: 5,
    run: releaseDue,
  },
  {
    // Twice a second each instance looks by itself (leaseSweeper.ts); this run is the net below, and the trace.
    name: 'expireLeases',
    sentence: 'Ends the holds of agents who went silent; beside this, every instance looks twice a second.',
    everySeconds: 10,
    run: async (work) => {
      const onError = (error: unknown): void => {
        work.logger.warn({ err: error }, 'an expired lease could not be acted on')
      }
      const acted = await expireLeases(work, onError, 1)
      return `${acted} holds ended that no instance had seen`
    },
  },
  {
    name: 'endSilentAgents',
    sentence: 'Makes agents OFFLINE who have gone silent, and gives their reserved entries back.',
    everySeconds: 5,
    run: async (work) => {
      const ended = await endSilentAgents(work, (error) => {
        work.logger.warn({ err: error }, 'a silent agent could not be ended')
      })
      return `${ended} agents became OFFLINE`
    },
  },
  {
    name: 'cancelForbidden',
    sentence: 'Cancels queued entries that the rules have come to forbid.',
    everySeconds: 60,
    run: cancelForbidden,
  },
  {
    name: 'cancelForbiddenCallbacks',
    sentence:
      'Cancels due callbacks of contacts who may never be called again, and frees those that nobody could keep.',
    everySeconds: 60,
    run: cancelForbiddenCallbacks,
  },
  {
    name: 'closeFinishedCampaigns',
    sentence: 'Completes campaigns whose contacts can never be dialled again.',
    everySeconds: 60,
    run: closeFinishedCampaigns,
  },
  {
    name: 'warnOfStaleRegistries',
    sentence: 'Tells the log of do-not-call registries whose copy is, or soon will be, too old.',
    everySeconds: 600,
    run: warnOfStaleRegistries,
  },
  {
    name: 'archiveEntries',
    sentence: 'Moves entries that were finished a day ago out of the queue into its history.',
    everySeconds: 60,
    run: archiveEntries,
  },
  {
    name: 'chainAudit',
    sentence:
      'Chains new rows of the audit log by SHA-256, and writes the ends of the chains down outside of the database.',
    everySeconds: 5,
    run: chainAudit,
  },
  {
    name: 'replaceErasedNumbers',
    sentence: 'Replaces the numbers of erased persons in call records that need not be kept any longer.',
    everySeconds: 3_600,
    run: replaceErasedNumbers,
  },
  {
    name: 'pruneIdempotencyKeys',
    sentence: 'Forgets idempotency keys after their 24 hours.',
    everySeconds: 300,
    run: pruneIdempotencyKeys,
  },
  {
    name: 'keepCallingSpans',
    sentence: 'Works out the calling hours of active campaigns ahead, and removes those that are past.',
    everySeconds: 300,
    run: keepCallingSpans,
  },
  {
    name: 'rereadPlaces',
    sentence: 'Reads anew where contacts are that an older version has read; they are not dialled before.',
    everySeconds: 60,
    run: rereadPlaces,
  },
  {
    name: 'pruneAgentStates',
    sentence: 'Forgets what agents were doing more than 13 months ago.',
    everySeconds: 86_400,
    run: async (work, signal) => `${await pruneAgentStates(work, signal)} states forgotten`,
  },
]
