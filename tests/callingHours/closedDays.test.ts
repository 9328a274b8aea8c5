import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { agentOf, changeContact, codeOf, generate, nextContact, nth, row, rows } from '../support/desk.js'
import { openFloor, openShift, type Floor, type Shift } from '../support/floor.js'
import { MovableClock } from '../support/movableClock.js'

// A Friday, Pioneer Day in Utah: ten in the morning in New York, eight in Denver.
const NOON = '2026-07-24T14:00:00.000Z'
const clock = new MovableClock(NOON)
let floor: Floor
beforeAll(async () => {
  floor = await openFloor({ clock: clock.read })
})
afterAll(() => floor.close())
beforeEach(async () => {
  clock.set(NOON)
  await floor.database.pool.query('DELETE FROM closed_day')
  await floor.database.pool.query('UPDATE campaign SET hours_version = hours_version + 1')
})

const addDocument = 'mutation ($days: [ClosedDayInput!]!) { addClosedDays(input: { days: $days }) { total } }'
const close = (region: string, day: string, name = 'Pioneer Day') =>
  floor.get<{ addClosedDays: { total: number } }>(addDocument, { days: [{ region, day, name }] })
const open = (region: string, day: string) =>
  floor.get<{ removeClosedDays: { removed: number } }>(
    'mutation ($days: [DayOfRegionInput!]!) { removeClosedDays(input: { days: $days }) { removed } }',
    { days: [{ region, day }] },
  )

/** A shift over contacts of these regions and zones, waiting in the queue. */
async function shiftOver(...places: readonly [region: string, timeZone: string][]): Promise<Shift> {
  const shift = await openShift(floor, { contacts: places.length, agents: 1, queued: false })
  for (const [index, [region, time_zone]] of places.entries()) {
    await changeContact(floor, nth(shift.contactIds, index), { region, time_zone })
  }
  await generate(floor, shift.campaignId, 10)
  return shift
}

interface Hours {
  readonly passes: boolean
  readonly value: string
  readonly passesAt: string | null
}

async function hoursOf({ campaignId }: Shift, contactId: string | undefined): Promise<Hours> {
  const { explainContact } = await floor.get<{ explainContact: { rules: (Hours & { id: string })[] } }>(
    `query ($campaignId: ID!, $contactId: ID!) {
      explainContact(campaignId: $campaignId, contactId: $contactId) { rules { id passes value passesAt } } }`,
    { campaignId, contactId },
  )
  const found = explainContact.rules.find(({ id }) => id === 'calling-hours')
  if (found === undefined) throw new Error('no verdict on hours')
  return found
}

const [denver, eastern] = ['America/Denver', 'America/New_York']

