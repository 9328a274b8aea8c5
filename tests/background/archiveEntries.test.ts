import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { runDoctor } from '../../src/doctor/runDoctor.js'
import { agentOf, askCorrection, claim, codeOf, correct, nth, report, row, rows } from '../support/desk.js'
import { type Floor, openFloor, openShift, type Shift } from '../support/floor.js'
import { MovableClock } from '../support/movableClock.js'
import { runJob } from './rehearsal.js'

let floor: Floor
const clock = new MovableClock()

beforeAll(async () => {
  // The hold of the one who still dials outlives the days that pass.
  floor = await openFloor({ clock: clock.read, leaseSeconds: { DIALING: 7 * 86_400 } })
})
beforeEach(() => {
  clock.reset()
})
afterAll(async () => {
  await floor.close()
})

const statsDocument = `query ($campaignId: ID!) { campaignStats(campaignId: $campaignId) {
  counts { queued reserved dialing connected wrapUp completed failed abandoned cancelled total }
  dialedToday completedToday conversionsToday answerRate listPenetration averageTalkSeconds optimalQueueSize } }`
const pageDocument = `query ($campaignId: ID!, $status: [QueueStatus!], $first: Int, $after: String) {
  dialQueue(campaignId: $campaignId, status: $status, first: $first, after: $after) {
    totalCount edges { cursor node { id status outcome contact { id } assignedAgent { id } } } pageInfo { hasNextPage } } }`

interface Page {
  dialQueue: {
    totalCount: number
    edges: { cursor: string; node: { id: string; status: string; outcome: string | null } }[]
    pageInfo: { hasNextPage: boolean }
  }
}

/** One entry in each final status, one that waits and one in an agent's hands; the final ones' ids. */
async function workedShift(): Promise<{ shift: Shift; finished: string[] }> {
  const shift = await openShift(floor, { contacts: 6, agents: 2 })
  const [first = '', second = ''] = shift.agentIds
  const finished: string[] = []
  for (const [status, outcome] of [
    ['COMPLETED', 'SALE'],
    ['FAILED', 'NO_ANSWER'],
    ['ABANDONED', undefined],
  ] as const) {
    const entry = await claim(floor, shift.campaignId, first)
    clock.advance(5)
    if (status !== 'FAILED') await report(floor, entry.id, 'CONNECTED')
    clock.advance(30)
    await report(floor, entry.id, status, outcome === undefined ? {} : { outcome })
    finished.push(entry.id)
  }
  const dropped = await row(
    floor,
    "SELECT min(id) AS id FROM dial_queue_entry WHERE campaign_id = $1 AND status = 'QUEUED'",
    [shift.campaignId],
  )
  await report(floor, String(dropped['id']), 'CANCELLED')
  finished.push(String(dropped['id']))
  await claim(floor, shift.campaignId, second)
  return { shift, finished }
}

async function archived(ids: readonly string[]): Promise<number> {
  const found = await row(floor, 'SELECT count(*) AS n FROM dial_queue_history WHERE id = ANY ($1::bigint[])', [ids])
  return Number(found['n'])
}

async function pages(campaignId: string, status: string[] | null): Promise<Page['dialQueue']['edges']> {
  const edges: Page['dialQueue']['edges'] = []
  for (;;) {
    const after = edges.at(-1)?.cursor
    const { dialQueue } = await floor.get<Page>(pageDocument, { campaignId, status, first: 2, after })
    edges.push(...dialQueue.edges)
    if (!dialQueue.pageInfo.hasNextPage) return edges
  }
}

async function brokenChecks(): Promise<string[]> {
  // A lease that a test's clock has left behind is not what is looked for here.
  const findings = await runDoctor(floor.database, floor.organizationId)
  return findings.filter(({ id, count }) => count > 0 && id !== 'no-lease-overdue').map(({ id }) => id)
}

