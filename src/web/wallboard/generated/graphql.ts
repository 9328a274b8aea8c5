/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
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

export type QueueStatusSubscriptionVariables = Exact<{
  campaignIds?: Array<string> | string | null | undefined;
}>;


export type QueueStatusSubscription = { queueStatus: { campaignId: string, campaignName: string, campaignStatus: CampaignStatus, version: number, counts: { queued: number, reserved: number, dialing: number, connected: number, completed: number, failed: number, abandoned: number }, agents: { available: number, busy: number, wrapUp: number, paused: number } } };

export type BoardCampaignsQueryVariables = Exact<{ [key: string]: never; }>;


export type BoardCampaignsQuery = { campaigns: Array<{ id: string, name: string, status: CampaignStatus }> };

export type BoardFiguresQueryVariables = Exact<{
  statsOf: Array<string> | string;
  chartsOf: Array<string> | string;
  minutes: number;
  agents: boolean;
  agentsOfAll: boolean;
  agentsOf?: Array<string> | string | null | undefined;
}>;


export type BoardFiguresQuery = { serverTime: string, stats: Array<{ id: string, abandonRateLimit: number, stats: { answerRate: number | null, conversionRate: number | null, abandonRate: number | null, abandonRate30Days: number | null, averageTalkSeconds: number | null, averageWrapUpSeconds: number | null, listPenetration: number | null } }>, charts: Array<{ id: string, history: { minutes: Array<{ startsAt: string, dials: number, answers: number, abandons: number }> } }>, agents?: Array<{ id: string, name: string, status: AgentStatus, statusChangedAt: string, pauseReason: string | null, currentEntry: { status: QueueStatus, contact: { maskedPhone: string }, campaign: { name: string } } | null }>, campaigns?: Array<{ agents: Array<{ id: string, name: string, status: AgentStatus, statusChangedAt: string, pauseReason: string | null, currentEntry: { status: QueueStatus, contact: { maskedPhone: string }, campaign: { name: string } } | null }> }> };

export type AgentLineFragment = { id: string, name: string, status: AgentStatus, statusChangedAt: string, pauseReason: string | null, currentEntry: { status: QueueStatus, contact: { maskedPhone: string }, campaign: { name: string } } | null };

export type BoardDiagnosesQueryVariables = Exact<{
  ids: Array<string> | string;
}>;


export type BoardDiagnosesQuery = { campaigns: Array<{ id: string, queueDiagnosis: { dialableNow: number, minutesUntilDry: number | null, byRule: Array<{ ruleId: string, reason: ExclusionReason, count: number }>, bestChange: { ruleId: string | null, at: string | null } | null } | null }> };

