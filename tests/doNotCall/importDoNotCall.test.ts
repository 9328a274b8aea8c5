import { Readable } from 'node:stream'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import {
  importDoNotCall,
  type DoNotCallImport,
  type DoNotCallImportOptions,
  type RejectedNumber,
} from '../../src/doNotCall/importDoNotCall.js'
import type { ListWords } from '../../src/doNotCall/doNotCallImport.store.js'
import { readSuppressionFile } from '../../src/doNotCall/suppressionFile.js'
import { agentOf, claim, generate, nextContact, nth, row, rows } from '../support/desk.js'
import { openFloor, openShift, type Floor } from '../support/floor.js'
import { MovableClock } from '../support/movableClock.js'
import { openOtherOrganization } from '../support/otherOrganization.js'
import { entryStatuses, phoneOf, remove, standing } from './doNotCallDesk.js'

const clock = new MovableClock()
let floor: Floor

beforeAll(async () => {
  floor = await openFloor({ clock: clock.read })
})
beforeEach(async () => {
  clock.reset()
  await floor.database.pool.query('DELETE FROM do_not_call_run')
  await floor.database.pool.query('DELETE FROM do_not_call_list')
})
afterAll(() => floor.close())

const file: ListWords = { campaignId: null, reason: 'listed', source: 'file.csv', expiresAt: null, registry: null }

function run(
  text: string,
  words: Partial<ListWords> = {},
  options: DoNotCallImportOptions = {},
  organizationId = floor.organizationId,
): Promise<DoNotCallImport> {
  return importDoNotCall(
    floor.database,
    organizationId,
    { ...file, ...words },
    readSuppressionFile(Readable.from([Buffer.from(text)])),
    { clock: clock.read, ...options },
  )
}

/** Everything that the runs hold, in order. */
async function listed(): Promise<string[]> {
  const found = await rows(
    floor,
    `SELECT '+' || first_number + step AS phone FROM do_not_call_run, unnest(steps) AS s (step) ORDER BY list_id, first_number + step`,
  )
  return found.map(({ phone }) => String(phone))
}

/** Numbers of many countries and lengths, none twice. */
function numbers(count: number): string[] {
  return Array.from({ length: count }, (_, index) => {
    const area = 200 + (index % 700)
    return index % 3 === 0 ? `+44${7_000_000_000 + index * 7919}` : `+1${area}${2_000_000 + index}`
  })
}

describe('an imported file', () => {
  it('forbids its numbers, and cancels what waits or is offered', async () => {
    const shift = await openShift(floor, { contacts: 3, agents: 1, dialMethod: 'PREVIEW' })
    const offered = await claim(floor, shift.campaignId, agentOf(shift))
    const phones = await Promise.all(shift.contactIds.map((id) => phoneOf(floor, id)))
    expect(await run(`${phones.slice(0, 2).join('\n')}\n`)).toMatchObject({
      ...{ read: 2, rejectedRows: 0, listed: 2, added: 2, cancelled: 2, changedCampaignIds: [shift.campaignId] },
    })
    expect(await entryStatuses(floor, offered.contact.id)).toEqual(['CANCELLED'])
    expect(await row(floor, 'SELECT status FROM agent WHERE id = $1', [agentOf(shift)])).toEqual({
      status: 'AVAILABLE',
    })
    expect(await generate(floor, shift.campaignId, 10)).toMatchObject({ kept: 1, excluded: { DO_NOT_CALL: 2 } })
    expect(await standing(floor, phones[0] ?? '')).toMatchObject([
      { kind: 'LIST', reason: 'listed', source: 'file.csv', since: clock.at(0), expiresAt: null },
    ])
    expect((await nextContact(floor, shift.campaignId, agentOf(shift))).entry?.contact.id).toBe(shift.contactIds[2])
  })

  it('is the same set of numbers whatever its order, its repetitions and the size of its chunks', async () => {
    const wanted = numbers(1_000)
    const text = [...wanted, ...wanted.slice(0, 300)].toReversed().join('\n')
    const sorted = wanted.toSorted((one, other) => Number(one) - Number(other))
    for (const chunkLength of [100_000, 97, 1]) {
      await floor.database.pool.query('DELETE FROM do_not_call_run')
      await floor.database.pool.query('DELETE FROM do_not_call_list')
      expect(await run(text, {}, { chunkLength })).toMatchObject({ read: 1_300, listed: 1_000, added: 1_000 })
      expect(await listed()).toEqual(sorted)
    }
    expect(await run(text)).toMatchObject({ listed: 1_000, added: 0 })
    expect(await run('+15005550100\n')).toMatchObject({ listed: 1_001, added: 1 })
    expect(await listed()).toHaveLength(1_001)
    for (const phone of [...wanted.slice(0, 20), ...wanted.slice(-20)])
      expect(await standing(floor, phone)).toHaveLength(1)
    expect(await standing(floor, '+15005550101')).toEqual([])
  })

  it('counts for its campaign only, and until its expiry', async () => {
    const here = await openShift(floor, { contacts: 1, agents: 1 })
    const phone = await phoneOf(floor, nth(here.contactIds, 0))
    const other = await openShift(floor, { contacts: 0, agents: 1, queued: false })
    expect(await run(phone, { campaignId: other.campaignId })).toMatchObject({ cancelled: 0 })
    expect(await run(phone, { campaignId: here.campaignId, expiresAt: new Date(clock.at(60)) })).toMatchObject({
      cancelled: 1,
    })
    clock.advance(59.999)
    expect(await generate(floor, here.campaignId, 10)).toMatchObject({ created: 0, excluded: { DO_NOT_CALL: 1 } })
    clock.advance(0.001)
    expect(await generate(floor, here.campaignId, 10)).toMatchObject({ created: 1 })
    expect((await nextContact(floor, here.campaignId, agentOf(here))).reason).toBeNull()
  })

  it('loses a number that is removed, which stays known as removed', async () => {
    await run('+14155550100\n+14155550101\n')
    expect(await remove(floor, { phone: '+14155550100', reason: 'asked again' })).toBe(1)
    expect(await standing(floor, '+14155550100')).toEqual([])
    expect(await standing(floor, '+14155550101')).toHaveLength(1)
    expect(await row(floor, 'SELECT number_count FROM do_not_call_list')).toEqual({ number_count: '1' })
    expect(
      await row(floor, 'SELECT source, removed_reason FROM do_not_call WHERE phone = $1', ['+14155550100']),
    ).toEqual({ source: 'file.csv', removed_reason: 'asked again' })
  })

  it('of another organization means nothing here', async () => {
    const other = await openOtherOrganization(floor)
    const shift = await openShift(floor, { contacts: 1, agents: 1 })
    const phone = await phoneOf(floor, nth(shift.contactIds, 0))
    expect(await run(phone, {}, {}, other.organizationId)).toMatchObject({ cancelled: 0 })
    expect(await standing(floor, phone)).toEqual([])
    await expect(run(phone, { campaignId: shift.campaignId }, {}, other.organizationId)).rejects.toMatchObject({
      code: 'NOT_FOUND',
    })
    await expect(run(phone, {}, {}, '999999')).rejects.toMatchObject({ code: 'NOT_FOUND' })
  })

  it('names the rows that are no numbers, and takes the others', async () => {
    const rejected: RejectedNumber[] = []
    const text = 'phone;note\n+14155550100;a\n;b\n\n2025550123;c\n"+44 7400 123456";"x;\ny"\nhello;d\n'
    const done = await run(text, {}, { onRejected: (one) => rejected.push(one) })
    expect(done).toMatchObject({ read: 5, rejectedRows: 3, listed: 2 })
    expect(rejected.map(({ row: number }) => number)).toEqual([2, 3, 5])
    expect(await listed()).toEqual(['+14155550100', '+447400123456'])
    expect(await run('2025550123\n', {}, { defaultRegion: 'US' })).toMatchObject({ listed: 3, added: 1 })
  })

  it('that breaks off in the middle has changed nothing', async () => {
    const broken = (async function* () {
      yield { firstRow: 1, texts: ['+14155550100'] }
      await Promise.resolve()
      throw new Error('the disk is gone')
    })()
    await expect(importDoNotCall(floor.database, floor.organizationId, file, broken)).rejects.toThrow(
      'the disk is gone',
    )
    expect(await listed()).toEqual([])
    expect(await rows(floor, 'SELECT id FROM do_not_call_list')).toEqual([])
  })
})

