import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { claim, nextContact, nth, report, row, rows } from '../support/desk.js'
import { chainAll } from '../audit/trail.js'
import { everyRow } from '../support/everyRow.js'
import { type Floor, openFloor, openShift } from '../support/floor.js'
import { until } from '../support/until.js'
import { consentViolations } from './consentViolations.js'
import { violations, type Rows } from './constraintViolations.js'
import { doNotCallViolations } from './doNotCallViolations.js'

let floor: Floor
let of: Rows
let before: Record<string, unknown[]>
beforeAll(async () => {
  floor = await openFloor()
  // Something of everything, so that every table has a row and every status that the statements need is there.
  await openShift(floor, { contacts: 1, agents: 0 })
  const shift = await openShift(floor, { contacts: 5, agents: 3 })
  const [agent = '', otherAgent = '', third = ''] = shift.agentIds
  const completed = await nextContact(floor, shift.campaignId, third, 'a key')
  await report(floor, completed.entry?.id ?? '', 'COMPLETED', { outcome: 'SALE' })
  const failed = await claim(floor, shift.campaignId, third)
  await report(floor, failed.id, 'FAILED')
  const connected = await claim(floor, shift.campaignId, agent)
  await report(floor, connected.id, 'CONNECTED')
  const dialing = await claim(floor, shift.campaignId, otherAgent)
  await floor.get('mutation ($agentId: ID) { heartbeat(agentId: $agentId) { id } }', { agentId: third })
  await floor.database.pool.query(
    `INSERT INTO policy_pack (organization_id, code, version, label, rules)
     VALUES ($1, 'UK', 2, 'UK', '{"hours": [], "caps": [], "nationalRegistryMaxAgeDays": null}')`,
    [floor.organizationId],
  )
  await floor.database.pool.query(
    `WITH numbered AS (
       INSERT INTO contact_number (organization_id, contact_id, position, phone)
       SELECT $1, $3, n, '+1202555019' || n FROM generate_series(1, 2) AS n),
     ruled AS (INSERT INTO retry_rule (organization_id, outcome, delay_minutes) VALUES ($1, 'BUSY', 10))
     INSERT INTO callback (organization_id, campaign_id, contact_id, due_at, grace_minutes) VALUES ($1, $2, $3, now(), 15)`,
    [floor.organizationId, shift.campaignId, nth(shift.contactIds, 1)],
  )
  await floor.database.pool.query(
    `WITH moved AS (DELETE FROM dial_queue_entry WHERE id = $3 RETURNING *),
     kept AS (INSERT INTO dial_queue_history SELECT * FROM moved),
     upkeep AS (INSERT INTO campaign_upkeep (organization_id, campaign_id) VALUES ($1, $2))
     INSERT INTO background_job (name, next_run_at) VALUES ('aJob', now())`,
    [floor.organizationId, shift.campaignId, failed.id],
  )
  await floor.database.pool.query(`INSERT INTO built_in_policy_pack VALUES ('UK', 'a digest')`)
  await floor.database.pool.query(
    `INSERT INTO campaign_cap VALUES ($1, $2, 'a-cap', NULL, 'NUMBER', 'CAMPAIGN', 'CALLS', 1000, 60)`,
    [floor.organizationId, shift.campaignId],
  )
  await floor.database.pool.query(`INSERT INTO campaign_registry VALUES ($1, $2, 'us-national', 1, NULL, 31)`, [
    floor.organizationId,
    shift.campaignId,
  ])
  await floor.database.pool.query(`INSERT INTO list_share VALUES ($1, $2, $3)`, [
    floor.organizationId,
    shift.campaignId,
    shift.listId,
  ])
  // Of the whole organization, and of numbers that nobody here has.
  await floor.database.pool.query(
    `WITH number AS (
       INSERT INTO do_not_call (organization_id, phone, reason, source) VALUES ($1, '+12025550177', 'asked', 'a letter')),
     range AS (INSERT INTO do_not_call_prefix (organization_id, prefix, reason, source) VALUES ($1, '+1900', 'premium', 'us')),
     list AS (
       INSERT INTO do_not_call_list (organization_id, reason, source, number_count) VALUES ($1, 'asked', 'a file', 2)
       RETURNING organization_id, id)
     INSERT INTO do_not_call_run SELECT organization_id, id, 12025550178, '{0,1}' FROM list`,
    [floor.organizationId],
  )
  await floor.database.pool.query(
    "INSERT INTO forbidden_contact (organization_id, contact_id, forbidden_at, status_before) VALUES ($1, $2, now(), 'NEW')",
    [floor.organizationId, nth(shift.contactIds, 1)],
  )
  await floor.database.pool.query(
    `WITH said AS (
       INSERT INTO consent (organization_id, contact_id, basis, given_at, source) VALUES ($1, $3, 'WRITTEN', now(), 'a form')),
     asked AS (
       INSERT INTO reassigned_answer (organization_id, phone, answer, asked_at) VALUES ($1, '+12025550176', 'NO', now()))
     INSERT INTO campaign_consent (organization_id, campaign_id, rule_id, kind, bases)
       VALUES ($1, $2, 'a-demand', 'DEMAND', '{WRITTEN}')`,
    [floor.organizationId, shift.campaignId, nth(shift.contactIds, 1)],
  )
  await floor.database.pool.query(`INSERT INTO closed_day VALUES ($1, 'US-UT', '2026-07-24', 'Pioneer Day')`, [
    floor.organizationId,
  ])
  const queued = await row(
    floor,
    `SELECT id, phone, contact_id FROM dial_queue_entry WHERE campaign_id = $1 AND status = 'QUEUED'`,
    [shift.campaignId],
  )
  of = {
    organization: floor.organizationId,
    list: shift.listId,
    campaign: shift.campaignId,
    agent,
    otherAgent,
    contact: String(queued['contact_id']),
    freeContact: nth(shift.contactIds, 1),
    queued: String(queued['id']),
    dialing: dialing.id,
    connected: connected.id,
    completed: completed.entry?.id ?? '',
    phone: String(queued['phone']),
    freePhone: '+12025550199',
  }
  await chainAll(floor)
  before = await everyRow(floor)
})
afterAll(() => floor.close())

