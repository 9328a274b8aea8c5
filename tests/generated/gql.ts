/* eslint-disable */
import * as types from './graphql.js';



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
    "mutation AddContacts($input: AddContactsInput!) {\n  addContacts(input: $input) {\n    inserted\n    updated\n    rejected {\n      row\n      field\n      message\n    }\n  }\n}": typeof types.AddContactsDocument,
    "query CampaignStats($campaignId: ID!) {\n  campaignStats(campaignId: $campaignId) {\n    at\n    counts {\n      ...QueueCountFields\n    }\n    agents {\n      ...AgentCountFields\n    }\n    activeAgents\n    dialedToday\n    connectedToday\n    completedToday\n    conversionsToday\n    outcomesToday {\n      outcome\n      category\n      count\n    }\n    answerRate\n    conversionRate\n    listPenetration\n    optimalQueueSize\n  }\n}": typeof types.CampaignStatsDocument,
    "fragment QueueCountFields on QueueCounts {\n  queued\n  reserved\n  dialing\n  connected\n  wrapUp\n  completed\n  failed\n  abandoned\n  cancelled\n  total\n}\n\nfragment AgentCountFields on AgentCounts {\n  available\n  busy\n  wrapUp\n  paused\n  offline\n}": typeof types.QueueCountFieldsFragmentDoc,
    "mutation CreateCampaign($input: CreateCampaignInput!) {\n  createCampaign(input: $input) {\n    id\n    name\n    status\n    dialMethod\n    timeZone\n    maxAttempts\n    abandonRateLimit\n    lists {\n      id\n    }\n    agents {\n      id\n    }\n  }\n}": typeof types.CreateCampaignDocument,
    "query DialQueuePage($campaignId: ID!, $status: [QueueStatus!], $first: Int, $after: String) {\n  dialQueue(\n    campaignId: $campaignId\n    status: $status\n    first: $first\n    after: $after\n  ) {\n    totalCount\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n    edges {\n      cursor\n      node {\n        ...EntryFields\n        contact {\n          id\n          phone\n        }\n        campaign {\n          id\n          name\n        }\n        assignedAgent {\n          id\n          name\n        }\n      }\n    }\n  }\n}": typeof types.DialQueuePageDocument,
    "fragment EntryFields on DialQueueEntry {\n  id\n  status\n  attempt\n  version\n  priority\n  queuedAt\n  dialedAt\n  connectedAt\n  endedAt\n  completedAt\n  leaseExpiresAt\n  outcome\n  notes\n}": typeof types.EntryFieldsFragmentDoc,
    "mutation GenerateQueue($input: GenerateQueueInput!) {\n  generateQueue(input: $input) {\n    campaignId\n    created\n    kept\n    excluded {\n      reason\n      count\n    }\n  }\n}": typeof types.GenerateQueueDocument,
    "mutation NextContact($input: NextContactInput!) {\n  nextContact(input: $input) {\n    entry {\n      ...EntryFields\n      contact {\n        id\n        phone\n      }\n    }\n    reason\n    retryAt\n  }\n}": typeof types.NextContactDocument,
    "subscription QueueStatus($campaignIds: [ID!]) {\n  queueStatus(campaignIds: $campaignIds) {\n    campaignId\n    campaignName\n    campaignStatus\n    version\n    at\n    counts {\n      ...QueueCountFields\n    }\n    agents {\n      ...AgentCountFields\n    }\n  }\n}": typeof types.QueueStatusDocument,
    "mutation RenewLease($entryId: ID!) {\n  renewLease(entryId: $entryId) {\n    ...EntryFields\n  }\n}": typeof types.RenewLeaseDocument,
    "mutation SetAgentStatus($input: SetAgentStatusInput!) {\n  setAgentStatus(input: $input) {\n    id\n    status\n    pauseReason\n    currentEntry {\n      id\n    }\n  }\n}": typeof types.SetAgentStatusDocument,
    "mutation UpdateCampaign($input: UpdateCampaignInput!) {\n  updateCampaign(input: $input) {\n    id\n    name\n    status\n  }\n}": typeof types.UpdateCampaignDocument,
    "mutation UpdateQueueOutcome($input: UpdateQueueOutcomeInput!) {\n  updateQueueOutcome(input: $input) {\n    entry {\n      ...EntryFields\n    }\n  }\n}": typeof types.UpdateQueueOutcomeDocument,
    "mutation UpdateQueueStatus($input: UpdateQueueStatusInput!) {\n  updateQueueStatus(input: $input) {\n    entry {\n      ...EntryFields\n    }\n  }\n}": typeof types.UpdateQueueStatusDocument,
};
const documents: Documents = {
    "mutation AddContacts($input: AddContactsInput!) {\n  addContacts(input: $input) {\n    inserted\n    updated\n    rejected {\n      row\n      field\n      message\n    }\n  }\n}": types.AddContactsDocument,
    "query CampaignStats($campaignId: ID!) {\n  campaignStats(campaignId: $campaignId) {\n    at\n    counts {\n      ...QueueCountFields\n    }\n    agents {\n      ...AgentCountFields\n    }\n    activeAgents\n    dialedToday\n    connectedToday\n    completedToday\n    conversionsToday\n    outcomesToday {\n      outcome\n      category\n      count\n    }\n    answerRate\n    conversionRate\n    listPenetration\n    optimalQueueSize\n  }\n}": types.CampaignStatsDocument,
    "fragment QueueCountFields on QueueCounts {\n  queued\n  reserved\n  dialing\n  connected\n  wrapUp\n  completed\n  failed\n  abandoned\n  cancelled\n  total\n}\n\nfragment AgentCountFields on AgentCounts {\n  available\n  busy\n  wrapUp\n  paused\n  offline\n}": types.QueueCountFieldsFragmentDoc,
    "mutation CreateCampaign($input: CreateCampaignInput!) {\n  createCampaign(input: $input) {\n    id\n    name\n    status\n    dialMethod\n    timeZone\n    maxAttempts\n    abandonRateLimit\n    lists {\n      id\n    }\n    agents {\n      id\n    }\n  }\n}": types.CreateCampaignDocument,
    "query DialQueuePage($campaignId: ID!, $status: [QueueStatus!], $first: Int, $after: String) {\n  dialQueue(\n    campaignId: $campaignId\n    status: $status\n    first: $first\n    after: $after\n  ) {\n    totalCount\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n    edges {\n      cursor\n      node {\n        ...EntryFields\n        contact {\n          id\n          phone\n        }\n        campaign {\n          id\n          name\n        }\n        assignedAgent {\n          id\n          name\n        }\n      }\n    }\n  }\n}": types.DialQueuePageDocument,
    "fragment EntryFields on DialQueueEntry {\n  id\n  status\n  attempt\n  version\n  priority\n  queuedAt\n  dialedAt\n  connectedAt\n  endedAt\n  completedAt\n  leaseExpiresAt\n  outcome\n  notes\n}": types.EntryFieldsFragmentDoc,
    "mutation GenerateQueue($input: GenerateQueueInput!) {\n  generateQueue(input: $input) {\n    campaignId\n    created\n    kept\n    excluded {\n      reason\n      count\n    }\n  }\n}": types.GenerateQueueDocument,
    "mutation NextContact($input: NextContactInput!) {\n  nextContact(input: $input) {\n    entry {\n      ...EntryFields\n      contact {\n        id\n        phone\n      }\n    }\n    reason\n    retryAt\n  }\n}": types.NextContactDocument,
    "subscription QueueStatus($campaignIds: [ID!]) {\n  queueStatus(campaignIds: $campaignIds) {\n    campaignId\n    campaignName\n    campaignStatus\n    version\n    at\n    counts {\n      ...QueueCountFields\n    }\n    agents {\n      ...AgentCountFields\n    }\n  }\n}": types.QueueStatusDocument,
    "mutation RenewLease($entryId: ID!) {\n  renewLease(entryId: $entryId) {\n    ...EntryFields\n  }\n}": types.RenewLeaseDocument,
    "mutation SetAgentStatus($input: SetAgentStatusInput!) {\n  setAgentStatus(input: $input) {\n    id\n    status\n    pauseReason\n    currentEntry {\n      id\n    }\n  }\n}": types.SetAgentStatusDocument,
    "mutation UpdateCampaign($input: UpdateCampaignInput!) {\n  updateCampaign(input: $input) {\n    id\n    name\n    status\n  }\n}": types.UpdateCampaignDocument,
    "mutation UpdateQueueOutcome($input: UpdateQueueOutcomeInput!) {\n  updateQueueOutcome(input: $input) {\n    entry {\n      ...EntryFields\n    }\n  }\n}": types.UpdateQueueOutcomeDocument,
    "mutation UpdateQueueStatus($input: UpdateQueueStatusInput!) {\n  updateQueueStatus(input: $input) {\n    entry {\n      ...EntryFields\n    }\n  }\n}": types.UpdateQueueStatusDocument,
};

