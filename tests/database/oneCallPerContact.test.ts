import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { runDoctor } from '../../src/doctor/runDoctor.js'
import { agentOf, claim, nth, report, rows } from '../support/desk.js'
import { type Floor, openFloor, openShift, type Shift } from '../support/floor.js'

const MIGRATION = new URL('../../prisma/migrations/20261128050000_one_call_per_contact/migration.sql', import.meta.url)

let floor: Floor
beforeAll(async () => {
  floor = await openFloor()
})
afterAll(() => floor.close())

it('a database in which campaigns call the same people at once is migrated: one call stays, the others are over', async () => {
  // As before the migration.
  await rows(
    floor,
    `DROP INDEX dial_queue_entry_live_contact_key;
     CREATE UNIQUE INDEX dial_queue_entry_live_contact_key ON dial_queue_entry (organization_id, campaign_id, contact_id)
       WHERE status IN ('QUEUED', 'RESERVED', 'DIALING', 'CONNECTED', 'WRAP_UP')`,
  )
  const first = await openShift(floor, { contacts: 3, agents: 3 })
  const held = await Promise.all(first.agentIds.map((agentId) => claim(floor, first.campaignId, agentId)))
  const talking = nth(held, 0)
  await report(floor, talking.id, 'CONNECTED')
  const dialled = await second(talking.contact.id, 'DIALING')
  const offered = await second(nth(held, 1).contact.id, 'RESERVED')
  const waiting = await second(nth(held, 2).contact.id, 'QUEUED')

  await rows(floor, await readFile(MIGRATION, 'utf8'))

  const states = await rows(
    floor,
    `SELECT id, status, outcome FROM dial_queue_entry
     WHERE campaign_id = ANY ($1) ORDER BY id`,
    [[first, dialled, offered, waiting].map(({ campaignId }) => campaignId)],
  )
  const stateOf = new Map(states.map(({ id, status, outcome }) => [id, [status, outcome]]))
  expect(held.map(({ id }) => stateOf.get(id))).toEqual([
    ['CONNECTED', null],
    ['DIALING', null],
    ['DIALING', null],
  ])
  expect([...stateOf.values()].slice(3)).toEqual([
    ['FAILED', 'LEASE_EXPIRED'],
    ['CANCELLED', null],
    ['CANCELLED', null],
  ])
  const agents = await rows(floor, 'SELECT DISTINCT status FROM agent WHERE id = ANY ($1)', [
    [agentOf(dialled), agentOf(offered)],
  ])
  expect(agents).toEqual([{ status: 'AVAILABLE' }])
  await report(floor, talking.id, 'COMPLETED', { outcome: 'SALE' })
  const findings = await runDoctor(floor.database, null)
  expect(findings.filter(({ count }) => count > 0)).toEqual([])
})

/** Another campaign that has an entry of the contact in this status, under a number that the contact got meanwhile. */
async function second(contactId: string, status: 'QUEUED' | 'RESERVED' | 'DIALING'): Promise<Shift> {
  const shift = await openShift(floor, { contacts: 0, agents: 1, queued: false })
  const agentId = status === 'QUEUED' ? null : agentOf(shift)
  if (agentId !== null) await rows(floor, `UPDATE agent SET status = 'BUSY' WHERE id = $1`, [agentId])
  await rows(
    floor,
    `INSERT INTO dial_queue_entry (organization_id, campaign_id, contact_id, phone, attempt, status, assigned_agent_id,
       lease_expires_at, dialed_at)
     SELECT organization_id, $1, id, '+1303555' || lpad($1::bigint::text, 4, '0'), 1, $3::text, $4::bigint,
       CASE WHEN $3 <> 'QUEUED' THEN now() + interval '1 minute' END, CASE WHEN $3 = 'DIALING' THEN now() END
     FROM contact WHERE id = $2`,
    [shift.campaignId, contactId, status, agentId],
  )
  return shift
}
