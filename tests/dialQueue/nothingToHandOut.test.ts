import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { createOrganization } from '../../src/organization/organization.store.js'
import {
  agentOf,
  askReport,
  changeContact,
  claim,
  codeOf,
  nextContact,
  nextContactDocument,
  nth,
  report,
  rows,
  setAgentStatus,
} from '../support/desk.js'
import { everyRow } from '../support/everyRow.js'
import { type Floor, openFloor, openShift, type Shift } from '../support/floor.js'
import { MovableClock } from '../support/movableClock.js'
import { until } from '../support/until.js'

const clock = new MovableClock()
let floor: Floor
beforeAll(async () => {
  floor = await openFloor({ clock: clock.read })
})
afterAll(() => floor.close())
beforeEach(() => {
  clock.reset()
})

describe('no contact is handed to', () => {
  it.each<{ who: string; prepare: (shift: Shift) => Promise<unknown>; status: string }>([
    {
      who: 'an agent who is not one of the campaign’s',
      prepare: (shift) => rows(floor, 'DELETE FROM campaign_agent WHERE campaign_id = $1', [shift.campaignId]),
      status: 'AVAILABLE',
    },
    {
      who: 'an agent on a break',
      prepare: (shift) => setAgentStatus(floor, agentOf(shift), 'PAUSED'),
      status: 'PAUSED',
    },
    {
      who: 'an agent who is not at work',
      prepare: (shift) => setAgentStatus(floor, agentOf(shift), 'OFFLINE'),
      status: 'OFFLINE',
    },
    {
      who: 'an agent with a contact',
      prepare: (shift) => claim(floor, shift.campaignId, agentOf(shift)),
      status: 'BUSY',
    },
    {
      who: 'an agent who is saving an outcome',
      prepare: async (shift) => report(floor, (await claim(floor, shift.campaignId, agentOf(shift))).id, 'WRAP_UP'),
      status: 'WRAP_UP',
    },
  ])('$who', async ({ prepare, status }) => {
    const shift = await openShift(floor, { contacts: 3, agents: 1 })
    await prepare(shift)
    const before = await everyRow(floor)
    const variables = { input: { campaignId: shift.campaignId } }
    const answer = await floor.ask(nextContactDocument, variables, { agentId: agentOf(shift) })
    expect(codeOf(answer)).toBe('AGENT_UNAVAILABLE')
    expect(answer.errors[0]?.extensions['status']).toBe(status)
    expect(await everyRow(floor)).toEqual(before)
  })

  it('an agent or for a campaign that does not exist, or belongs to another organization', async () => {
    const shift = await openShift(floor, { contacts: 3, agents: 1 })
    const { id: otherId } = await createOrganization(floor.database, { name: 'Other', timeZone: 'Europe/Berlin' })
    const [agent] = await rows(
      floor,
      `INSERT INTO agent (organization_id, name, email, status) VALUES ($1, 'Other', 'other@test.example', 'AVAILABLE')
       RETURNING id`,
      [otherId],
    )
    const [campaign] = await rows(
      floor,
      `INSERT INTO campaign (organization_id, name, status, time_zone, policy_pack)
       VALUES ($1, 'Other', 'ACTIVE', 'UTC', 'NONE') RETURNING id`,
      [otherId],
    )
    const before = await everyRow(floor)
    const inputs = [
      { campaignId: '999999999', agentId: agentOf(shift) },
      { campaignId: String(campaign?.['id']), agentId: agentOf(shift) },
      { campaignId: shift.campaignId, agentId: '999999999' },
      { campaignId: shift.campaignId, agentId: String(agent?.['id']) },
    ]
    for (const input of inputs) {
      expect(codeOf(await floor.ask(nextContactDocument, { input }, { role: 'DIALER' }))).toBe('NOT_FOUND')
    }
    // The other organization's own people see nothing of this one either.
    const as = { organizationId: otherId, agentId: String(agent?.['id']) }
    const answer = await floor.ask(nextContactDocument, { input: { campaignId: shift.campaignId } }, as)
    expect(codeOf(answer)).toBe('NOT_FOUND')
    expect(await everyRow(floor)).toEqual(before)
  })

  it('an agent who asks in the name of another, nor to a supervisor who names nobody', async () => {
    const shift = await openShift(floor, { contacts: 3, agents: 2 })
    const [one, other] = shift.agentIds
    const input = { campaignId: shift.campaignId, agentId: other }
    expect(codeOf(await floor.ask(nextContactDocument, { input }, { agentId: one ?? '' }))).toBe('FORBIDDEN')
    const nobody = { input: { campaignId: shift.campaignId } }
    expect(codeOf(await floor.ask(nextContactDocument, nobody))).toBe('BAD_USER_INPUT')
    expect((await floor.ask(nextContactDocument, { input })).errors).toEqual([])
  })

  it.each(['DRAFT', 'PAUSED', 'COMPLETED'])('anyone while the campaign is %s, and that is no error', async (status) => {
    const shift = await openShift(floor, { contacts: 3, agents: 1 })
    await rows(floor, 'UPDATE campaign SET status = $2 WHERE id = $1', [shift.campaignId, status])
    const before = await everyRow(floor)
    const answer = await nextContact(floor, shift.campaignId, agentOf(shift))
    expect(answer).toEqual({ entry: null, reason: 'CAMPAIGN_NOT_ACTIVE', retryAt: null })
    expect(await everyRow(floor)).toEqual(before)
  })
})

