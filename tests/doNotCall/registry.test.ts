import { Readable } from 'node:stream'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
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

async function importRegistry(asOf: string, text = '+14155550100\n', code = 'us-national'): Promise<void> {
  const words = { campaignId: null, reason: 'registry', source: code, expiresAt: null }
  await importDoNotCall(
    floor.database,
    floor.organizationId,
    { ...words, registry: { code, asOf } },
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
  await floor.database.pool.query('UPDATE campaign_registry SET max_age_days = 10 WHERE campaign_id = $1', [
    shift.campaignId,
  ])
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

describe('several registries of one campaign', () => {
  interface Registry {
    readonly code: string
    readonly region: string | null
    readonly maxAgeDays: number
    readonly state: { readonly isExpired: boolean }
  }

  async function rely(shift: Shift, ...registries: readonly { code: string; region?: string }[]): Promise<Registry[]> {
    type Data = { updateCampaign: { registries: Registry[] } }
    const { updateCampaign } = await floor.get<Data>(
      `mutation ($input: UpdateCampaignInput!) { updateCampaign(input: $input) {
         registries { code region maxAgeDays state { isExpired warning } } } }`,
      { input: { id: shift.campaignId, registries } },
    )
    return updateCampaign.registries
  }
  const place = (contactId: string | undefined, region: string): Promise<unknown> =>
    rows(floor, 'UPDATE contact SET region = $2 WHERE id = $1', [contactId, region])

  it('a number on any of them is not dialled, by the federal and by the state one', async () => {
    const shift = await openShift(floor, { contacts: 3, agents: 1, queued: false })
    const [one, two] = [await phoneOf(floor, nth(shift.contactIds, 0)), await phoneOf(floor, nth(shift.contactIds, 1))]
    await importRegistry('2026-11-10', `${one}\n`)
    await importRegistry('2026-11-10', `${two}\n`, 'us-fl')
    expect(await rely(shift, { code: 'us-national' }, { code: 'us-fl' })).toMatchObject([
      { code: 'us-national', region: null, state: { isExpired: false } },
      { code: 'us-fl', region: null, state: { isExpired: false } },
    ])
    expect(await state(shift)).toMatchObject({ code: 'us-national' })
    expect(await generate(floor, shift.campaignId, 10)).toMatchObject({ created: 1, excluded: { DO_NOT_CALL: 2 } })
  })

  it('a copy that is missing blocks those whom its registry may concern, and says which', async () => {
    const shift = await openShift(floor, { contacts: 4, agents: 1, queued: false })
    await importRegistry('2026-11-10')
    await rely(
      shift,
      { code: 'us-national', region: 'US' },
      { code: 'us-tx', region: 'US-TX' },
      { code: 'uk-tps', region: 'GB' },
    )
    const regions = ['US-TX', 'US-CA', 'US', 'GB']
    for (const [index, region] of regions.entries()) await place(shift.contactIds[index], region)
    const blocking = async (index: number): Promise<unknown> => {
      type Data = { explainContact: { rules: { id: string; passes: boolean; value: string }[] } }
      const { explainContact } = await floor.get<Data>(
        `query ($campaignId: ID!, $contactId: ID!) {
           explainContact(campaignId: $campaignId, contactId: $contactId) { rules { id passes value } } }`,
        { campaignId: shift.campaignId, contactId: nth(shift.contactIds, index) },
      )
      const { passes, value } = explainContact.rules.find(({ id }) => id === 'registry-fresh') ?? {}
      return [passes, value]
    }
    expect(await Promise.all(regions.map((_, index) => blocking(index)))).toEqual([
      [false, 'registry us-tx, never imported'],
      [true, 'registry us-national of 2026-11-10'],
      // Only the country is known: it may be Texas.
      [false, 'registry us-tx, never imported'],
      [false, 'registry uk-tps, never imported'],
    ])
    expect(await generate(floor, shift.campaignId, 10)).toMatchObject({ created: 1, excluded: { DO_NOT_CALL: 3 } })
    await importRegistry('2026-11-10', '+14155550100\n', 'us-tx')
    await importRegistry('2026-11-10', '+447400123456\n', 'uk-tps')
    expect(await generate(floor, shift.campaignId, 10)).toMatchObject({ created: 3 })
  })

  it('an import takes away what waits for its numbers, where it concerns them', async () => {
    const shift = await openShift(floor, { contacts: 2, agents: 1, queued: false })
    await place(shift.contactIds[0], 'US-TX')
    await place(shift.contactIds[1], 'US-CA')
    await importRegistry('2026-11-10', '+14155550100\n', 'us-tx')
    await rely(shift, { code: 'us-tx', region: 'US-TX' })
    await generate(floor, shift.campaignId, 10)
    const phones = await Promise.all(shift.contactIds.map((id) => phoneOf(floor, id)))
    await importRegistry('2026-11-11', phones.join('\n'), 'us-tx')
    expect(await entryStatuses(floor, nth(shift.contactIds, 0))).toEqual(['CANCELLED'])
    expect(await entryStatuses(floor, nth(shift.contactIds, 1))).toEqual(['QUEUED'])
  })

  it("each has the age and the place that the pack says, and follows the pack's edit", async () => {
    const shift = await openShift(floor, { contacts: 1, agents: 1, queued: false })
    const change = 'mutation ($input: UpdateCampaignInput!) { updateCampaign(input: $input) { id } }'
    await floor.get(change, { input: { id: shift.campaignId, policyPack: 'UK' } })
    expect(await rely(shift, { code: 'uk-tps' }, { code: 'uk-ctps' }, { code: 'own' })).toMatchObject([
      { code: 'uk-tps', region: 'GB', maxAgeDays: 28 },
      { code: 'uk-ctps', region: 'GB', maxAgeDays: 28 },
      { code: 'own', region: null, maxAgeDays: 28 },
    ])
    await floor.get(change, { input: { id: shift.campaignId, policyPack: 'AU' } })
    const ages = await rows(
      floor,
      'SELECT registry, max_age_days FROM campaign_registry WHERE campaign_id = $1 ORDER BY place',
      [shift.campaignId],
    )
    expect(ages.map(({ max_age_days: days }) => days)).toEqual([30, 30, 30])
    expect(await rely(shift, { code: 'au' })).toMatchObject([{ region: 'AU', maxAgeDays: 30 }])
    expect(await rely(shift)).toEqual([])
    expect(await state(shift)).toBeNull()
  })

  it.each([
    ['a code that is none', [{ code: 'US national' }]],
    ['a region that is none', [{ code: 'us-fl', region: 'Florida' }]],
    ['one twice', [{ code: 'us-fl' }, { code: 'us-fl' }]],
    ['eleven', Array.from({ length: 11 }, (_, index) => ({ code: `r${index}` }))],
  ])('%s is refused', async (_, registries) => {
    const shift = await openShift(floor, { contacts: 0, agents: 0, queued: false })
    const answer = await floor.ask('mutation ($input: UpdateCampaignInput!) { updateCampaign(input: $input) { id } }', {
      input: { id: shift.campaignId, registries },
    })
    expect(codeOf(answer)).toBe('BAD_USER_INPUT')
  })
})