describe('the copy of a registry', () => {
  const registry = (asOf: string): Partial<ListWords> => ({
    registry: { code: 'us-national', asOf },
    source: 'us-national',
  })

  it('replaces the one before as a whole', async () => {
    expect(await run('+14155550100\n+14155550101\n', registry('2026-11-01'))).toMatchObject({ listed: 2, added: null })
    expect(await run('+14155550101\n+14155550102\n', registry('2026-11-10'))).toMatchObject({ listed: 2 })
    expect(await listed()).toEqual(['+14155550101', '+14155550102'])
    expect(await standing(floor, '+14155550102')).toMatchObject([
      { kind: 'REGISTRY', matches: 'us-national', since: '2026-11-10T00:00:00.000Z' },
    ])
  })

  it.each([
    ['older than the one that stands', '+14155550100\n', '2026-11-09'],
    ['of a day to come', '+14155550100\n', '2026-11-21'],
    ['of no day', '+14155550100\n', '2026-02-30'],
    ['without a number', '', '2026-11-11'],
    ['of which hardly anything can be read', '+14155550100\nx\ny\n', '2026-11-11'],
  ])('%s is refused, and the one before stands', async (_, text, asOf) => {
    await run('+14155550100\n', registry('2026-11-10'))
    await expect(run(text, registry(asOf))).rejects.toMatchObject({ code: 'BAD_USER_INPUT' })
    expect(await listed()).toEqual(['+14155550100'])
    expect(await row(floor, 'SELECT as_of::text FROM do_not_call_list')).toEqual({ as_of: '2026-11-10' })
  })

  it('keeps its numbers from campaigns that rely on it, and from no others', async () => {
    const shift = await openShift(floor, { contacts: 2, agents: 1 })
    const other = await openShift(floor, { contacts: 1, agents: 1 })
    await floor.get('mutation ($input: UpdateCampaignInput!) { updateCampaign(input: $input) { id } }', {
      input: { id: shift.campaignId, registries: [{ code: 'us-national' }] },
    })
    const phones = [await phoneOf(floor, nth(shift.contactIds, 0)), await phoneOf(floor, nth(other.contactIds, 0))]
    expect(await run(phones.join('\n'), registry('2026-11-10'))).toMatchObject({ cancelled: 1 })
    expect(await entryStatuses(floor, nth(shift.contactIds, 0))).toEqual(['CANCELLED'])
    expect(await generate(floor, shift.campaignId, 10)).toMatchObject({ kept: 1, excluded: { DO_NOT_CALL: 1 } })
    expect((await nextContact(floor, other.campaignId, agentOf(other))).reason).toBeNull()
  })
})
