import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runDoctor } from '../../src/doctor/runDoctor.js'
import { agentOf, askReport, claim, codeOf, nextContactDocument, nth, report, row, rows } from '../support/desk.js'
import { type Floor, openFloor, openShift, type Shift } from '../support/floor.js'
import { until } from '../support/until.js'

let floor: Floor
beforeAll(async () => {
  floor = await openFloor()
})
afterAll(() => floor.close())

/** Holds a lock in a transaction of another program while `work` runs; `work` commits it, or it is rolled back. */
async function whileLocked<T>(text: string, values: unknown[], work: (other: pg.Client) => Promise<T>): Promise<T> {
  const other = new pg.Client({ connectionString: floor.connectionString })
  await other.connect()
  try {
    await other.query('BEGIN')
    await other.query(text, values)
    return await work(other)
  } finally {
    await other.end()
  }
}

/** The backend in which the end of a call waits for a lock. */
async function waitingEnd(): Promise<number> {
  const found = await until(
    () =>
      rows(
        floor,
        `SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'
           AND query LIKE '%changeSeenEntry%'`,
      ),
    (waiting) => waiting.length === 1,
  )
  return Number(nth(found, 0)['pid'])
}

const stateOf = (shift: Shift, entryId: string) =>
  row(
    floor,
    `SELECT entry.status AS entry, agent.status AS agent, contact.status AS contact, contact.attempt_count::int AS attempts,
       (SELECT count(*)::int FROM call_record WHERE entry_id = entry.id) AS calls,
       (SELECT coalesce(sum(attempt_count), 0)::int FROM campaign_contact AS progress
        WHERE progress.campaign_id = entry.campaign_id AND progress.contact_id = contact.id) AS progress
     FROM dial_queue_entry AS entry
     JOIN contact ON contact.organization_id = entry.organization_id AND contact.id = entry.contact_id
     JOIN agent ON agent.organization_id = entry.organization_id AND agent.id = $2
     WHERE entry.id = $1`,
    [entryId, agentOf(shift)],
  )

describe('the end of a call', () => {
  it('beside a claim of the same agent: the agent holds the next contact or none, never two', async () => {
    const shift = await openShift(floor, { contacts: 30, agents: 1 })
    const agentId = agentOf(shift)
    const heard = new Set<string>()
    let held = await claim(floor, shift.campaignId, agentId)
    for (let turn = 0; turn < 20; turn += 1) {
      const [ended, next] = await Promise.all([
        askReport(floor, held.id, 'COMPLETED', { outcome: 'NOT_INTERESTED' }),
        floor.ask(nextContactDocument, { input: { campaignId: shift.campaignId } }, { agentId }),
      ])
      expect(codeOf(ended)).toBe('0 errors')
      heard.add(codeOf(next))
      const holds = await rows(
        floor,
        `SELECT id FROM dial_queue_entry WHERE assigned_agent_id = $1 AND status = 'DIALING'`,
        [agentId],
      )
      const { status } = await row(floor, 'SELECT status FROM agent WHERE id = $1', [agentId])
      expect({ holds: holds.length, status }).toEqual(
        codeOf(next) === '0 errors' ? { holds: 1, status: 'BUSY' } : { holds: 0, status: 'AVAILABLE' },
      )
      if (codeOf(next) !== '0 errors') held = await claim(floor, shift.campaignId, agentId)
      else held = { ...held, id: String(nth(holds, 0)['id']) }
    }
    expect([...heard].filter((code) => code !== '0 errors' && code !== 'AGENT_UNAVAILABLE')).toEqual([])
    expect((await runDoctor(floor.database, null)).filter(({ count }) => count > 0)).toEqual([])
  }, 60_000)

  it('is decided anew when its contact changes at the same moment: who asked not to be called stays so', async () => {
    const shift = await openShift(floor, { contacts: 1, agents: 1 })
    const entry = await claim(floor, shift.campaignId, agentOf(shift))
    const text = `UPDATE contact SET status = 'DO_NOT_CALL' WHERE id = $1`
    await whileLocked(text, [shift.contactIds[0]], async (other) => {
      const ending = report(floor, entry.id, 'COMPLETED', { outcome: 'NO_ANSWER' })
      await waitingEnd()
      await other.query('COMMIT')
      await ending
    })
    expect(await stateOf(shift, entry.id)).toEqual({
      entry: 'COMPLETED',
      agent: 'AVAILABLE',
      contact: 'DO_NOT_CALL',
      attempts: 1,
      calls: 1,
      progress: 1,
    })
  })

  it('is taken as it stands when its hold is renewed at the same moment', async () => {
    const shift = await openShift(floor, { contacts: 1, agents: 1 })
    const entry = await claim(floor, shift.campaignId, agentOf(shift))
    const text = `UPDATE dial_queue_entry SET lease_expires_at = now() + interval '5 minutes' WHERE id = $1`
    await whileLocked(text, [entry.id], async (other) => {
      const ending = report(floor, entry.id, 'COMPLETED', { outcome: 'SALE' })
      await waitingEnd()
      await other.query('COMMIT')
      await ending
    })
    expect(await stateOf(shift, entry.id)).toMatchObject({
      entry: 'COMPLETED',
      contact: 'REACHED',
      attempts: 1,
      calls: 1,
    })
  })

  it('that is cut off in the middle has changed nothing, and can be sent again', async () => {
    const shift = await openShift(floor, { contacts: 1, agents: 1 })
    const entry = await claim(floor, shift.campaignId, agentOf(shift))
    const before = await stateOf(shift, entry.id)
    await whileLocked('SELECT FROM contact WHERE id = $1 FOR UPDATE', [shift.contactIds[0]], async (other) => {
      const ending = askReport(floor, entry.id, 'COMPLETED', { outcome: 'SALE' })
      await rows(floor, 'SELECT pg_terminate_backend($1)', [await waitingEnd()])
      expect(codeOf(await ending)).not.toBe('0 errors')
      await other.query('ROLLBACK')
    })
    expect(await stateOf(shift, entry.id)).toEqual(before)
    await report(floor, entry.id, 'COMPLETED', { outcome: 'SALE' })
    expect(await stateOf(shift, entry.id)).toMatchObject({
      entry: 'COMPLETED',
      agent: 'AVAILABLE',
      calls: 1,
      progress: 1,
    })
  })

  it('names in the audit log who sent it, in each row that it makes', async () => {
    const shift = await openShift(floor, { contacts: 1, agents: 1 })
    const entry = await claim(floor, shift.campaignId, agentOf(shift))
    const { id: last } = await row(floor, 'SELECT max(id) AS id FROM audit_log')
    await report(floor, entry.id, 'COMPLETED', { outcome: 'SALE' })
    const written = await rows(
      floor,
      `SELECT entity, actor ->> 'role' AS role, actor ->> 'requestId' IS NOT NULL AS has_request FROM audit_log
       WHERE id > $1 AND entity IN ('ENTRY', 'AGENT', 'CONTACT') ORDER BY entity`,
      [last],
    )
    const role = nth(written, 0)['role']
    expect(['AGENT', 'DIALER', 'SUPERVISOR', 'ADMIN']).toContain(role)
    expect(written).toEqual(['AGENT', 'CONTACT', 'ENTRY'].map((entity) => ({ entity, role, has_request: true })))
  })
})
