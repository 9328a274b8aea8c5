/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** Contacts for one list. */
export type AddContactsInput = {
  /** 1 to 1,000 contacts. */
  contacts: Array<ContactInput>;
  /** Where to look for others with the same numbers, for the answer to tell; nowhere when left out. */
  duplicates?: DuplicateScope | null | undefined;
  /** The list. */
  listId: string;
};

/** What an agent is doing. */
export type AgentStatus =
  /** Waits for a contact. */
  | 'AVAILABLE'
  /** Holds an entry that is RESERVED, DIALING or CONNECTED. */
  | 'BUSY'
  /** Not at work. */
  | 'OFFLINE'
  /** On a break. */
  | 'PAUSED'
  /** The call has ended, the outcome is being saved. */
  | 'WRAP_UP';

/** Who is to call back. */
export type CallbackTaker =
  /** The agent who promised it; anybody once the grace is over. */
  | 'AGENT'
  /** Anybody of the campaign. */
  | 'ANYONE';

/** A campaign's own windows in the contact's local time, within those of its policy pack. Every day 00:00 to 24:00 is no limit of its own. */
export type CallingHoursInput = {
  /** On Fridays; closed without. */
  friday?: Array<CallingWindowInput> | null | undefined;
  /** On public holidays of the contact's region, in place of the weekday's windows; null: holidays are days like others. */
  holiday?: Array<CallingWindowInput> | null | undefined;
  /** On Mondays; closed without. */
  monday?: Array<CallingWindowInput> | null | undefined;
  /** On Saturdays; closed without. */
  saturday?: Array<CallingWindowInput> | null | undefined;
  /** On Sundays; closed without. */
  sunday?: Array<CallingWindowInput> | null | undefined;
  /** On Thursdays; closed without. */
  thursday?: Array<CallingWindowInput> | null | undefined;
  /** On Tuesdays; closed without. */
  tuesday?: Array<CallingWindowInput> | null | undefined;
  /** On Wednesdays; closed without. */
  wednesday?: Array<CallingWindowInput> | null | undefined;
};

/** A part of a day in which contacts may be called. */
export type CallingWindowInput = {
  /** Up to, not including, this time, 00:00 to 24:00; past midnight when it is before opens. */
  closes: string;
  /** From this time on the contact's clock, 00:00 to 23:59. */
  opens: string;
};

/** A campaign's life. */
export type CampaignStatus =
  /** Contacts are handed out. */
  | 'ACTIVE'
  /** Over for good; what was queued is cancelled. */
  | 'COMPLETED'
  /** Being prepared; nothing is handed out. */
  | 'DRAFT'
  /** Nothing is handed out until it is ACTIVE again. */
  | 'PAUSED';

/** Which calls a frequency cap counts. */
export type CapCount =
  /** Those that were answered with no agent there. */
  | 'ABANDONED'
  /** All. */
  | 'CALLS'
  /** Those in which somebody was spoken to, or may have been: answered, and not by a machine. */
  | 'CONVERSATIONS'
  /** Those whose outcome is a refusal. */
  | 'REFUSALS';

/** Whose calls a frequency cap counts. */
export type CapScope =
  /** Of the campaign that wants to call. */
  | 'CAMPAIGN'
  /** Of all campaigns. */
  | 'ORGANIZATION';

/** Calls to what a frequency cap counts. */
export type CapSubject =
  /** To the same contact, on whichever of its numbers. */
  | 'CONTACT'
  /** To the same number, whichever contact has it. */
  | 'NUMBER';

/** Which contacts are meant: exactly one of these in each node, at most 8 levels and 100 nodes. A comparison with a field that has no value is unknown, also within not; a contact for whom the whole is unknown is not meant. */
export type ContactFilterInput = {
  /** All of these match; at least one. */
  and?: Array<ContactFilterInput> | null | undefined;
  /** The field has this value. */
  equals?: FilterEqualsInput | null | undefined;
  /** The field has a value; always known. */
  exists?: FilterExistsInput | null | undefined;
  /** The field has one of these values. */
  in?: FilterInInput | null | undefined;
  /** This does not match, and is not unknown. */
  not?: ContactFilterInput | null | undefined;
  /** One of these matches; at least one. */
  or?: Array<ContactFilterInput> | null | undefined;
  /** The field is between two bounds. */
  range?: FilterRangeInput | null | undefined;
};

