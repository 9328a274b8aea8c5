import type { Role } from '../identity/viewer.js'
import type { PermissionTable } from './authorization.js'

const everyone: readonly Role[] = ['AGENT', 'SUPERVISOR', 'ADMIN', 'DIALER']
const floor: readonly Role[] = ['SUPERVISOR', 'ADMIN', 'DIALER']
const supervisors: readonly Role[] = ['SUPERVISOR', 'ADMIN']

/**
 * Who may use which operation: the only place that says so, enforced on every root field and walked by a test. That an
 * AGENT acts only as itself, and sees only entries and contacts that it holds or held, is the use cases' part.
 */
export const permissions: PermissionTable = {
  'Query.me': everyone,
  'Query.campaign': everyone,
  'Query.campaigns': everyone,
  'Query.contactLists': supervisors,
  'Query.contact': everyone,
  'Query.agents': floor,
  'Query.outcomes': everyone,
  'Query.dialQueue': floor,
  'Query.dialQueueEntry': everyone,
  'Query.campaignStats': everyone,
  'Query.queueMetrics': floor,
  'Mutation.createCampaign': supervisors,
  'Mutation.updateCampaign': supervisors,
  'Mutation.createContactList': supervisors,
  'Mutation.addContacts': supervisors,
  'Mutation.createAgent': supervisors,
  'Mutation.setAgentStatus': everyone,
  'Mutation.generateQueue': floor,
  'Mutation.nextContact': everyone,
  'Mutation.updateQueueStatus': everyone,
  'Mutation.updateQueueOutcome': everyone,
  'Mutation.renewLease': everyone,
  'Subscription.queueStatus': everyone,
}
