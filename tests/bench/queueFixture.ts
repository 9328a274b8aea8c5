import { randomUUID } from 'node:crypto'
import type pg from 'pg'
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
  size: { contacts: number; agents: number; timeZone?: string },
): Promise<BenchCampaign> {
  const list = await ids(pool, 'INSERT INTO contact_list (organization_id, name) VALUES ($1, $2) RETURNING id', [
    organizationId,
    randomUUID(),
  ])
  const [listId = ''] = list
  // The contact's own id makes its number, so no two lists share one.
  await pool.query(
    `WITH made AS (SELECT nextval(pg_get_serial_sequence('contact', 'id')) AS id, g FROM generate_series(1, $3::int) AS g)
     INSERT INTO contact (organization_id, id, list_id, external_id, first_name, last_name, phone, time_zone)
     SELECT $1, id, $2, 'c' || g, 'First' || g, 'Last' || g, '+1' || (2000000000 + id)::text, 'America/New_York' FROM made`,
    [organizationId, listId, size.contacts],
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
    `INSERT INTO campaign (organization_id, name, status, dial_method, time_zone)
     VALUES ($1, 'Bench', 'ACTIVE', 'PROGRESSIVE', $2) RETURNING id`,
    [organizationId, size.timeZone ?? BENCH_ZONE],
  )
  await pool.query('INSERT INTO campaign_list VALUES ($1, $2, $3)', [organizationId, id, listId])
  await pool.query('INSERT INTO campaign_agent SELECT $1, $2, unnest($3::bigint[])', [organizationId, id, agentIds])
  return { id, listId, agentIds }
}

/** Several campaigns as `addCampaign` makes them, each contact QUEUED. */
export async function addQueues(
  floor: BenchFloor,
  size: { campaigns: number; entries: number; agents: number },
): Promise<BenchCampaign[]> {
  const campaigns: BenchCampaign[] = []
  for (let count = 0; count < size.campaigns; count += 1) {
    const campaign = await addCampaign(floor, { contacts: size.entries, agents: size.agents })
    await floor.pool.query(bareInsert('dial_queue_entry'), [floor.organizationId, campaign.id, campaign.listId])
    campaigns.push(campaign)
  }
  await floor.pool.query('VACUUM ANALYZE')
  return campaigns
}

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

/** Makes `bare.dial_queue_entry`, empty. */
export async function createBareTable(pool: pg.Pool): Promise<void> {
  await pool.query('CREATE SCHEMA bare')
  await pool.query(`CREATE TABLE ${BARE_TABLE} (LIKE public.dial_queue_entry INCLUDING ALL)`)
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
