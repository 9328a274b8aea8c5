import type { Check } from './check.js'

const guards = ['audit_log_append_only', 'audit_log_keeps_all', 'audit_chain_append_only', 'audit_chain_keeps_all']

/** Whether the audit log is as append-only as it says. The log itself is looked through by `dialqueue audit verify`. */
export const auditChecks: readonly Check[] = [
  {
    id: 'audit-append-only',
    sentence:
      'The server works under the role dialqueue_app, which cannot change the audit log, and its guards are on.',
    // Of the whole database, whichever organization is asked about.
    sql: `SELECT fault AS sample FROM (
        SELECT 'role dialqueue_app is missing' AS fault
          WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'dialqueue_app')
        UNION ALL SELECT 'role dialqueue_app is not granted to ' || session_user FROM pg_roles
          WHERE rolname = 'dialqueue_app' AND NOT pg_has_role(session_user, oid, 'MEMBER')
        UNION ALL SELECT format('role dialqueue_app may %s %s', right_name, relname)
          FROM pg_roles CROSS JOIN pg_class CROSS JOIN unnest(ARRAY['UPDATE', 'DELETE', 'TRUNCATE']) AS right_name
          WHERE rolname = 'dialqueue_app' AND pg_class.oid IN ('audit_log'::regclass, 'audit_chain'::regclass)
            AND has_table_privilege(pg_roles.oid, pg_class.oid, right_name)
        UNION ALL SELECT 'trigger ' || guard || ' is off' FROM unnest(ARRAY[${guards.map((guard) => `'${guard}'`).join(', ')}]) AS guard
          WHERE NOT EXISTS (SELECT FROM pg_trigger WHERE tgname = guard AND tgenabled IN ('O', 'A'))
      ) AS faults WHERE $1::bigint IS NULL OR true`,
  },
]
