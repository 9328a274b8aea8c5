import { statement, type Database, type Queryable } from '../database/database.js'
import { number, text, textOrNull, type Row } from '../database/row.js'

/**
 * SQL for the content of a row of the log that its link is made of: everything, but of the personal part its digest only,
 * so that an erasure leaves the chain whole. A JSON array: no two rows have the same text.
 */
export function canonicalContent(log: string): string {
  return `jsonb_build_array(${log}.organization_id, ${log}.id, (date_part('epoch', ${log}.at) * 1000)::bigint, ${log}.actor,
    ${log}.entity, ${log}.entity_id, ${log}.action, ${log}.changes::text, ${log}.first_id, ${log}.last_id, ${log}.rules,
    encode(${log}.personal_digest, 'hex'))::text`
}

/** Where an organization's chain stands; ids and transaction numbers are decimal strings. */
export interface ChainHead {
  readonly seq: number
  readonly hash: Buffer
  /** Every row up to this id is chained, and none can appear any more. */
  readonly settledId: string
  readonly candidateId: string
  readonly candidateXmax: string
}

/** Rows that are not chained yet, in the order of their ids, and what one snapshot says about those that may still come. */
export interface UnchainedRows {
  readonly rows: readonly { readonly id: string; readonly content: string }[]
  /** The highest id in the snapshot; null when there is none above the settled one. */
  readonly highestId: string | null
  readonly xmin: string
  readonly xmax: string
}

const readBehind = statement(
  'organizationsToChain',
  `SELECT organization.id FROM organization
   LEFT JOIN audit_head AS head ON head.organization_id = organization.id
   WHERE EXISTS (SELECT FROM audit_log AS log
     WHERE log.organization_id = organization.id AND log.id > coalesce(head.settled_id, 0))
   ORDER BY head.chained_at NULLS FIRST, organization.id`,
)

/** Organizations whose log has rows that are not settled, the one that waited longest first. */
export async function organizationsToChain(database: Queryable): Promise<string[]> {
  return (await database.query(readBehind, [])).map((row) => text(row, 'id'))
}

const insertHead = statement(
  'insertAuditHead',
  'INSERT INTO audit_head (organization_id) VALUES ($1) ON CONFLICT DO NOTHING',
)
const lockHead = statement(
  'lockAuditHead',
  `SELECT seq, hash, settled_id, candidate_id, candidate_xmax FROM audit_head WHERE organization_id = $1 FOR UPDATE`,
)

/** The head, locked until the transaction ends: one instance chains an organization at a time. */
export async function lockChainHead(transaction: Queryable, organizationId: string): Promise<ChainHead> {
  await transaction.query(insertHead, [organizationId])
  return parseHead((await transaction.query(lockHead, [organizationId]))[0] ?? {})
}

function parseHead(row: Row): ChainHead {
  return {
    seq: number(row, 'seq'),
    hash: bytes(row, 'hash'),
    settledId: text(row, 'settled_id'),
    candidateId: text(row, 'candidate_id'),
    candidateXmax: text(row, 'candidate_xmax'),
  }
}

/** A bytea column that is never null. */
export function bytes(row: Row, column: string): Buffer {
  const value = row[column]
  if (!Buffer.isBuffer(value)) throw new Error(`column ${column} is not bytes`)
  return value
}

// One statement, so one snapshot: the rows and the horizon belong together. OFFSET 0 keeps a look per row: planned while
// the chain was empty, and kept, a join compared each row with every link (2,000 rows took 16 s behind 24,000 links).
const readUnchained = statement(
  'unchainedAuditRows',
  `WITH fresh AS MATERIALIZED (
     SELECT log.id, ${canonicalContent('log')} AS content FROM audit_log AS log
     WHERE log.organization_id = $1 AND log.id > $2::bigint AND NOT EXISTS (
       SELECT FROM audit_chain AS link WHERE link.organization_id = $1 AND link.audit_id = log.id OFFSET 0)
     ORDER BY log.id LIMIT $3)
   SELECT pg_snapshot_xmin(snapshot)::text AS xmin, pg_snapshot_xmax(snapshot)::text AS xmax,
     (SELECT max(id) FROM audit_log WHERE organization_id = $1 AND id > $2::bigint) AS highest_id, fresh.id, fresh.content
   FROM pg_current_snapshot() AS snapshot LEFT JOIN fresh ON true
   ORDER BY fresh.id`,
)

/** Up to `limit` rows above the settled id that have no link yet. */
export async function unchainedRows(
  transaction: Queryable,
  organizationId: string,
  settledId: string,
  limit: number,
): Promise<UnchainedRows> {
  const rows = await transaction.query(readUnchained, [organizationId, settledId, limit])
  const first = rows[0] ?? {}
  return {
    rows: rows
      .filter((row) => row['id'] !== null)
      .map((row) => ({ id: text(row, 'id'), content: text(row, 'content') })),
    highestId: textOrNull(first, 'highest_id'),
    xmin: text(first, 'xmin'),
    xmax: text(first, 'xmax'),
  }
}

const insertLinks = statement(
  'insertAuditLinks',
  `INSERT INTO audit_chain (organization_id, seq, audit_id, hash)
   SELECT $1, $2::bigint + position, audit_id, hash
   FROM unnest($3::bigint[], $4::bytea[]) WITH ORDINALITY AS link (audit_id, hash, position)`,
)
const moveHead = statement(
  'moveAuditHead',
  `UPDATE audit_head SET seq = $2::bigint, hash = $3::bytea, settled_id = $4::bigint, candidate_id = $5::bigint,
     candidate_xmax = $6::bigint, chained_at = clock_timestamp()
   WHERE organization_id = $1`,
)

/** Writes the links behind the head's `seq`, then the new head. */
export async function writeLinks(
  transaction: Queryable,
  organizationId: string,
  behindSeq: number,
  links: readonly { readonly id: string; readonly hash: Buffer }[],
  head: ChainHead,
): Promise<void> {
  if (links.length > 0) {
    const values = [organizationId, behindSeq, links.map(({ id }) => id), links.map(({ hash }) => hash)]
    await transaction.query(insertLinks, values)
  }
  const { seq, hash, settledId, candidateId, candidateXmax } = head
  await transaction.query(moveHead, [organizationId, seq, hash, settledId, candidateId, candidateXmax])
}

const readHeads = statement(
  'auditHeads',
  `SELECT organization_id, seq, hash FROM audit_head
   WHERE seq > 0 AND ($1::bigint IS NULL OR organization_id = $1::bigint) ORDER BY organization_id`,
)

/** Where the chains end: of one organization, or of all (null). */
export async function chainHeads(
  database: Database,
  organizationId: string | null,
): Promise<{ organizationId: string; seq: number; hash: Buffer }[]> {
  const rows = await database.query(readHeads, [organizationId])
  return rows.map((row) => ({
    organizationId: text(row, 'organization_id'),
    seq: number(row, 'seq'),
    hash: bytes(row, 'hash'),
  }))
}
