import { randomUUID } from 'node:crypto'
import type { Stage } from './stage.js'

/** A root field in use: a document that takes every argument as a variable. */
interface OperationCase {
  readonly document: string
  /** Good ones, with every input field set: on a fresh stage the operation succeeds for a SUPERVISOR. */
  readonly variables: (stage: Stage) => object
  /** Whom an AGENT's token stands for; the holder when left out. */
  readonly agent?: 'free'
}

const soon = (): string => new Date(Date.now() + 86_400_000).toISOString()
const input = (type: string, field: string, selection: string): string =>
  `mutation ($input: ${type}!) { ${field}(input: $input) { ${selection} } }`

/** Every root field of the schema. The walks over all operations (roles, tenancy, bad input) find their calls here. */
export const operations: Readonly<Record<string, OperationCase>> = {
  'Query.me': { document: '{ me { role organization { id } agent { id } } }', variables: () => ({}) },
  'Query.campaign': {
    document: 'query ($id: ID!) { campaign(id: $id) { id name } }',
    variables: ({ campaignId }) => ({ id: campaignId }),
  },
  'Query.campaigns': {
    document: 'query ($status: CampaignStatus) { campaigns(status: $status) { id } }',
    variables: () => ({ status: 'ACTIVE' }),
  },
  'Query.contactLists': { document: '{ contactLists { id contactCount } }', variables: () => ({}) },
  'Query.contact': {
    document: 'query ($id: ID!) { contact(id: $id) { id phone } }',
    variables: ({ contactId }) => ({ id: contactId }),
  },
  'Query.agents': {
    document:
      'query ($campaignId: ID, $status: AgentStatus) { agents(campaignId: $campaignId, status: $status) { id } }',
    variables: ({ campaignId }) => ({ campaignId, status: 'BUSY' }),
  },
  'Query.outcomes': { document: '{ outcomes { code } }', variables: () => ({}) },
  'Query.dialQueue': {
    document: `query ($campaignId: ID!, $status: [QueueStatus!], $first: Int, $after: String) {
      dialQueue(campaignId: $campaignId, status: $status, first: $first, after: $after) { edges { node { id } } } }`,
    variables: ({ campaignId, cursor }) => ({ campaignId, status: ['QUEUED'], first: 2, after: cursor }),
  },
  'Query.dialQueueEntry': {
    document: 'query ($id: ID!) { dialQueueEntry(id: $id) { id } }',
    variables: ({ heldEntry }) => ({ id: heldEntry.id }),
  },
  'Query.campaignStats': {
    document: 'query ($campaignId: ID!) { campaignStats(campaignId: $campaignId) { at } }',
    variables: ({ campaignId }) => ({ campaignId }),
  },
  'Query.queueMetrics': { document: '{ queueMetrics { at } }', variables: () => ({}) },
  'Mutation.createCampaign': {
    document: input('CreateCampaignInput', 'createCampaign', 'id'),
    variables: ({ listId, freeAgentId }) => ({
      input: {
        name: 'Spring',
        dialMethod: 'PREVIEW',
        timeZone: 'Europe/Berlin',
        maxAttempts: 4,
        abandonRateLimit: 0.02,
        listIds: [listId],
        agentIds: [freeAgentId],
      },
    }),
  },
  'Mutation.updateCampaign': {
    document: input('UpdateCampaignInput', 'updateCampaign', 'id'),
    variables: ({ campaignId, listId, freeAgentId, holderId }) => ({
      input: {
        id: campaignId,
        name: 'Summer',
        status: 'ACTIVE',
        dialMethod: 'PROGRESSIVE',
        maxAttempts: 5,
        abandonRateLimit: 0.01,
        listIds: [listId],
        agentIds: [freeAgentId, holderId],
      },
    }),
  },
  'Mutation.createContactList': {
    document: 'mutation ($name: String!) { createContactList(name: $name) { id } }',
    variables: () => ({ name: `List ${randomUUID()}` }),
  },
  'Mutation.addContacts': {
    document: input('AddContactsInput', 'addContacts', 'inserted rejected { row field message }'),
    variables: ({ listId }) => ({
      input: {
        listId,
        contacts: [
          {
            externalId: 'crm-1',
            firstName: 'Ada',
            lastName: 'Adler',
            phone: '+14155550123',
            email: 'ada@adler.example',
            timeZone: 'America/Los_Angeles',
            priority: 3,
            attributes: { plan: 'gold' },
          },
        ],
      },
    }),
  },
  'Mutation.createAgent': {
    document: input('CreateAgentInput', 'createAgent', 'id'),
    variables: () => ({ input: { name: 'Alma', email: `${randomUUID()}@desk.example` } }),
  },
  'Mutation.setAgentStatus': {
    document: input('SetAgentStatusInput', 'setAgentStatus', 'status'),
    variables: ({ freeAgentId }) => ({ input: { agentId: freeAgentId, status: 'PAUSED', reason: 'Lunch' } }),
    agent: 'free',
  },
  'Mutation.generateQueue': {
    document: `mutation ($input: GenerateQueueInput!, $first: Int) {
      generateQueue(input: $input) { created entries(first: $first) { id } } }`,
    variables: ({ campaignId }) => ({ input: { campaignId, maxEntries: 100 }, first: 5 }),
  },
  'Mutation.nextContact': {
    document: input('NextContactInput', 'nextContact', 'entry { id } reason'),
    variables: ({ campaignId, freeAgentId }) => ({
      input: { campaignId, agentId: freeAgentId, idempotencyKey: `next ${campaignId}` },
    }),
    agent: 'free',
  },
  'Mutation.updateQueueStatus': {
    document: input('UpdateQueueStatusInput', 'updateQueueStatus', 'entry { status }'),
    variables: ({ heldEntry, holderId }) => ({
      input: {
        entryId: heldEntry.id,
        status: 'COMPLETED',
        outcome: 'CALLBACK',
        notes: 'Asked for a call back',
        callbackAt: soon(),
        agentId: holderId,
        expectedVersion: heldEntry.version,
        idempotencyKey: `report ${heldEntry.id}`,
      },
    }),
  },
  'Mutation.updateQueueOutcome': {
    document: input('UpdateQueueOutcomeInput', 'updateQueueOutcome', 'entry { outcome }'),
    variables: ({ finalEntry }) => ({
      input: {
        entryId: finalEntry.id,
        outcome: 'CALLBACK',
        notes: 'It was a call back',
        callbackAt: soon(),
        expectedVersion: finalEntry.version,
      },
    }),
  },
  'Mutation.renewLease': {
    document: 'mutation ($entryId: ID!) { renewLease(entryId: $entryId) { leaseExpiresAt } }',
    variables: ({ heldEntry }) => ({ entryId: heldEntry.id }),
  },
  'Subscription.queueStatus': {
    document: 'subscription ($campaignIds: [ID!]) { queueStatus(campaignIds: $campaignIds) { campaignId } }',
    variables: ({ campaignId }) => ({ campaignIds: [campaignId] }),
  },
}