/** The constraint that refuses the statement, or that it was not refused. */
async function refusedBy(statement: string): Promise<string> {
  const client = await floor.database.pool.connect()
  try {
    await client.query('BEGIN')
    await client.query(statement)
    return 'not refused'
  } catch (error) {
    return error instanceof pg.DatabaseError ? (error.constraint ?? error.message) : String(error)
  } finally {
    await client.query('ROLLBACK')
    client.release()
  }
}

// The names are known before the rows are: any will do here.
const noRows = new Proxy({}, { get: () => '0' }) as unknown as Rows
const everyViolation = (rowsOf: Rows): ReturnType<typeof violations> => ({
  ...violations(rowsOf),
  ...doNotCallViolations(rowsOf),
  ...consentViolations(rowsOf),
})
const names = Object.keys(everyViolation(noRows))

describe('the database refuses, whatever program writes,', () => {
  it.each(names)('what breaks %s', async (name) => {
    const statements = [everyViolation(of)[name] ?? []].flat()
    const refusals = await Promise.all(statements.map(refusedBy))
    expect(refusals).toEqual(statements.map(() => name))
    expect(refusals.length).toBeGreaterThan(0)
  })

  it('a second row with the same key, in every table', async () => {
    const keys = await rows(
      floor,
      `SELECT conrelid::regclass::text AS "table", conname AS name FROM pg_constraint
       WHERE contype = 'p' AND connamespace = 'public'::regnamespace AND conrelid::regclass::text NOT LIKE '\\_prisma%'
       ORDER BY 1`,
    )
    const refusals: string[] = []
    for (const { table } of keys) {
      const name = String(table)
      const { count } = await row(floor, `SELECT count(*)::int AS count FROM ${name}`)
      refusals.push(count === 0 ? `${name} has no row` : await refusedBy(`INSERT INTO ${name} SELECT * FROM ${name}`))
    }
    expect(refusals).toEqual(keys.map(({ name }) => name))
    expect(keys.length).toBeGreaterThan(0)
  })

  it('each of its named promises: none is missing here', async () => {
    const promised = await rows(
      floor,
      `SELECT conname AS name FROM pg_constraint
       WHERE connamespace = 'public'::regnamespace AND contype IN ('c', 'f', 'u') AND conrelid::regclass::text NOT LIKE '\\_prisma%'
       UNION SELECT indexrelid::regclass::text FROM pg_index JOIN pg_class ON pg_class.oid = indrelid
       WHERE indisunique AND NOT indisprimary AND relnamespace = 'public'::regnamespace
       UNION VALUES ('agent_skills_form'), ('dial_queue_entry_contact_exists'), ('dial_queue_entry_campaign_exists'), ('dial_queue_entry_parents_fixed')
       ORDER BY name`,
    )
    expect([...names].sort()).toEqual(promised.map(({ name }) => String(name)).sort())
  })

  it('and keeps every row as it was', async () => {
    expect(await everyRow(floor)).toEqual(before)
  })
})

describe('who deletes a contact', () => {
  it('waits for the entry that somebody is about to queue for it, and is then refused', async () => {
    const shift = await openShift(floor, { contacts: 1, agents: 0, queued: false })
    const [writer, deleter] = [await floor.database.pool.connect(), await floor.database.pool.connect()]
    try {
      await writer.query('BEGIN')
      await writer.query(
        `INSERT INTO dial_queue_entry (organization_id, campaign_id, contact_id, phone, attempt)
         SELECT organization_id, $2, id, phone, 1 FROM contact WHERE id = $1`,
        [shift.contactIds[0], shift.campaignId],
      )
      const refused = deleter
        .query('DELETE FROM contact WHERE id = $1', [shift.contactIds[0]])
        .catch((error: unknown) => error)
      const waiting = `SELECT count(*)::int AS count FROM pg_stat_activity
        WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE 'DELETE FROM contact%'`
      await until(
        () => row(floor, waiting),
        ({ count }) => count === 1,
      )
      await writer.query('COMMIT')
      expect(await refused).toMatchObject({ constraint: 'dial_queue_entry_contact_exists' })
    } finally {
      writer.release()
      deleter.release()
    }
  })
})
