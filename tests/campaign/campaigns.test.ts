import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { createOrganization } from '../../src/organization/organization.store.js'
import { agentOf, claim, codeOf, generate, nextContact, nth, report, row, rows } from '../support/desk.js'
import { type Floor, openFloor, openShift, type Shift } from '../support/floor.js'
import { MovableClock } from '../support/movableClock.js'
import { refusal } from '../support/refusal.js'

const clock = new MovableClock()
let floor: Floor
beforeAll(async () => {
  floor = await openFloor({ clock: clock.read })
})
afterAll(() => floor.close())
beforeEach(() => {
  clock.reset()
})

const fields = 'id name status dialMethod timeZone maxAttempts abandonRateLimit lists { id } agents { id }'
const createDocument = `mutation ($input: CreateCampaignInput!) { createCampaign(input: $input) { ${fields} } }`
const updateDocument = `mutation ($input: UpdateCampaignInput!) { updateCampaign(input: $input) { ${fields} } }`
const create = async (input: object) =>
  (await floor.get<{ createCampaign: { id: string } }>(createDocument, { input })).createCampaign
const update = async (input: object) =>
  (await floor.get<{ updateCampaign: object }>(updateDocument, { input })).updateCampaign
const statusesOf = async ({ campaignId }: Shift) =>
  (await rows(floor, 'SELECT status FROM dial_queue_entry WHERE campaign_id = $1 ORDER BY id', [campaignId])).map(
    ({ status }) => status,
  )

describe('a new campaign', () => {
  it('is a DRAFT in the zone of its organization, with the usual limits, no list and nobody', async () => {
    expect(await create({ name: '  Spring  ' })).toEqual({
      ...{ id: expect.any(String) as unknown, name: 'Spring', status: 'DRAFT', dialMethod: 'PROGRESSIVE' },
      ...{ timeZone: 'America/New_York', maxAttempts: 3, abandonRateLimit: 0.03, lists: [], agents: [] },
    })
  })

  it('has what it is given', async () => {
    const shift = await openShift(floor, { contacts: 1, agents: 2, queued: false })
    const plan = {
      name: 'n'.repeat(200),
      dialMethod: 'PREVIEW',
      timeZone: 'Europe/Berlin',
      maxAttempts: 100,
      abandonRateLimit: 1,
    }
    // A list or an agent that is named twice is meant once.
    const created = await create({ ...plan, listIds: [shift.listId, shift.listId], agentIds: shift.agentIds })
    expect(created).toMatchObject({
      ...plan,
      lists: [{ id: shift.listId }],
      agents: shift.agentIds.map((id) => ({ id })),
    })
  })

  it.each<{ what: string; input: object }>([
    { what: 'no name', input: { name: ' ' } },
    { what: 'a name of 201 characters', input: { name: 'n'.repeat(201) } },
    { what: 'a name of 10 kB', input: { name: 'n'.repeat(10_000) } },
    { what: 'a NUL in its name', input: { name: 'a\u0000b' } },
    { what: 'a zone that does not exist', input: { name: 'A', timeZone: 'Europe/Atlantis' } },
    { what: 'an offset for a zone', input: { name: 'A', timeZone: '+02:00' } },
    { what: 'a zone that the database does not know', input: { name: 'A', timeZone: 'SystemV/AST4' } },
    { what: 'an abbreviation for a zone', input: { name: 'A', timeZone: 'PST' } },
    { what: 'an empty zone', input: { name: 'A', timeZone: '' } },
    { what: 'no attempts', input: { name: 'A', maxAttempts: 0 } },
    { what: '101 attempts', input: { name: 'A', maxAttempts: 101 } },
    { what: 'a negative abandon rate', input: { name: 'A', abandonRateLimit: -0.01 } },
    { what: 'an abandon rate above 1', input: { name: 'A', abandonRateLimit: 1.01 } },
    { what: 'an unknown dial method', input: { name: 'A', dialMethod: 'MANUAL' } },
    { what: 'a list id that is no number', input: { name: 'A', listIds: ['one'] } },
    { what: 'an agent id beyond all numbers', input: { name: 'A', agentIds: ['99999999999999999999'] } },
  ])('with $what is refused', async ({ input }) => {
    expect(await refusal(floor, () => floor.ask(createDocument, { input }))).toBe('BAD_USER_INPUT')
  })

  it('with a list or an agent of another organization, or of none, is refused as not found', async () => {
    const shift = await openShift(floor, { contacts: 1, agents: 1, queued: false })
    const { id: organizationId } = await createOrganization(floor.database, { name: 'Other', timeZone: 'UTC' })
    for (const input of [
      { name: 'A', listIds: [shift.listId, '999999999'] },
      { name: 'A', agentIds: [agentOf(shift), '999999999'] },
    ]) {
      expect(await refusal(floor, () => floor.ask(createDocument, { input }))).toBe('NOT_FOUND')
    }
    for (const input of [
      { name: 'A', listIds: [shift.listId] },
      { name: 'A', agentIds: [agentOf(shift)] },
    ]) {
      expect(await refusal(floor, () => floor.ask(createDocument, { input }, { organizationId }))).toBe('NOT_FOUND')
    }
  })
})

