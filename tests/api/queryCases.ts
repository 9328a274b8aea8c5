import { soon, type OperationCase } from './operationCase.js'

/** Every query of the schema. */
export const queryCases: Readonly<Record<string, OperationCase>> = {
  'Query.me': { document: '{ me { role organization { id } agent { id } } }', variables: () => ({}) },
  'Query.serverTime': { document: '{ serverTime }', variables: () => ({}) },
  'Query.campaign': {
    document: 'query ($id: ID!) { campaign(id: $id) { id name } }',
    variables: ({ campaignId }) => ({ id: campaignId }),
  },
  'Query.campaigns': {
    document: `query ($status: CampaignStatus, $ids: [ID!]) {
      campaigns(status: $status, ids: $ids) { id history(minutes: 2) { at } queueDiagnosis { contacts } } }`,
    variables: ({ campaignId }) => ({ status: 'ACTIVE', ids: [campaignId] }),
  },
  'Query.contactLists': { document: '{ contactLists { id contactCount } }', variables: () => ({}) },
  'Query.contact': {
    document: 'query ($id: ID!) { contact(id: $id) { id phone } }',
    variables: ({ contactId }) => ({ id: contactId }),
  },
  'Query.contacts': {
    document: `query ($listId: ID, $search: String, $first: Int, $after: String) {
      contacts(listId: $listId, search: $search, first: $first, after: $after) { edges { node { id phone } } } }`,
    variables: ({ listId }) => ({
      ...{ listId, search: 'Last', first: 2, after: Buffer.from('contact:1:last').toString('base64url') },
    }),
  },
  'Query.agents': {
    document:
      'query ($campaignId: ID, $status: AgentStatus) { agents(campaignId: $campaignId, status: $status) { id } }',
    variables: ({ campaignId }) => ({ campaignId, status: 'BUSY' }),
  },
  'Query.agentDay': {
    document: `query ($agentId: ID, $date: LocalDate, $timeZone: String) {
      agentDay(agentId: $agentId, date: $date, timeZone: $timeZone) { occupancy } }`,
    variables: ({ freeAgentId }) => ({ agentId: freeAgentId, date: '2026-11-20', timeZone: 'Europe/Berlin' }),
    agent: 'free',
  },
  'Query.agentStates': {
    document: `query ($agentId: ID, $from: DateTime, $until: DateTime, $first: Int, $after: String) {
      agentStates(agentId: $agentId, from: $from, until: $until, first: $first, after: $after) { edges { node { status } } } }`,
    variables: ({ freeAgentId }) => ({
      agentId: freeAgentId,
      from: '2026-11-01T00:00:00Z',
      until: soon(),
      first: 2,
      after: Buffer.from('state:0:1').toString('base64url'),
    }),
    agent: 'free',
  },
  'Query.explainContact': {
    document: `query ($campaignId: ID!, $contactId: ID!, $at: DateTime) {
      explainContact(campaignId: $campaignId, contactId: $contactId, at: $at) { isDialable rules { id passes } } }`,
    variables: ({ campaignId, contactId }) => ({ campaignId, contactId, at: soon() }),
  },
  'Query.queueDiagnosis': {
    document:
      'query ($campaignId: ID!) { queueDiagnosis(campaignId: $campaignId) { contacts byRule { ruleId count } } }',
    variables: ({ campaignId }) => ({ campaignId }),
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
  'Query.campaignHistory': {
    document: `query ($campaignId: ID!, $minutes: Int) {
      campaignHistory(campaignId: $campaignId, minutes: $minutes) { at minutes { startsAt dials answers } } }`,
    variables: ({ campaignId }) => ({ campaignId, minutes: 5 }),
  },
  'Query.backgroundJobs': { document: '{ backgroundJobs { name nextRunAt } }', variables: () => ({}) },
  'Query.callingHours': {
    document: `query ($campaignId: ID!, $region: String, $timeZone: String!, $from: DateTime!, $until: DateTime!) {
      callingHours(campaignId: $campaignId, region: $region, timeZone: $timeZone, from: $from, until: $until) { isOpen } }`,
    variables: ({ campaignId }) => ({
      campaignId,
      region: 'US-NY',
      timeZone: 'America/New_York',
      from: new Date().toISOString(),
      until: soon(),
    }),
  },
  'Query.queueMetrics': { document: '{ queueMetrics { at } }', variables: () => ({}) },
  'Query.doNotCall': {
    document: 'query ($phone: String!) { doNotCall(phone: $phone) { kind matches reason source since expiresAt } }',
    variables: () => ({ phone: '+14155550123' }),
  },
  'Query.consents': {
    document: `query ($contactId: ID, $phone: String, $first: Int, $after: String) {
      consents(contactId: $contactId, phone: $phone, first: $first, after: $after) { edges { node { id basis } } } }`,
    variables: ({ contactId }) => ({ contactId, first: 2 }),
  },
  'Query.previewFilter': {
    document: `query ($listIds: [ID!]!, $filter: ContactFilterInput!) {
      previewFilter(listIds: $listIds, filter: $filter) { matchingCount contactCount samples { id } } }`,
    variables: ({ listId }) => ({ listIds: [listId], filter: { exists: { field: 'phone' } } }),
  },
  'Query.policyPacks': { document: '{ policyPacks { code version hours { id } caps { id } } }', variables: () => ({}) },
  'Query.callbacks': {
    document: `query ($campaignId: ID, $agentId: ID, $contactId: ID, $dueBefore: DateTime, $status: CallbackStatus, $first: Int, $after: String) {
      callbacks(campaignId: $campaignId, agentId: $agentId, contactId: $contactId, dueBefore: $dueBefore, status: $status, first: $first, after: $after) {
        edges { node { id status contact { id } } } } }`,
    variables: ({ campaignId, holderId, contactId, callbackCursor }) => ({
      ...{
        campaignId,
        agentId: holderId,
        contactId,
        dueBefore: soon(),
        status: 'OPEN',
        first: 2,
        after: callbackCursor,
      },
    }),
  },
  'Query.closedDays': {
    document: `query ($region: String, $from: LocalDate, $until: LocalDate) {
      closedDays(region: $region, from: $from, until: $until) { region day name } }`,
    variables: () => ({ region: 'US-UT', from: '2026-01-01', until: '2027-01-01' }),
  },
  'Query.retryRules': {
    document: 'query ($campaignId: ID) { retryRules(campaignId: $campaignId) { outcome source delayMinutes } }',
    variables: ({ campaignId }) => ({ campaignId }),
  },
  'Query.auditTrail': {
    document: `query ($entity: AuditEntity!, $id: String!, $first: Int, $after: String) {
      auditTrail(entity: $entity, id: $id, first: $first, after: $after) { edges { cursor node { id at subject } } } }`,
    variables: ({ contactId }) => ({
      entity: 'CONTACT',
      id: contactId,
      first: 2,
      after: Buffer.from('audit:1').toString('base64url'),
    }),
  },
  'Query.callRecords': {
    document: `query ($contactId: ID, $phone: String, $first: Int, $after: String) {
      callRecords(contactId: $contactId, phone: $phone, first: $first, after: $after) { edges { node { id phone } } } }`,
    variables: ({ contactId }) => ({
      contactId,
      phone: null,
      first: 2,
      after: Buffer.from('call:1').toString('base64url'),
    }),
  },
}
