import { registerEnumType } from 'type-graphql'
import { agentStatuses } from '../agent/agent.js'
import { auditActions, auditEntities } from '../audit/auditEntity.js'
import { finalCallStatuses } from '../call/callRecord.store.js'
import { outcomeCategories } from '../call/outcome.js'
import { callbackStatuses, callbackTakers } from '../callback/callback.js'
import { retryGrowths } from '../call/retry.js'
import { retrySources } from '../call/retryRule.store.js'
import { campaignStatuses } from '../campaign/campaign.js'
import { dialMethods } from '../campaign/dialMethod.js'
import { consentBases, reassignedAnswers } from '../consent/consent.js'
import { duplicateScopes } from '../contact/duplicates.store.js'
import { lineTypes } from '../contact/lineType.js'
import { contactStatuses } from '../contact/contact.js'
import { exclusionReasons } from '../dialQueue/eligibility.js'
import { doNotCallKinds } from '../doNotCall/doNotCall.js'
import { queueStatuses } from '../dialQueue/entryStatus.js'
import { placeClueKinds } from '../place/placeClues.js'
import { effects } from '../place/reading.js'
import { resetExclusions } from '../listReset/listReset.js'
import { personScopes } from '../person/personScope.js'
import { distributions } from '../distribution/distribution.js'
import { roles } from '../identity/viewer.js'
import { capCounts, capScopes, capSubjects } from '../policy/frequencyCap.js'

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
  ADMIN: 'As SUPERVISOR, and the settings of the organization: its policy packs.',
  DIALER: 'A telephony program that claims and reports for agents.',
})
export const CampaignStatusEnum = enumOf('CampaignStatus', campaignStatuses, "A campaign's life.", {
  DRAFT: 'Being prepared; nothing is handed out.',
  ACTIVE: 'Contacts are handed out.',
  PAUSED: 'Nothing is handed out until it is ACTIVE again.',
  COMPLETED: 'Over for good; what was queued is cancelled.',
})
export const DistributionEnum = enumOf('Distribution', distributions, 'Which agent gets pushed work.', {
  LONGEST_WAITING: 'Who has been AVAILABLE longest.',
  FEWEST_CALLS: "Who has dialled least since midnight in the campaign's time zone, then who waits longest.",
  BY_SKILL: 'Who has the fewest skills that the waiting contacts do not need, then who waits longest.',
})
export const PersonScopeEnum = enumOf(
  'PersonScope',
  personScopes,
  'How far contacts that share a number are one person, who has said no, was promised a callback, or was called, once.',
  {
    CONTACT: 'Not at all: the number is a switchboard.',
    NUMBER_IN_CAMPAIGN: 'Within the campaign.',
    NUMBER_IN_ORGANIZATION: 'Whichever campaign it was.',
  },
)
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
export const DoNotCallKindEnum = enumOf('DoNotCallKind', doNotCallKinds, 'What stands against a number.', {
  NUMBER: 'The number itself.',
  PREFIX: 'How it begins.',
  LIST: 'An imported file.',
  REGISTRY: 'A national registry; it counts for campaigns that rely on it.',
  CONTACT: 'A contact with this number who asked not to be called at all.',
})
export const ConsentBasisEnum = enumOf('ConsentBasis', consentBases, 'On what a call to a person may stand.', {
  EXPRESS: 'The person has agreed, and that can be proved.',
  WRITTEN: 'Agreed in writing, or by an electronic signature.',
  ESTABLISHED_RELATIONSHIP: 'A customer, as the law counts it.',
  INQUIRY: 'The person has asked about something.',
  REQUESTED_CALLBACK: 'The person has asked to be called.',
  NONE: 'The person was asked and does not agree, or has withdrawn.',
})
export const ReassignedAnswerEnum = enumOf(
  'ReassignedAnswer',
  reassignedAnswers,
  'What the reassigned-numbers database says about a number.',
  {
    YES: 'Somebody else has it since: what was given before no longer counts for it.',
    NO: "It is still the same person's.",
    NO_DATA: 'It cannot say; no more than no answer.',
  },
)
export const OutcomeCategoryEnum = enumOf('OutcomeCategory', outcomeCategories, 'What an outcome means to the queue.')
export const ExclusionReasonEnum = enumOf(
  'ExclusionReason',
  exclusionReasons,
  'Why nextContact handed nothing out, or generateQueue left a contact out.',
)
export const ResetExclusionEnum = enumOf(
  'ResetExclusion',
  resetExclusions,
  'Why a contact gets no fresh pass; the first that is true.',
  {
    ERASED: "The person's data are erased.",
    DO_NOT_CALL: 'It asked not to be called, once and in whichever campaign, or its numbers are suppressed now.',
    REFUSED: 'It refused once, in whichever campaign, or somebody did whose number it has.',
    INVALID_NUMBER: 'All of its numbers proved wrong.',
    CALLBACK_PROMISED: 'It was promised a call that is still to come.',
    LIVE_ENTRY: 'It is queued, offered to an agent or in a call, or was while the list was reset.',
    NEVER_CALLED: 'Nobody has called it yet: it needs no fresh pass.',
    NOT_CHOSEN: 'Its last outcome is none of those named, or it was dialled since.',
  },
)
export const CapSubjectEnum = enumOf('CapSubject', capSubjects, 'Calls to what a frequency cap counts.', {
  NUMBER: 'To the same number, whichever contact has it.',
  CONTACT: 'To the same contact, on whichever of its numbers.',
})
export const CapScopeEnum = enumOf('CapScope', capScopes, 'Whose calls a frequency cap counts.', {
  ORGANIZATION: 'Of all campaigns.',
  CAMPAIGN: 'Of the campaign that wants to call.',
})
export const CapCountEnum = enumOf('CapCount', capCounts, 'Which calls a frequency cap counts.', {
  CALLS: 'All.',
  CONVERSATIONS: 'Those in which somebody was spoken to, or may have been: answered, and not by a machine.',
  ABANDONED: 'Those that were answered with no agent there.',
  REFUSALS: 'Those whose outcome is a refusal.',
})
export const CallbackTakerEnum = enumOf('CallbackTaker', callbackTakers, 'Who is to call back.', {
  AGENT: 'The agent who promised it; anybody once the grace is over.',
  ANYONE: 'Anybody of the campaign.',
})
export const CallbackStatusEnum = enumOf('CallbackStatus', callbackStatuses, 'What became of a promised callback.', {
  OPEN: 'Still to be made.',
  KEPT: 'The contact was dialled for it.',
  CANCELLED: 'Nobody is to call any more.',
})
export const RetrySourceEnum = enumOf('RetrySource', retrySources, 'Where a line of the retry table comes from.', {
  CAMPAIGN: "The campaign's own rule.",
  ORGANIZATION: 'The rule of all campaigns without their own.',
  OUTCOME: "The outcome's plain delay.",
})
export const RetryGrowthEnum = enumOf('RetryGrowth', retryGrowths, 'How the delay grows with each further outcome.', {
  FIXED: 'Always the same.',
  LINEAR: 'n times the delay after the n-th.',
  EXPONENTIAL: 'Doubled each time.',
})
export const AuditEntityEnum = enumOf('AuditEntity', auditEntities, 'What the audit log is about.', {
  ORGANIZATION: 'The tenant.',
  CONTACT_LIST: 'A list of contacts.',
  CONTACT: 'A person.',
  CONTACT_NUMBER: 'A number of a contact that has several; its id is contact:position.',
  AGENT: 'A person who takes the calls.',
  CAMPAIGN: 'A campaign and its rules.',
  CAMPAIGN_LIST: 'That a campaign dials a list; its id is campaign:list.',
  CAMPAIGN_AGENT: 'That an agent works for a campaign; its id is campaign:agent.',
  CAMPAIGN_CAP: 'A cap that a campaign obeys; its id is campaign:rule.',
  CAMPAIGN_CONSENT: 'What a campaign demands of consent, or exempts by it; its id is campaign:rule.',
  CAMPAIGN_REGISTRY: 'A do-not-call registry that a campaign relies on; its id is campaign:registry.',
  CONSENT: 'What a person has said about being called.',
  REASSIGNED_ANSWER: 'What the reassigned-numbers database has answered about a number.',
  OUTCOME: "An outcome of the catalogue; its id is the outcome's code.",
  RETRY_RULE: 'How an outcome is tried again; its id is campaign:outcome, campaign 0 for all.',
  POLICY_PACK: "A policy pack; its id is the pack's code.",
  CLOSED_DAY: 'A day on which nobody in a region is called.',
  ENTRY: 'An entry of the dial queue.',
  CALL: 'A call record: its corrections. That it was written, and what it says, is the record itself.',
  CALLBACK: 'A promised call.',
  DO_NOT_CALL: 'A number that must not be called.',
  DO_NOT_CALL_PREFIX: 'Numbers that must not be called, by how they begin.',
  DO_NOT_CALL_LIST: 'An imported file of numbers that must not be called.',
})
export const AuditActionEnum = enumOf('AuditAction', auditActions, 'What happened.', {
  CREATED: 'It was added.',
  CHANGED: 'Some of its columns changed.',
  DELETED: 'It was deleted.',
  GENERATED: 'Many entries were made at once; this row stands for all of them.',
  IMPORTED: 'Many were added at once; this row stands for all of them.',
  REMOVED: 'Many left their table at once: finished entries move to the history.',
  ERASED: 'What is personal was erased.',
  RESET: 'The contacts of a list got a fresh pass for a campaign; this row says which and how many.',
})
export const FinalCallStatusEnum = enumOf('FinalCallStatus', finalCallStatuses, 'How a dial ended.', {
  COMPLETED: 'With an outcome.',
  FAILED: 'The call could not be completed.',
  ABANDONED: 'Somebody answered and found no agent.',
})

