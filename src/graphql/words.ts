import { registerEnumType } from 'type-graphql'
import { agentStatuses } from '../agent/agent.js'
import { outcomeCategories } from '../call/outcome.js'
import { campaignStatuses, dialMethods } from '../campaign/campaign.js'
import { contactStatuses } from '../contact/contact.js'
import { exclusionReasons } from '../dialQueue/eligibility.js'
import { queueStatuses } from '../dialQueue/entryStatus.js'
import { roles } from '../identity/viewer.js'

/** A GraphQL enum over a domain's list of words: name and value are the same text. */
function enumOf<W extends string>(
  name: string,
  words: readonly W[],
  description: string,
  descriptions: Partial<Record<W, string>> = {},
): Readonly<Record<W, W>> {
  const entries = words.map((word) => [word, word] as const)
  const values = Object.fromEntries(entries) as Record<W, W>
  const valuesConfig = Object.fromEntries(
    words.map((word) => [word, descriptions[word] === undefined ? {} : { description: descriptions[word] }]),
  ) as Record<W, { description?: string }>
  registerEnumType(values, { name, description, valuesConfig })
  return values
}

export const RoleEnum = enumOf('Role', roles, 'What a token may do.', {
  AGENT: 'Takes calls; acts only as itself.',
  SUPERVISOR: 'Runs campaigns and watches the floor.',
  ADMIN: 'As SUPERVISOR; later also the settings of the organization.',
  DIALER: 'A telephony program that claims and reports for agents.',
})
export const CampaignStatusEnum = enumOf('CampaignStatus', campaignStatuses, "A campaign's life.", {
  DRAFT: 'Being prepared; nothing is handed out.',
  ACTIVE: 'Contacts are handed out.',
  PAUSED: 'Nothing is handed out until it is ACTIVE again.',
  COMPLETED: 'Over for good; what was queued is cancelled.',
})
export const DialMethodEnum = enumOf('DialMethod', dialMethods, 'How contacts reach agents.', {
  PREVIEW: 'The agent sees the contact, then dials or skips.',
  PROGRESSIVE: 'One call per free agent.',
  PREDICTIVE: 'More calls than free agents, bounded by the abandon-rate limit.',
})
export const QueueStatusEnum = enumOf('QueueStatus', queueStatuses, 'Life of a dial queue entry.', {
  QUEUED: 'Waits to be handed out.',
  RESERVED: 'A PREVIEW agent is looking at it.',
  DIALING: 'The call is being placed.',
  CONNECTED: 'Somebody answered.',
  WRAP_UP: 'The call has ended, the outcome is not saved yet.',
  COMPLETED: 'Final: the outcome is saved.',
  FAILED: 'Final: the dial reached nobody.',
  ABANDONED: 'Final: answered, but no agent was there.',
  CANCELLED: 'Final: it was never dialled.',
})
export const AgentStatusEnum = enumOf('AgentStatus', agentStatuses, 'What an agent is doing.', {
  OFFLINE: 'Not at work.',
  AVAILABLE: 'Waits for a contact.',
  BUSY: 'Holds an entry that is RESERVED, DIALING or CONNECTED.',
  WRAP_UP: 'The call has ended, the outcome is being saved.',
  PAUSED: 'On a break.',
})
export const ContactStatusEnum = enumOf('ContactStatus', contactStatuses, 'What is known about a contact.', {
  NEW: 'Never dialled.',
  IN_PROGRESS: 'Dialled, and to be tried again.',
  CALLBACK: 'A callback was promised.',
  REACHED: 'Reached; not called again by itself.',
  EXHAUSTED: 'No attempts are left in the campaign that dialled last.',
  DO_NOT_CALL: 'Asked not to be called.',
  INVALID: 'The number proved wrong.',
})
export const OutcomeCategoryEnum = enumOf('OutcomeCategory', outcomeCategories, 'What an outcome means to the queue.')
export const ExclusionReasonEnum = enumOf(
  'ExclusionReason',
  exclusionReasons,
  'Why nextContact handed nothing out, or generateQueue left a contact out.',
)
