import { randomUUID } from 'node:crypto'
import { ago, soon, type OperationCase } from './operationCase.js'

/** So many that no walk over the operations meets it. */
const frequencyCap = { subject: 'NUMBER', scope: 'ORGANIZATION', limit: 1000, windowMinutes: 1440 }
const input = (type: string, field: string, selection: string): string =>
  `mutation ($input: ${type}!) { ${field}(input: $input) { ${selection} } }`

// A list for each day of its own: the walks change one value at a time.
const callingHours = Object.fromEntries(
  ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday', 'holiday'].map((day) => [
    day,
    [{ opens: '09:00', closes: '17:30' }],
  ]),
)

/** Every mutation and subscription of the schema. */
export const mutationCases: Readonly<Record<string, OperationCase>> = {
  'Mutation.addToDoNotCall': {
    document: input('AddToDoNotCallInput', 'addToDoNotCall', 'cancelled'),
    variables: ({ campaignId, contactId }) => ({
      input: { contactId, campaignId, reason: 'Asked by letter', source: 'letter of 3 March', expiresAt: soon() },
    }),
  },
  'Mutation.removeFromDoNotCall': {
    document: input('RemoveFromDoNotCallInput', 'removeFromDoNotCall', 'removed'),
    variables: ({ campaignId, contactId }) => ({
      input: { contactId, campaignId, reason: 'Asked to be called again' },
    }),
  },
  'Mutation.recordConsent': {
    document: input('RecordConsentInput', 'recordConsent', 'cancelled consent { id basis contactId }'),
    variables: ({ contactId }) => ({
      input: { contactId, basis: 'EXPRESS', givenAt: ago(), source: 'web form 12', expiresAt: soon() },
    }),
  },
  'Mutation.revokeConsent': {
    document: input('RevokeConsentInput', 'revokeConsent', 'revoked cancelled'),
    variables: ({ contactId }) => ({ input: { contactId, reason: 'Asked by letter' } }),
  },
  'Mutation.recordReassignedAnswers': {
    document: input('RecordReassignedAnswersInput', 'recordReassignedAnswers', 'cancelled'),
    variables: () => ({ input: { answers: [{ phone: '+14155550123', answer: 'NO', askedAt: ago() }] } }),
  },
  'Mutation.updatePolicyPack': {
    document: input('UpdatePolicyPackInput', 'updatePolicyPack', 'code version'),
    variables: () => ({
      input: {
        code: 'AU',
        label: 'Our Australia',
        rules: { hours: [], caps: [], nationalRegistryMaxAgeDays: 30 },
        expectedVersion: null,
      },
    }),
  },
  'Mutation.addClosedDays': {
    document: input('AddClosedDaysInput', 'addClosedDays', 'total'),
    variables: () => ({ input: { days: [{ region: 'US-UT', day: '2030-07-24', name: 'Pioneer Day' }] } }),
  },
  'Mutation.removeClosedDays': {
    document: input('RemoveClosedDaysInput', 'removeClosedDays', 'removed'),
    variables: () => ({ input: { days: [{ region: 'US-UT', day: '2031-07-24' }] } }),
  },
  'Mutation.rescheduleCallback': {
    document: `mutation ($id: ID!, $callbackAt: DateTime, $agentId: ID, $callbackFor: CallbackTaker) {
      rescheduleCallback(id: $id, callbackAt: $callbackAt, agentId: $agentId, callbackFor: $callbackFor) { id dueAt } }`,
    variables: ({ callbackId, holderId }) => ({
      ...{ id: callbackId, callbackAt: soon(), agentId: holderId, callbackFor: 'AGENT' },
    }),
  },
  'Mutation.cancelCallback': {
    document: 'mutation ($id: ID!, $reason: String!) { cancelCallback(id: $id, reason: $reason) { status } }',
    variables: ({ callbackId }) => ({ id: callbackId, reason: 'She called us.' }),
  },
  'Mutation.setRetryRules': {
    document: `mutation ($campaignId: ID, $rules: [RetryRuleInput!]!) {
      setRetryRules(campaignId: $campaignId, rules: $rules) { outcome source } }`,
    variables: ({ campaignId }) => ({
      campaignId,
      rules: [
        {
          outcome: 'BUSY',
          delayMinutes: 10,
          growth: 'EXPONENTIAL',
          ceilingMinutes: 240,
          otherPartOfDay: true,
          maxAttempts: 5,
        },
      ],
    }),
  },
  'Mutation.setOutcome': {
    document: input('OutcomeInput', 'setOutcome', 'code'),
    variables: () => ({
      input: { code: 'RINGS_OUT', label: 'Rings out', category: 'NO_ANSWER', retryAfterMinutes: 90 },
    }),
  },
  'Mutation.setOutcomeRefusal': {
    document: `mutation ($code: String!, $isRefusal: Boolean!) {
      setOutcomeRefusal(code: $code, isRefusal: $isRefusal) { code isRefusal } }`,
    variables: () => ({ code: 'NOT_INTERESTED', isRefusal: true }),
  },
  'Mutation.resetList': {
    document: input('ResetListInput', 'resetList', 'resetCount isDryRun warnings leftOut { reason count }'),
    variables: ({ campaignId, listId }) => ({
      input: { campaignId, listId, outcomes: ['NO_ANSWER'], notCalledSince: ago(), dryRun: false },
    }),
  },
  'Mutation.createCampaign': {
    document: input('CreateCampaignInput', 'createCampaign', 'id'),
    variables: ({ listId, freeAgentId }) => ({
      input: {
        name: 'Spring',
        dialMethod: 'PREVIEW',
        timeZone: 'Europe/Berlin',
        maxAttempts: 4,
        abandonRateLimit: 0.02,
        callbackGraceMinutes: 20,
        numberPauseMinutes: 45,
        listIds: [listId],
        agentIds: [freeAgentId],
        callingHours,
        policyPack: 'US_STATES',
        registries: [{ code: 'us-national' }, { code: 'us-fl', region: 'US-FL' }],
        frequencyCaps: [{ ...frequencyCap, counts: 'CONVERSATIONS' }],
        contactFilter: {
          and: [
            { or: [{ equals: { field: 'firstName', value: 'First1' } }, { exists: { field: 'phone' } }] },
            { not: { in: { field: 'list', values: [1, '2'] } } },
            { range: { field: 'priority', from: -5, to: 100 } },
          ],
        },
        listWeights: [{ listId, weight: 5 }],
        ageingMinutes: 10,
        distribution: 'FEWEST_CALLS',
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
        callbackGraceMinutes: 25,
        numberPauseMinutes: 50,
        listIds: [listId],
        agentIds: [freeAgentId, holderId],
        callingHours,
        policyPack: 'NONE',
        registries: [{ code: 'uk-tps', region: 'GB' }],
        frequencyCaps: [{ ...frequencyCap, counts: 'CALLS' }],
        contactFilter: {
          and: [
            { or: [{ equals: { field: 'firstName', value: 'First1' } }, { exists: { field: 'phone' } }] },
            { not: { in: { field: 'list', values: [1, '2'] } } },
            { range: { field: 'priority', from: -5, to: 100 } },
          ],
        },
        listWeights: [{ listId, weight: 5 }],
        ageingMinutes: 10,
        distribution: 'FEWEST_CALLS',
        removeContactFilter: false,
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
            country: 'US',
            state: 'CA',
            postalCode: '90001',
            priority: 3,
            requiredSkills: ['german'],
            attributes: { plan: 'gold' },
            phones: [{ phone: '+12125550123', timeZone: 'America/New_York' }],
          },
        ],
      },
    }),
  },
  'Mutation.createAgent': {
    document: input('CreateAgentInput', 'createAgent', 'id'),
    variables: () => ({ input: { name: 'Alma', email: `${randomUUID()}@desk.example`, skills: ['german'] } }),
  },
  'Mutation.updateAgent': {
    document: input('UpdateAgentInput', 'updateAgent', 'id skills'),
    variables: ({ freeAgentId }) => ({ input: { id: freeAgentId, name: 'Bert', skills: ['french', 'mortgage'] } }),
  },
  'Mutation.heartbeat': {
    document: 'mutation ($agentId: ID) { heartbeat(agentId: $agentId) { status } }',
    variables: ({ freeAgentId }) => ({ agentId: freeAgentId }),
    agent: 'free',
  },
  'Mutation.setAgentStatus': {
    document: input('SetAgentStatusInput', 'setAgentStatus', 'status'),
    variables: ({ freeAgentId }) => ({ input: { agentId: freeAgentId, status: 'PAUSED', reason: 'Lunch' } }),
    agent: 'free',
  },
  'Mutation.generateQueue': {
    document: `mutation ($input: GenerateQueueInput!, $first: Int) {
      generateQueue(input: $input) { created entries(first: $first) { id } } }`,
    variables: ({ campaignId }) => ({ input: { campaignId, maxEntries: 100, dryRun: false }, first: 5 }),
  },
  'Mutation.nextContact': {
    document: input('NextContactInput', 'nextContact', 'entry { id } reason'),
    variables: ({ campaignId, freeAgentId }) => ({
      input: { campaignId, agentId: freeAgentId, idempotencyKey: `next ${campaignId}` },
    }),
    agent: 'free',
  },
  'Mutation.pushContacts': {
    document: input('PushContactsInput', 'pushContacts', 'entries { id } reason retryAt waitingAgentCount'),
    variables: ({ campaignId }) => ({ input: { campaignId, count: 1, idempotencyKey: `push ${campaignId}` } }),
  },
  'Mutation.eraseContact': {
    document:
      'mutation ($contactId: ID!, $reason: String!) { eraseContact(contactId: $contactId, reason: $reason) { id } }',
    variables: ({ finalEntry }) => ({ contactId: finalEntry.contact.id, reason: 'Asked for it' }),
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
        callbackFor: 'ANYONE',
        recording: 'recordings/1.wav',
        callingNumber: '+12125550100',
        isPrerecorded: false,
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
        callbackFor: 'ANYONE',
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
