import type { Clock } from '../database/clock.js'
import { statement, type Queryable } from '../database/database.js'
import { instant, instantOrNull, number, text, textOrNull, word, type Row } from '../database/row.js'
import type { Role } from '../identity/viewer.js'
import { doNotCallKinds, MOST_PREFIXES, type DoNotCallEntry } from './doNotCall.js'

/** What is said with an entry. */
export interface DoNotCallWords {
  /** Null: for the whole organization. */
  readonly campaignId: string | null
  readonly reason: string
  readonly source: string
  /** Null: for good. */
  readonly expiresAt: Date | null
  /** What who says so may do. */
  readonly role: Role
  /** The agent that an AGENT is. */
  readonly agentId: string | null
}

/**
 * What stands longer is never cut short by what is added later: of two expiries the later one holds, and the words are
 * those of the entry that set it. What had run out, or was removed, begins anew. A call's word gives way to somebody's that
 * stands as long: `entry_id` is forgotten, so from now on a corrected outcome alone no longer lifts the entry.
 *
 * @param ofNumber the entry is that of a number, which has more columns than that of a range
 */
function outlasting(ofNumber: boolean): string {
  const shorter = "coalesce(standing.expires_at, 'infinity') < coalesce(excluded.expires_at, 'infinity')"
  const asLong = "coalesce(excluded.expires_at, 'infinity') = 'infinity'"
  const outlasts = ofNumber ? `(${shorter} OR (standing.entry_id IS NOT NULL AND ${asLong}))` : shorter
  const stands = "coalesce(standing.expires_at, 'infinity') > excluded.requested_at"
  const columns = `entry_id = NULL, contact_id = coalesce(excluded.contact_id, standing.contact_id),
    role = CASE WHEN ${outlasts} THEN excluded.role ELSE standing.role END,
    agent_id = CASE WHEN ${outlasts} THEN excluded.agent_id ELSE standing.agent_id END,
    forbids_contact = standing.forbids_contact OR excluded.forbids_contact,`
  return `${ofNumber ? columns : ''}
    reason = CASE WHEN ${outlasts} THEN excluded.reason ELSE standing.reason END,
    source = CASE WHEN ${outlasts} THEN excluded.source ELSE standing.source END,
    requested_at = CASE WHEN ${stands} THEN standing.requested_at ELSE excluded.requested_at END,
    removed_reason = CASE WHEN ${outlasts} THEN NULL ELSE standing.removed_reason END,
    expires_at = CASE WHEN ${outlasts} THEN excluded.expires_at ELSE standing.expires_at END`
}

const insertNumbers = statement(
  'addDoNotCallNumbers',
  `INSERT INTO do_not_call AS standing
     (organization_id, campaign_id, phone, reason, source, expires_at, contact_id, requested_at, role, agent_id,
      forbids_contact)
   SELECT $1, $2::bigint, phone, $4, $5, $6::timestamptz, $7::bigint, coalesce($8::timestamptz, now()), $9,
     $10::bigint,
     $7::bigint IS NOT NULL AND $2::bigint IS NULL AND $6::timestamptz IS NULL
   FROM unnest($3::text[]) AS p (phone) ORDER BY phone
   ON CONFLICT (organization_id, phone, coalesce(campaign_id, 0)) DO UPDATE SET
     ${outlasting(true)}`,
)

/** Suppresses these numbers. An unknown campaign violates do_not_call_campaign_fkey. */
export async function addNumbers(
  transaction: Queryable,
  clock: Clock,
  organizationId: string,
  phones: readonly string[],
  contactId: string | null,
  { campaignId, reason, source, expiresAt, role, agentId }: DoNotCallWords,
): Promise<void> {
  const values = [organizationId, campaignId, phones, reason, source, expiresAt, contactId, clock(), role, agentId]
  await transaction.query(insertNumbers, values)
}

const insertPrefix = statement(
  'addDoNotCallPrefix',
  `INSERT INTO do_not_call_prefix AS standing
     (organization_id, campaign_id, prefix, reason, source, expires_at, requested_at)
   SELECT $1, $2::bigint, $3, $4, $5, $6::timestamptz, coalesce($7::timestamptz, now())
   WHERE (SELECT count(*) FROM do_not_call_prefix WHERE organization_id = $1
     AND (prefix, coalesce(campaign_id, 0)) <> ($3, coalesce($2::bigint, 0))) < ${MOST_PREFIXES}
   ON CONFLICT (organization_id, prefix, coalesce(campaign_id, 0)) DO UPDATE SET ${outlasting(false)}
   RETURNING 1 AS added`,
)

