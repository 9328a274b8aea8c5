import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { codeOf } from '../support/desk.js'
import { openFloor, openShift, type Floor } from '../support/floor.js'
import { MovableClock } from '../support/movableClock.js'

const clock = new MovableClock()
let floor: Floor
let campaignId: string
beforeAll(async () => {
  floor = await openFloor({ clock: clock.read })
  ;({ campaignId } = await openShift(floor, { contacts: 1, queued: false }))
})
afterAll(() => floor.close())

const window = 'opens closes'
const days = `monday { ${window} } tuesday { ${window} } wednesday { ${window} } thursday { ${window} }
  friday { ${window} } saturday { ${window} } sunday { ${window} } holiday { ${window} }`
const update = (callingHours: object | null) =>
  floor.ask(`mutation ($input: UpdateCampaignInput!) { updateCampaign(input: $input) { callingHours { ${days} } } }`, {
    input: { id: campaignId, callingHours },
  })
const hoursAfter = async (callingHours: object | null): Promise<unknown> => {
  const { data, errors } = await update(callingHours)
  expect(errors).toEqual([])
  return (data?.['updateCampaign'] as { callingHours: unknown } | undefined)?.callingHours
}
const nineToFive = [{ opens: '09:00', closes: '17:00' }]
const wholeDay = [{ opens: '00:00', closes: '24:00' }]
const closed = {
  monday: [],
  tuesday: [],
  wednesday: [],
  thursday: [],
  friday: [],
  saturday: [],
  sunday: [],
  holiday: null,
}
const spansDocument = `query ($campaignId: ID!, $region: String, $timeZone: String!, $from: DateTime!, $until: DateTime!) {
  callingHours(campaignId: $campaignId, region: $region, timeZone: $timeZone, from: $from, until: $until) {
    fromAt untilAt isOpen } }`
const look = (change: object) =>
  floor.ask(spansDocument, {
    ...{ campaignId, timeZone: 'America/New_York' },
    ...{ from: '2026-11-01T00:00:00Z', until: '2026-11-02T12:00:00Z' },
    ...change,
  })

describe("a campaign's own hours", () => {
  it('are none at first, and stay as they are when a change does not name them', async () => {
    expect(await hoursAfter(null)).toBeNull()
    expect(await hoursAfter({ monday: nineToFive })).toEqual({ ...closed, monday: nineToFive })
    expect(await hoursAfter(null)).toEqual({ ...closed, monday: nineToFive })
  })

  it('are exactly those that are given last; every day around the clock is no limit', async () => {
    const late = [...nineToFive, { opens: '22:00', closes: '02:00' }]
    expect(await hoursAfter({ sunday: late, holiday: [] })).toEqual({ ...closed, sunday: late, holiday: [] })
    const week = Object.keys(closed).filter((day) => day !== 'holiday')
    const always = Object.fromEntries(week.map((day) => [day, wholeDay]))
    expect(await hoursAfter({ ...always, holiday: [] })).toEqual({ ...always, holiday: [] })
    expect(await hoursAfter(always)).toBeNull()
  })

  it('may be given with the campaign', async () => {
    const document = `mutation ($input: CreateCampaignInput!) { createCampaign(input: $input) { callingHours { ${days} } } }`
    const input = { name: 'Spring', callingHours: { friday: nineToFive } }
    expect(await floor.get(document, { input })).toEqual({
      createCampaign: { callingHours: { ...closed, friday: nineToFive } },
    })
  })

  it.each([
    ['monday', [{ opens: '9:00', closes: '17:00' }]],
    ['tuesday', [{ opens: '09:00', closes: '25:00' }]],
    ['wednesday', [{ opens: '24:00', closes: '17:00' }]],
    ['thursday', [{ opens: '09:00', closes: '09:00' }]],
    ['friday', [{ opens: '09:60', closes: '17:00' }]],
    ['saturday', [{ opens: '', closes: '17:00' }]],
    ['sunday', [{ opens: '09:00', closes: '17:00:00' }]],
    ['holiday', Array.from({ length: 11 }, () => nineToFive[0])],
  ])('are refused on a %s for %j', async (day, windows) => {
    const answer = await update({ [day]: windows })
    expect(codeOf(answer)).toBe('BAD_USER_INPUT')
    expect(answer.errors[0]?.extensions['field']).toBe(`callingHours.${day}`)
  })
})

describe('a look at the hours of a place', () => {
  it('shows open and closed in turn, over a change of the clocks', async () => {
    await update({ saturday: nineToFive, sunday: nineToFive })
    expect((await look({})).data).toEqual({
      callingHours: [
        { fromAt: '2026-11-01T00:00:00.000Z', untilAt: '2026-11-01T14:00:00.000Z', isOpen: false },
        { fromAt: '2026-11-01T14:00:00.000Z', untilAt: '2026-11-01T22:00:00.000Z', isOpen: true },
        { fromAt: '2026-11-01T22:00:00.000Z', untilAt: '2026-11-02T12:00:00.000Z', isOpen: false },
      ],
    })
  })

  it.each([
    ['timeZone', { timeZone: 'Mars/Olympus' }],
    ['timeZone', { timeZone: '+02:00' }],
    ['region', { region: 'Ohio' }],
    ['until', { until: '2026-11-01T00:00:00Z' }],
    ['until', { until: '2029-11-01T00:00:00Z' }],
  ])('is refused for a wrong %s: %j', async (field, change) => {
    const answer = await look(change)
    expect(codeOf(answer)).toBe('BAD_USER_INPUT')
    expect(answer.errors[0]?.extensions['field']).toBe(field)
  })

  it('is not possible for a campaign that does not exist', async () => {
    expect(codeOf(await look({ campaignId: '999999' }))).toBe('NOT_FOUND')
  })
})

describe('where a contact is', () => {
  it('is shown with its zones and its region', async () => {
    const list = await floor.get<{ createContactList: { id: string } }>(
      'mutation { createContactList(name: "Places") { id } }',
    )
    const contact = { firstName: 'Ann', lastName: 'Lee', phone: '+12125550100' }
    const contacts = [
      { ...contact, externalId: 'a', state: 'CA' },
      { ...contact, externalId: 'b', country: 'US', postalCode: '10001' },
      { ...contact, externalId: 'c', phone: '+18005550100' },
    ]
    await floor.get('mutation ($input: AddContactsInput!) { addContacts(input: $input) { inserted } }', {
      input: { listId: list.createContactList.id, contacts },
    })
    const { rows } = await floor.database.pool.query<{ id: string }>(
      'SELECT id FROM contact WHERE list_id = $1 ORDER BY external_id',
      [list.createContactList.id],
    )
    const shown = await Promise.all(
      rows.map(({ id }) =>
        floor
          .get('query ($id: ID!) { contact(id: $id) { timeZone timeZones region } }', { id })
          .then((data) => data['contact']),
      ),
    )
    const [west, east] = ['America/Los_Angeles', 'America/New_York']
    expect(shown).toEqual([
      { timeZone: west, timeZones: [west, east], region: 'US-CA' },
      { timeZone: east, timeZones: [east], region: 'US-NY' },
      { timeZone: null, timeZones: [], region: null },
    ])
  })
})
