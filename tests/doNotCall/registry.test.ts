import { Readable } from 'node:stream'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { importDoNotCall } from '../../src/doNotCall/importDoNotCall.js'
import { readSuppressionFile } from '../../src/doNotCall/suppressionFile.js'
import { warnOfStaleRegistries } from '../../src/doNotCall/warnOfStaleRegistries.js'
import { agentOf, codeOf, generate, nextContact, nth, rows } from '../support/desk.js'
import { openFloor, openShift, type Floor, type Shift } from '../support/floor.js'
import { MovableClock } from '../support/movableClock.js'
import { entryStatuses, phoneOf } from './doNotCallDesk.js'

const clock = new MovableClock()
let floor: Floor
const told: string[] = []

beforeAll(async () => {
  floor = await openFloor({ clock: clock.read })
})
beforeEach(async () => {
  clock.reset()
  told.length = 0
  await floor.database.pool.query('DELETE FROM do_not_call_run')
  await floor.database.pool.query('DELETE FROM do_not_call_list')
  await floor.database.pool.query("UPDATE campaign SET status = 'COMPLETED'")
})
afterAll(() => floor.close())

const warn = (): Promise<string> =>
  warnOfStaleRegistries({
    database: floor.database,
    clock: clock.read,
    logger: { warn: (_: unknown, text?: string) => told.push(text ?? '') },
  })

async function importRegistry(asOf: string, text = '+14155550100\n'): Promise<void> {
  const words = { campaignId: null, reason: 'registry', source: 'us-national', expiresAt: null }
  await importDoNotCall(
    floor.database,
    floor.organizationId,
    { ...words, registry: { code: 'us-national', asOf } },
    readSuppressionFile(Readable.from([Buffer.from(text)])),
    { clock: clock.read },
  )
}

async function relyOn(shift: Shift, reliesOnRegistry: string): Promise<void> {
  await floor.get('mutation ($input: UpdateCampaignInput!) { updateCampaign(input: $input) { id } }', {
    input: { id: shift.campaignId, reliesOnRegistry },
  })
}

async function state(shift: Shift): Promise<unknown> {
  type Data = { campaign: { registryState: unknown } }
  const document = 'query ($id: ID!) { campaign(id: $id) { registryState { code asOf expiresAt isExpired warning } } }'
  return (await floor.get<Data>(document, { id: shift.campaignId })).campaign.registryState
}

it('a campaign that relies on a registry that was never imported dials nobody, and says so', async () => {
  const shift = await openShift(floor, { contacts: 1, agents: 1 })
  expect(await state(shift)).toBeNull()
  await relyOn(shift, 'us-national')
  expect(await state(shift)).toEqual({
    ...{ code: 'us-national', asOf: null, expiresAt: null, isExpired: true },
    warning: 'registry us-national was never imported: nothing is dialled',
  })
  expect((await nextContact(floor, shift.campaignId, agentOf(shift))).entry).toBeNull()
  expect(await entryStatuses(floor, nth(shift.contactIds, 0))).toEqual(['QUEUED'])
})

it('a copy is good for 31 days, is warned of five days before, stops its campaigns at the instant, and they go on with the next import', async () => {
  const shift = await openShift(floor, { contacts: 3, agents: 1 })
  await relyOn(shift, 'us-national')
  await importRegistry('2026-11-01')
  const expiresAt = '2026-12-02T00:00:00.000Z'
  expect(await state(shift)).toMatchObject({
    asOf: '2026-11-01T00:00:00.000Z',
    expiresAt,
    isExpired: false,
    warning: null,
  })
  clock.set('2026-11-26T23:59:59.999Z')
  await warn()
  expect(await state(shift)).toMatchObject({ warning: null })
  expect(told).toEqual([])
  clock.set('2026-11-27T00:00:00.000Z')
  await Promise.all([warn(), warn(), warn()])
  expect(told).toEqual(['the copy of a do-not-call registry will be too old within five days'])
  expect(await state(shift)).toMatchObject({ isExpired: false, warning: expect.stringContaining(expiresAt) as unknown })

  clock.set('2026-12-01T23:59:59.999Z')
  expect(await generate(floor, shift.campaignId, 10)).toMatchObject({ kept: 3 })
  expect(await state(shift)).toMatchObject({ isExpired: false })
  clock.set(expiresAt)
  expect(await state(shift)).toMatchObject({ isExpired: true })
  expect((await nextContact(floor, shift.campaignId, agentOf(shift))).entry).toBeNull()
  await warn()
  await warn()
  expect(told).toHaveLength(2)
  expect(told[1]).toContain('dial nobody')

  await importRegistry('2026-12-01')
  expect(await state(shift)).toMatchObject({ isExpired: false, warning: null })
  // What had waited in the queue goes on.
  expect(await entryStatuses(floor, nth(shift.contactIds, 0))).toEqual(['QUEUED'])
  clock.set('2026-12-02T15:00:00.000Z')
  expect((await nextContact(floor, shift.campaignId, agentOf(shift))).reason).toBeNull()
})

it('every contact of a stopped campaign is left out for DO_NOT_CALL', async () => {
  const shift = await openShift(floor, { contacts: 2, agents: 1, queued: false })
  await relyOn(shift, 'us-national')
  await importRegistry('2026-10-01')
  expect(await generate(floor, shift.campaignId, 10)).toMatchObject({ created: 0, excluded: { DO_NOT_CALL: 2 } })
})

it("the age is the policy pack's", async () => {
  const shift = await openShift(floor, { contacts: 1, agents: 1 })
  await relyOn(shift, 'us-national')
  await importRegistry('2026-11-01')
  await floor.database.pool.query('UPDATE campaign SET registry_max_age_days = 10 WHERE id = $1', [shift.campaignId])
  expect(await state(shift)).toMatchObject({ expiresAt: '2026-11-11T00:00:00.000Z', isExpired: true })
})

it('relying on a registry takes its numbers out of the queue; relying on none lets them in again', async () => {
  const shift = await openShift(floor, { contacts: 2, agents: 1 })
  await importRegistry('2026-11-10', `${await phoneOf(floor, nth(shift.contactIds, 0))}\n`)
  await relyOn(shift, 'us-national')
  const statuses = await rows(floor, 'SELECT status FROM dial_queue_entry WHERE campaign_id = $1 ORDER BY contact_id', [
    shift.campaignId,
  ])
  expect(statuses).toEqual([{ status: 'CANCELLED' }, { status: 'QUEUED' }])
  await relyOn(shift, '')
  expect(await generate(floor, shift.campaignId, 10)).toMatchObject({ created: 1, kept: 1 })
})

it('a registry is named by a code', async () => {
  const shift = await openShift(floor, { contacts: 1, agents: 1 })
  const answer = await floor.ask('mutation ($input: UpdateCampaignInput!) { updateCampaign(input: $input) { id } }', {
    input: { id: shift.campaignId, reliesOnRegistry: 'US national' },
  })
  expect(codeOf(answer)).toBe('BAD_USER_INPUT')
})
