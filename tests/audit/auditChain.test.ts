import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readAnchors } from '../../src/audit/anchorFile.js'
import { verifyAudit } from '../../src/audit/verifyAudit.js'
import { agentOf, claim, report, row, rows } from '../support/desk.js'
import { openFloor, openShift, type Floor } from '../support/floor.js'
import { until } from '../support/until.js'
import { chainAll, verify } from './trail.js'

let floor: Floor
let directory: string
beforeAll(async () => {
  floor = await openFloor()
  directory = await mkdtemp(join(tmpdir(), 'dialqueue-anchors-'))
  await workAShift()
})
afterAll(async () => {
  await floor.close()
  await rm(directory, { recursive: true })
})

async function workAShift(): Promise<void> {
  const shift = await openShift(floor, { contacts: 6, agents: 1 })
  for (let call = 0; call < 5; call += 1) {
    const entry = await claim(floor, shift.campaignId, agentOf(shift))
    await report(floor, entry.id, 'COMPLETED', { outcome: 'NOT_INTERESTED', notes: `call ${call}` })
  }
  await chainAll(floor)
}

/** Damages the trail past its guards, looks, and takes the damage back. */
async function damaged(sql: string): Promise<Awaited<ReturnType<typeof verify>>> {
  const client = new pg.Client({ connectionString: floor.connectionString })
  await client.connect()
  try {
    await client.query('CREATE TABLE log_copy AS TABLE audit_log')
    await client.query('CREATE TABLE chain_copy AS TABLE audit_chain')
    await client.query('CREATE TABLE head_copy AS TABLE audit_head')
    await unguarded(client, sql)
    return await verify(floor)
  } finally {
    await unguarded(
      client,
      `DELETE FROM audit_log; DELETE FROM audit_chain; DELETE FROM audit_head; INSERT INTO audit_log TABLE log_copy;
       INSERT INTO audit_chain TABLE chain_copy; INSERT INTO audit_head TABLE head_copy;
       DROP TABLE log_copy, chain_copy, head_copy`,
    )
    await client.end()
  }
}

/** As somebody who owns the server and switches every trigger off. */
async function unguarded(client: pg.Client, sql: string): Promise<void> {
  await client.query(`SET session_replication_role = replica; ${sql}; SET session_replication_role = DEFAULT`)
}

async function middle(): Promise<{ id: string; seq: number }> {
  const { audit_id: id, seq } = await row(
    floor,
    'SELECT audit_id, seq FROM audit_chain WHERE organization_id = $1 ORDER BY seq OFFSET 7 LIMIT 1',
    [floor.organizationId],
  )
  return { id: String(id), seq: Number(seq) }
}

