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

/** A contact to add or update. */
export type ContactInput = {
  /** Anything else that is known. */
  attributes?: Record<string, unknown> | null | undefined;
  /** E-mail address. */
  email?: string | null | undefined;
  /** The caller's own key, unique in the list. */
  externalId?: string | null | undefined;
  /** Given name, at most 200 characters. */
  firstName: string;
  /** Family name, at most 200 characters. */
  lastName: string;
  /** E.164, or any international form that starts with +. */
  phone: string;
  /** Higher is dialled sooner. */
  priority?: number | null | undefined;
  /** IANA zone; the number's when left out, if that is certain. */
  timeZone?: string | null | undefined;
};

/** A new campaign; it starts as DRAFT. */
export type CreateCampaignInput = {
  /** Largest share of live answers that may find no agent, 0..1. */
  abandonRateLimit?: number | null | undefined;
  /** The agents who work for it. */
  agentIds?: Array<string> | null | undefined;
  /** How contacts reach agents. */
  dialMethod?: DialMethod | null | undefined;
  /** The lists to dial. */
  listIds?: Array<string> | null | undefined;
  /** Dials per contact, 1 to 100. */
  maxAttempts?: number | null | undefined;
  /** 1 to 200 characters. */
  name: string;
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
  | 'OUTSIDE_CALLING_HOURS'
  | 'PHONE_IN_USE'
  | 'QUEUE_EMPTY'
  | 'RETRY_NOT_DUE'
  | 'UNKNOWN_TIME_ZONE';

/** Which queue to fill, and how far. */
export type GenerateQueueInput = {
  /** The campaign; DRAFT, ACTIVE or PAUSED. */
  campaignId: string;
  /** At most this many live entries in the queue after the call, 1 to 1,000,000; the optimal size when left out. */
  maxEntries?: number | null | undefined;
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
  /** Exactly these agents from now on. */
  agentIds?: Array<string> | null | undefined;
  /** How contacts reach agents. */
  dialMethod?: DialMethod | null | undefined;
  /** The campaign. */
  id: string;
  /** Exactly these lists from now on. */
  listIds?: Array<string> | null | undefined;
  /** Dials per contact, 1 to 100. */
  maxAttempts?: number | null | undefined;
  /** 1 to 200 characters. */
  name?: string | null | undefined;
  /** DRAFT to ACTIVE, ACTIVE to PAUSED and back, any to COMPLETED, which is final. */
  status?: CampaignStatus | null | undefined;
};

/** A later word on what happened. */
export type UpdateQueueOutcomeInput = {
  /** For an outcome of category CALLBACK. */
  callbackAt?: string | null | undefined;
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
  /** The entry. */
  entryId: string;
  /** Refused with CONFLICT when the entry has another version. */
  expectedVersion?: number | null | undefined;
  /** The same key within 24 hours gives the same answer and does nothing twice. */
  idempotencyKey?: string | null | undefined;
  /** At most 10,000 characters. */
  notes?: string | null | undefined;
  /** An outcome code of the catalogue; required for COMPLETED, optional for FAILED (NO_ANSWER when left out). */
  outcome?: string | null | undefined;
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