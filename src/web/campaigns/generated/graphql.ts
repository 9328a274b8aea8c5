/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
/** Exactly one of phone, contactId and prefix. */
export type AddToDoNotCallInput = {
  /** Only for this campaign; the whole organization when left out. */
  campaignId?: string | null | undefined;
  /** All numbers of this contact; the only one that an AGENT may give. */
  contactId?: string | null | undefined;
  /** From then on it no longer stands; for good when left out. */
  expiresAt?: string | null | undefined;
  /** E.164, or any international form that starts with +. */
  phone?: string | null | undefined;
  /** All numbers that begin so: "+" and 1 to 15 digits. */
  prefix?: string | null | undefined;
  /** Why; 1 to 500 characters. */
  reason: string;
  /** Who or what said so; 1 to 200 characters. The caller's role when left out. */
  source?: string | null | undefined;
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

/** What happened. */
export type AuditAction =
  /** Some of its columns changed. */
  | 'CHANGED'
  /** It was added. */
  | 'CREATED'
  /** It was deleted. */
  | 'DELETED'
  /** What is personal was erased. */
  | 'ERASED'
  /** Many entries were made at once; this row stands for all of them. */
  | 'GENERATED'
  /** Many were added at once; this row stands for all of them. */
  | 'IMPORTED'
  /** Many left their table at once: finished entries move to the history. */
  | 'REMOVED'
  /** The contacts of a list got a fresh pass for a campaign; this row says which and how many. */
  | 'RESET';

/** What became of a promised callback. */
export type CallbackStatus =
  /** Nobody is to call any more. */
  | 'CANCELLED'
  /** The contact was dialled for it. */
  | 'KEPT'
  /** Still to be made. */
  | 'OPEN';

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

/** On what a call to a person may stand. */
export type ConsentBasis =
  /** A customer, as the law counts it. */
  | 'ESTABLISHED_RELATIONSHIP'
  /** The person has agreed, and that can be proved. */
  | 'EXPRESS'
  /** The person has asked about something. */
  | 'INQUIRY'
  /** The person was asked and does not agree, or has withdrawn. */
  | 'NONE'
  /** The person has asked to be called. */
  | 'REQUESTED_CALLBACK'
  /** Agreed in writing, or by an electronic signature. */
  | 'WRITTEN';

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

/** What is known about a contact. */
export type ContactStatus =
  /** A callback was promised. */
  | 'CALLBACK'
  /** Asked not to be called. */
  | 'DO_NOT_CALL'
  /** No attempts are left in the campaign that dialled last. */
  | 'EXHAUSTED'
  /** The number proved wrong. */
  | 'INVALID'
  /** Dialled, and to be tried again. */
  | 'IN_PROGRESS'
  /** Never dialled. */
  | 'NEW'
  /** Reached; not called again by itself. */
  | 'REACHED';

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

/** What stands against a number. */
export type DoNotCallKind =
  /** A contact with this number who asked not to be called at all. */
  | 'CONTACT'
  /** An imported file. */
  | 'LIST'
  /** The number itself. */
  | 'NUMBER'
  /** How it begins. */
  | 'PREFIX'
  /** A national registry; it counts for campaigns that rely on it. */
  | 'REGISTRY';

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

/** How a dial ended. */
export type FinalCallStatus =
  /** Somebody answered and found no agent. */
  | 'ABANDONED'
  /** With an outcome. */
  | 'COMPLETED'
  /** The call could not be completed. */
  | 'FAILED';

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

/** A list and its share beside the other lists of the campaign. */
export type ListWeightInput = {
  /** One of the campaign's lists. */
  listId: string;
  /** 1 to 1,000: a list of weight 5 is claimed from five times as often as one of 1. */
  weight: number;
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

/** Exactly one of contactId and phone. */
export type RecordConsentInput = {
  /** On what a call may stand; NONE withdraws what was given up to then. */
  basis: ConsentBasis;
  /** For all numbers of this contact; the only one that an AGENT may give. */
  contactId?: string | null | undefined;
  /** From then on it no longer counts; for good when left out. */
  expiresAt?: string | null | undefined;
  /** When the person said so; now when left out. */
  givenAt?: string | null | undefined;
  /** For whoever has this number. E.164, or any international form that starts with +. */
  phone?: string | null | undefined;
  /** Where it can be proved; 1 to 200 characters. */
  source: string;
};

/** A do-not-call registry that a campaign is to rely on. */
export type RegistryInput = {
  /** Its code, as its copy is imported, such as us-national or uk-tps. */
  code: string;
  /** It counts for contacts that may be there only, such as US-FL; where the policy pack says when left out, else everywhere. */
  region?: string | null | undefined;
};

/** Exactly one of phone, contactId and prefix. */
export type RemoveFromDoNotCallInput = {
  /** What stands for this campaign; what stands for the whole organization when left out. */
  campaignId?: string | null | undefined;
  /** All numbers of this contact, and the contact itself. */
  contactId?: string | null | undefined;
  /** E.164, or any international form that starts with +. */
  phone?: string | null | undefined;
  /** The prefix as it was added. */
  prefix?: string | null | undefined;
  /** Why; 1 to 500 characters. */
  reason: string;
};

/** Why a contact gets no fresh pass; the first that is true. */
export type ResetExclusion =
  /** It was promised a call that is still to come. */
  | 'CALLBACK_PROMISED'
  /** It asked not to be called, once and in whichever campaign, or its numbers are suppressed now. */
  | 'DO_NOT_CALL'
  /** The person's data are erased. */
  | 'ERASED'
  /** All of its numbers proved wrong. */
  | 'INVALID_NUMBER'
  /** It is queued, offered to an agent or in a call, or was while the list was reset. */
  | 'LIVE_ENTRY'
  /** Nobody has called it yet: it needs no fresh pass. */
  | 'NEVER_CALLED'
  /** Its last outcome is none of those named, or it was dialled since. */
  | 'NOT_CHOSEN'
  /** It refused once, in whichever campaign, or somebody did whose number it has. */
  | 'REFUSED';

/** Which contacts of a worked list get a fresh pass. */
export type ResetListInput = {
  /** The campaign that is to call them again; it dials the list and is not COMPLETED. */
  campaignId: string;
  /** Count the same, change nothing. */
  dryRun?: boolean | null | undefined;
  /** The list. */
  listId: string;
  /** Only contacts that nobody has dialled since this instant, which lies in the past; whenever it was when left out. */
  notCalledSince?: string | null | undefined;
  /** Codes of the catalogue, 1 to 100: only contacts whose last outcome is one of them, whichever campaign called. None that is a refusal or of category DO_NOT_CALL. */
  outcomes: Array<string>;
};

/** Exactly one of contactId and phone. */
export type RevokeConsentInput = {
  /** This contact and all of its numbers; the only one that an AGENT may give. */
  contactId?: string | null | undefined;
  /** This number, whoever has it. E.164, or any international form that starts with +. */
  phone?: string | null | undefined;
  /** Why; 1 to 500 characters. */
  reason: string;
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

export type CampaignsQueryVariables = Exact<{
  status?: CampaignStatus | null | undefined;
}>;


export type CampaignsQuery = { campaigns: Array<{ id: string, name: string, status: CampaignStatus, dialMethod: DialMethod, lists: Array<{ id: string, name: string, contactCount: number }>, agents: Array<{ id: string }>, stats: { campaignId: string, dialedToday: number, conversionsToday: number, activeAgents: number, listPenetration: number | null, counts: { queued: number, total: number } } }> };

export type CampaignQueryVariables = Exact<{
  id: string;
}>;


export type CampaignQuery = { campaign: { id: string, name: string, status: CampaignStatus, dialMethod: DialMethod, distribution: Distribution, timeZone: string, createdAt: string, maxAttempts: number, numberPauseMinutes: number, callbackGraceMinutes: number, ageingMinutes: number | null, abandonRateLimit: number, isRefilled: boolean, closesWhenDone: boolean, callsBusinesses: boolean, policyPack: string | null, personScope: PersonScope, contactFilter: Record<string, unknown> | null, seller: string | null, product: string | null, callerId: string | null, script: string | null, stats: { campaignId: string, at: string, dialedToday: number, answerRate: number | null, conversionRate: number | null, listPenetration: number | null, optimalQueueSize: number, counts: { queued: number, reserved: number, dialing: number, connected: number, wrapUp: number, completed: number, failed: number, abandoned: number, cancelled: number, total: number } }, registries: Array<{ code: string, region: string | null, state: { isExpired: boolean, warning: string | null } }>, frequencyCaps: Array<{ subject: CapSubject, scope: CapScope, counts: CapCount, limit: number, windowMinutes: number, calendarDays: number | null }>, callingHours: { monday: Array<{ opens: string, closes: string }>, tuesday: Array<{ opens: string, closes: string }>, wednesday: Array<{ opens: string, closes: string }>, thursday: Array<{ opens: string, closes: string }>, friday: Array<{ opens: string, closes: string }>, saturday: Array<{ opens: string, closes: string }>, sunday: Array<{ opens: string, closes: string }>, holiday: Array<{ opens: string, closes: string }> | null } | null, lists: Array<{ id: string, name: string, contactCount: number }>, listWeights: Array<{ weight: number, list: { id: string } }>, agents: Array<{ id: string, name: string, status: AgentStatus }> } | null };

export type CampaignPartsFragment = { id: string, name: string, status: CampaignStatus, dialMethod: DialMethod, distribution: Distribution, timeZone: string, createdAt: string, maxAttempts: number, numberPauseMinutes: number, callbackGraceMinutes: number, ageingMinutes: number | null, abandonRateLimit: number, isRefilled: boolean, closesWhenDone: boolean, callsBusinesses: boolean, policyPack: string | null, personScope: PersonScope, contactFilter: Record<string, unknown> | null, seller: string | null, product: string | null, callerId: string | null, script: string | null, registries: Array<{ code: string, region: string | null, state: { isExpired: boolean, warning: string | null } }>, frequencyCaps: Array<{ subject: CapSubject, scope: CapScope, counts: CapCount, limit: number, windowMinutes: number, calendarDays: number | null }>, callingHours: { monday: Array<{ opens: string, closes: string }>, tuesday: Array<{ opens: string, closes: string }>, wednesday: Array<{ opens: string, closes: string }>, thursday: Array<{ opens: string, closes: string }>, friday: Array<{ opens: string, closes: string }>, saturday: Array<{ opens: string, closes: string }>, sunday: Array<{ opens: string, closes: string }>, holiday: Array<{ opens: string, closes: string }> | null } | null, lists: Array<{ id: string, name: string, contactCount: number }>, listWeights: Array<{ weight: number, list: { id: string } }>, agents: Array<{ id: string, name: string, status: AgentStatus }> };

export type WindowFragment = { opens: string, closes: string };

export type CampaignChoicesQueryVariables = Exact<{ [key: string]: never; }>;


export type CampaignChoicesQuery = { contactLists: Array<{ id: string, name: string, contactCount: number }>, agents: Array<{ id: string, name: string, status: AgentStatus, skills: Array<string> }>, policyPacks: Array<{ code: string, label: string, hours: Array<{ id: string }>, caps: Array<{ id: string }> }>, me: { organization: { id: string, timeZone: string } } };

export type PreviewFilterQueryVariables = Exact<{
  filter: ContactFilterInput;
  listIds: Array<string> | string;
}>;


export type PreviewFilterQuery = { previewFilter: { contactCount: number, matchingCount: number, samples: Array<{ id: string, firstName: string, lastName: string, phone: string }> } };

export type CreateCampaignMutationVariables = Exact<{
  input: CreateCampaignInput;
}>;


export type CreateCampaignMutation = { createCampaign: { id: string, name: string, status: CampaignStatus, dialMethod: DialMethod, distribution: Distribution, timeZone: string, createdAt: string, maxAttempts: number, numberPauseMinutes: number, callbackGraceMinutes: number, ageingMinutes: number | null, abandonRateLimit: number, isRefilled: boolean, closesWhenDone: boolean, callsBusinesses: boolean, policyPack: string | null, personScope: PersonScope, contactFilter: Record<string, unknown> | null, seller: string | null, product: string | null, callerId: string | null, script: string | null, registries: Array<{ code: string, region: string | null, state: { isExpired: boolean, warning: string | null } }>, frequencyCaps: Array<{ subject: CapSubject, scope: CapScope, counts: CapCount, limit: number, windowMinutes: number, calendarDays: number | null }>, callingHours: { monday: Array<{ opens: string, closes: string }>, tuesday: Array<{ opens: string, closes: string }>, wednesday: Array<{ opens: string, closes: string }>, thursday: Array<{ opens: string, closes: string }>, friday: Array<{ opens: string, closes: string }>, saturday: Array<{ opens: string, closes: string }>, sunday: Array<{ opens: string, closes: string }>, holiday: Array<{ opens: string, closes: string }> | null } | null, lists: Array<{ id: string, name: string, contactCount: number }>, listWeights: Array<{ weight: number, list: { id: string } }>, agents: Array<{ id: string, name: string, status: AgentStatus }> } };

export type UpdateCampaignMutationVariables = Exact<{
  input: UpdateCampaignInput;
}>;


export type UpdateCampaignMutation = { updateCampaign: { id: string, name: string, status: CampaignStatus, dialMethod: DialMethod, distribution: Distribution, timeZone: string, createdAt: string, maxAttempts: number, numberPauseMinutes: number, callbackGraceMinutes: number, ageingMinutes: number | null, abandonRateLimit: number, isRefilled: boolean, closesWhenDone: boolean, callsBusinesses: boolean, policyPack: string | null, personScope: PersonScope, contactFilter: Record<string, unknown> | null, seller: string | null, product: string | null, callerId: string | null, script: string | null, registries: Array<{ code: string, region: string | null, state: { isExpired: boolean, warning: string | null } }>, frequencyCaps: Array<{ subject: CapSubject, scope: CapScope, counts: CapCount, limit: number, windowMinutes: number, calendarDays: number | null }>, callingHours: { monday: Array<{ opens: string, closes: string }>, tuesday: Array<{ opens: string, closes: string }>, wednesday: Array<{ opens: string, closes: string }>, thursday: Array<{ opens: string, closes: string }>, friday: Array<{ opens: string, closes: string }>, saturday: Array<{ opens: string, closes: string }>, sunday: Array<{ opens: string, closes: string }>, holiday: Array<{ opens: string, closes: string }> | null } | null, lists: Array<{ id: string, name: string, contactCount: number }>, listWeights: Array<{ weight: number, list: { id: string } }>, agents: Array<{ id: string, name: string, status: AgentStatus }> } };

export type ContactListsQueryVariables = Exact<{ [key: string]: never; }>;


export type ContactListsQuery = { contactLists: Array<{ id: string, name: string, contactCount: number, createdAt: string }> };

export type CreateContactListMutationVariables = Exact<{
  name: string;
}>;


export type CreateContactListMutation = { createContactList: { id: string, name: string } };

export type ContactQueryVariables = Exact<{
  id: string;
}>;


export type ContactQuery = { serverTime: string, contact: { id: string, firstName: string, lastName: string, phone: string, email: string | null, externalId: string | null, status: ContactStatus, priority: number, attemptCount: number, lastAttemptAt: string | null, lastOutcome: string | null, nextAttemptAt: string | null, regions: Array<string>, timeZones: Array<string>, requiredSkills: Array<string>, attributes: Record<string, unknown>, list: { id: string, name: string }, numbers: Array<{ position: number, phone: string, timeZone: string | null, isRetired: boolean, retiredOutcome: string | null }> } | null, campaigns: Array<{ id: string, name: string, status: CampaignStatus, lists: Array<{ id: string }> }> };

export type ContactCallsQueryVariables = Exact<{
  contactId: string;
  after?: string | null | undefined;
}>;


export type ContactCallsQuery = { callRecords: { pageInfo: { endCursor: string | null, hasNextPage: boolean }, edges: Array<{ node: { id: string, entryId: string, campaignId: string, agentId: string | null, phone: string, attempt: number, startedAt: string, answeredAt: string | null, endedAt: string, completedAt: string, finalStatus: FinalCallStatus, outcome: string, category: OutcomeCategory, notes: string | null, recording: string | null } }> }, agents: Array<{ id: string, name: string }> };

export type ContactTrailQueryVariables = Exact<{
  contactId: string;
  after?: string | null | undefined;
}>;


export type ContactTrailQuery = { auditTrail: { pageInfo: { endCursor: string | null, hasNextPage: boolean }, edges: Array<{ node: { id: string, at: string, action: AuditAction, subject: string, role: string | null, changes: Record<string, unknown>, personal: Record<string, unknown> | null, isErased: boolean } }> } };

export type ExplainContactQueryVariables = Exact<{
  campaignId: string;
  contactId: string;
}>;


export type ExplainContactQuery = { explainContact: { campaignId: string, contactId: string, at: string, isDialable: boolean, dialableAt: string | null, firstFailing: { id: string, sentence: string } | null, rules: Array<{ id: string, sentence: string, source: string, passes: boolean, value: string | null, passesAt: string | null }> } };

export type DoNotCallQueryVariables = Exact<{
  phone: string;
}>;


export type DoNotCallQuery = { doNotCall: Array<{ kind: DoNotCallKind, matches: string | null, campaignId: string | null, contactId: string | null, reason: string, source: string, since: string, expiresAt: string | null }> };

export type AddToDoNotCallMutationVariables = Exact<{
  input: AddToDoNotCallInput;
}>;


export type AddToDoNotCallMutation = { addToDoNotCall: { cancelled: number } };

export type RemoveFromDoNotCallMutationVariables = Exact<{
  input: RemoveFromDoNotCallInput;
}>;


export type RemoveFromDoNotCallMutation = { removeFromDoNotCall: { removed: number } };

export type ContactConsentsQueryVariables = Exact<{
  contactId: string;
}>;


export type ContactConsentsQuery = { contact: { id: string, consents: Array<{ id: string, contactId: string | null, phone: string | null, basis: ConsentBasis, givenAt: string, source: string, expiresAt: string | null, revokedAt: string | null, revokedReason: string | null }> } | null };

export type RecordConsentMutationVariables = Exact<{
  input: RecordConsentInput;
}>;


export type RecordConsentMutation = { recordConsent: { cancelled: number, consent: { id: string } } };

export type RevokeConsentMutationVariables = Exact<{
  input: RevokeConsentInput;
}>;


export type RevokeConsentMutation = { revokeConsent: { revoked: number, cancelled: number } };

export type ContactSearchQueryVariables = Exact<{
  listId?: string | null | undefined;
  search?: string | null | undefined;
  after?: string | null | undefined;
}>;


export type ContactSearchQuery = { contacts: { pageInfo: { endCursor: string | null, hasNextPage: boolean }, edges: Array<{ node: { id: string, firstName: string, lastName: string, phone: string, externalId: string | null, status: ContactStatus, attemptCount: number, lastAttemptAt: string | null, lastOutcome: string | null, list: { id: string, name: string } } }> } };

export type ContactEntriesQueryVariables = Exact<{
  id: string;
}>;


export type ContactEntriesQuery = { contact: { id: string, entries: Array<{ id: string, status: QueueStatus, attempt: number, outcome: string | null, queuedAt: string, dialedAt: string | null, completedAt: string | null, campaign: { id: string, name: string }, assignedAgent: { id: string, name: string } | null }> } | null };

export type ContactCallbacksQueryVariables = Exact<{
  contactId: string;
}>;


export type ContactCallbacksQuery = { callbacks: { edges: Array<{ node: { id: string, dueAt: string, promisedAt: string, status: CallbackStatus, endedAt: string | null, endedReason: string | null, wasOnTime: boolean | null, campaign: { id: string, name: string }, agent: { id: string, name: string } | null } }> } };

export type GenerateQueueMutationVariables = Exact<{
  input: GenerateQueueInput;
}>;


export type GenerateQueueMutation = { generateQueue: { campaignId: string, isDryRun: boolean, created: number, kept: number, excluded: Array<{ reason: ExclusionReason, count: number }> } };

export type OutcomesQueryVariables = Exact<{ [key: string]: never; }>;


export type OutcomesQuery = { outcomes: Array<{ code: string, label: string, category: OutcomeCategory, isRefusal: boolean }> };

export type ResetListMutationVariables = Exact<{
  input: ResetListInput;
}>;


export type ResetListMutation = { resetList: { campaignId: string, listId: string, resetCount: number, isDryRun: boolean, warnings: Array<string>, leftOut: Array<{ reason: ResetExclusion, count: number }> } };

export type DiagnosisQueryVariables = Exact<{
  campaignId: string;
}>;


export type DiagnosisQuery = { queueDiagnosis: { campaignId: string, at: string, countedAt: string, campaignStatus: CampaignStatus, contacts: number, dialableNow: number, queuedNow: number, minutesUntilDry: number | null, byRule: Array<{ ruleId: string, reason: ExclusionReason, sentence: string, count: number }>, becomingDialable: Array<{ hours: number, count: number }>, bestChange: { ruleId: string | null, sentence: string, contacts: number, at: string | null } | null, warnings: Array<{ id: string, sentence: string, count: number }> } };

export type QueuePageQueryVariables = Exact<{
  campaignId: string;
  status?: Array<QueueStatus> | QueueStatus | null | undefined;
  after?: string | null | undefined;
}>;


export type QueuePageQuery = { campaign: { id: string, name: string, timeZone: string } | null, dialQueue: { totalCount: number, pageInfo: { endCursor: string | null, hasNextPage: boolean }, edges: Array<{ cursor: string, node: { id: string, status: QueueStatus, attempt: number, priority: number, outcome: string | null, queuedAt: string, dialedAt: string | null, connectedAt: string | null, endedAt: string | null, completedAt: string | null, contact: { id: string, firstName: string, lastName: string, phone: string }, assignedAgent: { id: string, name: string } | null } }> } };

export type QueueVersionSubscriptionVariables = Exact<{
  campaignId: string;
}>;


export type QueueVersionSubscription = { queueStatus: { campaignId: string, version: number } };

export const WindowFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Window"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"CallingWindow"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"opens"}},{"kind":"Field","name":{"kind":"Name","value":"closes"}}]}}]} as unknown as DocumentNode<WindowFragment, unknown>;
export const CampaignPartsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"CampaignParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Campaign"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"dialMethod"}},{"kind":"Field","name":{"kind":"Name","value":"distribution"}},{"kind":"Field","name":{"kind":"Name","value":"timeZone"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"maxAttempts"}},{"kind":"Field","name":{"kind":"Name","value":"numberPauseMinutes"}},{"kind":"Field","name":{"kind":"Name","value":"callbackGraceMinutes"}},{"kind":"Field","name":{"kind":"Name","value":"ageingMinutes"}},{"kind":"Field","name":{"kind":"Name","value":"abandonRateLimit"}},{"kind":"Field","name":{"kind":"Name","value":"isRefilled"}},{"kind":"Field","name":{"kind":"Name","value":"closesWhenDone"}},{"kind":"Field","name":{"kind":"Name","value":"callsBusinesses"}},{"kind":"Field","name":{"kind":"Name","value":"policyPack"}},{"kind":"Field","name":{"kind":"Name","value":"personScope"}},{"kind":"Field","name":{"kind":"Name","value":"contactFilter"}},{"kind":"Field","name":{"kind":"Name","value":"seller"}},{"kind":"Field","name":{"kind":"Name","value":"product"}},{"kind":"Field","name":{"kind":"Name","value":"callerId"}},{"kind":"Field","name":{"kind":"Name","value":"script"}},{"kind":"Field","name":{"kind":"Name","value":"registries"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"region"}},{"kind":"Field","name":{"kind":"Name","value":"state"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"isExpired"}},{"kind":"Field","name":{"kind":"Name","value":"warning"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"frequencyCaps"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"subject"}},{"kind":"Field","name":{"kind":"Name","value":"scope"}},{"kind":"Field","name":{"kind":"Name","value":"counts"}},{"kind":"Field","name":{"kind":"Name","value":"limit"}},{"kind":"Field","name":{"kind":"Name","value":"windowMinutes"}},{"kind":"Field","name":{"kind":"Name","value":"calendarDays"}}]}},{"kind":"Field","name":{"kind":"Name","value":"callingHours"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"monday"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Window"}}]}},{"kind":"Field","name":{"kind":"Name","value":"tuesday"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Window"}}]}},{"kind":"Field","name":{"kind":"Name","value":"wednesday"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Window"}}]}},{"kind":"Field","name":{"kind":"Name","value":"thursday"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Window"}}]}},{"kind":"Field","name":{"kind":"Name","value":"friday"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Window"}}]}},{"kind":"Field","name":{"kind":"Name","value":"saturday"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Window"}}]}},{"kind":"Field","name":{"kind":"Name","value":"sunday"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Window"}}]}},{"kind":"Field","name":{"kind":"Name","value":"holiday"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Window"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"lists"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"contactCount"}}]}},{"kind":"Field","name":{"kind":"Name","value":"listWeights"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"list"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}},{"kind":"Field","name":{"kind":"Name","value":"weight"}}]}},{"kind":"Field","name":{"kind":"Name","value":"agents"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"status"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Window"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"CallingWindow"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"opens"}},{"kind":"Field","name":{"kind":"Name","value":"closes"}}]}}]} as unknown as DocumentNode<CampaignPartsFragment, unknown>;
export const CampaignsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Campaigns"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"status"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"CampaignStatus"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"campaigns"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"status"},"value":{"kind":"Variable","name":{"kind":"Name","value":"status"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"dialMethod"}},{"kind":"Field","name":{"kind":"Name","value":"lists"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"contactCount"}}]}},{"kind":"Field","name":{"kind":"Name","value":"agents"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}},{"kind":"Field","name":{"kind":"Name","value":"stats"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"campaignId"}},{"kind":"Field","name":{"kind":"Name","value":"counts"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"queued"}},{"kind":"Field","name":{"kind":"Name","value":"total"}}]}},{"kind":"Field","name":{"kind":"Name","value":"dialedToday"}},{"kind":"Field","name":{"kind":"Name","value":"conversionsToday"}},{"kind":"Field","name":{"kind":"Name","value":"activeAgents"}},{"kind":"Field","name":{"kind":"Name","value":"listPenetration"}}]}}]}}]}}]} as unknown as DocumentNode<CampaignsQuery, CampaignsQueryVariables>;
export const CampaignDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Campaign"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"campaign"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"CampaignParts"}},{"kind":"Field","name":{"kind":"Name","value":"stats"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"campaignId"}},{"kind":"Field","name":{"kind":"Name","value":"at"}},{"kind":"Field","name":{"kind":"Name","value":"counts"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"queued"}},{"kind":"Field","name":{"kind":"Name","value":"reserved"}},{"kind":"Field","name":{"kind":"Name","value":"dialing"}},{"kind":"Field","name":{"kind":"Name","value":"connected"}},{"kind":"Field","name":{"kind":"Name","value":"wrapUp"}},{"kind":"Field","name":{"kind":"Name","value":"completed"}},{"kind":"Field","name":{"kind":"Name","value":"failed"}},{"kind":"Field","name":{"kind":"Name","value":"abandoned"}},{"kind":"Field","name":{"kind":"Name","value":"cancelled"}},{"kind":"Field","name":{"kind":"Name","value":"total"}}]}},{"kind":"Field","name":{"kind":"Name","value":"dialedToday"}},{"kind":"Field","name":{"kind":"Name","value":"answerRate"}},{"kind":"Field","name":{"kind":"Name","value":"conversionRate"}},{"kind":"Field","name":{"kind":"Name","value":"listPenetration"}},{"kind":"Field","name":{"kind":"Name","value":"optimalQueueSize"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"CampaignParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Campaign"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"dialMethod"}},{"kind":"Field","name":{"kind":"Name","value":"distribution"}},{"kind":"Field","name":{"kind":"Name","value":"timeZone"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"maxAttempts"}},{"kind":"Field","name":{"kind":"Name","value":"numberPauseMinutes"}},{"kind":"Field","name":{"kind":"Name","value":"callbackGraceMinutes"}},{"kind":"Field","name":{"kind":"Name","value":"ageingMinutes"}},{"kind":"Field","name":{"kind":"Name","value":"abandonRateLimit"}},{"kind":"Field","name":{"kind":"Name","value":"isRefilled"}},{"kind":"Field","name":{"kind":"Name","value":"closesWhenDone"}},{"kind":"Field","name":{"kind":"Name","value":"callsBusinesses"}},{"kind":"Field","name":{"kind":"Name","value":"policyPack"}},{"kind":"Field","name":{"kind":"Name","value":"personScope"}},{"kind":"Field","name":{"kind":"Name","value":"contactFilter"}},{"kind":"Field","name":{"kind":"Name","value":"seller"}},{"kind":"Field","name":{"kind":"Name","value":"product"}},{"kind":"Field","name":{"kind":"Name","value":"callerId"}},{"kind":"Field","name":{"kind":"Name","value":"script"}},{"kind":"Field","name":{"kind":"Name","value":"registries"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"region"}},{"kind":"Field","name":{"kind":"Name","value":"state"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"isExpired"}},{"kind":"Field","name":{"kind":"Name","value":"warning"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"frequencyCaps"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"subject"}},{"kind":"Field","name":{"kind":"Name","value":"scope"}},{"kind":"Field","name":{"kind":"Name","value":"counts"}},{"kind":"Field","name":{"kind":"Name","value":"limit"}},{"kind":"Field","name":{"kind":"Name","value":"windowMinutes"}},{"kind":"Field","name":{"kind":"Name","value":"calendarDays"}}]}},{"kind":"Field","name":{"kind":"Name","value":"callingHours"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"monday"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Window"}}]}},{"kind":"Field","name":{"kind":"Name","value":"tuesday"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Window"}}]}},{"kind":"Field","name":{"kind":"Name","value":"wednesday"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Window"}}]}},{"kind":"Field","name":{"kind":"Name","value":"thursday"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Window"}}]}},{"kind":"Field","name":{"kind":"Name","value":"friday"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Window"}}]}},{"kind":"Field","name":{"kind":"Name","value":"saturday"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Window"}}]}},{"kind":"Field","name":{"kind":"Name","value":"sunday"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Window"}}]}},{"kind":"Field","name":{"kind":"Name","value":"holiday"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Window"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"lists"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"contactCount"}}]}},{"kind":"Field","name":{"kind":"Name","value":"listWeights"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"list"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}},{"kind":"Field","name":{"kind":"Name","value":"weight"}}]}},{"kind":"Field","name":{"kind":"Name","value":"agents"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"status"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Window"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"CallingWindow"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"opens"}},{"kind":"Field","name":{"kind":"Name","value":"closes"}}]}}]} as unknown as DocumentNode<CampaignQuery, CampaignQueryVariables>;
export const CampaignChoicesDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"CampaignChoices"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"contactLists"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"contactCount"}}]}},{"kind":"Field","name":{"kind":"Name","value":"agents"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"skills"}}]}},{"kind":"Field","name":{"kind":"Name","value":"policyPacks"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"label"}},{"kind":"Field","name":{"kind":"Name","value":"hours"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}},{"kind":"Field","name":{"kind":"Name","value":"caps"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"me"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"organization"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"timeZone"}}]}}]}}]}}]} as unknown as DocumentNode<CampaignChoicesQuery, CampaignChoicesQueryVariables>;
export const PreviewFilterDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"PreviewFilter"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ContactFilterInput"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"listIds"}},"type":{"kind":"NonNullType","type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"previewFilter"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}},{"kind":"Argument","name":{"kind":"Name","value":"listIds"},"value":{"kind":"Variable","name":{"kind":"Name","value":"listIds"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"contactCount"}},{"kind":"Field","name":{"kind":"Name","value":"matchingCount"}},{"kind":"Field","name":{"kind":"Name","value":"samples"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"firstName"}},{"kind":"Field","name":{"kind":"Name","value":"lastName"}},{"kind":"Field","name":{"kind":"Name","value":"phone"}}]}}]}}]}}]} as unknown as DocumentNode<PreviewFilterQuery, PreviewFilterQueryVariables>;
export const CreateCampaignDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"CreateCampaign"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"CreateCampaignInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"createCampaign"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"CampaignParts"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"CampaignParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Campaign"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"dialMethod"}},{"kind":"Field","name":{"kind":"Name","value":"distribution"}},{"kind":"Field","name":{"kind":"Name","value":"timeZone"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"maxAttempts"}},{"kind":"Field","name":{"kind":"Name","value":"numberPauseMinutes"}},{"kind":"Field","name":{"kind":"Name","value":"callbackGraceMinutes"}},{"kind":"Field","name":{"kind":"Name","value":"ageingMinutes"}},{"kind":"Field","name":{"kind":"Name","value":"abandonRateLimit"}},{"kind":"Field","name":{"kind":"Name","value":"isRefilled"}},{"kind":"Field","name":{"kind":"Name","value":"closesWhenDone"}},{"kind":"Field","name":{"kind":"Name","value":"callsBusinesses"}},{"kind":"Field","name":{"kind":"Name","value":"policyPack"}},{"kind":"Field","name":{"kind":"Name","value":"personScope"}},{"kind":"Field","name":{"kind":"Name","value":"contactFilter"}},{"kind":"Field","name":{"kind":"Name","value":"seller"}},{"kind":"Field","name":{"kind":"Name","value":"product"}},{"kind":"Field","name":{"kind":"Name","value":"callerId"}},{"kind":"Field","name":{"kind":"Name","value":"script"}},{"kind":"Field","name":{"kind":"Name","value":"registries"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"region"}},{"kind":"Field","name":{"kind":"Name","value":"state"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"isExpired"}},{"kind":"Field","name":{"kind":"Name","value":"warning"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"frequencyCaps"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"subject"}},{"kind":"Field","name":{"kind":"Name","value":"scope"}},{"kind":"Field","name":{"kind":"Name","value":"counts"}},{"kind":"Field","name":{"kind":"Name","value":"limit"}},{"kind":"Field","name":{"kind":"Name","value":"windowMinutes"}},{"kind":"Field","name":{"kind":"Name","value":"calendarDays"}}]}},{"kind":"Field","name":{"kind":"Name","value":"callingHours"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"monday"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Window"}}]}},{"kind":"Field","name":{"kind":"Name","value":"tuesday"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Window"}}]}},{"kind":"Field","name":{"kind":"Name","value":"wednesday"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Window"}}]}},{"kind":"Field","name":{"kind":"Name","value":"thursday"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Window"}}]}},{"kind":"Field","name":{"kind":"Name","value":"friday"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Window"}}]}},{"kind":"Field","name":{"kind":"Name","value":"saturday"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Window"}}]}},{"kind":"Field","name":{"kind":"Name","value":"sunday"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Window"}}]}},{"kind":"Field","name":{"kind":"Name","value":"holiday"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Window"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"lists"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"contactCount"}}]}},{"kind":"Field","name":{"kind":"Name","value":"listWeights"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"list"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}},{"kind":"Field","name":{"kind":"Name","value":"weight"}}]}},{"kind":"Field","name":{"kind":"Name","value":"agents"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"status"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Window"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"CallingWindow"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"opens"}},{"kind":"Field","name":{"kind":"Name","value":"closes"}}]}}]} as unknown as DocumentNode<CreateCampaignMutation, CreateCampaignMutationVariables>;
export const UpdateCampaignDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"UpdateCampaign"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"UpdateCampaignInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"updateCampaign"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"CampaignParts"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"CampaignParts"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Campaign"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"dialMethod"}},{"kind":"Field","name":{"kind":"Name","value":"distribution"}},{"kind":"Field","name":{"kind":"Name","value":"timeZone"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"maxAttempts"}},{"kind":"Field","name":{"kind":"Name","value":"numberPauseMinutes"}},{"kind":"Field","name":{"kind":"Name","value":"callbackGraceMinutes"}},{"kind":"Field","name":{"kind":"Name","value":"ageingMinutes"}},{"kind":"Field","name":{"kind":"Name","value":"abandonRateLimit"}},{"kind":"Field","name":{"kind":"Name","value":"isRefilled"}},{"kind":"Field","name":{"kind":"Name","value":"closesWhenDone"}},{"kind":"Field","name":{"kind":"Name","value":"callsBusinesses"}},{"kind":"Field","name":{"kind":"Name","value":"policyPack"}},{"kind":"Field","name":{"kind":"Name","value":"personScope"}},{"kind":"Field","name":{"kind":"Name","value":"contactFilter"}},{"kind":"Field","name":{"kind":"Name","value":"seller"}},{"kind":"Field","name":{"kind":"Name","value":"product"}},{"kind":"Field","name":{"kind":"Name","value":"callerId"}},{"kind":"Field","name":{"kind":"Name","value":"script"}},{"kind":"Field","name":{"kind":"Name","value":"registries"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"region"}},{"kind":"Field","name":{"kind":"Name","value":"state"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"isExpired"}},{"kind":"Field","name":{"kind":"Name","value":"warning"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"frequencyCaps"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"subject"}},{"kind":"Field","name":{"kind":"Name","value":"scope"}},{"kind":"Field","name":{"kind":"Name","value":"counts"}},{"kind":"Field","name":{"kind":"Name","value":"limit"}},{"kind":"Field","name":{"kind":"Name","value":"windowMinutes"}},{"kind":"Field","name":{"kind":"Name","value":"calendarDays"}}]}},{"kind":"Field","name":{"kind":"Name","value":"callingHours"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"monday"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Window"}}]}},{"kind":"Field","name":{"kind":"Name","value":"tuesday"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Window"}}]}},{"kind":"Field","name":{"kind":"Name","value":"wednesday"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Window"}}]}},{"kind":"Field","name":{"kind":"Name","value":"thursday"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Window"}}]}},{"kind":"Field","name":{"kind":"Name","value":"friday"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Window"}}]}},{"kind":"Field","name":{"kind":"Name","value":"saturday"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Window"}}]}},{"kind":"Field","name":{"kind":"Name","value":"sunday"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Window"}}]}},{"kind":"Field","name":{"kind":"Name","value":"holiday"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Window"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"lists"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"contactCount"}}]}},{"kind":"Field","name":{"kind":"Name","value":"listWeights"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"list"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}},{"kind":"Field","name":{"kind":"Name","value":"weight"}}]}},{"kind":"Field","name":{"kind":"Name","value":"agents"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"status"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Window"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"CallingWindow"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"opens"}},{"kind":"Field","name":{"kind":"Name","value":"closes"}}]}}]} as unknown as DocumentNode<UpdateCampaignMutation, UpdateCampaignMutationVariables>;
export const ContactListsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ContactLists"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"contactLists"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"contactCount"}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}}]}}]}}]} as unknown as DocumentNode<ContactListsQuery, ContactListsQueryVariables>;
export const CreateContactListDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"CreateContactList"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"name"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"createContactList"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"name"},"value":{"kind":"Variable","name":{"kind":"Name","value":"name"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]} as unknown as DocumentNode<CreateContactListMutation, CreateContactListMutationVariables>;
export const ContactDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Contact"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"serverTime"}},{"kind":"Field","name":{"kind":"Name","value":"contact"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"firstName"}},{"kind":"Field","name":{"kind":"Name","value":"lastName"}},{"kind":"Field","name":{"kind":"Name","value":"phone"}},{"kind":"Field","name":{"kind":"Name","value":"email"}},{"kind":"Field","name":{"kind":"Name","value":"externalId"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"priority"}},{"kind":"Field","name":{"kind":"Name","value":"attemptCount"}},{"kind":"Field","name":{"kind":"Name","value":"lastAttemptAt"}},{"kind":"Field","name":{"kind":"Name","value":"lastOutcome"}},{"kind":"Field","name":{"kind":"Name","value":"nextAttemptAt"}},{"kind":"Field","name":{"kind":"Name","value":"regions"}},{"kind":"Field","name":{"kind":"Name","value":"timeZones"}},{"kind":"Field","name":{"kind":"Name","value":"requiredSkills"}},{"kind":"Field","name":{"kind":"Name","value":"attributes"}},{"kind":"Field","name":{"kind":"Name","value":"list"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"numbers"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"position"}},{"kind":"Field","name":{"kind":"Name","value":"phone"}},{"kind":"Field","name":{"kind":"Name","value":"timeZone"}},{"kind":"Field","name":{"kind":"Name","value":"isRetired"}},{"kind":"Field","name":{"kind":"Name","value":"retiredOutcome"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"campaigns"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"lists"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}}]}}]}}]} as unknown as DocumentNode<ContactQuery, ContactQueryVariables>;
export const ContactCallsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ContactCalls"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"contactId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"callRecords"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"contactId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"contactId"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"50"}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"endCursor"}},{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}}]}},{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"entryId"}},{"kind":"Field","name":{"kind":"Name","value":"campaignId"}},{"kind":"Field","name":{"kind":"Name","value":"agentId"}},{"kind":"Field","name":{"kind":"Name","value":"phone"}},{"kind":"Field","name":{"kind":"Name","value":"attempt"}},{"kind":"Field","name":{"kind":"Name","value":"startedAt"}},{"kind":"Field","name":{"kind":"Name","value":"answeredAt"}},{"kind":"Field","name":{"kind":"Name","value":"endedAt"}},{"kind":"Field","name":{"kind":"Name","value":"completedAt"}},{"kind":"Field","name":{"kind":"Name","value":"finalStatus"}},{"kind":"Field","name":{"kind":"Name","value":"outcome"}},{"kind":"Field","name":{"kind":"Name","value":"category"}},{"kind":"Field","name":{"kind":"Name","value":"notes"}},{"kind":"Field","name":{"kind":"Name","value":"recording"}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"agents"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]} as unknown as DocumentNode<ContactCallsQuery, ContactCallsQueryVariables>;
export const ContactTrailDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ContactTrail"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"contactId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"auditTrail"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"entity"},"value":{"kind":"EnumValue","value":"CONTACT"}},{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"contactId"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"50"}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"endCursor"}},{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}}]}},{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"at"}},{"kind":"Field","name":{"kind":"Name","value":"action"}},{"kind":"Field","name":{"kind":"Name","value":"subject"}},{"kind":"Field","name":{"kind":"Name","value":"role"}},{"kind":"Field","name":{"kind":"Name","value":"changes"}},{"kind":"Field","name":{"kind":"Name","value":"personal"}},{"kind":"Field","name":{"kind":"Name","value":"isErased"}}]}}]}}]}}]}}]} as unknown as DocumentNode<ContactTrailQuery, ContactTrailQueryVariables>;
export const ExplainContactDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ExplainContact"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"campaignId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"contactId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"explainContact"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"campaignId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"campaignId"}}},{"kind":"Argument","name":{"kind":"Name","value":"contactId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"contactId"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"campaignId"}},{"kind":"Field","name":{"kind":"Name","value":"contactId"}},{"kind":"Field","name":{"kind":"Name","value":"at"}},{"kind":"Field","name":{"kind":"Name","value":"isDialable"}},{"kind":"Field","name":{"kind":"Name","value":"dialableAt"}},{"kind":"Field","name":{"kind":"Name","value":"firstFailing"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"sentence"}}]}},{"kind":"Field","name":{"kind":"Name","value":"rules"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"sentence"}},{"kind":"Field","name":{"kind":"Name","value":"source"}},{"kind":"Field","name":{"kind":"Name","value":"passes"}},{"kind":"Field","name":{"kind":"Name","value":"value"}},{"kind":"Field","name":{"kind":"Name","value":"passesAt"}}]}}]}}]}}]} as unknown as DocumentNode<ExplainContactQuery, ExplainContactQueryVariables>;
export const DoNotCallDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"DoNotCall"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"phone"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"doNotCall"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"phone"},"value":{"kind":"Variable","name":{"kind":"Name","value":"phone"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"matches"}},{"kind":"Field","name":{"kind":"Name","value":"campaignId"}},{"kind":"Field","name":{"kind":"Name","value":"contactId"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"source"}},{"kind":"Field","name":{"kind":"Name","value":"since"}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}}]}}]}}]} as unknown as DocumentNode<DoNotCallQuery, DoNotCallQueryVariables>;
export const AddToDoNotCallDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"AddToDoNotCall"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"AddToDoNotCallInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"addToDoNotCall"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cancelled"}}]}}]}}]} as unknown as DocumentNode<AddToDoNotCallMutation, AddToDoNotCallMutationVariables>;
export const RemoveFromDoNotCallDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"RemoveFromDoNotCall"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"RemoveFromDoNotCallInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"removeFromDoNotCall"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"removed"}}]}}]}}]} as unknown as DocumentNode<RemoveFromDoNotCallMutation, RemoveFromDoNotCallMutationVariables>;
export const ContactConsentsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ContactConsents"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"contactId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"contact"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"contactId"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"consents"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"50"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"contactId"}},{"kind":"Field","name":{"kind":"Name","value":"phone"}},{"kind":"Field","name":{"kind":"Name","value":"basis"}},{"kind":"Field","name":{"kind":"Name","value":"givenAt"}},{"kind":"Field","name":{"kind":"Name","value":"source"}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"revokedAt"}},{"kind":"Field","name":{"kind":"Name","value":"revokedReason"}}]}}]}}]}}]} as unknown as DocumentNode<ContactConsentsQuery, ContactConsentsQueryVariables>;
export const RecordConsentDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"RecordConsent"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"RecordConsentInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"recordConsent"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cancelled"}},{"kind":"Field","name":{"kind":"Name","value":"consent"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}}]}}]}}]}}]} as unknown as DocumentNode<RecordConsentMutation, RecordConsentMutationVariables>;
export const RevokeConsentDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"RevokeConsent"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"RevokeConsentInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"revokeConsent"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"revoked"}},{"kind":"Field","name":{"kind":"Name","value":"cancelled"}}]}}]}}]} as unknown as DocumentNode<RevokeConsentMutation, RevokeConsentMutationVariables>;
export const ContactSearchDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ContactSearch"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"listId"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"search"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"contacts"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"listId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"listId"}}},{"kind":"Argument","name":{"kind":"Name","value":"search"},"value":{"kind":"Variable","name":{"kind":"Name","value":"search"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"50"}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"endCursor"}},{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}}]}},{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"firstName"}},{"kind":"Field","name":{"kind":"Name","value":"lastName"}},{"kind":"Field","name":{"kind":"Name","value":"phone"}},{"kind":"Field","name":{"kind":"Name","value":"externalId"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"attemptCount"}},{"kind":"Field","name":{"kind":"Name","value":"lastAttemptAt"}},{"kind":"Field","name":{"kind":"Name","value":"lastOutcome"}},{"kind":"Field","name":{"kind":"Name","value":"list"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}}]}}]}}]} as unknown as DocumentNode<ContactSearchQuery, ContactSearchQueryVariables>;
export const ContactEntriesDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ContactEntries"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"contact"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"entries"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"50"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"attempt"}},{"kind":"Field","name":{"kind":"Name","value":"outcome"}},{"kind":"Field","name":{"kind":"Name","value":"queuedAt"}},{"kind":"Field","name":{"kind":"Name","value":"dialedAt"}},{"kind":"Field","name":{"kind":"Name","value":"completedAt"}},{"kind":"Field","name":{"kind":"Name","value":"campaign"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"assignedAgent"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}}]}}]} as unknown as DocumentNode<ContactEntriesQuery, ContactEntriesQueryVariables>;
export const ContactCallbacksDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ContactCallbacks"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"contactId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"callbacks"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"contactId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"contactId"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"100"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"dueAt"}},{"kind":"Field","name":{"kind":"Name","value":"promisedAt"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"endedAt"}},{"kind":"Field","name":{"kind":"Name","value":"endedReason"}},{"kind":"Field","name":{"kind":"Name","value":"wasOnTime"}},{"kind":"Field","name":{"kind":"Name","value":"campaign"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"agent"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}}]}}]}}]} as unknown as DocumentNode<ContactCallbacksQuery, ContactCallbacksQueryVariables>;
export const GenerateQueueDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"GenerateQueue"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"GenerateQueueInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"generateQueue"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"campaignId"}},{"kind":"Field","name":{"kind":"Name","value":"isDryRun"}},{"kind":"Field","name":{"kind":"Name","value":"created"}},{"kind":"Field","name":{"kind":"Name","value":"kept"}},{"kind":"Field","name":{"kind":"Name","value":"excluded"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"count"}}]}}]}}]}}]} as unknown as DocumentNode<GenerateQueueMutation, GenerateQueueMutationVariables>;
export const OutcomesDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Outcomes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"outcomes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"label"}},{"kind":"Field","name":{"kind":"Name","value":"category"}},{"kind":"Field","name":{"kind":"Name","value":"isRefusal"}}]}}]}}]} as unknown as DocumentNode<OutcomesQuery, OutcomesQueryVariables>;
export const ResetListDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ResetList"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ResetListInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"resetList"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"campaignId"}},{"kind":"Field","name":{"kind":"Name","value":"listId"}},{"kind":"Field","name":{"kind":"Name","value":"resetCount"}},{"kind":"Field","name":{"kind":"Name","value":"leftOut"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"count"}}]}},{"kind":"Field","name":{"kind":"Name","value":"isDryRun"}},{"kind":"Field","name":{"kind":"Name","value":"warnings"}}]}}]}}]} as unknown as DocumentNode<ResetListMutation, ResetListMutationVariables>;
export const DiagnosisDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Diagnosis"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"campaignId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"queueDiagnosis"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"campaignId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"campaignId"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"campaignId"}},{"kind":"Field","name":{"kind":"Name","value":"at"}},{"kind":"Field","name":{"kind":"Name","value":"countedAt"}},{"kind":"Field","name":{"kind":"Name","value":"campaignStatus"}},{"kind":"Field","name":{"kind":"Name","value":"contacts"}},{"kind":"Field","name":{"kind":"Name","value":"dialableNow"}},{"kind":"Field","name":{"kind":"Name","value":"queuedNow"}},{"kind":"Field","name":{"kind":"Name","value":"minutesUntilDry"}},{"kind":"Field","name":{"kind":"Name","value":"byRule"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"ruleId"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"sentence"}},{"kind":"Field","name":{"kind":"Name","value":"count"}}]}},{"kind":"Field","name":{"kind":"Name","value":"becomingDialable"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hours"}},{"kind":"Field","name":{"kind":"Name","value":"count"}}]}},{"kind":"Field","name":{"kind":"Name","value":"bestChange"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"ruleId"}},{"kind":"Field","name":{"kind":"Name","value":"sentence"}},{"kind":"Field","name":{"kind":"Name","value":"contacts"}},{"kind":"Field","name":{"kind":"Name","value":"at"}}]}},{"kind":"Field","name":{"kind":"Name","value":"warnings"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"sentence"}},{"kind":"Field","name":{"kind":"Name","value":"count"}}]}}]}}]}}]} as unknown as DocumentNode<DiagnosisQuery, DiagnosisQueryVariables>;
export const QueuePageDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"QueuePage"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"campaignId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"status"}},"type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"QueueStatus"}}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"campaign"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"campaignId"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"timeZone"}}]}},{"kind":"Field","name":{"kind":"Name","value":"dialQueue"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"campaignId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"campaignId"}}},{"kind":"Argument","name":{"kind":"Name","value":"status"},"value":{"kind":"Variable","name":{"kind":"Name","value":"status"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"50"}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"endCursor"}},{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}}]}},{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cursor"}},{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"attempt"}},{"kind":"Field","name":{"kind":"Name","value":"priority"}},{"kind":"Field","name":{"kind":"Name","value":"outcome"}},{"kind":"Field","name":{"kind":"Name","value":"queuedAt"}},{"kind":"Field","name":{"kind":"Name","value":"dialedAt"}},{"kind":"Field","name":{"kind":"Name","value":"connectedAt"}},{"kind":"Field","name":{"kind":"Name","value":"endedAt"}},{"kind":"Field","name":{"kind":"Name","value":"completedAt"}},{"kind":"Field","name":{"kind":"Name","value":"contact"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"firstName"}},{"kind":"Field","name":{"kind":"Name","value":"lastName"}},{"kind":"Field","name":{"kind":"Name","value":"phone"}}]}},{"kind":"Field","name":{"kind":"Name","value":"assignedAgent"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}}]}}]}}]} as unknown as DocumentNode<QueuePageQuery, QueuePageQueryVariables>;
export const QueueVersionDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"subscription","name":{"kind":"Name","value":"QueueVersion"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"campaignId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"queueStatus"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"campaignIds"},"value":{"kind":"ListValue","values":[{"kind":"Variable","name":{"kind":"Name","value":"campaignId"}}]}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"campaignId"}},{"kind":"Field","name":{"kind":"Name","value":"version"}}]}}]}}]} as unknown as DocumentNode<QueueVersionSubscription, QueueVersionSubscriptionVariables>;