/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation AddContacts($input: AddContactsInput!) {\n  addContacts(input: $input) {\n    inserted\n    updated\n    rejected {\n      row\n      field\n      message\n    }\n  }\n}"): typeof import('./graphql.js').AddContactsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query CampaignStats($campaignId: ID!) {\n  campaignStats(campaignId: $campaignId) {\n    at\n    counts {\n      ...QueueCountFields\n    }\n    agents {\n      ...AgentCountFields\n    }\n    activeAgents\n    dialedToday\n    connectedToday\n    completedToday\n    conversionsToday\n    outcomesToday {\n      outcome\n      category\n      count\n    }\n    answerRate\n    conversionRate\n    listPenetration\n    optimalQueueSize\n  }\n}"): typeof import('./graphql.js').CampaignStatsDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "fragment QueueCountFields on QueueCounts {\n  queued\n  reserved\n  dialing\n  connected\n  wrapUp\n  completed\n  failed\n  abandoned\n  cancelled\n  total\n}\n\nfragment AgentCountFields on AgentCounts {\n  available\n  busy\n  wrapUp\n  paused\n  offline\n}"): typeof import('./graphql.js').QueueCountFieldsFragmentDoc;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation CreateCampaign($input: CreateCampaignInput!) {\n  createCampaign(input: $input) {\n    id\n    name\n    status\n    dialMethod\n    timeZone\n    maxAttempts\n    abandonRateLimit\n    lists {\n      id\n    }\n    agents {\n      id\n    }\n  }\n}"): typeof import('./graphql.js').CreateCampaignDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "query DialQueuePage($campaignId: ID!, $status: [QueueStatus!], $first: Int, $after: String) {\n  dialQueue(\n    campaignId: $campaignId\n    status: $status\n    first: $first\n    after: $after\n  ) {\n    totalCount\n    pageInfo {\n      hasNextPage\n      endCursor\n    }\n    edges {\n      cursor\n      node {\n        ...EntryFields\n        contact {\n          id\n          phone\n        }\n        campaign {\n          id\n          name\n        }\n        assignedAgent {\n          id\n          name\n        }\n      }\n    }\n  }\n}"): typeof import('./graphql.js').DialQueuePageDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "fragment EntryFields on DialQueueEntry {\n  id\n  status\n  attempt\n  version\n  priority\n  queuedAt\n  dialedAt\n  connectedAt\n  endedAt\n  completedAt\n  leaseExpiresAt\n  outcome\n  notes\n}"): typeof import('./graphql.js').EntryFieldsFragmentDoc;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation GenerateQueue($input: GenerateQueueInput!) {\n  generateQueue(input: $input) {\n    campaignId\n    created\n    kept\n    excluded {\n      reason\n      count\n    }\n  }\n}"): typeof import('./graphql.js').GenerateQueueDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation NextContact($input: NextContactInput!) {\n  nextContact(input: $input) {\n    entry {\n      ...EntryFields\n      contact {\n        id\n        phone\n      }\n    }\n    reason\n    retryAt\n  }\n}"): typeof import('./graphql.js').NextContactDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "subscription QueueStatus($campaignIds: [ID!]) {\n  queueStatus(campaignIds: $campaignIds) {\n    campaignId\n    campaignName\n    campaignStatus\n    version\n    at\n    counts {\n      ...QueueCountFields\n    }\n    agents {\n      ...AgentCountFields\n    }\n  }\n}"): typeof import('./graphql.js').QueueStatusDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation RenewLease($entryId: ID!) {\n  renewLease(entryId: $entryId) {\n    ...EntryFields\n  }\n}"): typeof import('./graphql.js').RenewLeaseDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation SetAgentStatus($input: SetAgentStatusInput!) {\n  setAgentStatus(input: $input) {\n    id\n    status\n    pauseReason\n    currentEntry {\n      id\n    }\n  }\n}"): typeof import('./graphql.js').SetAgentStatusDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation UpdateCampaign($input: UpdateCampaignInput!) {\n  updateCampaign(input: $input) {\n    id\n    name\n    status\n  }\n}"): typeof import('./graphql.js').UpdateCampaignDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation UpdateQueueOutcome($input: UpdateQueueOutcomeInput!) {\n  updateQueueOutcome(input: $input) {\n    entry {\n      ...EntryFields\n    }\n  }\n}"): typeof import('./graphql.js').UpdateQueueOutcomeDocument;
/**
 * The graphql function is used to parse GraphQL queries into a document that can be used by GraphQL clients.
 */
export function graphql(source: "mutation UpdateQueueStatus($input: UpdateQueueStatusInput!) {\n  updateQueueStatus(input: $input) {\n    entry {\n      ...EntryFields\n    }\n  }\n}"): typeof import('./graphql.js').UpdateQueueStatusDocument;


export function graphql(source: string) {
  return (documents as any)[source] ?? {};
}
