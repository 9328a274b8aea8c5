/* eslint-disable */
import * as types from './graphql.js';
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';

/**
 * Map of all GraphQL operations in the project.
 *
 * This map has several performance disadvantages:
 * 1. It is not tree-shakeable, so it will include all operations in the project.
 * 2. It is not minifiable, so the string of a GraphQL query will be multiple times inside the bundle.
 * 3. It does not support dead code elimination, so it will add unused operations.
 *
 * Therefore it is highly recommended to use the babel or swc plugin for production.
 * Learn more about it here: https://the-guild.dev/graphql/codegen/plugins/presets/preset-client#reducing-bundle-size
 */
type Documents = {
    "subscription QueueStatus($campaignIds: [ID!]) {\n  queueStatus(campaignIds: $campaignIds) {\n    campaignId\n    campaignName\n    campaignStatus\n    version\n    counts {\n      queued\n      reserved\n      dialing\n      connected\n      completed\n      failed\n      abandoned\n    }\n    agents {\n      available\n      busy\n      wrapUp\n      paused\n    }\n  }\n}\n\nquery BoardCampaigns {\n  campaigns {\n    id\n    name\n    status\n  }\n}\n\nquery BoardFigures($statsOf: [ID!]!, $chartsOf: [ID!]!, $minutes: Int!, $agents: Boolean!, $agentsOfAll: Boolean!, $agentsOf: [ID!]) {\n  serverTime\n  stats: campaigns(ids: $statsOf) {\n    id\n    abandonRateLimit\n    stats {\n      answerRate\n      conversionRate\n      abandonRate\n      abandonRate30Days\n      averageTalkSeconds\n      averageWrapUpSeconds\n      listPenetration\n    }\n  }\n  charts: campaigns(ids: $chartsOf) {\n    id\n    history(minutes: $minutes) {\n      minutes {\n        startsAt\n        dials\n        answers\n        abandons\n      }\n    }\n  }\n  agents @include(if: $agentsOfAll) {\n    ...AgentLine\n  }\n  campaigns(ids: $agentsOf) @include(if: $agents) {\n    agents {\n      ...AgentLine\n    }\n  }\n}\n\nfragment AgentLine on Agent {\n  id\n  name\n  status\n  statusChangedAt\n  pauseReason\n  currentEntry {\n    status\n    contact {\n      maskedPhone\n    }\n    campaign {\n      name\n    }\n  }\n}\n\nquery BoardDiagnoses($ids: [ID!]!) {\n  campaigns(ids: $ids) {\n    id\n    queueDiagnosis {\n      dialableNow\n      minutesUntilDry\n      byRule {\n        ruleId\n        reason\n        count\n      }\n      bestChange {\n        ruleId\n        at\n      }\n    }\n  }\n}": typeof types.QueueStatusDocument,
};
const documents: Documents = {
    "subscription QueueStatus($campaignIds: [ID!]) {\n  queueStatus(campaignIds: $campaignIds) {\n    campaignId\n    campaignName\n    campaignStatus\n    version\n    counts {\n      queued\n      reserved\n      dialing\n      connected\n      completed\n      failed\n      abandoned\n    }\n    agents {\n      available\n      busy\n      wrapUp\n      paused\n    }\n  }\n}\n\nquery BoardCampaigns {\n  campaigns {\n    id\n    name\n    status\n  }\n}\n\nquery BoardFigures($statsOf: [ID!]!, $chartsOf: [ID!]!, $minutes: Int!, $agents: Boolean!, $agentsOfAll: Boolean!, $agentsOf: [ID!]) {\n  serverTime\n  stats: campaigns(ids: $statsOf) {\n    id\n    abandonRateLimit\n    stats {\n      answerRate\n      conversionRate\n      abandonRate\n      abandonRate30Days\n      averageTalkSeconds\n      averageWrapUpSeconds\n      listPenetration\n    }\n  }\n  charts: campaigns(ids: $chartsOf) {\n    id\n    history(minutes: $minutes) {\n      minutes {\n        startsAt\n        dials\n        answers\n        abandons\n      }\n    }\n  }\n  agents @include(if: $agentsOfAll) {\n    ...AgentLine\n  }\n  campaigns(ids: $agentsOf) @include(if: $agents) {\n    agents {\n      ...AgentLine\n    }\n  }\n}\n\nfragment AgentLine on Agent {\n  id\n  name\n  status\n  statusChangedAt\n  pauseReason\n  currentEntry {\n    status\n    contact {\n      maskedPhone\n    }\n    campaign {\n      name\n    }\n  }\n}\n\nquery BoardDiagnoses($ids: [ID!]!) {\n  campaigns(ids: $ids) {\n    id\n    queueDiagnosis {\n      dialableNow\n      minutesUntilDry\n      byRule {\n        ruleId\n        reason\n        count\n      }\n      bestChange {\n        ruleId\n        at\n      }\n    }\n  }\n}": types.QueueStatusDocument,
};

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 *
 *
 * @example
 * ```ts
 * const query = graphql(`query GetUser($id: ID!) { user(id: $id) { name } }`);
 * ```
 *
 * The query argument is unknown!
 * Please regenerate the types.
 */
