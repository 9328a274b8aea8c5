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

// A row below the settled id without a link was put there behind the product's back. One snapshot, because an erasure that
// commits meanwhile takes personal parts away and notes how many.
const readWhole = statement(
  'verifyWholeLog',
  `SELECT min(log.id) FILTER (WHERE link.seq IS NULL AND log.id <= head.settled_id) AS stray_id,
     count(*) FILTER (WHERE log.personal IS NULL AND log.personal_digest IS NOT NULL) AS missing_parts,
     coalesce(sum((log.changes ->> 'auditRows')::bigint) FILTER (WHERE log.action = 'ERASED'), 0) AS erased_parts
   FROM audit_log AS log
   LEFT JOIN audit_chain AS link ON link.organization_id = log.organization_id AND link.audit_id = log.id
   LEFT JOIN audit_head AS head ON head.organization_id = log.organization_id
   WHERE log.organization_id = $1`,
)

/** What only the whole log shows. */
export interface WholeLog {
  /** The lowest id of a row that should have a link and has none; null when all have. */
  readonly strayId: string | null
  /** Personal parts that are gone, and those that erasures say they took. */
  readonly missingParts: number
  readonly erasedParts: number
}

/** Reads an organization's whole log once. */
export async function readWholeLog(database: Database, organizationId: string): Promise<WholeLog> {
  return database.transaction(async (transaction) => {
    await transaction.query(planForWholeLists, [])
    const [row = {}] = await transaction.query(readWhole, [organizationId])
    return {
      strayId: textOrNull(row, 'stray_id'),
      missingParts: number(row, 'missing_parts'),
      erasedParts: number(row, 'erased_parts'),
    }
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
