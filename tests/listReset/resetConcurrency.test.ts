import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Instance } from '../../src/composition.js'
import { runDoctor } from '../../src/doctor/runDoctor.js'
import { agentOf, askCorrection, codeOf, generate, nextContact, nth, report, row, rows } from '../support/desk.js'
import { askInstance, openFloor, openInstance, openShift, type Floor, type Shift } from '../support/floor.js'
import { until } from '../support/until.js'
import { askReset, dial, reset } from './reset.js'

let floor: Floor
let second: Instance
beforeAll(async () => {
  floor = await openFloor()
  second = await openInstance(floor.connectionString)
})
afterAll(async () => {
  await second.close()
  await floor.close()
})

const generateAtSecond = async (campaignId: string): Promise<void> => {
  const document = 'mutation ($input: GenerateQueueInput!) { generateQueue(input: $input) { created } }'
  const answer = await askInstance(second.url, await floor.token(), document, { input: { campaignId, maxEntries: 40 } })
  expect(answer.errors).toEqual([])
}

describe('a list that is reset', () => {
  it('E14: while agents claim and report hands nobody out twice and loses no outcome that was acknowledged', async () => {
    const shift = await openShift(floor, { contacts: 40, agents: 8, maxAttempts: 1 })
    const outcomes = ['NO_ANSWER', 'BUSY', 'NOT_INTERESTED', 'SALE', 'NO_ANSWER', 'VOICEMAIL', 'BUSY', 'DO_NOT_CALL']
    const acknowledged: { contactId: string; entryId: string; outcome: string }[] = []
    const inHands = new Set<string>()
    let handedOutTwice = 0
    let isOver = false
    const work = async (agentId: string, index: number): Promise<void> => {
      for (let call = 0; call < 12; call += 1) {
        const { entry } = await nextContact(floor, shift.campaignId, agentId)
        if (entry === null) continue
        if (inHands.has(entry.contact.id)) handedOutTwice += 1
        inHands.add(entry.contact.id)
        const outcome = nth(outcomes, (index + call) % outcomes.length)
        await report(floor, entry.id, 'CONNECTED', {}, { agentId })
        inHands.delete(entry.contact.id)
        await report(floor, entry.id, 'COMPLETED', { outcome }, { agentId })
        acknowledged.push({ contactId: entry.contact.id, entryId: entry.id, outcome })
      }
    }
    const resets = async (): Promise<number> => {
      let count = 0
      while (!isOver) {
        count += (await reset(floor, shift, { outcomes: ['NO_ANSWER', 'BUSY', 'VOICEMAIL'] })).resetCount
        await Promise.all([generate(floor, shift.campaignId, 40), generateAtSecond(shift.campaignId)])
      }
      return count
    }
    const [resetCount] = await Promise.all([
      resets(),
      Promise.all(shift.agentIds.map(work)).finally(() => {
        isOver = true
      }),
    ])
    expect(handedOutTwice).toBe(0)
    expect(resetCount).toBeGreaterThan(0)
    // Somebody was called again: the reset did its work beside the calls.
    expect(new Set(acknowledged.map(({ contactId }) => contactId)).size).toBeLessThan(acknowledged.length)
    const calls = await rows(floor, 'SELECT entry_id, outcome FROM call_record WHERE campaign_id = $1', [
      shift.campaignId,
    ])
    const recorded = new Map(calls.map((call) => [call['entry_id'], call['outcome']]))
    expect(acknowledged.filter(({ entryId, outcome }) => recorded.get(entryId) !== outcome)).toEqual([])
    expect(calls).toHaveLength(acknowledged.length)
    const contacts = await rows(
      floor,
      `SELECT contact.id, contact.status, last.outcome FROM contact
       JOIN LATERAL (SELECT outcome FROM call_record WHERE contact_id = contact.id ORDER BY id DESC LIMIT 1) AS last ON true
       WHERE contact.list_id = $1`,
      [shift.listId],
    )
    const wrong = contacts.filter(
      ({ status, outcome }) =>
        (outcome === 'DO_NOT_CALL' && status !== 'DO_NOT_CALL') ||
        ((outcome === 'SALE' || outcome === 'NOT_INTERESTED') && status !== 'REACHED'),
    )
    expect(wrong).toEqual([])
    // Who has said no was never called again.
    const calledAgain = await rows(
      floor,
      `SELECT later.id FROM call_record AS no JOIN call_record AS later ON later.contact_id = no.contact_id AND later.id > no.id
       WHERE no.campaign_id = $1 AND (no.is_refusal OR no.category = 'DO_NOT_CALL')`,
      [shift.campaignId],
    )
    expect(calledAgain).toEqual([])
    expect((await runDoctor(floor.database, null)).filter(({ count }) => count > 0)).toEqual([])
  })

  it('E14: while the outcome of an earlier call is corrected to a refusal leaves that contact out', async () => {
    const { shift, entryIds } = await twiceCalled()
    const client = await floor.database.pool.connect()
    try {
      // The correction has locked the contact and is about to commit.
      await client.query('BEGIN')
      await client.query('SELECT 1 FROM contact WHERE id = $1 FOR NO KEY UPDATE', [shift.contactIds[0]])
      await client.query(
        `UPDATE call_record SET outcome = 'NOT_INTERESTED', category = 'CONTACT' WHERE entry_id = $1`,
        [nth(entryIds, 0)],
      )
      const waiting = reset(floor, shift)
      await until(
        () => row(floor, waitingFor('lockContactsToReset')),
        ({ count }) => count === 1,
      )
      await client.query('COMMIT')
      expect(await waiting).toMatchObject({ resetCount: 0, leftOut: { REFUSED: 1 } })
    } finally {
      client.release()
    }
  })

  it('E14: is followed by a correction of an earlier call, which then stands', async () => {
    for (let round = 0; round < 6; round += 1) {
      const { shift, entryIds } = await twiceCalled()
      const [correction] = await Promise.all([
        askCorrection(floor, nth(entryIds, 1), { outcome: 'DO_NOT_CALL' }),
        askReset(floor, shift),
      ])
      expect(correction.errors).toEqual([])
      const { status } = await row(floor, 'SELECT status FROM contact WHERE id = $1', [shift.contactIds[0]])
      expect(status).toBe('DO_NOT_CALL')
      expect((await generate(floor, shift.campaignId, 1)).created).toBe(0)
    }
  })

  it('waits for a queue that is being filled, and leaves out whom that has queued', async () => {
    const shift = await openShift(floor, { contacts: 1, agents: 1, maxAttempts: 2 })
    await dial(floor, shift.campaignId, agentOf(shift), 'NO_ANSWER')
    const client = await floor.database.pool.connect()
    try {
      await client.query('BEGIN')
      await client.query(`SELECT pg_advisory_xact_lock(hashtextextended('dialqueue.generate', $1::bigint))`, [
        floor.organizationId,
      ])
      await client.query(
        `INSERT INTO dial_queue_entry (organization_id, campaign_id, contact_id, phone, attempt)
         SELECT organization_id, $2, id, phone, 2 FROM contact WHERE id = $1`,
        [shift.contactIds[0], shift.campaignId],
      )
      const waiting = reset(floor, shift)
      await until(
        () => row(floor, waitingFor('lockGenerate')),
        ({ count }) => count === 1,
      )
      await client.query('COMMIT')
      expect(await waiting).toMatchObject({ resetCount: 0, leftOut: { LIVE_ENTRY: 1 } })
    } finally {
      client.release()
    }
  })

  it('beside a generate that does not end is refused, and may be asked for again', async () => {
    const shift = await openShift(floor, { contacts: 1, agents: 1, queued: false })
    const client = await floor.database.pool.connect()
    try {
      await client.query('BEGIN')
      await client.query(`SELECT pg_advisory_xact_lock(hashtextextended('dialqueue.generate', $1::bigint))`, [
        floor.organizationId,
      ])
      expect(codeOf(await askReset(floor, shift))).toBe('SERVICE_UNAVAILABLE')
      expect(codeOf(await askReset(floor, shift, { dryRun: true }))).toBe('0 errors')
    } finally {
      await client.query('ROLLBACK')
      client.release()
    }
  })
})

/** A shift whose only contact was dialled twice and not reached, and the two entries. */
async function twiceCalled(): Promise<{ shift: Shift; entryIds: string[] }> {
  const shift = await openShift(floor, { contacts: 1, agents: 1, maxAttempts: 2 })
  const entryIds: string[] = []
  for (let time = 1; time <= 2; time += 1) {
    const { entry } = await nextContact(floor, shift.campaignId, agentOf(shift))
    entryIds.push(entry?.id ?? '')
    await report(floor, entry?.id ?? '', 'COMPLETED', { outcome: 'NO_ANSWER' })
    await rows(floor, 'UPDATE contact SET next_attempt_at = NULL WHERE list_id = $1', [shift.listId])
    await generate(floor, shift.campaignId, 1)
  }
  return { shift, entryIds }
}

function waitingFor(name: string): string {
  return `SELECT count(*)::int AS count FROM pg_stat_activity
    WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE '/* ${name} */%'`
}