/** A contact to add or update. */
export type ContactInput = {
  /** Anything else that is known. */
  attributes?: Record<string, unknown> | null | undefined;
  /** ISO 3166 code or English name; the number's when left out. */
  country?: string | null | undefined;
  /** E-mail address. */
  email?: string | null | undefined;
  /** The caller's own key, unique in the list. */
  externalId?: string | null | undefined;
  /** Given name, at most 200 characters. */
  firstName: string;
  /** Family name, at most 200 characters. */
  lastName: string;
  /** What kind of line phone is; what its plan says when left out. */
  lineType?: LineType | null | undefined;
  /** E.164, or any international form that starts with +. */
  phone: string;
  /** All its numbers in the order of dialling, at most 10; phone may stand first or be left out. Left out, they stay as they are. */
  phones?: Array<ContactNumberInput> | null | undefined;
  /** Read for the United States and Canada. */
  postalCode?: string | null | undefined;
  /** Higher is dialled sooner. */
  priority?: number | null | undefined;
  /** Skills that an agent must all have to be handed the contact, at most 20; a-z, 0-9, _ and -. */
  requiredSkills?: Array<string> | null | undefined;
  /** State or province of the United States or Canada, code or name; else an ISO 3166-2 code. */
  state?: string | null | undefined;
  /** IANA zone; all those that number, postal code and state allow when left out. */
  timeZone?: string | null | undefined;
};

/** One of the numbers of a contact. */
export type ContactNumberInput = {
  /** E.164, or any international form that starts with +. */
  phone: string;
  /** IANA zone; those of the number when left out. */
  timeZone?: string | null | undefined;
};

/** A new campaign; it starts as DRAFT. */
export type CreateCampaignInput = {
  /** Largest share of live answers that may find no agent, 0..1. */
  abandonRateLimit?: number | null | undefined;
  /** So many minutes of waiting are worth one step of priority, 1 to 10,080; left out or 0: priority first, whatever the age. */
  ageingMinutes?: number | null | undefined;
  /** The agents who work for it. */
  agentIds?: Array<string> | null | undefined;
  /** Minutes after the promised instant for which only the agent who promised a callback is offered it, 0 to 10,080. */
  callbackGraceMinutes?: number | null | undefined;
  /** The number that the called person sees, E.164; kept with each call record. */
  callerId?: string | null | undefined;
  /** Its own windows; only those of its pack when left out. */
  callingHours?: CallingHoursInput | null | undefined;
  /** It calls businesses, not consumers; kept with each call record. A new campaign calls consumers when left out. */
  callsBusinesses?: boolean | null | undefined;
  /** It becomes COMPLETED by itself when no contact of its lists can ever be dialled again. */
  closesWhenDone?: boolean | null | undefined;
  /** Only these contacts of its lists; all when left out. */
  contactFilter?: ContactFilterInput | null | undefined;
  /** How contacts reach agents. */
  dialMethod?: DialMethod | null | undefined;
  /** Which agent gets pushed work; LONGEST_WAITING when left out. */
  distribution?: Distribution | null | undefined;
  /** At most 10, besides those of the pack. */
  frequencyCaps?: Array<FrequencyCapInput> | null | undefined;
  /** Its queue is filled by itself before it runs dry. */
  isRefilled?: boolean | null | undefined;
  /** The lists to dial. */
  listIds?: Array<string> | null | undefined;
  /** How its lists share the claims; a list without a weight beside one that has one counts 1. Without any, priority and age alone decide. */
  listWeights?: Array<ListWeightInput> | null | undefined;
  /** Dials per contact, 1 to 100. */
  maxAttempts?: number | null | undefined;
  /** 1 to 200 characters. */
  name: string;
  /** Minutes between the dials of two numbers of one contact, 0 to 10,080. */
  numberPauseMinutes?: number | null | undefined;
  /** How far contacts with one number are one person; left out: NUMBER_IN_CAMPAIGN, and CONTACT where it calls businesses. */
  personScope?: PersonScope | null | undefined;
  /** Code of a policy pack, NONE for none of them. When left out, and without callingHours, the campaign cannot be started. */
  policyPack?: string | null | undefined;
  /** What it offers, at most 200 characters; kept with each call record. */
  product?: string | null | undefined;
  /** The do-not-call registries that it relies on, at most ten; none when left out. */
  registries?: Array<RegistryInput> | null | undefined;
  /**
   * The national do-not-call registry that it relies on, such as us-national; none when left out.
   * @deprecated Use registries: a campaign may rely on several.
   */
  reliesOnRegistry?: string | null | undefined;
  /** What its agents say, at most 10,000 characters; kept with each call record. */
  script?: string | null | undefined;
  /** On whose behalf it calls, at most 200 characters; kept with each call record. */
  seller?: string | null | undefined;
  /** IANA zone for the campaign's day; the organisation's when left out. */
  timeZone?: string | null | undefined;
};