/** Suppresses a range; false when the organization has MOST_PREFIXES of them. An unknown campaign violates do_not_call_prefix_campaign_fkey. */
export async function addPrefix(
  transaction: Queryable,
  clock: Clock,
  organizationId: string,
  prefix: string,
  { campaignId, reason, source, expiresAt }: DoNotCallWords,
): Promise<boolean> {
  const values = [organizationId, campaignId, prefix, reason, source, expiresAt, clock()]
  return (await transaction.query(insertPrefix, values)).length > 0
}

/** SQL for the last instant of an entry `alias` that `moment.at` still falls into. */
const stands = (alias: string): string => `(${alias}.expires_at IS NULL OR ${alias}.expires_at > moment.at)`

const readStanding = statement(
  'doNotCallEntries',
  `WITH moment AS (SELECT coalesce($3::timestamptz, now()) AS at)
   SELECT 'NUMBER' AS kind, entry.campaign_id, entry.contact_id, entry.phone AS matches, entry.reason, entry.source,
     entry.role, entry.agent_id, entry.requested_at AS since, entry.expires_at
   FROM moment CROSS JOIN do_not_call AS entry
   WHERE entry.organization_id = $1 AND entry.phone = $2 AND ${stands('entry')}
   UNION ALL
   SELECT 'PREFIX', range.campaign_id, NULL, range.prefix, range.reason, range.source, NULL, NULL,
     range.requested_at, range.expires_at
   FROM moment CROSS JOIN do_not_call_prefix AS range
   WHERE range.organization_id = $1 AND starts_with($2, range.prefix) AND ${stands('range')}
   UNION ALL
   SELECT CASE WHEN list.registry IS NULL THEN 'LIST' ELSE 'REGISTRY' END, list.campaign_id, NULL,
     coalesce(list.registry, $2), list.reason, list.source, NULL, NULL,
     coalesce(list.as_of::timestamp AT TIME ZONE 'UTC', list.imported_at), list.expires_at
   FROM moment CROSS JOIN do_not_call_list AS list
   CROSS JOIN LATERAL (
     SELECT run.first_number, run.steps FROM do_not_call_run AS run
     WHERE run.organization_id = list.organization_id AND run.list_id = list.id
       AND run.first_number <= substr($2, 2)::bigint
     ORDER BY run.first_number DESC LIMIT 1
   ) AS run
   WHERE list.organization_id = $1 AND ${stands('list')} AND substr($2, 2)::bigint - run.first_number = ANY (run.steps)
   UNION ALL
   SELECT 'CONTACT', NULL, contact.id, NULL, coalesce(forbidden.reason, 'the contact asked not to be called'),
     coalesce(forbidden.source, 'the contact''s status'), forbidden.role, forbidden.agent_id,
     coalesce(forbidden.forbidden_at, contact.updated_at), NULL
   FROM contact LEFT JOIN forbidden_contact AS forbidden
     ON forbidden.organization_id = $1 AND forbidden.contact_id = contact.id
   WHERE contact.organization_id = $1 AND contact.status = 'DO_NOT_CALL' AND contact.id IN (
     SELECT id FROM contact WHERE organization_id = $1 AND phone = $2
     UNION SELECT contact_id FROM contact_number WHERE organization_id = $1 AND phone = $2)
   ORDER BY since, kind, campaign_id NULLS FIRST, contact_id`,
)

/** Everything that stands against the number at this instant, the oldest first; empty when nothing does. */
export async function entriesAgainst(
  database: Queryable,
  clock: Clock,
  organizationId: string,
  phone: string,
): Promise<DoNotCallEntry[]> {
  return (await database.query(readStanding, [organizationId, phone, clock()])).map(parseEntry)
}

function parseEntry(row: Row): DoNotCallEntry {
  return {
    kind: word(row, 'kind', doNotCallKinds),
    campaignId: textOrNull(row, 'campaign_id'),
    contactId: textOrNull(row, 'contact_id'),
    matches: textOrNull(row, 'matches'),
    reason: text(row, 'reason'),
    source: text(row, 'source'),
    byRole: textOrNull(row, 'role'),
    byAgentId: textOrNull(row, 'agent_id'),
    since: instant(row, 'since'),
    expiresAt: instantOrNull(row, 'expires_at'),
  }
}

