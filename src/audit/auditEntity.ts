/** What the log is about: the things whose changes it records (migration 20261122090000_audit_triggers). */
export const auditEntities = [
  'ORGANIZATION',
  'CONTACT_LIST',
  'CONTACT',
  'CONTACT_NUMBER',
  'AGENT',
  'CAMPAIGN',
  'CAMPAIGN_LIST',
  'CAMPAIGN_AGENT',
  'CAMPAIGN_CAP',
  'CAMPAIGN_CONSENT',
  'CAMPAIGN_REGISTRY',
  'CONSENT',
  'REASSIGNED_ANSWER',
  'OUTCOME',
  'RETRY_RULE',
  'POLICY_PACK',
  'CLOSED_DAY',
  'ENTRY',
  'CALL',
  'CALLBACK',
  'DO_NOT_CALL',
  'DO_NOT_CALL_PREFIX',
  'DO_NOT_CALL_LIST',
] as const
export type AuditEntity = (typeof auditEntities)[number]

/** What happened to it. */
export const auditActions = [
  'CREATED',
  'CHANGED',
  'DELETED',
  'GENERATED',
  'IMPORTED',
  'REMOVED',
  'ERASED',
  'RESET',
] as const
export type AuditAction = (typeof auditActions)[number]