/** How contacts reach agents. */
export type DialMethod =
  /** More calls than free agents, bounded by the abandon-rate limit. */
  | 'PREDICTIVE'
  /** The agent sees the contact, then dials or skips. */
  | 'PREVIEW'
  /** One call per free agent. */
  | 'PROGRESSIVE';

/** Which agent gets pushed work. */
export type Distribution =
  /** Who has the fewest skills that the waiting contacts do not need, then who waits longest. */
  | 'BY_SKILL'
  /** Who has dialled least since midnight in the campaign's time zone, then who waits longest. */
  | 'FEWEST_CALLS'
  /** Who has been AVAILABLE longest. */
  | 'LONGEST_WAITING';

/** Where others with the same number are looked for. */
export type DuplicateScope =
  /** In the lists of all campaigns of the list. */
  | 'CAMPAIGN'
  /** In the same list. */
  | 'LIST'
  /** In all lists. */
  | 'ORGANIZATION';

/** Why nextContact handed nothing out, or generateQueue left a contact out. */
export type ExclusionReason =
  | 'ALREADY_QUEUED'
  | 'ALREADY_REACHED'
  | 'ATTEMPTS_EXHAUSTED'
  | 'CALLBACK_RESERVED'
  | 'CAMPAIGN_NOT_ACTIVE'
  | 'DO_NOT_CALL'
  | 'FILTERED_OUT'
  | 'FREQUENCY_CAP'
  | 'INVALID_NUMBER'
  | 'NO_CONSENT'
  | 'OUTSIDE_CALLING_HOURS'
  | 'PHONE_IN_USE'
  | 'QUEUE_EMPTY'
  | 'RETRY_NOT_DUE'
  | 'UNKNOWN_TIME_ZONE';

/** The field has this value. */
export type FilterEqualsInput = {
  /** firstName, lastName, phone, email, timeZone (the first possible one), region, status, priority, attemptCount, externalId, list (its id), or attributes. and a key, such as attributes.age. */
  field: string;
  /** Compared as a text when either side is one, so "41" equals 41; upper and lower case differ. */
  value: string | number | boolean;
};

/** The field has a value: neither absent, nor null, nor an empty text. */
export type FilterExistsInput = {
  /** firstName, lastName, phone, email, timeZone (the first possible one), region, status, priority, attemptCount, externalId, list (its id), or attributes. and a key, such as attributes.age. */
  field: string;
};

/** The field has one of these values. */
export type FilterInInput = {
  /** firstName, lastName, phone, email, timeZone (the first possible one), region, status, priority, attemptCount, externalId, list (its id), or attributes. and a key, such as attributes.age. */
  field: string;
  /** At least one, at most 1,000 in all of the filter; each compared as in equals. */
  values: Array<string | number | boolean>;
};

/** from ≤ value < to; at least one of them, both numbers or both ISO dates. Numbers stored as texts count as numbers; dates are compared as ISO texts. */
export type FilterRangeInput = {
  /** priority, attemptCount, or attributes. and a key. */
  field: string;
  /** Part of the range: a number, or an ISO date. */
  from?: string | number | boolean | null | undefined;
  /** Not part of the range: a number, or an ISO date. */
  to?: string | number | boolean | null | undefined;
};

/** For instance 3 calls in 24 hours, or none for 7 days after a conversation: CONVERSATIONS, 1, 10080. */
export type FrequencyCapInput = {
  /** So many local days of the contact, the day of the call the last of them, 1 to 366, where it may be in several zones in any; null: the window rolls. */
  calendarDays?: number | null | undefined;
  /** Which calls are counted. */
  counts?: CapCount | null | undefined;
  /** With so many counted calls in the window the next one waits, 1 to 1,000. */
  limit: number;
  /** Whose calls are counted. */
  scope: CapScope;
  /** Calls to what are counted. */
  subject: CapSubject;
  /** As FrequencyCap. Left out where calendarDays is given. */
  windowMinutes?: number | null | undefined;
};

/** Which queue to fill, and how far. */
export type GenerateQueueInput = {
  /** The campaign; DRAFT, ACTIVE or PAUSED. */
  campaignId: string;
  /** Count what the call would do, and change nothing. */
  dryRun?: boolean | null | undefined;
  /** At most this many live entries in the queue after the call, 1 to 1,000,000; the optimal size when left out. */
  maxEntries?: number | null | undefined;
};

