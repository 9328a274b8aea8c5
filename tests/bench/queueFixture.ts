import { randomUUID } from 'node:crypto'
import type pg from 'pg'
import { ensureCallingSpans } from '../../src/callingHours/ensureCallingSpans.js'
import { compileFilter } from '../../src/contactFilter/compileFilter.js'
import { databaseClock } from '../../src/database/clock.js'
import { Database } from '../../src/database/database.js'
import { BENCH_ZONE, type BenchFloor } from './benchFloor.js'

/** A campaign with the agents who may claim from it. */
export interface BenchCampaign {
  readonly id: string
  readonly listId: string
  readonly agentIds: readonly string[]
}

/** One ACTIVE campaign over a list of its own, with contacts of distinct numbers and AVAILABLE agents; nothing is queued. */
export async function addCampaign(
  { pool, organizationId }: BenchFloor,
  size: { contacts: number; agents: number; timeZone?: string; rules?: 'all' },
): Promise<BenchCampaign> {
  const list = await ids(pool, 'INSERT INTO contact_list (organization_id, name) VALUES ($1, $2) RETURNING id', [
    organizationId,
    randomUUID(),
  ])
  const [listId = ''] = list
  // The contact's own id makes its number, so no two lists share one.
  await pool.query(
    `WITH made AS (SELECT nextval(pg_get_serial_sequence('contact', 'id')) AS id, g FROM generate_series(1, $3::int) AS g)
     INSERT INTO contact (organization_id, id, list_id, external_id, first_name, last_name, phone, region, time_zone, attributes)
     SELECT $1, id, $2, 'c' || g, 'First' || g, 'Last' || g, '+1' || (2000000000 + id)::text, 'US',
       ($4::text[])[1 + g % cardinality($4::text[])], jsonb_build_object('segment', (g % 5)::text) FROM made`,
    [organizationId, listId, size.contacts, size.rules === 'all' ? RULED_ZONES : RULED_ZONES.slice(0, 1)],
  )
  const agentIds = await ids(
    pool,
    `INSERT INTO agent (organization_id, name, email, status)
     SELECT $1, 'Agent ' || g, $2 || '-' || g || '@bench.example', 'AVAILABLE' FROM generate_series(1, $3::int) AS g
     RETURNING id`,
    [organizationId, randomUUID(), size.agents],
  )
  const [id = ''] = await ids(
    pool,
    // What the server would fill in by itself is no part of what is measured.
    `INSERT INTO campaign (organization_id, name, status, dial_method, time_zone, is_refilled, closes_when_done, policy_pack)
     VALUES ($1, 'Bench', 'ACTIVE', 'PROGRESSIVE', $2, false, false, 'NONE') RETURNING id`,
    [organizationId, size.timeZone ?? BENCH_ZONE],
  )
  await pool.query('INSERT INTO campaign_list (organization_id, campaign_id, list_id) VALUES ($1, $2, $3)', [
    organizationId,
    id,
    listId,
  ])
  if (size.rules === 'all') await addRules({ pool, organizationId }, id)
  await pool.query('INSERT INTO campaign_agent SELECT $1, $2, unnest($3::bigint[])', [organizationId, id, agentIds])
  return { id, listId, agentIds }
}

/** Several campaigns as `addCampaign` makes them, each contact QUEUED. */
export async function addQueues(
  floor: BenchFloor,
  size: { campaigns: number; entries: number; agents: number; rules?: 'all' },
): Promise<BenchCampaign[]> {
  const campaigns: BenchCampaign[] = []
  for (let count = 0; count < size.campaigns; count += 1) {
    const rules = size.rules === undefined ? {} : { rules: size.rules }
    const campaign = await addCampaign(floor, { contacts: size.entries, agents: size.agents, ...rules })
    const values = [floor.organizationId, campaign.id, campaign.listId]
    await floor.pool.query(makeLanes, values)
    await floor.pool.query(fillLanes, values)
    campaigns.push(campaign)
  }
  await learnHours(floor, campaigns)
  await floor.pool.query('VACUUM ANALYZE')
  return campaigns
}

/** Works out when each place may be called: the first generate does it, and queues that are filled without one need it too. */
export async function learnHours(
  { connectionString, organizationId }: BenchFloor,
  campaigns: readonly BenchCampaign[],
): Promise<void> {
  const database = new Database(connectionString, 1, () => undefined)
  try {
    for (const { id } of campaigns) {
      await database.transaction((transaction) => ensureCallingSpans(transaction, databaseClock, organizationId, id))
    }
  } finally {
    await database.close()
  }
}

/** Where contacts are when every rule has something to decide; without, all are in the first. */
const RULED_ZONES = ['America/New_York', 'America/Chicago', 'America/Denver', 'America/Los_Angeles']