describe('a queued contact is looked at once more when its turn comes:', () => {
  it.each<{ what: string; change: (shift: Shift, contactId: string) => Promise<unknown>; reason: string; at?: number }>(
    [
      {
        what: 'it asked not to be called',
        change: (_, id) => changeContact(floor, id, { status: 'DO_NOT_CALL' }),
        reason: 'DO_NOT_CALL',
      },
      {
        what: 'its number proved wrong',
        change: (_, id) => changeContact(floor, id, { status: 'INVALID' }),
        reason: 'INVALID_NUMBER',
      },
      {
        what: 'it was reached',
        change: (_, id) => changeContact(floor, id, { status: 'REACHED' }),
        reason: 'ALREADY_REACHED',
      },
      {
        what: 'it is to be called later',
        change: (_, id) => changeContact(floor, id, { next_attempt_at: clock.at(600) }),
        reason: 'RETRY_NOT_DUE',
        at: 600,
      },
      {
        what: 'it has another number now',
        change: (_, id) => changeContact(floor, id, { phone: `+1999${id.padStart(7, '0')}` }),
        reason: 'FILTERED_OUT',
      },
      {
        what: 'its list is no longer the campaign’s',
        change: async (shift, id) => {
          const [list] = await rows(
            floor,
            'INSERT INTO contact_list (organization_id, name) VALUES ($1, $2) RETURNING id',
            [floor.organizationId, `other list ${id}`],
          )
          await changeContact(floor, id, { list_id: list?.['id'], external_id: null })
          return shift
        },
        reason: 'FILTERED_OUT',
      },
      {
        what: 'the campaign has used its attempts',
        change: (shift, id) =>
          rows(floor, 'INSERT INTO campaign_contact VALUES ($1, $2, $3, 3, false)', [
            floor.organizationId,
            shift.campaignId,
            id,
          ]),
        reason: 'ATTEMPTS_EXHAUSTED',
      },
      {
        what: 'the campaign is done with it',
        change: (shift, id) =>
          rows(floor, 'INSERT INTO campaign_contact VALUES ($1, $2, $3, 1, true)', [
            floor.organizationId,
            shift.campaignId,
            id,
          ]),
        reason: 'ATTEMPTS_EXHAUSTED',
      },
    ],
  )('not handed out when $what', async ({ change, reason, at }) => {
    const shift = await openShift(floor, { contacts: 2, agents: 2 })
    await change(shift, nth(shift.contactIds, 0))
    expect((await claim(floor, shift.campaignId, nth(shift.agentIds, 0))).contact.id).toBe(shift.contactIds[1])
    expect(await nextContact(floor, shift.campaignId, nth(shift.agentIds, 1))).toEqual({
      entry: null,
      reason,
      retryAt: at === undefined ? null : clock.at(at),
    })
  })

  it('handed out as soon as what stood in the way is gone', async () => {
    const shift = await openShift(floor, { contacts: 2, agents: 2 })
    await changeContact(floor, nth(shift.contactIds, 0), { next_attempt_at: clock.at(600) })
    await claim(floor, shift.campaignId, nth(shift.agentIds, 0))
    expect((await nextContact(floor, shift.campaignId, nth(shift.agentIds, 1))).reason).toBe('RETRY_NOT_DUE')
    clock.advance(600)
    expect((await claim(floor, shift.campaignId, nth(shift.agentIds, 1))).contact.id).toBe(shift.contactIds[0])
  })
})