// What is removed stays in the table as evidence of what was asked and until when; it no longer stands from now on.
const removal = `removed_reason = $4, expires_at = moment.at
  FROM (SELECT coalesce($5::timestamptz, now()) AS at) AS moment
  WHERE entry.organization_id = $1 AND coalesce(entry.campaign_id, 0) = coalesce($3::bigint, 0) AND ${stands('entry')}`
const endNumbers = statement(
  'removeDoNotCallNumbers',
  `UPDATE do_not_call AS entry SET forbids_contact = false, ${removal} AND entry.phone = ANY ($2::text[]) RETURNING 1 AS removed`,
)
const endPrefix = statement(
  'removeDoNotCallPrefix',
  `UPDATE do_not_call_prefix AS entry SET ${removal} AND entry.prefix = $2 RETURNING 1 AS removed`,
)
// The file's word against the number, kept in the same way before the number leaves the file's list.
const endListed = statement(
  'removeDoNotCallListed',
  `WITH moment AS (SELECT coalesce($5::timestamptz, now()) AS at),
   found AS MATERIALIZED (
     SELECT list.id, list.reason, list.source, list.imported_at, run.first_number, freed.phone
     FROM moment CROSS JOIN unnest($2::text[]) AS freed (phone) CROSS JOIN do_not_call_list AS list
     CROSS JOIN LATERAL (
       SELECT run.first_number, run.steps FROM do_not_call_run AS run
       WHERE run.organization_id = list.organization_id AND run.list_id = list.id
         AND run.first_number <= substr(freed.phone, 2)::bigint
       ORDER BY run.first_number DESC LIMIT 1
     ) AS run
     WHERE list.organization_id = $1 AND list.registry IS NULL AND ${stands('list')}
       AND coalesce(list.campaign_id, 0) = coalesce($3::bigint, 0)
       AND substr(freed.phone, 2)::bigint - run.first_number = ANY (run.steps)
   ),
   taken AS (
     UPDATE do_not_call_run AS run SET steps = (
       SELECT coalesce(array_agg(step ORDER BY step), '{}') FROM unnest(run.steps) AS s (step)
       WHERE run.first_number + step NOT IN (SELECT substr(found.phone, 2)::bigint FROM found WHERE found.id = run.list_id))
     WHERE run.organization_id = $1 AND (run.list_id, run.first_number) IN (SELECT id, first_number FROM found)
   ),
   counted AS (
     UPDATE do_not_call_list AS list SET number_count = list.number_count - (SELECT count(*) FROM found WHERE found.id = list.id)
     WHERE list.organization_id = $1 AND list.id IN (SELECT id FROM found)
   ),
   kept AS (
     INSERT INTO do_not_call (organization_id, campaign_id, phone, reason, source, requested_at, expires_at, removed_reason)
     SELECT DISTINCT ON (found.phone) $1, $3::bigint, found.phone, found.reason, found.source, found.imported_at, moment.at, $4
     FROM found CROSS JOIN moment ORDER BY found.phone, found.imported_at
     ON CONFLICT DO NOTHING
   )
   SELECT count(*) AS removed FROM found`,
)

/** Ends what stands against the numbers themselves, in exactly this scope; how many entries there were. Prefixes and registries stay. */
export async function endForNumbers(
  transaction: Queryable,
  clock: Clock,
  organizationId: string,
  phones: readonly string[],
  campaignId: string | null,
  reason: string,
): Promise<number> {
  const values = [organizationId, phones, campaignId, reason, clock()]
  const single = await transaction.query(endNumbers, values)
  const [listed] = await transaction.query(endListed, values)
  return single.length + number(listed ?? {}, 'removed')
}

/** Ends a range, in exactly this scope; how many entries there were, 0 or 1. */
export async function endForPrefix(
  transaction: Queryable,
  clock: Clock,
  organizationId: string,
  prefix: string,
  campaignId: string | null,
  reason: string,
): Promise<number> {
  return (await transaction.query(endPrefix, [organizationId, prefix, campaignId, reason, clock()])).length
}