describe('an entry that was finished a day ago', () => {
  it('leaves the queue for its history, not before, and nothing else goes', async () => {
    const { shift, finished } = await workedShift()
    clock.advance(24 * 3600 - 60)
    await runJob(floor, 'archiveEntries')
    expect(await archived(finished)).toBeLessThan(finished.length)
    clock.advance(120)
    await runJob(floor, 'archiveEntries')
    expect(await archived(finished)).toBe(finished.length)
    const left = await rows(floor, 'SELECT status FROM dial_queue_entry WHERE campaign_id = $1 ORDER BY 1', [
      shift.campaignId,
    ])
    expect(left.map(({ status }) => status)).toEqual(['DIALING', 'QUEUED'])
  })

  it('is the same row there as it was here', async () => {
    const { finished } = await workedShift()
    const read = (table: string) =>
      rows(floor, `SELECT * FROM ${table} WHERE id = ANY ($1::bigint[]) ORDER BY id`, [finished])
    const before = await read('dial_queue_entry')
    clock.advance(25 * 3600)
    await runJob(floor, 'archiveEntries')
    expect(await read('dial_queue_history')).toEqual(before)
    expect(await read('dial_queue_entry')).toEqual([])
  })

  it('changes no count and no figure when it goes, and the doctor finds nothing', async () => {
    const { shift } = await workedShift()
    clock.advance(25 * 3600)
    const ask = () => floor.get(statsDocument, { campaignId: shift.campaignId })
    const before = await ask()
    await runJob(floor, 'archiveEntries')
    expect(await ask()).toEqual(before)
    expect(await brokenChecks()).toEqual([])
  })

  it('is still found by its id, on its page, and counted there', async () => {
    const { shift, finished } = await workedShift()
    const before = {
      all: await pages(shift.campaignId, null),
      final: await pages(shift.campaignId, ['COMPLETED', 'FAILED']),
    }
    clock.advance(25 * 3600)
    await runJob(floor, 'archiveEntries')
    expect({
      all: await pages(shift.campaignId, null),
      final: await pages(shift.campaignId, ['COMPLETED', 'FAILED']),
    }).toEqual(before)
    const { dialQueue } = await floor.get<Page>(pageDocument, { campaignId: shift.campaignId, first: 1 })
    expect(dialQueue.totalCount).toBe(6)
    const document = 'query ($id: ID!) { dialQueueEntry(id: $id) { id status outcome } }'
    expect(await floor.get(document, { id: finished[0] })).toEqual({
      dialQueueEntry: { id: finished[0], status: 'COMPLETED', outcome: 'SALE' },
    })
  })

  it('can still be corrected: the entry, its call, its contact and the figures', async () => {
    const { shift, finished } = await workedShift()
    const id = nth(finished, 0)
    clock.advance(25 * 3600)
    await runJob(floor, 'archiveEntries')
    const corrected = await correct(floor, id, { outcome: 'NOT_INTERESTED', notes: 'a slip' })
    expect(corrected).toMatchObject({ status: 'COMPLETED', outcome: 'NOT_INTERESTED', notes: 'a slip' })
    expect(await archived([id])).toBe(1)
    expect(await row(floor, 'SELECT outcome, notes FROM call_record WHERE entry_id = $1', [id])).toEqual({
      outcome: 'NOT_INTERESTED',
      notes: 'a slip',
    })
    expect(codeOf(await askCorrection(floor, id, { notes: 'late', expectedVersion: 1 }))).toBe('CONFLICT')
    expect(await brokenChecks()).toEqual([])
    expect(shift.campaignId).not.toBe('')
  })

  it('can be corrected by the agent who had it, and by no other', async () => {
    const { shift, finished } = await workedShift()
    clock.advance(25 * 3600)
    await runJob(floor, 'archiveEntries')
    const id = nth(finished, 0)
    expect(codeOf(await askCorrection(floor, id, { notes: 'mine' }, { agentId: nth(shift.agentIds, 1) }))).toBe(
      'FORBIDDEN',
    )
    expect((await correct(floor, id, { notes: 'mine' }, { agentId: agentOf(shift) })).notes).toBe('mine')
  })

  it('keeps its contact and its campaign from being deleted', async () => {
    const { shift, finished } = await workedShift()
    const cancelled = nth(finished, 3)
    const { contact_id: contactId } = await row(floor, 'SELECT contact_id FROM dial_queue_entry WHERE id = $1', [
      cancelled,
    ])
    clock.advance(25 * 3600)
    await runJob(floor, 'archiveEntries')
    await expect(floor.database.pool.query('DELETE FROM contact WHERE id = $1', [contactId])).rejects.toMatchObject({
      constraint: 'dial_queue_entry_contact_exists',
    })
    expect(shift.campaignId).not.toBe('')
  })
})

describe('the move into the history', () => {
  it('that is cut off in the middle has moved whole portions, each entry once, and goes on where it stopped', async () => {
    const shift = await openShift(floor, { contacts: 4_500, agents: 1 })
    await floor.get('mutation ($input: UpdateCampaignInput!) { updateCampaign(input: $input) { id } }', {
      input: { id: shift.campaignId, status: 'COMPLETED' },
    })
    clock.advance(25 * 3600)
    const { archiveEntries } = await import('../../src/dialQueue/archiveEntries.js')
    const abort = new AbortController()
    const { database } = floor.instance.work
    const cut = {
      ...floor.instance.work,
      archiveAfterHours: 24,
      database: Object.assign(Object.create(database) as typeof database, {
        // The second portion's backend is ended as the process is killed: it is rolled back.
        transaction: async (work: Parameters<typeof database.transaction>[0]) => {
          if (portions === 1) throw new Error('killed')
          portions += 1
          return database.transaction(work)
        },
      }),
    }
    let portions = 0
    await expect(archiveEntries(cut, abort.signal)).rejects.toThrow('killed')
    const moved = async () =>
      Number(
        (await row(floor, 'SELECT count(*) AS n FROM dial_queue_history WHERE campaign_id = $1', [shift.campaignId]))[
          'n'
        ],
      )
    expect(await moved()).toBe(2_000)
    expect(await brokenChecks()).toEqual([])
    await runJob(floor, 'archiveEntries')
    expect(await moved()).toBe(4_500)
    expect(await brokenChecks()).toEqual([])
  })

  it('by two instances at once moves each entry once', async () => {
    const { finished } = await workedShift()
    clock.advance(25 * 3600)
    await Promise.all([1, 2, 3].map(() => runJob(floor, 'archiveEntries')))
    expect(await archived(finished)).toBe(finished.length)
    expect(await brokenChecks()).toEqual([])
  })

  it('has a table with the very columns of the queue, in their order', async () => {
    const columns = (table: string) =>
      rows(
        floor,
        `SELECT attname, format_type(atttypid, atttypmod) AS type, attnotnull FROM pg_attribute
         WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped ORDER BY attnum`,
        [table],
      )
    expect(await columns('dial_queue_history')).toEqual(await columns('dial_queue_entry'))
  })
})
