import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { rereadPlaces } from '../../src/contact/rereadPlaces.js'
import { claim, codeOf, generate, nth, row } from '../support/desk.js'
import { openFloor, openShift, type Floor, type Shift } from '../support/floor.js'
import { MovableClock } from '../support/movableClock.js'

// A Friday, half past twelve at night in London; in New York half past seven in the evening.
const clock = new MovableClock('2026-11-21T00:30:00.000Z')
let floor: Floor
beforeAll(async () => {
  floor = await openFloor({ clock: clock.read })
})
afterAll(() => floor.close())
beforeEach(() => {
  clock.reset()
})

interface Clue {
  readonly kind: string
  readonly value: string
  readonly effect: string
  readonly regions: readonly string[]
  readonly timeZones: readonly string[]
}

/** A shift over contacts that the API has added. */
async function shiftOver(...contacts: object[]): Promise<Shift & { ids: string[] }> {
  const shift = await openShift(floor, { contacts: 0, agents: 1, queued: false })
  const { addContacts } = await floor.get<{ addContacts: { rejected: unknown[] } }>(
    'mutation ($input: AddContactsInput!) { addContacts(input: $input) { rejected { field message } } }',
    { input: { listId: shift.listId, contacts: contacts.map((contact) => ({ ...names, ...contact })) } },
  )
  expect(addContacts.rejected).toEqual([])
  const found = await floor.database.pool.query('SELECT id FROM contact WHERE list_id = $1 ORDER BY id', [shift.listId])
  return { ...shift, ids: found.rows.map(({ id }: { id: string }) => id) }
}
const names = { firstName: 'Ann', lastName: 'Lee' }

async function placesOf(id: string, phone: string | null = null): Promise<readonly Clue[]> {
  const { contact } = await floor.get<{ contact: { places: Clue[] } }>(
    `query ($id: ID!, $phone: String) { contact(id: $id) { places(phone: $phone) { kind value effect regions timeZones } } }`,
    { id, phone },
  )
  return contact.places
}

const kept = (id: string | undefined): Promise<Record<string, unknown>> =>
  row(floor, 'SELECT time_zone, region, place_clues, place_version, line_type FROM contact WHERE id = $1', [id])

const [east, central] = ['America/New_York', 'America/Chicago']

describe('the places of a contact', () => {
  it('show each clue and what it says, and are all that is stored of it', async () => {
    const { ids } = await shiftOver({
      ...{
        phone: '+12125550911',
        state: 'Florida',
        postalCode: '33101',
        country: 'US',
        phones: [{ phone: '+13125550911' }],
      },
    })
    const [id = ''] = ids
    expect(await placesOf(id)).toEqual([
      { kind: 'NUMBER', value: '+12125550911', effect: 'PLACES', regions: ['US-NY'], timeZones: [east] },
      { kind: 'COUNTRY', value: 'US', effect: 'PLACES', regions: ['US'], timeZones: [] },
      { kind: 'STATE', value: 'Florida', effect: 'PLACES', regions: ['US-FL'], timeZones: [central, east] },
      { kind: 'POSTAL_CODE', value: '33101', effect: 'PLACES', regions: ['US-FL'], timeZones: [east] },
    ])
    const { time_zone: zones, region } = await kept(id)
    const all = await placesOf(id)
    expect(String(zones).split(',')).toEqual([...new Set(all.flatMap(({ timeZones }) => timeZones))].sort())
    expect(region).toBe('US-FL,US-NY')
    expect((await placesOf(id, '+13125550911')).map(({ kind }) => kind)).toEqual([
      ...['NUMBER', 'FIRST_NUMBER', 'COUNTRY', 'STATE', 'POSTAL_CODE'],
    ])
    const other = 'query ($id: ID!) { contact(id: $id) { places(phone: "+447400123456") { kind } } }'
    expect(codeOf(await floor.ask(other, { id }))).toBe('NOT_FOUND')
  })

  it('of a number alone are the number', async () => {
    const { ids } = await shiftOver({ phone: '+447400123401' })
    expect(await kept(nth(ids, 0))).toMatchObject({ place_clues: null, place_version: 1, line_type: 'MOBILE' })
    expect((await placesOf(nth(ids, 0))).map(({ kind, regions }) => [kind, regions])).toEqual([['NUMBER', ['GB']]])
  })

  it('are gone with the person who is erased', async () => {
    const { ids } = await shiftOver({ phone: '+12125550912', state: 'FL' })
    await floor.get(
      'mutation ($id: ID!) { eraseContact(contactId: $id, reason: "asked") { id } }',
      { id: ids[0] },
      { role: 'ADMIN' },
    )
    expect(await kept(ids[0])).toMatchObject({ place_clues: null, region: '', line_type: 'UNKNOWN' })
  })
})