describe('an empty queue', () => {
  it('names the earliest instant at which one of its contacts may be called again', async () => {
    const shift = await openShift(floor, { contacts: 3, agents: 1 })
    // BUSY is tried again after 15 minutes, NO_ANSWER after 4 hours; a sale never.
    for (const [status, outcome] of [
      ['FAILED', 'NO_ANSWER'],
      ['FAILED', 'BUSY'],
      ['COMPLETED', 'SALE'],
    ] as const) {
      const entry = await claim(floor, shift.campaignId, agentOf(shift))
      await report(floor, entry.id, status, { outcome })
      clock.advance(60)
    }
    expect(await nextContact(floor, shift.campaignId, agentOf(shift))).toEqual({
      entry: null,
      reason: 'QUEUE_EMPTY',
      retryAt: clock.at(-2 * 60 + 15 * 60),
    })
  })

  it('names the first retry after everyone was called in vain', async () => {
    const shift = await openShift(floor, { contacts: 20, agents: 1 })
    const start = clock.at(0)
    for (let turn = 0; turn < 20; turn += 1) {
      await report(floor, (await claim(floor, shift.campaignId, agentOf(shift))).id, 'FAILED', { outcome: 'NO_ANSWER' })
      clock.advance(10)
    }
    const first = new Date(Date.parse(start) + 4 * 3600 * 1000).toISOString()
    const answer = await nextContact(floor, shift.campaignId, agentOf(shift))
    expect(answer).toEqual({ entry: null, reason: 'QUEUE_EMPTY', retryAt: first })
  })

  it('names no instant when no contact can become due by itself', async () => {
    const shift = await openShift(floor, { contacts: 2, agents: 1, maxAttempts: 1 })
    await report(floor, (await claim(floor, shift.campaignId, agentOf(shift))).id, 'FAILED', { outcome: 'NO_ANSWER' })
    await report(floor, (await claim(floor, shift.campaignId, agentOf(shift))).id, 'COMPLETED', { outcome: 'SALE' })
    const answer = await nextContact(floor, shift.campaignId, agentOf(shift))
    expect(answer).toEqual({ entry: null, reason: 'QUEUE_EMPTY', retryAt: null })
  })

  it('names the earlier of a queued contact that is not due and an unqueued one', async () => {
    const shift = await openShift(floor, { contacts: 2, agents: 1 })
    await report(floor, (await claim(floor, shift.campaignId, agentOf(shift))).id, 'FAILED', { outcome: 'BUSY' })
    await changeContact(floor, nth(shift.contactIds, 1), { next_attempt_at: clock.at(300) })
    const answer = await nextContact(floor, shift.campaignId, agentOf(shift))
    expect(answer).toEqual({ entry: null, reason: 'RETRY_NOT_DUE', retryAt: clock.at(300) })
    await changeContact(floor, nth(shift.contactIds, 1), { next_attempt_at: clock.at(3600) })
    expect((await nextContact(floor, shift.campaignId, agentOf(shift))).retryAt).toBe(clock.at(15 * 60))
  })
})

describe('entries that somebody else has locked for a moment', () => {
  it('are waited for: the agent gets one, and never hears that the queue is empty', async () => {
    const shift = await openShift(floor, { contacts: 1, agents: 1 })
    const statements = vi.spyOn(floor.instance.work.database, 'query')
    const other = new pg.Client({ connectionString: floor.connectionString })
    await other.connect()
    try {
      await other.query('BEGIN')
      await other.query('SELECT 1 FROM dial_queue_entry WHERE campaign_id = $1 FOR UPDATE', [shift.campaignId])
      let isAnswered = false
      const asking = nextContact(floor, shift.campaignId, agentOf(shift)).finally(() => {
        isAnswered = true
      })
      const claims = () => statements.mock.calls.filter(([{ name }]) => name.startsWith('claimNextEntries')).length
      // It has looked several times in vain: as long as a slow commit elsewhere may take.
      await until(
        () => Promise.resolve({ isAnswered, claims: claims() }),
        (seen) => seen.isAnswered || seen.claims > 6,
      )
      await other.query('ROLLBACK')
      expect((await asking).entry?.contact.id).toBe(shift.contactIds[0])
    } finally {
      statements.mockRestore()
      await other.end()
    }
  })

  it('for longer than an agent can wait are answered with "try again", not with an empty queue', async () => {
    const shift = await openShift(floor, { contacts: 1, agents: 1 })
    const other = new pg.Client({ connectionString: floor.connectionString })
    await other.connect()
    try {
      await other.query('BEGIN')
      await other.query('SELECT 1 FROM dial_queue_entry WHERE campaign_id = $1 FOR UPDATE', [shift.campaignId])
      const variables = { input: { campaignId: shift.campaignId } }
      const answer = await floor.ask(nextContactDocument, variables, { agentId: agentOf(shift) })
      expect(codeOf(answer)).toBe('SERVICE_UNAVAILABLE')
      await other.query('ROLLBACK')
    } finally {
      await other.end()
    }
    const entry = await claim(floor, shift.campaignId, agentOf(shift))
    expect(codeOf(await askReport(floor, entry.id, 'COMPLETED', { outcome: 'SALE' }))).toBe('0 errors')
  })
})