describe('a campaign that is changed', () => {
  it('keeps what is not named, and has the rest from then on', async () => {
    const { id } = await create({ name: 'Before', maxAttempts: 5 })
    expect(await update({ id, name: 'After' })).toMatchObject({ name: 'After', maxAttempts: 5, status: 'DRAFT' })
    expect(await update({ id, dialMethod: 'PREVIEW', abandonRateLimit: 0 })).toMatchObject({
      ...{ name: 'After', dialMethod: 'PREVIEW', abandonRateLimit: 0, maxAttempts: 5 },
    })
  })

  it.each<{ input: object; code: string }>([
    { input: { name: '' }, code: 'BAD_USER_INPUT' },
    { input: { maxAttempts: 0 }, code: 'BAD_USER_INPUT' },
    { input: { maxAttempts: 101 }, code: 'BAD_USER_INPUT' },
    { input: { abandonRateLimit: 2 }, code: 'BAD_USER_INPUT' },
    { input: { listIds: ['x'] }, code: 'BAD_USER_INPUT' },
    { input: { name: 'Changed', listIds: ['999999999'] }, code: 'NOT_FOUND' },
    { input: { name: 'Changed', agentIds: ['999999999'] }, code: 'NOT_FOUND' },
  ])('is refused, and stays whole, with $input', async ({ input, code }) => {
    const shift = await openShift(floor, { contacts: 2, agents: 1 })
    const ask = () => floor.ask(updateDocument, { input: { id: shift.campaignId, ...input } })
    expect(await refusal(floor, ask)).toBe(code)
  })

  it('is one of this organization', async () => {
    const shift = await openShift(floor, { contacts: 1, agents: 1 })
    const { id: organizationId } = await createOrganization(floor.database, { name: 'Other', timeZone: 'UTC' })
    const input = { id: shift.campaignId, name: 'Taken' }
    expect(await refusal(floor, () => floor.ask(updateDocument, { input }, { organizationId }))).toBe('NOT_FOUND')
    expect(await refusal(floor, () => floor.ask(updateDocument, { input: { ...input, id: '999999999' } }))).toBe(
      'NOT_FOUND',
    )
  })

  it('with fewer attempts cancels who has had them already', async () => {
    const shift = await openShift(floor, { contacts: 2, agents: 1, maxAttempts: 2 })
    await report(floor, (await claim(floor, shift.campaignId, agentOf(shift))).id, 'FAILED', { outcome: 'BUSY' })
    clock.advance(900)
    await generate(floor, shift.campaignId, 10)
    await update({ id: shift.campaignId, maxAttempts: 1 })
    expect(await statusesOf(shift)).toEqual(['FAILED', 'QUEUED', 'CANCELLED'])
    expect((await generate(floor, shift.campaignId, 10)).excluded).toEqual({ ATTEMPTS_EXHAUSTED: 1, ALREADY_QUEUED: 1 })
  })

  it('without a list cancels who waits from that list only', async () => {
    const shift = await openShift(floor, { contacts: 1, agents: 0, queued: false })
    const other = await openShift(floor, { contacts: 1, agents: 0, queued: false })
    await update({ id: shift.campaignId, listIds: [shift.listId, other.listId] })
    await generate(floor, shift.campaignId, 10)
    await update({ id: shift.campaignId, listIds: [other.listId] })
    expect(await statusesOf(shift)).toEqual(['CANCELLED', 'QUEUED'])
  })
})