/** What kind of line a number is. */
export type LineType =
  /** A fixed line. */
  | 'FIXED'
  /** A mobile phone. */
  | 'MOBILE'
  /** Nobody can say: the plan of its country does not tell, or it is of another kind. */
  | 'UNKNOWN';

/** A list and its share beside the other lists of the campaign. */
export type ListWeightInput = {
  /** One of the campaign's lists. */
  listId: string;
  /** 1 to 1,000: a list of weight 5 is claimed from five times as often as one of 1. */
  weight: number;
};

/** Who asks for the next contact of which campaign. */
export type NextContactInput = {
  /** The caller's own agent when left out; only a SUPERVISOR, ADMIN or DIALER may name another. */
  agentId?: string | null | undefined;
  /** The campaign. */
  campaignId: string;
  /** The same key within 24 hours gives the same answer and does nothing twice. */
  idempotencyKey?: string | null | undefined;
};

/** What an outcome means to the queue. */
export type OutcomeCategory =
  | 'ABANDONED'
  | 'BUSY'
  | 'CALLBACK'
  | 'CONTACT'
  | 'DO_NOT_CALL'
  | 'FAILED'
  | 'INVALID_NUMBER'
  | 'NO_ANSWER'
  | 'SUCCESS'
  | 'VOICEMAIL';

/** How far contacts that share a number are one person, who has said no, was promised a callback, or was called, once. */
export type PersonScope =
  /** Not at all: the number is a switchboard. */
  | 'CONTACT'
  /** Within the campaign. */
  | 'NUMBER_IN_CAMPAIGN'
  /** Whichever campaign it was. */
  | 'NUMBER_IN_ORGANIZATION';

/** Life of a dial queue entry. */
export type QueueStatus =
  /** Final: answered, but no agent was there. */
  | 'ABANDONED'
  /** Final: it was never dialled. */
  | 'CANCELLED'
  /** Final: the outcome is saved. */
  | 'COMPLETED'
  /** Somebody answered. */
  | 'CONNECTED'
  /** The call is being placed. */
  | 'DIALING'
  /** Final: the dial reached nobody. */
  | 'FAILED'
  /** Waits to be handed out. */
  | 'QUEUED'
  /** A PREVIEW agent is looking at it. */
  | 'RESERVED'
  /** The call has ended, the outcome is not saved yet. */
  | 'WRAP_UP';

/** A do-not-call registry that a campaign is to rely on. */
export type RegistryInput = {
  /** Its code, as its copy is imported, such as us-national or uk-tps. */
  code: string;
  /** It counts for contacts that may be there only, such as US-FL; where the policy pack says when left out, else everywhere. */
  region?: string | null | undefined;
};

/** PAUSED or OFFLINE asked for while an entry is held takes effect when that entry ends. */
export type SetAgentStatusInput = {
  /** The caller's own agent when left out. */
  agentId?: string | null | undefined;
  /** Why, with PAUSED; at most 500 characters. */
  reason?: string | null | undefined;
  /** AVAILABLE, PAUSED or OFFLINE; BUSY and WRAP_UP follow from the calls. */
  status: AgentStatus;
};

