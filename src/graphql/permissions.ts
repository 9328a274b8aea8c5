import { suppressionLifters } from '../doNotCall/suppressionLifters.js'
import type { Role } from '../identity/viewer.js'
import type { PermissionTable } from './authorization.js'

const everyone: readonly Role[] = ['AGENT', 'SUPERVISOR', 'ADMIN', 'DIALER']
const floor: readonly Role[] = ['SUPERVISOR', 'ADMIN', 'DIALER']
const supervisors: readonly Role[] = ['SUPERVISOR', 'ADMIN']
const admins: readonly Role[] = ['ADMIN']

/**
 * Who may use which operation: the only place that says so, enforced on every root field and walked by a test. That an
 * AGENT acts only as itself, and sees only entries and contacts that it holds or held, is the use cases' part.
 */
export const permissions: PermissionTable = {
  'Query.me': everyone,
  'Query.serverTime': everyone,
  'Query.campaign': everyone,
  'Query.campaigns': everyone,
  'Query.contactLists': supervisors,
  'Query.contact': everyone,
  'Query.contacts': supervisors,
  'Query.agents': floor,
  'Query.agentDay': everyone,
  'Query.agentStates': everyone,
  'Query.outcomes': everyone,
  'Query.dialQueue': floor,
  'Query.dialQueueEntry': everyone,
  'Query.explainContact': floor,
  'Query.queueDiagnosis': floor,
  'Query.campaignStats': everyone,
  'Query.campaignHistory': everyone,
  'Query.callingHours': everyone,
  'Query.callbacks': ['AGENT', 'SUPERVISOR', 'ADMIN'],
  'Query.retryRules': everyone,
  'Query.queueMetrics': floor,
  'Query.backgroundJobs': supervisors,
  'Query.policyPacks': everyone,
  'Query.previewFilter': supervisors,
  'Mutation.updatePolicyPack': admins,
  'Query.closedDays': everyone,
  'Mutation.addClosedDays': supervisors,
  'Mutation.removeClosedDays': supervisors,
  'Query.doNotCall': supervisors,
  'Mutation.addToDoNotCall': ['AGENT', 'SUPERVISOR', 'ADMIN'],
  'Mutation.removeFromDoNotCall': suppressionLifters,
  'Query.consents': supervisors,
  'Mutation.recordConsent': ['AGENT', 'SUPERVISOR', 'ADMIN'],
  'Mutation.revokeConsent': ['AGENT', 'SUPERVISOR', 'ADMIN'],
  'Mutation.recordReassignedAnswers': supervisors,
  'Mutation.rescheduleCallback': ['AGENT', 'SUPERVISOR', 'ADMIN'],
  'Mutation.cancelCallback': ['AGENT', 'SUPERVISOR', 'ADMIN'],
  'Mutation.setRetryRules': supervisors,
  'Mutation.setOutcome': admins,
  'Mutation.setOutcomeRefusal': supervisors,
  'Query.auditTrail': supervisors,
  'Query.callRecords': supervisors,
  'Mutation.eraseContact': ['ADMIN'],
  'Mutation.createCampaign': supervisors,
  'Mutation.updateCampaign': supervisors,
  'Mutation.createContactList': supervisors,
  'Mutation.addContacts': supervisors,
  'Mutation.resetList': supervisors,
  'Mutation.createAgent': supervisors,
  'Mutation.updateAgent': supervisors,
  'Mutation.heartbeat': everyone,
  'Mutation.setAgentStatus': everyone,
  'Mutation.generateQueue': floor,
  'Mutation.nextContact': everyone,
  'Mutation.pushContacts': floor,
  'Mutation.updateQueueStatus': everyone,
  'Mutation.updateQueueOutcome': everyone,
  'Mutation.renewLease': everyone,
  'Subscription.queueStatus': everyone,
}
