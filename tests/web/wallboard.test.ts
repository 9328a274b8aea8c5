import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { claim, report, setAgentStatus } from '../support/desk.js'
import { openFloor, openInstance, openShift, type Floor } from '../support/floor.js'
import { cardOf, figure, untilFigure, untilState } from './support/board.js'
import { expectAccessible, hasBrowser, useBrowser, type PersonOptions } from './support/browser.js'

const renameDocument = 'mutation ($input: UpdateCampaignInput!) { updateCampaign(input: $input) { id } }'

describe.skipIf(!hasBrowser)('the wallboard', () => {
  const browser = useBrowser()
  let floor: Floor
  beforeAll(async () => {
    floor = await openFloor()
  })
  afterAll(async () => {
    await floor.close()
  })

  const supervisor = async (options: PersonOptions = {}): ReturnType<typeof browser.person> =>
    browser.person(floor.instance.url, { token: await floor.token(), ...options })

  /** A campaign of this name with its own contacts and agents. */
  const openNamed = async (
    name: string,
    options: Parameters<typeof openShift>[1] = {},
  ): ReturnType<typeof openShift> => {
    const shift = await openShift(floor, options)
    await floor.get(renameDocument, { input: { id: shift.campaignId, name } })
    return shift
  }

  it('follows 30 claims made through the API, and is right again after a restart of the server, without a reload', async () => {
    const own = await openFloor()
    const shift = await openShift(own, { contacts: 60, agents: 31 })
    const person = await browser.person(own.instance.url, { token: await own.token() })
    const page = await person.open('/wallboard')
    const card = cardOf(page, 'Campaign')
    await untilFigure(card, 'Queued', '60')
    await untilState(page, 'Live')
    const [last = '', ...agents] = shift.agentIds
    for (const batch of [0, 10, 20]) {
      for (const agentId of agents.slice(batch, batch + 10)) await claim(own, shift.campaignId, agentId)
      await untilFigure(card, 'Dialing', String(batch + 10))
    }
    await untilFigure(card, 'Queued', '30')
    await untilFigure(card, 'Busy', '30')
    await page.evaluate(() => {
      document.body.setAttribute('data-same-page', '')
    })
    const colourOf = (): Promise<string> => figure(card, 'Queued').evaluate((dd) => getComputedStyle(dd).color)
    const liveColour = await colourOf()

    const { port } = own.instance
    await own.instance.close()
    await untilState(page, 'Reconnecting')
    await page.getByText(/– figures from \d+ s ago/).waitFor()
    expect(await colourOf()).not.toBe(liveColour)
    expect(await figure(card, 'Queued').textContent()).toBe('30')
    await expectAccessible(page)
    const back = await openInstance(own.connectionString, { port })
    const backAt = performance.now()
    await claim(own, shift.campaignId, last)
    await untilFigure(card, 'Queued', '29')
    await untilState(page, 'Live')
    expect(performance.now() - backAt).toBeLessThan(3_000)
    expect(await colourOf()).toBe(liveColour)
    expect(await page.locator('body[data-same-page]').count()).toBe(1)
    expect(person.faults).toEqual([])
    await back.close()
    await own.close()
  })

  it('shows every figure of a campaign, and the chart of its last minutes as it grows', async () => {
    const shift = await openNamed('Renewals', { contacts: 10, agents: 2 })
    const [first = '', second = ''] = shift.agentIds
    const person = await supervisor()
    const page = await person.open(`/wallboard?campaigns=${shift.campaignId}`)
    const card = cardOf(page, 'Renewals')
    await card.getByRole('img', { name: 'Last 30 minutes: 0 dials, 0 answers, 0 abandoned' }).waitFor()
    await untilFigure(card, 'Answer rate', '–')
    const entry = await claim(floor, shift.campaignId, first)
    await report(floor, entry.id, 'CONNECTED', {}, { agentId: first })
    await report(floor, entry.id, 'WRAP_UP', {}, { agentId: first })
    await report(floor, entry.id, 'COMPLETED', { outcome: 'SALE' }, { agentId: first })
    const missed = await claim(floor, shift.campaignId, second)
    await report(floor, missed.id, 'FAILED', { outcome: 'NO_ANSWER' }, { agentId: second })
    await untilFigure(card, 'Answer rate', '50%')
    await untilFigure(card, 'Conversion', '100%')
    await card.getByRole('img', { name: 'Last 30 minutes: 2 dials, 1 answers, 0 abandoned' }).waitFor()
    const names = await card.locator('dt').allTextContents()
    expect(names).toEqual([
      ...['Queued', 'Reserved', 'Dialing', 'Connected', 'Completed', 'Failed', 'Abandoned', 'Work left'],
      ...['Available', 'Busy', 'Wrap-up', 'Paused', 'Answer rate', 'Conversion', 'Avg talk', 'Avg wrap-up'],
    ])
    expect(await card.getByText('Abandon rate').locator('..').textContent()).toContain(
      '0% today, 0% in 30 days limit 3%',
    )
    expect(await card.getByRole('progressbar', { name: 'List penetration' }).getAttribute('value')).toBe('0.2')
    expect(await card.getByText('List penetration').locator('..').textContent()).toBe('List penetration 20%')
    await untilFigure(card, 'Work left', '1 h', 25_000)
    expect(person.faults).toEqual([])
  })

  it('lists the agents longest in their state first, with a masked number, and shows a change of state', async () => {
    const shift = await openNamed('Billing', { contacts: 5, agents: 3 })
    const [first = '', second = '', third = ''] = shift.agentIds
    const person = await supervisor()
    const page = await person.open(`/wallboard?campaigns=${shift.campaignId}`)
    const panel = page.getByRole('region', { name: 'Agents' })
    await panel.getByRole('row', { name: /Agent 1 available/ }).waitFor()
    await setAgentStatus(floor, first, 'PAUSED', 'lunch')
    await claim(floor, shift.campaignId, second)
    await panel.getByRole('row', { name: /Agent 1 paused ?lunch/ }).waitFor()
    const busy = panel.getByRole('row', { name: /Agent 2.* busy ?dialing/ })
    await busy.waitFor()
    expect(await busy.textContent()).toMatch(/\+1 •+ \d{4}/)
    const rows = await panel.getByRole('rowheader').allTextContents()
    expect(rows.map((text) => text.slice(0, 7))).toEqual(['Agent 3', 'Agent 1', 'Agent 2'])
    await setAgentStatus(floor, third, 'OFFLINE')
    await panel.getByText('2 at work, 1 offline').waitFor()
    expect(person.faults).toEqual([])
  })

  it('shows alarms on the card and announces each once, with a sound only when that is switched on', async () => {
    const shift = await openNamed('Collections', { contacts: 2, agents: 2 })
    const [first = '', second = ''] = shift.agentIds
    const person = await supervisor()
    await person.context.addInitScript(() => {
      const counted = window as unknown as { tones: number }
      counted.tones = 0
      window.AudioContext = class extends AudioContext {
        override createOscillator(): OscillatorNode {
          counted.tones += 1
          return super.createOscillator()
        }
      }
    })
    const page = await person.open(`/wallboard?campaigns=${shift.campaignId}`)
    const card = cardOf(page, 'Collections')
    const news = page.getByRole('log', { name: 'Alarm news' })
    const told = async (words: RegExp): Promise<void> => {
      await card.getByRole('list', { name: 'Alarms' }).getByText(words).waitFor()
      await news.getByText(words).waitFor()
    }
    await untilFigure(card, 'Queued', '2')
    expect(await card.getByRole('list', { name: 'Alarms' }).count()).toBe(0)
    const entry = await claim(floor, shift.campaignId, first)
    await report(floor, entry.id, 'CONNECTED', {}, { agentId: first })
    await report(floor, entry.id, 'ABANDONED', {}, { agentId: first })
    await told(/Abandon rate 100% in 30 days, the limit is 3%/)
    await claim(floor, shift.campaignId, first)
    await told(/Queue empty/)
    await card.getByText(/Queue empty – kept back: \d+ [a-z ]+/).waitFor()
    const tones = (): Promise<number> => page.evaluate(() => (window as unknown as { tones: number }).tones)
    expect(await tones()).toBe(0)
    await page.getByRole('button', { name: 'Alarm sound: off' }).click()
    await page.getByRole('button', { name: 'Alarm sound: on' }).waitFor()
    expect(new URL(page.url()).searchParams.has('sound')).toBe(true)
    const before = await tones()
    await setAgentStatus(floor, second, 'PAUSED')
    await setAgentStatus(floor, first, 'OFFLINE')
    await told(/No agent available: 1 busy, 1 paused/)
    expect(await tones()).toBeGreaterThan(before)
    expect(await news.getByText(/^Collections: /).count()).toBe(1)
    expect(person.faults).toEqual([])
  })

  it('says that a campaign is outside its calling hours', async () => {
    const shift = await openNamed('Evenings', { contacts: 4, agents: 1 })
    const days = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday']
    const inThreeDays = days[(new Date().getUTCDay() + 3) % 7] ?? 'monday'
    const person = await supervisor()
    const page = await person.open(`/wallboard?campaigns=${shift.campaignId}`)
    const card = cardOf(page, 'Evenings')
    await untilFigure(card, 'Queued', '4')
    const callingHours = { [inThreeDays]: [{ opens: '10:00', closes: '12:00' }] }
    await floor.get(renameDocument, { input: { id: shift.campaignId, callingHours } })
    await card.getByText(/Outside calling hours: 4 contacts wait/).waitFor({ timeout: 25_000 })
    expect(person.faults).toEqual([])
  })

  it('shows a campaign that somebody else has just created, when none is chosen', async () => {
    const person = await supervisor()
    const page = await person.open('/wallboard')
    await untilState(page, 'Live')
    await floor.get('mutation ($input: CreateCampaignInput!) { createCampaign(input: $input) { id } }', {
      input: { name: 'Brand new' },
    })
    await cardOf(page, 'Brand new').getByText('draft').waitFor()
    expect(person.faults).toEqual([])
  })

  it('shows the campaigns that are chosen, by keyboard, and writes them into the address', async () => {
    const one = await openNamed('North', { contacts: 1 })
    const two = await openNamed('South', { contacts: 1 })
    const person = await supervisor()
    const page = await person.open('/wallboard')
    await cardOf(page, 'North').waitFor()
    await page.getByRole('button', { name: 'Campaigns: all' }).press('Enter')
    await page.getByLabel('Find').fill('th')
    await page.getByRole('checkbox', { name: /^North/ }).press('Space')
    await page.getByRole('checkbox', { name: /^South/ }).press('Space')
    await page.getByRole('button', { name: 'Campaigns: 2' }).waitFor()
    await expect.poll(() => page.getByRole('article').count()).toBe(2)
    expect(new URL(page.url()).search).toBe(`?campaigns=${one.campaignId},${two.campaignId}`)
    await page.reload()
    await cardOf(page, 'South').waitFor()
    expect(await page.getByRole('article').count()).toBe(2)
    await page.getByRole('link', { name: /^Kiosk/ }).click()
    await page.waitForURL(`**/wallboard?kiosk&campaigns=${one.campaignId},${two.campaignId}`)
    await cardOf(page, 'South').waitFor()
    expect(person.faults).toEqual([])
  })

  it('needs no hand as a kiosk: no controls, no cursor, the screen kept awake, all of it in the window and large', async () => {
    const person = await supervisor({ width: 1920, height: 1080 })
    await person.context.addInitScript(() => {
      const asked = window as unknown as { wakeLocks: number }
      asked.wakeLocks = 0
      const { wakeLock } = navigator
      const request = wakeLock.request.bind(wakeLock)
      wakeLock.request = (type) => {
        asked.wakeLocks += 1
        return request(type)
      }
    })
    const page = await person.open('/wallboard?kiosk')
    const card = page.getByRole('article').first()
    await figure(card, 'Queued').waitFor()
    await untilState(page, 'Live')
    expect(await page.locator('button:visible, a:visible, input:visible').count()).toBe(0)
    const asked = (): Promise<number> => page.evaluate(() => (window as unknown as { wakeLocks: number }).wakeLocks)
    expect(await asked()).toBe(1)
    await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')))
    expect(await asked()).toBe(2)
    const look = await figure(card, 'Queued').evaluate((dd) => ({
      fontPixels: parseFloat(getComputedStyle(dd).fontSize),
      cursor: getComputedStyle(document.body).cursor,
      isInWindow:
        document.documentElement.scrollHeight <= innerHeight && document.documentElement.scrollWidth <= innerWidth,
    }))
    expect(look).toMatchObject({ cursor: 'none', isInWindow: true })
    expect(look.fontPixels).toBeGreaterThanOrEqual(32)
    expect(await page.getByRole('article').count()).toBeLessThanOrEqual(4)
    expect(person.faults).toEqual([])
  })

  it('fits a phone of 360 pixels', async () => {
    const person = await supervisor({ width: 360, height: 740 })
    const page = await person.open('/wallboard')
    await figure(page.getByRole('article').first(), 'Queued').waitFor()
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360)
    const cut = await page
      .locator('.figure dd')
      .evaluateAll((all) => all.filter((dd) => dd.scrollWidth > dd.clientWidth).length)
    expect(cut).toBe(0)
  })

  it.for(['light', 'dark'] as const)('is accessible in the %s theme: board, chooser and kiosk', async (theme) => {
    const person = await supervisor({ theme })
    const page = await person.open('/wallboard')
    await page.getByRole('list', { name: 'Alarms' }).first().waitFor()
    await page.getByRole('region', { name: 'Agents' }).getByRole('row').nth(1).waitFor()
    await page.getByRole('button', { name: 'Campaigns: all' }).click()
    await page.getByLabel('Find').waitFor()
    await expectAccessible(page)
    const kiosk = await person.open('/wallboard?kiosk')
    await figure(kiosk.getByRole('article').first(), 'Queued').waitFor()
    await expectAccessible(kiosk)
  })
})