/** What is to change; a field left out stays as it is. */
export type UpdateCampaignInput = {
  /** Largest share of live answers without an agent, 0..1. */
  abandonRateLimit?: number | null | undefined;
  /** So many minutes of waiting are worth one step of priority, 1 to 10,080; 0: priority first, whatever the age. */
  ageingMinutes?: number | null | undefined;
  /** Exactly these agents from now on. */
  agentIds?: Array<string> | null | undefined;
  /** Minutes after the promised instant for which only the agent who promised a callback is offered it, 0 to 10,080. */
  callbackGraceMinutes?: number | null | undefined;
  /** The number that the called person sees, E.164; kept with each call record. */
  callerId?: string | null | undefined;
  /** Exactly these windows from now on; every day 00:00 to 24:00 takes its own limit away. */
  callingHours?: CallingHoursInput | null | undefined;
  /** It calls businesses, not consumers; kept with each call record. A new campaign calls consumers when left out. */
  callsBusinesses?: boolean | null | undefined;
  /** It becomes COMPLETED by itself when no contact of its lists can ever be dialled again. */
  closesWhenDone?: boolean | null | undefined;
  /** Only these contacts of its lists from now on; queued entries of others are cancelled. */
  contactFilter?: ContactFilterInput | null | undefined;
  /** How contacts reach agents. */
  dialMethod?: DialMethod | null | undefined;
  /** Which agent gets pushed work from now on. */
  distribution?: Distribution | null | undefined;
  /** Exactly these caps from now on, at most 10, besides those of the pack. */
  frequencyCaps?: Array<FrequencyCapInput> | null | undefined;
  /** The campaign. */
  id: string;
  /** Its queue is filled by itself before it runs dry. */
  isRefilled?: boolean | null | undefined;
  /** Exactly these lists from now on. */
  listIds?: Array<string> | null | undefined;
  /** Exactly these weights from now on; an empty list ends the sharing. */
  listWeights?: Array<ListWeightInput> | null | undefined;
  /** Dials per contact, 1 to 100. */
  maxAttempts?: number | null | undefined;
  /** 1 to 200 characters. */
  name?: string | null | undefined;
  /** Minutes between the dials of two numbers of one contact, 0 to 10,080. */
  numberPauseMinutes?: number | null | undefined;
  /** How far contacts with one number are one person from now on. */
  personScope?: PersonScope | null | undefined;
  /** Code of the policy pack that it obeys from now on. */
  policyPack?: string | null | undefined;
  /** What it offers, at most 200 characters; kept with each call record. */
  product?: string | null | undefined;
  /** The do-not-call registries that it relies on from now on, at most ten; an empty list: none. */
  registries?: Array<RegistryInput> | null | undefined;
  /**
   * The only do-not-call registry that it relies on from now on, such as us-national; an empty text: none.
   * @deprecated Use registries: a campaign may rely on several.
   */
  reliesOnRegistry?: string | null | undefined;
  /** True: every contact of its lists again. */
  removeContactFilter?: boolean | null | undefined;
  /** What its agents say, at most 10,000 characters; kept with each call record. */
  script?: string | null | undefined;
  /** On whose behalf it calls, at most 200 characters; kept with each call record. */
  seller?: string | null | undefined;
  /** DRAFT to ACTIVE, ACTIVE to PAUSED and back, any to COMPLETED, which is final. */
  status?: CampaignStatus | null | undefined;
};

/** A later word on what happened. */
export type UpdateQueueOutcomeInput = {
  /** For an outcome of category CALLBACK. */
  callbackAt?: string | null | undefined;
  /** Who is to call back; the agent who has the entry when left out. */
  callbackFor?: CallbackTaker | null | undefined;
  /** In place of callbackAt: YYYY-MM-DDTHH:MM on the contact's clock. A time that the clocks skip is the first after it, one that they show twice the first of both. */
  callbackLocalTime?: string | null | undefined;
  /** The entry. */
  entryId: string;
  /** Refused with CONFLICT when the entry has another version. */
  expectedVersion?: number | null | undefined;
  /** The right notes; left out, they stay as they are. */
  notes?: string | null | undefined;
  /** The right outcome; left out, it stays as it is. */
  outcome?: string | null | undefined;
};

/** What has happened to an entry. */
export type UpdateQueueStatusInput = {
  /** The agent who holds the entry, if the caller speaks for it. */
  agentId?: string | null | undefined;
  /** For an outcome of category CALLBACK. */
  callbackAt?: string | null | undefined;
  /** Who is to call back; the agent who has the entry when left out. */
  callbackFor?: CallbackTaker | null | undefined;
  /** In place of callbackAt: YYYY-MM-DDTHH:MM on the contact's clock. A time that the clocks skip is the first after it, one that they show twice the first of both. */
  callbackLocalTime?: string | null | undefined;
  /** With the final report, for the call record: the line that was used, E.164; the campaign's callerId when left out. */
  callingNumber?: string | null | undefined;
  /** The entry. */
  entryId: string;
  /** Refused with CONFLICT when the entry has another version. */
  expectedVersion?: number | null | undefined;
  /** The same key within 24 hours gives the same answer and does nothing twice. */
  idempotencyKey?: string | null | undefined;
  /** With the final report, for the call record: a recording spoke, not a person; false when left out. */
  isPrerecorded?: boolean | null | undefined;
  /** At most 10,000 characters. */
  notes?: string | null | undefined;
  /** An outcome code of the catalogue; required for COMPLETED, optional for FAILED (NO_ANSWER when left out). */
  outcome?: string | null | undefined;
  /** With the final report, for the call record: where the recording is, as the dialler calls it; at most 2,000 characters. */
  recording?: string | null | undefined;
  /** The status it now has. */
  status: QueueStatus;
};

export type AddContactsMutationVariables = Exact<{
  input: AddContactsInput;
}>;


export type AddContactsMutation = { addContacts: { inserted: number, updated: number, rejected: Array<{ row: number, field: string | null, message: string }> } };

export type CampaignStatsQueryVariables = Exact<{
  campaignId: string;
}>;


