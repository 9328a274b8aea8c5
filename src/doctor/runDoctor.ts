import type { Database } from '../database/database.js'
import { agentChecks } from './agentChecks.store.js'
import { auditChecks } from './auditChecks.store.js'
import { callChecks } from './callChecks.store.js'
import type { Check, Finding } from './check.js'
import { consentChecks } from './consentChecks.store.js'
import { counterChecks } from './counterChecks.store.js'
import { doNotCallChecks } from './doNotCallChecks.store.js'
import { openExamination, runCheck } from './doctor.store.js'
import { policyChecks } from './policyChecks.store.js'
import { queueChecks } from './queueChecks.store.js'

/** Everything that `dialqueue doctor` looks at, in the order of its report. */
export const checks: readonly Check[] = [
  ...counterChecks,
  ...queueChecks,
  ...agentChecks,
  ...callChecks,
  ...doNotCallChecks,
  ...consentChecks,
  ...policyChecks,
  ...auditChecks,
]

/**
 * Examines the data of one organization, or of all (null): one finding for each check, passed or not. All of it is one
 * snapshot, so it may run beside a busy server without a false alarm; it reads whole tables.
 */
export async function runDoctor(database: Database, organizationId: string | null): Promise<Finding[]> {
  return database.transaction(async (transaction) => {
    await openExamination(transaction)
    const findings: Finding[] = []
    for (const check of checks) findings.push(await runCheck(transaction, check, organizationId))
    return findings
  })
}