/** Hours that are always open but have to be looked at, a filter that all pass, caps, and numbers not to be called. */
async function addRules(
  { pool, organizationId }: Pick<BenchFloor, 'pool' | 'organizationId'>,
  id: string,
): Promise<void> {
  const day = [
    ['00:00', '12:00'],
    ['12:00', '24:00'],
  ]
  const week = Object.fromEntries(['MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT', 'SUN'].map((name) => [name, day]))
  const filter = { range: { field: 'attributes.segment', from: 0, to: 100 } }
  const { path, values } = compileFilter(filter)
  await pool.query(
    `UPDATE campaign SET hours = $3, hours_version = 2, contact_filter = $4, filter_path = $5, filter_values = $6
     WHERE organization_id = $1 AND id = $2`,
    [organizationId, id, week, filter, path, values],
  )
  await pool.query(
    `INSERT INTO campaign_cap (organization_id, campaign_id, rule_id, subject, scope, counts, call_limit, window_minutes)
     VALUES ($1, $2, 'day', 'NUMBER', 'ORGANIZATION', 'CALLS', 3, 1440), ($1, $2, 'week', 'CONTACT', 'CAMPAIGN', 'CALLS', 7, 10080),
       ($1, $2, 'talk', 'CONTACT', 'ORGANIZATION', 'CONVERSATIONS', 1, 10080)`,
    [organizationId, id],
  )
  await pool.query(
    `INSERT INTO do_not_call (organization_id, phone, reason, source)
     SELECT $1, '+1' || (9000000000 + g)::text, 'asked', 'bench' FROM generate_series(1, 100000) AS g ON CONFLICT DO NOTHING`,
    [organizationId],
  )
}

const makeLanes = `INSERT INTO queue_lane (organization_id, campaign_id, region, time_zones)
  SELECT DISTINCT organization_id, $2::bigint, region, time_zone FROM contact WHERE organization_id = $1 AND list_id = $3`
/** As `bareInsert`, each entry in the lane of its place. */
const fillLanes = `INSERT INTO dial_queue_entry
    (organization_id, campaign_id, contact_id, phone, priority, attempt, queued_at, urgency, lane_id)
  SELECT contact.organization_id, $2::bigint, contact.id, phone, priority, 1, now(), 1 - priority * 1000, lane.id
  FROM contact
  JOIN queue_lane AS lane ON lane.organization_id = $1 AND lane.campaign_id = $2 AND lane.region = contact.region
    AND lane.time_zones = contact.time_zone
  WHERE contact.organization_id = $1 AND contact.list_id = $3 ORDER BY contact.id`

/** Queues every contact of a list without a question asked. $1 organization $2 campaign $3 list */
export function bareInsert(table: string): string {
  return `INSERT INTO ${table} (organization_id, campaign_id, contact_id, phone, priority, attempt, queued_at)
    SELECT organization_id, $2::bigint, id, phone, priority, 1, now() FROM contact
    WHERE organization_id = $1 AND list_id = $3 ORDER BY id`
}

/** Gives every held entry back and makes every agent AVAILABLE again; then both are as clean as before the first claim. */
export async function releaseAll({ pool, organizationId }: BenchFloor): Promise<void> {
  await pool.query(releaseEntries('dial_queue_entry'), [organizationId])
  await pool.query(`UPDATE agent SET status = 'AVAILABLE' WHERE organization_id = $1 AND status <> 'AVAILABLE'`, [
    organizationId,
  ])
  await pool.query('VACUUM ANALYZE dial_queue_entry, agent, queue_counter, agent_counter')
  // Both sides begin right behind a checkpoint, so both write each page in full once.
  await pool.query('CHECKPOINT')
}

/** $1 organization */
export function releaseEntries(table: string): string {
  return `UPDATE ${table} SET status = 'QUEUED', assigned_agent_id = NULL, dialed_at = NULL, lease_expires_at = NULL,
    version = version + 1 WHERE organization_id = $1 AND status = 'DIALING'`
}

/** Where the copies live that baselines work on: the same columns, indexes and CHECKs, but no triggers. */
export const BARE_TABLE = 'bare.dial_queue_entry'

/** Those that only serve lanes, found by their columns: PostgreSQL names the indexes of a copy, and numbers names it has used. */
const DROP_LANE_INDEXES = `DO $$
  DECLARE name text;
  BEGIN
    FOR name IN SELECT indexrelid::regclass::text FROM pg_index
      WHERE indrelid = '${BARE_TABLE}'::regclass AND pg_get_indexdef(indexrelid) LIKE '%lane_id%'
    LOOP
      EXECUTE 'DROP INDEX ' || name;
    END LOOP;
  END $$`

/** Makes `bare.dial_queue_entry`, empty. */
export async function createBareTable(pool: pg.Pool): Promise<void> {
  await pool.query('CREATE SCHEMA bare')
  await pool.query(`CREATE TABLE ${BARE_TABLE} (LIKE public.dial_queue_entry INCLUDING ALL)`)
  // One campaign, one order: the bare claim has an index that fits it best, and keeps up no other for the same purpose.
  await pool.query(`CREATE INDEX ON ${BARE_TABLE} (organization_id, campaign_id, callback_rank, urgency, turn_at, id)
    WHERE status = 'QUEUED'`)
  await pool.query(DROP_LANE_INDEXES)
  // LIKE leaves the table's own settings out.
  const { rows } = await pool.query<{ settings: string | null }>(
    `SELECT array_to_string(reloptions, ', ') AS settings FROM pg_class WHERE oid = 'public.dial_queue_entry'::regclass`,
  )
  const settings = rows[0]?.settings ?? ''
  if (settings !== '') await pool.query(`ALTER TABLE ${BARE_TABLE} SET (${settings})`)
}

async function ids(pool: pg.Pool, text: string, values: unknown[]): Promise<string[]> {
  return (await pool.query<{ id: string }>(text, values)).rows.map(({ id }) => id)
}