describe('explainContact', () => {
  it('quotes the clue that closes the hour, and says how many hours of a week all clues leave', async () => {
    // 19:30 in New York, 16:30 in Los Angeles; Florida closes at 20:00, half an hour later.
    const shift = await shiftOver({ phone: '+12135550913', postalCode: '33101' }, { phone: '+12135550914' })
    await floor.get('mutation ($input: UpdateCampaignInput!) { updateCampaign(input: $input) { id } }', {
      input: { id: shift.campaignId, policyPack: 'US_STATES' },
    })
    const explain = async (index: number, at: string) =>
      (
        await floor.get<{
          explainContact: { openHoursInWeek: number; rules: { id: string; passes: boolean; value: string }[] }
        }>(
          `query ($campaignId: ID!, $contactId: ID!, $at: DateTime) {
            explainContact(campaignId: $campaignId, contactId: $contactId, at: $at) { openHoursInWeek rules { id passes value } } }`,
          { campaignId: shift.campaignId, contactId: shift.ids[index], at },
        )
      ).explainContact
    const open = await explain(0, '2026-11-21T00:30:00.000Z')
    expect(open.rules.find(({ id }) => id === 'calling-hours')).toMatchObject({ passes: true })
    // 11:00 to 20:00 in Florida, as 08:00 in California comes at 11:00 there.
    expect(open.openHoursInWeek).toBe(9 * 7)
    expect((await explain(1, '2026-11-21T00:30:00.000Z')).openHoursInWeek).toBe(13 * 7)
    const closed = await explain(0, '2026-11-21T01:30:00.000Z')
    const { value } = closed.rules.find(({ id }) => id === 'calling-hours') ?? { value: '' }
    expect(value).toContain('closed; closed by the postal code 33101 (US-FL, America/New_York)')
    expect(value).not.toContain('the number')
  })
})

describe('contacts that an older version has read', () => {
  /** As the old version left it: in one zone, without its clues. */
  const makeOld = (id: string | undefined, timeZone: string | null, region: string, attributes = {}) =>
    floor.database.pool.query(
      `UPDATE contact SET time_zone = $2, region = $3, place_clues = NULL, place_version = 0, attributes = $4 WHERE id = $1`,
      [id, timeZone, region, attributes],
    )
  const reread = () => rereadPlaces({ database: floor.database })

  it('are not dialled until they are read anew, and are then judged by old and new zones together', async () => {
    const shift = await shiftOver({ phone: '+12125550921' }, { phone: '+12125550922' }, { phone: '+12125550923' })
    const [alone, withState, named] = shift.ids
    await makeOld(alone, east, 'US-NY')
    // The imported file had a column for the state, which the old version did not read.
    await makeOld(withState, east, 'US-NY', { State: 'TX' })
    await makeOld(named, 'America/Los_Angeles', '')
    expect(await generate(floor, shift.campaignId, 10)).toMatchObject({
      created: 0,
      excluded: { UNKNOWN_TIME_ZONE: 3 },
    })
    expect(await reread()).toBe('3 contacts read anew')
    expect(await kept(alone)).toMatchObject({ time_zone: east, region: 'US-NY', place_clues: null, place_version: 1 })
    expect(await kept(withState)).toMatchObject({
      ...{ time_zone: `${central},America/Denver,${east}`, region: 'US-NY,US-TX', place_clues: { state: 'TX' } },
    })
    expect(await kept(named)).toMatchObject({ time_zone: `America/Los_Angeles,${east}`, region: 'US-NY' })
    expect((await placesOf(String(named))).map(({ kind, value }) => [kind, value])).toEqual([
      ['NUMBER', '+12125550923'],
      ['EARLIER', 'America/Los_Angeles'],
    ])
    expect(await generate(floor, shift.campaignId, 10)).toMatchObject({ created: 3 })
    expect(await reread()).toBe('0 contacts read anew')
  })

  it('keep their place in the queue, in the lane of the place that they have now', async () => {
    const shift = await shiftOver({ phone: '+14235550924' })
    await generate(floor, shift.campaignId, 10)
    await makeOld(shift.ids[0], central, 'US-TN')
    await floor.database.pool.query(`UPDATE dial_queue_entry SET lane_id = 0 WHERE campaign_id = $1`, [
      shift.campaignId,
    ])
    await reread()
    const lane = await row(
      floor,
      `SELECT lane.time_zones FROM dial_queue_entry AS entry
       JOIN queue_lane AS lane ON lane.organization_id = entry.organization_id AND lane.campaign_id = entry.campaign_id
         AND lane.id = entry.lane_id WHERE entry.campaign_id = $1`,
      [shift.campaignId],
    )
    const { time_zone: zones } = await kept(shift.ids[0])
    expect(zones).toBe(`${central},${east}`)
    expect(lane['time_zones']).toBe(zones)
    expect((await claim(floor, shift.campaignId, nth(shift.agentIds, 0))).contact.id).toBe(shift.ids[0])
  })

  it('are read with their further numbers, each by the first number and by itself', async () => {
    const shift = await shiftOver({ phone: '+12125550925', phones: [{ phone: '+13125550925' }] })
    await makeOld(shift.ids[0], 'America/Denver', '')
    await floor.database.pool.query(
      `UPDATE contact_number SET time_zone = 'America/Phoenix', region = 'US-IL' WHERE contact_id = $1 AND position = 2`,
      [shift.ids[0]],
    )
    await reread()
    const numbers = await floor.database.pool.query(
      'SELECT position, time_zone, region FROM contact_number WHERE contact_id = $1 ORDER BY position',
      [shift.ids[0]],
    )
    expect(numbers.rows).toEqual([
      { position: 1, time_zone: `America/Denver,${east}`, region: 'US-NY' },
      { position: 2, time_zone: `${central},America/Denver,${east},America/Phoenix`, region: 'US-IL,US-NY' },
    ])
  })

  it('are all read when the job was stopped between two batches', async () => {
    const shift = await openShift(floor, { contacts: 1_500, agents: 0, queued: false })
    await floor.database.pool.query('UPDATE contact SET place_version = 0 WHERE list_id = $1', [shift.listId])
    const stop = new AbortController()
    stop.abort()
    expect(await rereadPlaces({ database: floor.database }, stop.signal)).toBe('0 contacts read anew')
    // Two at once take nothing from each other.
    await Promise.all([reread(), reread()])
    const { count } = await row(floor, 'SELECT count(*)::int AS count FROM contact WHERE place_version = 0', [])
    expect(count).toBe(0)
  })
})
