import { statement, type Database } from '../database/database.js'
import { instant, jsonObject, text, textOrNull, word, type Row } from '../database/row.js'
import { auditActions, auditEntities, type AuditAction, type AuditEntity } from './auditEntity.js'

/** A row of the log. */
export interface AuditRecord {
  readonly id: string
  /** The database's clock. */
  readonly at: Date
  /** The token's `sub`, `cli`, `job:<name>`, or the login of a writer that is not the product. */
  readonly subject: string
  /** AGENT, SUPERVISOR, ADMIN, DIALER or SYSTEM; null for a writer that is not the product. */
  readonly role: string | null
  readonly agentId: string | null
  readonly requestId: string | null
  readonly entity: AuditEntity
  /** Parts joined by ':'; empty for many at once. */
  readonly entityId: string
  readonly action: AuditAction
  /** {column: [from, to]}; for many at once {count, …}. */
  readonly changes: Record<string, unknown>
  /** {column: [from, to]} of personal columns; null when there were none, or when they have been erased. */
  readonly personal: Record<string, unknown> | null
  readonly isErased: boolean
  /** Ids of the rules that allowed the dial; empty when it is none. */
  readonly rules: readonly string[]
}

const columns = `log.id, log.at, log.actor, log.entity, log.entity_id, log.action, log.changes, log.rules,
  log.personal -> 'fields' AS personal, log.personal IS NULL AND log.personal_digest IS NOT NULL AS is_erased`

function parseRecord(row: Row): AuditRecord {
  const actor = jsonObject(row, 'actor')
  const said = (key: string): string | null => (typeof actor[key] === 'string' ? actor[key] : null)
  return {
    id: text(row, 'id'),
    at: instant(row, 'at'),
    subject: said('subject') ?? '',
    role: said('role'),
    agentId: said('agentId'),
    requestId: said('requestId'),
    entity: word(row, 'entity', auditEntities),
    entityId: text(row, 'entity_id'),
    action: word(row, 'action', auditActions),
    changes: jsonObject(row, 'changes'),
    personal: row['personal'] === null ? null : jsonObject(row, 'personal'),
    isErased: row['is_erased'] === true,
    rules: textOrNull(row, 'rules')?.split(',') ?? [],
  }
}

// A birth or death among many has no row of its own: the rows of many whose range holds the id, if they name it, or are
// of its campaign or list (two imports that run at once draw their ids from one sequence).
const readTrail = statement(
  'auditTrail',
  `SELECT * FROM (
     (SELECT ${columns} FROM audit_log AS log
      WHERE log.organization_id = $1 AND log.entity = $2 AND log.entity_id = $3 AND log.id > $5::bigint
      ORDER BY log.id LIMIT $6)
     UNION ALL
     (SELECT ${columns} FROM audit_log AS log
      WHERE log.organization_id = $1 AND log.entity = $2 AND log.id > $5::bigint AND log.first_id IS NOT NULL
        AND int8range(log.first_id, log.last_id, '[]') @> $4::bigint
        AND CASE WHEN log.changes -> 'ids' IS NOT NULL THEN (log.changes -> 'ids')::jsonb @> to_jsonb($3::text)
          WHEN $2 = 'ENTRY' THEN coalesce((log.changes ->> 'campaign_id')::bigint = coalesce(
            (SELECT campaign_id FROM dial_queue_entry WHERE organization_id = $1 AND id = $4::bigint),
            (SELECT campaign_id FROM dial_queue_history WHERE organization_id = $1 AND id = $4::bigint)), true)
          WHEN $2 = 'CONTACT' THEN coalesce((log.changes ->> 'list_id')::bigint
            = (SELECT list_id FROM contact WHERE organization_id = $1 AND id = $4::bigint), true)
          ELSE true END
      ORDER BY log.id LIMIT $6)
   ) AS log ORDER BY log.id LIMIT $6`,
)

/** The next rows about one thing behind `afterId`, oldest first, at most `limit`; empty when nothing is known of it. */
export async function auditRecordsAfter(
  database: Database,
  organizationId: string,
  entity: AuditEntity,
  entityId: string,
  afterId: string,
  limit: number,
): Promise<AuditRecord[]> {
  // Only a plain id can be in a range of ids.
  const plainId = /^\d{1,18}$/.test(entityId) ? entityId : null
  const values = [organizationId, entity, entityId, plainId, afterId, limit]
  return (await database.query(readTrail, values)).map(parseRecord)
}
