import { planForWholeLists, statement, type Database, type Queryable } from '../database/database.js'
import { number, text, textOrNull } from '../database/row.js'
import { bytes, canonicalContent } from './chain.store.js'

/** A link, and the row of the log that it stands for as that row is now. */
export interface LinkedRow {
  readonly seq: number
  readonly auditId: string
  readonly hash: Buffer
  /** Null: the row is gone. */
  readonly content: string | null
  /** The personal part is there and is what its digest says, or was erased. */
  readonly isPersonalWhole: boolean
}

const readLinks = statement(
  'verifyLinks',
  `SELECT link.seq, link.audit_id, link.hash, CASE WHEN log.id IS NOT NULL THEN ${canonicalContent('log')} END AS content,
     (log.personal IS NULL OR sha256(convert_to(log.personal::text, 'UTF8')) = log.personal_digest) IS NOT FALSE AS is_whole
   FROM audit_chain AS link
   LEFT JOIN audit_log AS log ON log.organization_id = link.organization_id AND log.id = link.audit_id
   WHERE link.organization_id = $1 AND link.seq > $2::bigint
   ORDER BY link.seq LIMIT $3`,
)

/** The next links of an organization behind `afterSeq`, at most `limit`; empty at the end. */
export async function linksAfter(
  database: Queryable,
  organizationId: string,
  afterSeq: number,
  limit: number,
): Promise<LinkedRow[]> {
  return (await database.query(readLinks, [organizationId, afterSeq, limit])).map((row) => ({
    seq: number(row, 'seq'),
    auditId: text(row, 'audit_id'),
    hash: bytes(row, 'hash'),
    content: textOrNull(row, 'content'),
    isPersonalWhole: row['is_whole'] === true,
  }))
}

// A row below the settled id without a link was put there behind the product's back.
const readStrays = statement(
  'verifyStrays',
  `SELECT min(log.id) AS id FROM audit_log AS log
   WHERE log.organization_id = $1 AND log.id <= (SELECT settled_id FROM audit_head WHERE organization_id = $1)
     AND NOT EXISTS (SELECT FROM audit_chain AS link WHERE link.organization_id = $1 AND link.audit_id = log.id)`,
)

/** The lowest id of a row that should have a link and has none; null when all have. Reads the whole log. */
export async function firstUnlinkedRow(database: Database, organizationId: string): Promise<string | null> {
  return database.transaction(async (transaction) => {
    await transaction.query(planForWholeLists, [])
    return textOrNull((await transaction.query(readStrays, [organizationId]))[0] ?? { id: null }, 'id')
  })
}

const readOrganizations = statement(
  'organizationsWithAudit',
  `SELECT organization_id FROM audit_head UNION SELECT id FROM organization ORDER BY 1`,
)

/** Every organization that has, or should have, a chain. */
export async function auditedOrganizations(database: Database): Promise<string[]> {
  return (await database.query(readOrganizations, [])).map((row) => text(row, 'organization_id'))
}