describe('the life of a campaign', () => {
  const allowed: Record<string, readonly string[]> = {
    DRAFT: ['DRAFT', 'ACTIVE', 'COMPLETED'],
    ACTIVE: ['ACTIVE', 'PAUSED', 'COMPLETED'],
    PAUSED: ['PAUSED', 'ACTIVE', 'COMPLETED'],
    COMPLETED: ['COMPLETED'],
  }
  const statuses = Object.keys(allowed)
  it.each(statuses.flatMap((from) => statuses.map((to) => ({ from, to }))))(
    'from $from to $to',
    async ({ from, to }) => {
      const { campaignId: id } = await openShift(floor, { contacts: 1, agents: 1, campaignStatus: from, queued: false })
      const ask = () => floor.ask(updateDocument, { input: { id, status: to, name: 'Renamed' } })
      const isAllowed = allowed[from]?.includes(to) ?? false
      expect(isAllowed ? codeOf(await ask()) : await refusal(floor, ask)).toBe(
        isAllowed ? '0 errors' : 'INVALID_TRANSITION',
      )
      const campaign = await row(floor, 'SELECT status, name FROM campaign WHERE id = $1', [id])
      expect(campaign).toEqual({ status: isAllowed ? to : from, name: isAllowed ? 'Renamed' : 'Campaign' })
    },
  )

  it('PAUSED hands nobody out and keeps the queue; ACTIVE goes on where it stood', async () => {
    const shift = await openShift(floor, { contacts: 2, agents: 2 })
    const held = await claim(floor, shift.campaignId, nth(shift.agentIds, 0))
    await update({ id: shift.campaignId, status: 'PAUSED' })
    expect((await nextContact(floor, shift.campaignId, nth(shift.agentIds, 1))).reason).toBe('CAMPAIGN_NOT_ACTIVE')
    // What agents hold is theirs to finish.
    expect((await report(floor, held.id, 'CONNECTED')).status).toBe('CONNECTED')
    await update({ id: shift.campaignId, status: 'ACTIVE' })
    expect((await claim(floor, shift.campaignId, nth(shift.agentIds, 1))).contact.id).toBe(shift.contactIds[1])
  })

  it('COMPLETED cancels what waits and leaves agents what they hold', async () => {
    const shift = await openShift(floor, { contacts: 4, agents: 1 })
    const held = await claim(floor, shift.campaignId, agentOf(shift))
    await update({ id: shift.campaignId, status: 'COMPLETED' })
    expect(await statusesOf(shift)).toEqual(['DIALING', 'CANCELLED', 'CANCELLED', 'CANCELLED'])
    expect((await report(floor, held.id, 'COMPLETED', { outcome: 'SALE' })).status).toBe('COMPLETED')
    const counters = await row(
      floor,
      'SELECT sum(queued)::int AS queued, sum(cancelled)::int AS cancelled FROM queue_counter WHERE campaign_id = $1',
      [shift.campaignId],
    )
    expect(counters).toEqual({ queued: 0, cancelled: 3 })
  })
})