export const LineTypeEnum = enumOf('LineType', lineTypes, 'What kind of line a number is.', {
  FIXED: 'A fixed line.',
  MOBILE: 'A mobile phone.',
  UNKNOWN: 'Nobody can say: the plan of its country does not tell, or it is of another kind.',
})

export const PlaceClueKindEnum = enumOf('PlaceClueKind', placeClueKinds, 'What a clue to the place of a contact is.', {
  NUMBER: 'The number that is dialled.',
  FIRST_NUMBER: 'The first number of the contact, where another is dialled.',
  TIME_ZONE: 'A zone that the source of the contact named.',
  COUNTRY: 'The country of its address.',
  STATE: 'The state or province of its address.',
  POSTAL_CODE: 'The postal code of its address.',
  EARLIER: 'A place that was known before clues were kept: nobody knows what said so.',
})

export const PlaceClueEffectEnum = enumOf('PlaceClueEffect', effects, 'What a clue does to the place of a contact.', {
  PLACES: "Its zones and regions are joined to the others'.",
  WIDE: 'So are its, unless a named zone or a postal code says more.',
  SILENT: 'It is as if it were not there.',
  BLOCKS: 'With it the place is unknown, unless a clue speaks that outweighs it.',
})

export const DuplicateScopeEnum = enumOf(
  'DuplicateScope',
  duplicateScopes,
  'Where others with the same number are looked for.',
  {
    LIST: 'In the same list.',
    CAMPAIGN: 'In the lists of all campaigns of the list.',
    ORGANIZATION: 'In all lists.',
  },
)