describe('the chain of the trail', () => {
  it('holds every row once, without a gap, and is found whole', async () => {
    const { chained, logged, last } = await row(
      floor,
      `SELECT (SELECT count(*) FROM audit_chain) AS chained, (SELECT count(*) FROM audit_log) AS logged,
         (SELECT max(seq) FROM audit_chain) AS last`,
    )
    expect(chained).toBe(logged)
    expect(chained).toBe(last)
    const { fault, rows: read } = await verify(floor)
    expect(fault).toBeNull()
    expect(read).toBe(Number(logged))
  })

  it('tells where a row was changed', async () => {
    const { id, seq } = await middle()
    for (const change of [
      `UPDATE audit_log SET actor = jsonb_set(actor, '{subject}', '"somebody else"') WHERE id = ${id}`,
      `UPDATE audit_log SET changes = '{"status":["QUEUED", "CANCELLED"]}' WHERE id = ${id}`,
      `UPDATE audit_log SET at = at - interval '1 ms' WHERE id = ${id}`,
      `UPDATE audit_log SET entity_id = '999' WHERE id = ${id}`,
      `UPDATE audit_log SET rules = 'none' WHERE id = ${id}`,
    ]) {
      expect((await damaged(change)).fault).toEqual({ kind: 'CHANGED', seq, auditId: id })
    }
  })

  it('tells where the personal part of a row was changed', async () => {
    const { id, seq } = await row(
      floor,
      `SELECT log.id, link.seq FROM audit_log AS log JOIN audit_chain AS link ON link.audit_id = log.id
       WHERE log.entity = 'ENTRY' AND personal IS NOT NULL ORDER BY log.id LIMIT 1`,
    )
    const report = await damaged(
      `UPDATE audit_log SET personal = jsonb_set(personal, '{fields,notes,1}', '"another"') WHERE id = ${String(id)}`,
    )
    expect(report.fault).toEqual({ kind: 'PERSONAL', seq: Number(seq), auditId: id })
  })

  it('tells that a personal part was taken away without an erasure', async () => {
    const taken = await damaged(
      `UPDATE audit_log SET personal = NULL
       WHERE id = (SELECT min(id) FROM audit_log WHERE entity = 'ENTRY' AND personal IS NOT NULL)`,
    )
    expect(taken.fault).toEqual({ kind: 'PERSONAL', seq: null, auditId: null })
  })

  it('tells which row is missing, with its link or without', async () => {
    const { id, seq } = await middle()
    expect((await damaged(`DELETE FROM audit_log WHERE id = ${id}`)).fault).toEqual({
      kind: 'MISSING',
      seq,
      auditId: id,
    })
    const both = await damaged(`DELETE FROM audit_log WHERE id = ${id}; DELETE FROM audit_chain WHERE audit_id = ${id}`)
    expect(both.fault).toEqual({ kind: 'MISSING', seq, auditId: null })
    const closedUp = await damaged(
      `DELETE FROM audit_log WHERE id = ${id}; DELETE FROM audit_chain WHERE audit_id = ${id};
       UPDATE audit_chain SET seq = -(seq - 1) WHERE seq > ${seq}; UPDATE audit_chain SET seq = -seq WHERE seq < 0`,
    )
    expect(closedUp.fault).toMatchObject({ kind: 'CHANGED', seq })
  })

  it('tells where two rows were swapped', async () => {
    const { id, seq } = await middle()
    const swapped = await damaged(
      `CREATE TABLE pair AS SELECT audit_id, hash FROM audit_chain WHERE seq = ${seq + 1};
       UPDATE audit_chain SET audit_id = 0 WHERE seq = ${seq};
       UPDATE audit_chain SET audit_id = ${id} WHERE seq = ${seq + 1};
       UPDATE audit_chain SET audit_id = (SELECT audit_id FROM pair) WHERE seq = ${seq}; DROP TABLE pair`,
    )
    expect(swapped.fault).toMatchObject({ kind: 'CHANGED', seq })
  })

  it('tells that a row was put in behind its back', async () => {
    const { id } = await row(floor, 'SELECT min(id) AS id FROM audit_log')
    const added = await damaged(
      `INSERT INTO audit_log (organization_id, id, actor, entity, entity_id, action, changes)
       VALUES (${floor.organizationId}, ${Number(id) - 1}, '{}', 'ENTRY', '1', 'CHANGED', '{}')`,
    )
    expect(added.fault).toEqual({ kind: 'ADDED', seq: null, auditId: String(Number(id) - 1) })
  })

  it('tells that its end was cut off, by the head, and by the anchor when the head was turned back too', async () => {
    const cut = `DELETE FROM audit_log WHERE id IN (SELECT audit_id FROM audit_chain WHERE seq > 10);
      DELETE FROM audit_chain WHERE seq > 10`
    expect((await damaged(cut)).fault).toEqual({ kind: 'CUT_OFF', seq: 11, auditId: null })
    const file = join(directory, 'anchors.jsonl')
    await chainAll(floor, file)
    const anchors = await readAnchors(file)
    expect(anchors.map(({ organizationId }) => organizationId)).toContain(floor.organizationId)
    expect(await readFile(file, 'utf8')).not.toMatch(/\+1|phone/)
    const turnedBack = `${cut}; UPDATE audit_head SET seq = 10, hash = (SELECT hash FROM audit_chain WHERE seq = 10),
      settled_id = 0, candidate_id = 0, candidate_xmax = 0`
    expect((await damaged(turnedBack)).fault).toBeNull()
    const client = new pg.Client({ connectionString: floor.connectionString })
    await client.connect()
    await unguarded(
      client,
      `CREATE TABLE c AS TABLE audit_chain; CREATE TABLE h AS TABLE audit_head; ${turnedBack.replace(/DELETE FROM audit_log[^;]*;/, '')}`,
    )
    const found = await verifyAudit(floor.database, floor.organizationId, anchors)
    await unguarded(
      client,
      `DELETE FROM audit_chain; DELETE FROM audit_head; INSERT INTO audit_chain TABLE c; INSERT INTO audit_head TABLE h; DROP TABLE c, h`,
    )
    await client.end()
    expect(found.fault).toEqual({ kind: 'CUT_OFF', seq: 11, auditId: null })
    expect((await verifyAudit(floor.database, floor.organizationId, anchors)).fault).toBeNull()
  })

  it('tells that it was rewritten as a whole, by an anchor', async () => {
    const file = join(directory, 'rewritten.jsonl')
    await writeFile(
      file,
      `${JSON.stringify({ organizationId: floor.organizationId, seq: 5, hash: '00'.repeat(32), at: '2026-01-01T00:00:00Z' })}\n`,
    )
    const { fault } = await verifyAudit(floor.database, floor.organizationId, await readAnchors(file))
    expect(fault).toMatchObject({ kind: 'REWRITTEN', seq: 5 })
  })

  it('misses no row of a transaction that commits late', async () => {
    const late = new pg.Client({ connectionString: floor.connectionString })
    await late.connect()
    try {
      await late.query('BEGIN')
      await late.query("UPDATE organization SET time_zone = 'America/Denver'")
      // Later ids commit first, and are chained and looked at again and again.
      for (let round = 0; round < 3; round += 1) {
        await workAShift()
        const { settled } = await row(floor, 'SELECT settled_id AS settled FROM audit_head')
        const { waiting } = await row(
          floor,
          'SELECT max(id) - 1 AS waiting FROM audit_log WHERE id > $1 AND NOT EXISTS (SELECT FROM audit_chain WHERE audit_id = audit_log.id)',
          [settled],
        )
        expect(waiting).toBeNull()
      }
      await late.query('COMMIT')
    } finally {
      await late.end()
    }
    await chainAll(floor)
    const unchained = await rows(
      floor,
      'SELECT id FROM audit_log WHERE NOT EXISTS (SELECT FROM audit_chain WHERE audit_id = audit_log.id)',
    )
    expect(unchained).toEqual([])
    expect((await verify(floor)).fault).toBeNull()
    // A row is settled when every transaction of the whole server that ran beside it has ended; other test files have
    // some of their own there, so this is not at once.
    await until(
      async () => {
        await chainAll(floor)
        return row(floor, 'SELECT settled_id AS settled, (SELECT max(id) FROM audit_log) AS last FROM audit_head')
      },
      ({ settled, last }) => settled === last,
      30,
    )
  })

  it('is made once, however many instances chain at the same moment', async () => {
    await workAShift()
    const shift = await openShift(floor, { contacts: 4, agents: 1 })
    await claim(floor, shift.campaignId, agentOf(shift))
    await Promise.all([chainAll(floor), chainAll(floor), chainAll(floor)])
    expect((await verify(floor)).fault).toBeNull()
  })
})