export function graphql(source: string): unknown;

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "subscription QueueStatus($campaignIds: [ID!]) {\n  queueStatus(campaignIds: $campaignIds) {\n    campaignId\n    campaignName\n    campaignStatus\n    version\n    counts {\n      queued\n      reserved\n      dialing\n      connected\n      completed\n      failed\n      abandoned\n    }\n    agents {\n      available\n      busy\n      wrapUp\n      paused\n    }\n  }\n}\n\nquery BoardCampaigns {\n  campaigns {\n    id\n    name\n    status\n  }\n}\n\nquery BoardFigures($statsOf: [ID!]!, $chartsOf: [ID!]!, $minutes: Int!, $agents: Boolean!, $agentsOfAll: Boolean!, $agentsOf: [ID!]) {\n  serverTime\n  stats: campaigns(ids: $statsOf) {\n    id\n    abandonRateLimit\n    stats {\n      answerRate\n      conversionRate\n      abandonRate\n      abandonRate30Days\n      averageTalkSeconds\n      averageWrapUpSeconds\n      listPenetration\n    }\n  }\n  charts: campaigns(ids: $chartsOf) {\n    id\n    history(minutes: $minutes) {\n      minutes {\n        startsAt\n        dials\n        answers\n        abandons\n      }\n    }\n  }\n  agents @include(if: $agentsOfAll) {\n    ...AgentLine\n  }\n  campaigns(ids: $agentsOf) @include(if: $agents) {\n    agents {\n      ...AgentLine\n    }\n  }\n}\n\nfragment AgentLine on Agent {\n  id\n  name\n  status\n  statusChangedAt\n  pauseReason\n  currentEntry {\n    status\n    contact {\n      maskedPhone\n    }\n    campaign {\n      name\n    }\n  }\n}\n\nquery BoardDiagnoses($ids: [ID!]!) {\n  campaigns(ids: $ids) {\n    id\n    queueDiagnosis {\n      dialableNow\n      minutesUntilDry\n      byRule {\n        ruleId\n        reason\n        count\n      }\n      bestChange {\n        ruleId\n        at\n      }\n    }\n  }\n}"): (typeof documents)["subscription QueueStatus($campaignIds: [ID!]) {\n  queueStatus(campaignIds: $campaignIds) {\n    campaignId\n    campaignName\n    campaignStatus\n    version\n    counts {\n      queued\n      reserved\n      dialing\n      connected\n      completed\n      failed\n      abandoned\n    }\n    agents {\n      available\n      busy\n      wrapUp\n      paused\n    }\n  }\n}\n\nquery BoardCampaigns {\n  campaigns {\n    id\n    name\n    status\n  }\n}\n\nquery BoardFigures($statsOf: [ID!]!, $chartsOf: [ID!]!, $minutes: Int!, $agents: Boolean!, $agentsOfAll: Boolean!, $agentsOf: [ID!]) {\n  serverTime\n  stats: campaigns(ids: $statsOf) {\n    id\n    abandonRateLimit\n    stats {\n      answerRate\n      conversionRate\n      abandonRate\n      abandonRate30Days\n      averageTalkSeconds\n      averageWrapUpSeconds\n      listPenetration\n    }\n  }\n  charts: campaigns(ids: $chartsOf) {\n    id\n    history(minutes: $minutes) {\n      minutes {\n        startsAt\n        dials\n        answers\n        abandons\n      }\n    }\n  }\n  agents @include(if: $agentsOfAll) {\n    ...AgentLine\n  }\n  campaigns(ids: $agentsOf) @include(if: $agents) {\n    agents {\n      ...AgentLine\n    }\n  }\n}\n\nfragment AgentLine on Agent {\n  id\n  name\n  status\n  statusChangedAt\n  pauseReason\n  currentEntry {\n    status\n    contact {\n      maskedPhone\n    }\n    campaign {\n      name\n    }\n  }\n}\n\nquery BoardDiagnoses($ids: [ID!]!) {\n  campaigns(ids: $ids) {\n    id\n    queueDiagnosis {\n      dialableNow\n      minutesUntilDry\n      byRule {\n        ruleId\n        reason\n        count\n      }\n      bestChange {\n        ruleId\n        at\n      }\n    }\n  }\n}"];

export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}

export type DocumentType<TDocumentNode extends DocumentNode<any, any>> = TDocumentNode extends DocumentNode<  infer TType,  any>  ? TType  : never;