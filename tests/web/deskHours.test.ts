import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Page } from 'playwright-core'
import { openFloor, openShift, type Floor } from '../support/floor.js'
import { press, seeState } from './support/atDesk.js'
import { hasBrowser, useBrowser, type Person } from './support/browser.js'

// Monday, 10:00 in New York, where the contacts live.
const monday = new Date('2026-11-30T15:00:00.000Z')
const officeHours = Object.fromEntries(
  ['monday', 'tuesday', 'wednesday', 'thursday', 'friday'].map((day) => [day, [{ opens: '09:00', closes: '17:00' }]]),
)
const updateCampaign = 'mutation ($input: UpdateCampaignInput!) { updateCampaign(input: $input) { id } }'

describe.skipIf(!hasBrowser)('the rules at the agent desk', () => {
  const browser = useBrowser()
  let floor: Floor
  let now: Date | null = monday
  beforeAll(async () => {
    floor = await openFloor({ clock: () => now })
  })
  afterAll(async () => {
    await floor.close()
  })

  const sitDown = async (agentId: string): Promise<{ person: Person; page: Page }> => {
    const person = await browser.person(floor.instance.url, { token: await floor.token({ agentId }) })
    const page = await person.open('/desk')
    await seeState(page, 'Available')
    return { person, page }
  }

  it('warn of a callback outside the calling hours, and keep it at the right instant on the contact’s clock', async () => {
    const shift = await openShift(floor, { contacts: 1, agents: 1 })
    const [agentId = ''] = shift.agentIds
    await floor.get(updateCampaign, { input: { id: shift.campaignId, callingHours: officeHours } })
    const { person, page } = await sitDown(agentId)
    await press(page, 'n', 'Dialling')
    await page.getByText('Mon 10:00').waitFor()
    await press(page, 'a', 'Connected')
    await press(page, 'h', 'Wrap-up')
    await page.keyboard.press('3')
    const when = page.getByLabel('When, on the contact’s clock')
    expect(await when.inputValue()).toBe('2026-12-01T10:15')
    await page.getByText('America/New York; ').waitFor()
    await when.fill('2026-11-29T10:00')
    await page.getByText('That moment has passed already.').waitFor()
    await when.fill('2026-12-05T11:30')
    await page.getByText('Outside the calling hours there: it is called from Mon 7 Dec 09:00 there.').waitFor()
    await page.getByLabel('Who calls').selectOption('Anybody of the campaign')
    await when.focus()
    await press(page, 'Enter', 'Available')
    await page.getByText('The callback lies outside the calling hours').waitFor()
    const { rows } = await floor.database.pool.query('SELECT due_at, agent_id FROM callback WHERE campaign_id = $1', [
      shift.campaignId,
    ])
    expect(rows).toEqual([{ due_at: new Date('2026-12-05T16:30:00.000Z'), agent_id: null }])
    expect(person.faults).toEqual([])
  })

  it('say why there is nothing to dial, and the desk asks by itself when asking helps', async () => {
    const shift = await openShift(floor, { contacts: 1, agents: 1, queued: false })
    const [agentId = ''] = shift.agentIds
    const { person, page } = await sitDown(agentId)
    await press(page, 'n', 'Nothing to dial')
    await page.getByText('The queue of this campaign is empty.').last().waitFor()
    await floor.get(updateCampaign, { input: { id: shift.campaignId, status: 'PAUSED' } })
    await page.keyboard.press('n')
    await page.getByText('This campaign is not running now.').last().waitFor()
    await floor.get(updateCampaign, { input: { id: shift.campaignId, status: 'ACTIVE', callingHours: officeHours } })
    await floor.get('mutation ($input: GenerateQueueInput!) { generateQueue(input: $input) { created } }', {
      input: { campaignId: shift.campaignId },
    })
    // Seconds before the hours begin, on a clock that goes on from here; the desk opens anew to see the jump.
    const startedAt = Date.now()
    const early = Date.parse('2026-12-01T13:59:48.000Z')
    const running = setInterval(() => {
      now = new Date(early + Date.now() - startedAt)
    }, 50)
    try {
      await page.reload()
      await seeState(page, 'Available')
      await page.getByLabel('ask again by itself').check()
      await page.locator('#state').focus()
      await page.keyboard.press('n')
      await page.getByText('It is outside the calling hours everywhere').last().waitFor()
      await page.getByText('This desk asks by itself in').waitFor()
      await seeState(page, 'Dialling')
    } finally {
      clearInterval(running)
    }
    expect(now?.getTime()).toBeGreaterThanOrEqual(Date.parse('2026-12-01T14:00:00.000Z'))
    expect(person.faults).toEqual([])
  })
})