describe('E14: a closed day', () => {
  it('that is added during a shift lets nobody be handed out whom it concerns, and says why and until when', async () => {
    const shift = await shiftOver(['US-UT', denver], ['US-NY', eastern])
    await close('US-UT', '2026-07-24')
    const { entry } = await nextContact(floor, shift.campaignId, agentOf(shift))
    expect(entry?.contact.id).toBe(shift.contactIds[1])
    const verdict = await hoursOf(shift, shift.contactIds[0])
    expect(verdict).toMatchObject({ passes: false, passesAt: '2026-07-25T06:00:00.000Z' })
    expect(verdict.value).toContain('closed day in US-UT: Pioneer Day, 2026-07-24')
    expect(await hoursOf(shift, shift.contactIds[1])).toMatchObject({ passes: true })
    const { queueDiagnosis } = await floor.get<{ queueDiagnosis: { warnings: { id: string }[] } }>(
      'query ($id: ID!) { queueDiagnosis(campaignId: $id) { warnings { id sentence count } } }',
      { id: shift.campaignId },
    )
    expect(queueDiagnosis.warnings.find(({ id }) => id === 'closed-day')).toEqual({
      ...{ id: 'closed-day', count: 1, sentence: 'closed day in US-UT: Pioneer Day, 2026-07-24' },
    })
  })

  it('that is removed opens at once, and one that is over closes nothing', async () => {
    const shift = await shiftOver(['US-UT', denver])
    await close('US-UT', '2026-07-24')
    expect((await nextContact(floor, shift.campaignId, agentOf(shift))).entry).toBeNull()
    expect((await open('US-UT', '2026-07-24')).removeClosedDays.removed).toBe(1)
    expect((await nextContact(floor, shift.campaignId, agentOf(shift))).entry).not.toBeNull()
    const other = await shiftOver(['US-UT', denver])
    await close('US-UT', '2026-07-23')
    expect((await nextContact(floor, other.campaignId, agentOf(other))).entry).not.toBeNull()
  })

  it.each<[closed: string, region: string, isClosed: boolean]>([
    ['US', 'US-UT', true],
    ['US-UT', 'US-UT', true],
    ['US-UT', 'US', true],
    ['US-UT', 'US-NY', false],
    ['US-UT', 'US-NY,US-UT', true],
    ['GB', 'US-UT', false],
    ['US-UT', '', true],
  ])('of %s closes a contact in %j: %s', async (closed, region, isClosed) => {
    const shift = await shiftOver([region, denver])
    await close(closed, '2026-07-24')
    expect((await hoursOf(shift, shift.contactIds[0])).passes).toBe(!isClosed)
  })

  it('is the day of every zone in which the contact may be', async () => {
    const shift = await shiftOver(['US-UT', 'America/New_York,Asia/Tokyo'])
    await close('US-UT', '2026-07-24')
    // 01:00 of the 25th in New York, 14:00 of it in Tokyo.
    clock.set('2026-07-25T05:00:00.000Z')
    expect(await hoursOf(shift, shift.contactIds[0])).toMatchObject({ passes: true })
    // 23:00 of the 24th in New York still.
    clock.set('2026-07-25T03:00:00.000Z')
    expect(await hoursOf(shift, shift.contactIds[0])).toMatchObject({ passes: false })
    // 00:30 of the 24th in Tokyo already.
    clock.set('2026-07-23T15:30:00.000Z')
    expect(await hoursOf(shift, shift.contactIds[0])).toMatchObject({ passes: false })
  })

  it('holds beside the rules of a pack, and for who is exempt from them by a consent', async () => {
    const shift = await shiftOver(['US-UT', denver])
    await floor.get('mutation ($input: UpdateCampaignInput!) { updateCampaign(input: $input) { id } }', {
      input: { id: shift.campaignId, policyPack: 'US_STATES' },
    })
    clock.set('2026-07-27T17:00:00.000Z')
    expect(await hoursOf(shift, shift.contactIds[0])).toMatchObject({ passes: true })
    await close('US', '2026-07-27', 'Day of mourning')
    expect((await hoursOf(shift, shift.contactIds[0])).value).toContain('closed day in US: Day of mourning, 2026-07-27')
    const spans = await rows(
      floor,
      `SELECT DISTINCT is_open FROM calling_span AS span JOIN campaign ON campaign.id = span.campaign_id
         AND campaign.hours_version = span.hours_version
       WHERE campaign.id = $1 AND span.region = 'US-UT' AND '2026-07-27T17:00Z' >= from_at AND '2026-07-27T17:00Z' < until_at`,
      [shift.campaignId],
    )
    expect(spans).toEqual([{ is_open: false }])
  })

  it('is listed by day, renamed when it is told again, in the trail, and its own organization’s alone', async () => {
    await close('US-UT', '2026-07-24')
    expect((await close('US-UT', '2026-07-24', 'Day of ’47')).addClosedDays.total).toBe(1)
    await close('GB', '2026-08-31', 'Summer bank holiday')
    const list = (region: string | null, from: string | null) =>
      floor.get(
        'query ($region: String, $from: LocalDate) { closedDays(region: $region, from: $from) { region day name } }',
        {
          ...{ region, from },
        },
      )
    expect(await list(null, null)).toEqual({
      closedDays: [
        { region: 'US-UT', day: '2026-07-24', name: 'Day of ’47' },
        { region: 'GB', day: '2026-08-31', name: 'Summer bank holiday' },
      ],
    })
    expect(await list('US-UT', '2026-07-25')).toEqual({ closedDays: [] })
    const trail = await row(floor, `SELECT count(*)::int AS count FROM audit_log WHERE entity = 'CLOSED_DAY'`, [])
    expect(trail['count']).toBeGreaterThanOrEqual(3)
  })

  it.each([
    ['a region that is none', [{ region: 'Utah', day: '2026-07-24', name: 'x' }]],
    ['no name', [{ region: 'US-UT', day: '2026-07-24', name: ' ' }]],
    ['no day at all', []],
    ['too many', Array.from({ length: 401 }, () => ({ region: 'US-UT', day: '2026-07-24', name: 'x' }))],
  ])('with %s is refused, and changes nothing', async (_, days) => {
    const before = await row(floor, 'SELECT sum(hours_version)::int AS versions FROM campaign', [])
    expect(codeOf(await floor.ask(addDocument, { days }))).toBe('BAD_USER_INPUT')
    expect(await row(floor, 'SELECT sum(hours_version)::int AS versions FROM campaign', [])).toEqual(before)
    expect(await rows(floor, 'SELECT * FROM closed_day', [])).toEqual([])
  })
})