export const AgentLineFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"AgentLine"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Agent"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"statusChangedAt"}},{"kind":"Field","name":{"kind":"Name","value":"pauseReason"}},{"kind":"Field","name":{"kind":"Name","value":"currentEntry"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"contact"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"maskedPhone"}}]}},{"kind":"Field","name":{"kind":"Name","value":"campaign"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}}]} as unknown as DocumentNode<AgentLineFragment, unknown>;
export const QueueStatusDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"subscription","name":{"kind":"Name","value":"QueueStatus"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"campaignIds"}},"type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"queueStatus"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"campaignIds"},"value":{"kind":"Variable","name":{"kind":"Name","value":"campaignIds"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"campaignId"}},{"kind":"Field","name":{"kind":"Name","value":"campaignName"}},{"kind":"Field","name":{"kind":"Name","value":"campaignStatus"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"counts"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"queued"}},{"kind":"Field","name":{"kind":"Name","value":"reserved"}},{"kind":"Field","name":{"kind":"Name","value":"dialing"}},{"kind":"Field","name":{"kind":"Name","value":"connected"}},{"kind":"Field","name":{"kind":"Name","value":"completed"}},{"kind":"Field","name":{"kind":"Name","value":"failed"}},{"kind":"Field","name":{"kind":"Name","value":"abandoned"}}]}},{"kind":"Field","name":{"kind":"Name","value":"agents"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"available"}},{"kind":"Field","name":{"kind":"Name","value":"busy"}},{"kind":"Field","name":{"kind":"Name","value":"wrapUp"}},{"kind":"Field","name":{"kind":"Name","value":"paused"}}]}}]}}]}}]} as unknown as DocumentNode<QueueStatusSubscription, QueueStatusSubscriptionVariables>;
export const BoardCampaignsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"BoardCampaigns"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"campaigns"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"status"}}]}}]}}]} as unknown as DocumentNode<BoardCampaignsQuery, BoardCampaignsQueryVariables>;
export const BoardFiguresDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"BoardFigures"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"statsOf"}},"type":{"kind":"NonNullType","type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"chartsOf"}},"type":{"kind":"NonNullType","type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"minutes"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"agents"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Boolean"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"agentsOfAll"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Boolean"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"agentsOf"}},"type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"serverTime"}},{"kind":"Field","alias":{"kind":"Name","value":"stats"},"name":{"kind":"Name","value":"campaigns"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"ids"},"value":{"kind":"Variable","name":{"kind":"Name","value":"statsOf"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"abandonRateLimit"}},{"kind":"Field","name":{"kind":"Name","value":"stats"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"answerRate"}},{"kind":"Field","name":{"kind":"Name","value":"conversionRate"}},{"kind":"Field","name":{"kind":"Name","value":"abandonRate"}},{"kind":"Field","name":{"kind":"Name","value":"abandonRate30Days"}},{"kind":"Field","name":{"kind":"Name","value":"averageTalkSeconds"}},{"kind":"Field","name":{"kind":"Name","value":"averageWrapUpSeconds"}},{"kind":"Field","name":{"kind":"Name","value":"listPenetration"}}]}}]}},{"kind":"Field","alias":{"kind":"Name","value":"charts"},"name":{"kind":"Name","value":"campaigns"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"ids"},"value":{"kind":"Variable","name":{"kind":"Name","value":"chartsOf"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"history"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"minutes"},"value":{"kind":"Variable","name":{"kind":"Name","value":"minutes"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"minutes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"startsAt"}},{"kind":"Field","name":{"kind":"Name","value":"dials"}},{"kind":"Field","name":{"kind":"Name","value":"answers"}},{"kind":"Field","name":{"kind":"Name","value":"abandons"}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"agents"},"directives":[{"kind":"Directive","name":{"kind":"Name","value":"include"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"if"},"value":{"kind":"Variable","name":{"kind":"Name","value":"agentsOfAll"}}}]}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"AgentLine"}}]}},{"kind":"Field","name":{"kind":"Name","value":"campaigns"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"ids"},"value":{"kind":"Variable","name":{"kind":"Name","value":"agentsOf"}}}],"directives":[{"kind":"Directive","name":{"kind":"Name","value":"include"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"if"},"value":{"kind":"Variable","name":{"kind":"Name","value":"agents"}}}]}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"agents"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"AgentLine"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"AgentLine"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Agent"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"statusChangedAt"}},{"kind":"Field","name":{"kind":"Name","value":"pauseReason"}},{"kind":"Field","name":{"kind":"Name","value":"currentEntry"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"contact"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"maskedPhone"}}]}},{"kind":"Field","name":{"kind":"Name","value":"campaign"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}}]} as unknown as DocumentNode<BoardFiguresQuery, BoardFiguresQueryVariables>;
export const BoardDiagnosesDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"BoardDiagnoses"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"ids"}},"type":{"kind":"NonNullType","type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"campaigns"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"ids"},"value":{"kind":"Variable","name":{"kind":"Name","value":"ids"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"queueDiagnosis"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"dialableNow"}},{"kind":"Field","name":{"kind":"Name","value":"minutesUntilDry"}},{"kind":"Field","name":{"kind":"Name","value":"byRule"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"ruleId"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"count"}}]}},{"kind":"Field","name":{"kind":"Name","value":"bestChange"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"ruleId"}},{"kind":"Field","name":{"kind":"Name","value":"at"}}]}}]}}]}}]}}]} as unknown as DocumentNode<BoardDiagnosesQuery, BoardDiagnosesQueryVariables>;