export type CampaignStatsQuery = { campaignStats: { at: string, activeAgents: number, dialedToday: number, connectedToday: number, completedToday: number, conversionsToday: number, answerRate: number | null, conversionRate: number | null, listPenetration: number | null, optimalQueueSize: number, counts: { queued: number, reserved: number, dialing: number, connected: number, wrapUp: number, completed: number, failed: number, abandoned: number, cancelled: number, total: number }, agents: { available: number, busy: number, wrapUp: number, paused: number, offline: number }, outcomesToday: Array<{ outcome: string, category: OutcomeCategory, count: number }> } };

export type QueueCountFieldsFragment = { queued: number, reserved: number, dialing: number, connected: number, wrapUp: number, completed: number, failed: number, abandoned: number, cancelled: number, total: number };

export type AgentCountFieldsFragment = { available: number, busy: number, wrapUp: number, paused: number, offline: number };

export type CreateCampaignMutationVariables = Exact<{
  input: CreateCampaignInput;
}>;


export type CreateCampaignMutation = { createCampaign: { id: string, name: string, status: CampaignStatus, dialMethod: DialMethod, timeZone: string, maxAttempts: number, abandonRateLimit: number, lists: Array<{ id: string }>, agents: Array<{ id: string }> } };

export type DialQueuePageQueryVariables = Exact<{
  campaignId: string;
  status?: Array<QueueStatus> | QueueStatus | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type DialQueuePageQuery = { dialQueue: { totalCount: number, pageInfo: { hasNextPage: boolean, endCursor: string | null }, edges: Array<{ cursor: string, node: { id: string, status: QueueStatus, attempt: number, version: number, priority: number, queuedAt: string, dialedAt: string | null, connectedAt: string | null, endedAt: string | null, completedAt: string | null, leaseExpiresAt: string | null, outcome: string | null, notes: string | null, contact: { id: string, phone: string }, campaign: { id: string, name: string }, assignedAgent: { id: string, name: string } | null } }> } };

export type EntryFieldsFragment = { id: string, status: QueueStatus, attempt: number, version: number, priority: number, queuedAt: string, dialedAt: string | null, connectedAt: string | null, endedAt: string | null, completedAt: string | null, leaseExpiresAt: string | null, outcome: string | null, notes: string | null };

export type GenerateQueueMutationVariables = Exact<{
  input: GenerateQueueInput;
}>;


export type GenerateQueueMutation = { generateQueue: { campaignId: string, created: number, kept: number, excluded: Array<{ reason: ExclusionReason, count: number }> } };

export type NextContactMutationVariables = Exact<{
  input: NextContactInput;
}>;


export type NextContactMutation = { nextContact: { reason: ExclusionReason | null, retryAt: string | null, entry: { id: string, status: QueueStatus, attempt: number, version: number, priority: number, queuedAt: string, dialedAt: string | null, connectedAt: string | null, endedAt: string | null, completedAt: string | null, leaseExpiresAt: string | null, outcome: string | null, notes: string | null, contact: { id: string, phone: string } } | null } };

export type QueueStatusSubscriptionVariables = Exact<{
  campaignIds?: Array<string> | string | null | undefined;
}>;


export type QueueStatusSubscription = { queueStatus: { campaignId: string, campaignName: string, campaignStatus: CampaignStatus, version: number, at: string, counts: { queued: number, reserved: number, dialing: number, connected: number, wrapUp: number, completed: number, failed: number, abandoned: number, cancelled: number, total: number }, agents: { available: number, busy: number, wrapUp: number, paused: number, offline: number } } };

export type RenewLeaseMutationVariables = Exact<{
  entryId: string;
}>;


export type RenewLeaseMutation = { renewLease: { id: string, status: QueueStatus, attempt: number, version: number, priority: number, queuedAt: string, dialedAt: string | null, connectedAt: string | null, endedAt: string | null, completedAt: string | null, leaseExpiresAt: string | null, outcome: string | null, notes: string | null } };

export type SetAgentStatusMutationVariables = Exact<{
  input: SetAgentStatusInput;
}>;


export type SetAgentStatusMutation = { setAgentStatus: { id: string, status: AgentStatus, pauseReason: string | null, currentEntry: { id: string } | null } };

export type UpdateCampaignMutationVariables = Exact<{
  input: UpdateCampaignInput;
}>;


export type UpdateCampaignMutation = { updateCampaign: { id: string, name: string, status: CampaignStatus } };

export type UpdateQueueOutcomeMutationVariables = Exact<{
  input: UpdateQueueOutcomeInput;
}>;


export type UpdateQueueOutcomeMutation = { updateQueueOutcome: { entry: { id: string, status: QueueStatus, attempt: number, version: number, priority: number, queuedAt: string, dialedAt: string | null, connectedAt: string | null, endedAt: string | null, completedAt: string | null, leaseExpiresAt: string | null, outcome: string | null, notes: string | null } } };

export type UpdateQueueStatusMutationVariables = Exact<{
  input: UpdateQueueStatusInput;
}>;


export type UpdateQueueStatusMutation = { updateQueueStatus: { entry: { id: string, status: QueueStatus, attempt: number, version: number, priority: number, queuedAt: string, dialedAt: string | null, connectedAt: string | null, endedAt: string | null, completedAt: string | null, leaseExpiresAt: string | null, outcome: string | null, notes: string | null } } };

export class TypedDocumentString<TResult, TVariables>
  extends String
  implements DocumentTypeDecoration<TResult, TVariables>
{
  __apiType?: NonNullable<DocumentTypeDecoration<TResult, TVariables>['__apiType']>;
  private value: string;
  public __meta__?: Record<string, any> | undefined;

  constructor(value: string, __meta__?: Record<string, any> | undefined) {
    super(value);
    this.value = value;
    this.__meta__ = __meta__;
  }

  override toString(): string & DocumentTypeDecoration<TResult, TVariables> {
    return this.value;
  }
}
export const QueueCountFieldsFragmentDoc = new TypedDocumentString(`
    fragment QueueCountFields on QueueCounts {
  queued
  reserved
  dialing
  connected
  wrapUp
  completed
  failed
  abandoned
  cancelled
  total
}
    `, {"fragmentName":"QueueCountFields"}) as unknown as TypedDocumentString<QueueCountFieldsFragment, unknown>;
export const AgentCountFieldsFragmentDoc = new TypedDocumentString(`
    fragment AgentCountFields on AgentCounts {
  available
  busy
  wrapUp
  paused
  offline
}
    `, {"fragmentName":"AgentCountFields"}) as unknown as TypedDocumentString<AgentCountFieldsFragment, unknown>;
export const EntryFieldsFragmentDoc = new TypedDocumentString(`
    fragment EntryFields on DialQueueEntry {
  id
  status
  attempt
  version
  priority
  queuedAt
  dialedAt
  connectedAt
  endedAt
  completedAt
  leaseExpiresAt
  outcome
  notes
}
    `, {"fragmentName":"EntryFields"}) as unknown as TypedDocumentString<EntryFieldsFragment, unknown>;
export const AddContactsDocument = new TypedDocumentString(`
    mutation AddContacts($input: AddContactsInput!) {
  addContacts(input: $input) {
    inserted
    updated
    rejected {
      row
      field
      message
    }
  }
}
    `) as unknown as TypedDocumentString<AddContactsMutation, AddContactsMutationVariables>;
export const CampaignStatsDocument = new TypedDocumentString(`
    query CampaignStats($campaignId: ID!) {
  campaignStats(campaignId: $campaignId) {
    at
    counts {
      ...QueueCountFields
    }
    agents {
      ...AgentCountFields
    }
    activeAgents
    dialedToday
    connectedToday
    completedToday
    conversionsToday
    outcomesToday {
      outcome
      category
      count
    }
    answerRate
    conversionRate
    listPenetration
    optimalQueueSize
  }
}
    fragment QueueCountFields on QueueCounts {
  queued
  reserved
  dialing
  connected
  wrapUp
  completed
  failed
  abandoned
  cancelled
  total
}
fragment AgentCountFields on AgentCounts {
  available
  busy
  wrapUp
  paused
  offline
}`) as unknown as TypedDocumentString<CampaignStatsQuery, CampaignStatsQueryVariables>;
export const CreateCampaignDocument = new TypedDocumentString(`
    mutation CreateCampaign($input: CreateCampaignInput!) {
  createCampaign(input: $input) {
    id
    name
    status
    dialMethod
    timeZone
    maxAttempts
    abandonRateLimit
    lists {
      id
    }
    agents {
      id
    }
  }
}
    `) as unknown as TypedDocumentString<CreateCampaignMutation, CreateCampaignMutationVariables>;
export const DialQueuePageDocument = new TypedDocumentString(`
    query DialQueuePage($campaignId: ID!, $status: [QueueStatus!], $first: Int, $after: String) {
  dialQueue(
    campaignId: $campaignId
    status: $status
    first: $first
    after: $after
  ) {
    totalCount
    pageInfo {
      hasNextPage
      endCursor
    }
    edges {
      cursor
      node {
        ...EntryFields
        contact {
          id
          phone
        }
        campaign {
          id
          name
        }
        assignedAgent {
          id
          name
        }
      }
    }
  }
}
    fragment EntryFields on DialQueueEntry {
  id
  status
  attempt
  version
  priority
  queuedAt
  dialedAt
  connectedAt
  endedAt
  completedAt
  leaseExpiresAt
  outcome
  notes
}`) as unknown as TypedDocumentString<DialQueuePageQuery, DialQueuePageQueryVariables>;
export const GenerateQueueDocument = new TypedDocumentString(`
    mutation GenerateQueue($input: GenerateQueueInput!) {
  generateQueue(input: $input) {
    campaignId
    created
    kept
    excluded {
      reason
      count
    }
  }
}
    `) as unknown as TypedDocumentString<GenerateQueueMutation, GenerateQueueMutationVariables>;
export const NextContactDocument = new TypedDocumentString(`
    mutation NextContact($input: NextContactInput!) {
  nextContact(input: $input) {
    entry {
      ...EntryFields
      contact {
        id
        phone
      }
    }
    reason
    retryAt
  }
}
    fragment EntryFields on DialQueueEntry {
  id
  status
  attempt
  version
  priority
  queuedAt
  dialedAt
  connectedAt
  endedAt
  completedAt
  leaseExpiresAt
  outcome
  notes
}`) as unknown as TypedDocumentString<NextContactMutation, NextContactMutationVariables>;
export const QueueStatusDocument = new TypedDocumentString(`
    subscription QueueStatus($campaignIds: [ID!]) {
  queueStatus(campaignIds: $campaignIds) {
    campaignId
    campaignName
    campaignStatus
    version
    at
    counts {
      ...QueueCountFields
    }
    agents {
      ...AgentCountFields
    }
  }
}
    fragment QueueCountFields on QueueCounts {
  queued
  reserved
  dialing
  connected
  wrapUp
  completed
  failed
  abandoned
  cancelled
  total
}
fragment AgentCountFields on AgentCounts {
  available
  busy
  wrapUp
  paused
  offline
}`) as unknown as TypedDocumentString<QueueStatusSubscription, QueueStatusSubscriptionVariables>;
export const RenewLeaseDocument = new TypedDocumentString(`
    mutation RenewLease($entryId: ID!) {
  renewLease(entryId: $entryId) {
    ...EntryFields
  }
}
    fragment EntryFields on DialQueueEntry {
  id
  status
  attempt
  version
  priority
  queuedAt
  dialedAt
  connectedAt
  endedAt
  completedAt
  leaseExpiresAt
  outcome
  notes
}`) as unknown as TypedDocumentString<RenewLeaseMutation, RenewLeaseMutationVariables>;
export const SetAgentStatusDocument = new TypedDocumentString(`
    mutation SetAgentStatus($input: SetAgentStatusInput!) {
  setAgentStatus(input: $input) {
    id
    status
    pauseReason
    currentEntry {
      id
    }
  }
}
    `) as unknown as TypedDocumentString<SetAgentStatusMutation, SetAgentStatusMutationVariables>;
export const UpdateCampaignDocument = new TypedDocumentString(`
    mutation UpdateCampaign($input: UpdateCampaignInput!) {
  updateCampaign(input: $input) {
    id
    name
    status
  }
}
    `) as unknown as TypedDocumentString<UpdateCampaignMutation, UpdateCampaignMutationVariables>;
export const UpdateQueueOutcomeDocument = new TypedDocumentString(`
    mutation UpdateQueueOutcome($input: UpdateQueueOutcomeInput!) {
  updateQueueOutcome(input: $input) {
    entry {
      ...EntryFields
    }
  }
}
    fragment EntryFields on DialQueueEntry {
  id
  status
  attempt
  version
  priority
  queuedAt
  dialedAt
  connectedAt
  endedAt
  completedAt
  leaseExpiresAt
  outcome
  notes
}`) as unknown as TypedDocumentString<UpdateQueueOutcomeMutation, UpdateQueueOutcomeMutationVariables>;
export const UpdateQueueStatusDocument = new TypedDocumentString(`
    mutation UpdateQueueStatus($input: UpdateQueueStatusInput!) {
  updateQueueStatus(input: $input) {
    entry {
      ...EntryFields
    }
  }
}
    fragment EntryFields on DialQueueEntry {
  id
  status
  attempt
  version
  priority
  queuedAt
  dialedAt
  connectedAt
  endedAt
  completedAt
  leaseExpiresAt
  outcome
  notes
}`) as unknown as TypedDocumentString<UpdateQueueStatusMutation, UpdateQueueStatusMutationVariables>;