import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { claim, nth, promiseCallback, report, row, rows } from '../support/desk.js'
import { openFloor, openShift, type Floor } from '../support/floor.js'
import { expectAccessible, hasBrowser, useBrowser, type PersonOptions } from './support/browser.js'

describe.skipIf(!hasBrowser)('the campaign room', () => {
  const browser = useBrowser()
  let floor: Floor
  beforeAll(async () => {
    floor = await openFloor()
  })
  afterAll(() => floor.close())

  /** A supervisor's new browser, at an address. */
  const supervise = async (path: string, options: PersonOptions = {}) => {
    const person = await browser.person(floor.instance.url, { token: await floor.token(), ...options })
    return { person, page: await person.open(path) }
  }
  const heading = (page: Page, name: string) => page.getByRole('heading', { level: 2, name, exact: true })
  const panel = (page: Page, name: string) => page.getByRole('region', { name, exact: true })

  it('lets a supervisor make a campaign, start it, look what a dry run would do, and fill its queue', async () => {
    const { listId, contactIds, agentIds } = await openShift(floor, { contacts: 5, agents: 1, queued: false })
    await floor.database.pool.query("UPDATE contact SET status = 'DO_NOT_CALL' WHERE id = ANY ($1::bigint[])", [
      contactIds.slice(0, 2),
    ])
    const { person, page } = await supervise('/campaigns')
    await page.getByRole('link', { name: 'New campaign' }).click()
    await heading(page, 'New campaign').waitFor()
    // Without a country nothing is chosen; NONE is said in so many words.
    await page.getByLabel('Country that it calls').selectOption('OTHER')
    await page.getByLabel('Policy pack').selectOption('NONE')
    await page.getByLabel('Name', { exact: true }).fill('Autumn')
    await page.locator(`#list-${listId}`).check()
    await page.locator(`#agent-${nth(agentIds, 0)}`).check()
    await page.getByLabel('Only at these times').check()
    await page.getByRole('button', { name: 'Add hours on Sunday' }).click()
    for (const day of ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Sunday']) {
      await page.getByLabel(`${day} opens`).fill('00:00')
      await page.getByLabel(`${day} closes`).fill('24:00')
    }
    await page.getByRole('button', { name: 'Add hours on Saturday' }).click()
    await page.getByLabel('Saturday opens').fill('00:00')
    await page.getByLabel('Saturday closes').fill('24:00')
    await page.getByRole('button', { name: 'Create the campaign' }).click()
    await heading(page, 'Autumn').waitFor()
    expect(await page.title()).toBe('Autumn – dialqueue')
    await page.getByText('Being prepared').waitFor()
    await page.getByRole('button', { name: 'Start' }).click()
    await page.getByText('The campaign is started.').waitFor()

    const fill = panel(page, 'Fill the queue')
    await fill.getByLabel('Live entries at most').fill('2')
    await fill.getByRole('button', { name: 'Dry run' }).click()
    await fill.getByText('A dry run: 2 entries would be added, 0 kept. Nothing was changed.').waitFor()
    const reasons = fill.getByRole('table', { name: '2 contacts were left out' })
    await reasons.getByRole('row', { name: 'do not call 2' }).waitFor()
    await fill.getByRole('button', { name: 'Generate' }).click()
    await fill.getByText('2 entries added, 0 kept.').waitFor()
    const campaignId = /\d+$/.exec(page.url())?.[0] ?? ''
    expect(await rows(floor, 'SELECT FROM dial_queue_entry WHERE campaign_id = $1', [campaignId])).toHaveLength(2)
    await panel(page, 'Queue').getByRole('link', { name: '2', exact: true }).waitFor()
    await panel(page, 'Why contacts are dialled or not')
      .getByRole('row', { name: /do not call/ })
      .waitFor()

    await page.getByRole('button', { name: 'Pause' }).click()
    await page.getByText('The campaign is paused.').waitFor()
    await page.getByRole('button', { name: 'Complete …' }).click()
    await page.getByText('2 queued entries are cancelled').waitFor()
    await page.getByRole('button', { name: 'Keep it' }).click()
    await page.getByRole('link', { name: 'All campaigns' }).first().click()
    await page.getByRole('link', { name: 'paused' }).click()
    await page.getByRole('row', { name: /Autumn/ }).waitFor()
    await page.goBack()
    await page
      .getByRole('navigation', { name: 'Campaigns by status' })
      .locator('[aria-current]', { hasText: 'all' })
      .waitFor()
    expect(person.faults).toEqual([])
  })

  it('gives a campaign other lists with weights and other agents', async () => {
    const { campaignId, agentIds } = await openShift(floor, { contacts: 1, agents: 2, queued: false })
    const other = await openShift(floor, { contacts: 3, agents: 0, queued: false })
    const { person, page } = await supervise(`/campaigns/${campaignId}`)
    const lists = panel(page, 'Lists')
    await lists.locator(`#list-${other.listId}`).check()
    await lists
      .getByLabel(/^Weight of/)
      .last()
      .fill('0')
    await lists.getByRole('button', { name: 'Save the lists' }).click()
    await lists.getByText('A weight is from 1 to 1,000, or nothing.').waitFor()
    await lists
      .getByLabel(/^Weight of/)
      .last()
      .fill('5')
    await lists.getByRole('button', { name: 'Save the lists' }).click()
    await lists.getByText('The lists are saved.').waitFor()
    await panel(page, 'Agents')
      .locator(`#agent-${nth(agentIds, 1)}`)
      .uncheck()
    await page.getByRole('button', { name: 'Save the agents' }).click()
    await page.getByText('The agents are saved.').waitFor()
    expect(await rows(floor, 'SELECT FROM campaign_list WHERE campaign_id = $1', [campaignId])).toHaveLength(2)
    expect(await rows(floor, 'SELECT FROM campaign_agent WHERE campaign_id = $1', [campaignId])).toHaveLength(1)
    expect(person.faults).toEqual([])
  })

  it('shows at its field what the server refuses, and leads the focus there', async () => {
    const { campaignId } = await openShift(floor, { contacts: 1, queued: false })
    const { person, page } = await supervise(`/campaigns/${campaignId}/edit`)
    await page.getByLabel('Caller id').fill('12')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByText('CallerId is a number in E.164, for example +12125550100.').waitFor()
    await page.waitForFunction(() => document.activeElement?.id === 'callerId')
    expect(await page.getByLabel('Caller id').getAttribute('aria-invalid')).toBe('true')
    await page.getByLabel('Caller id').fill('+12125550100')
    await page.getByLabel('Only at these times').check()
    await page.getByLabel('Monday opens').fill('9 am')
    await page.getByRole('button', { name: 'Save' }).click()
    await page.getByRole('group', { name: 'Monday' }).getByText('A window opens at a time from 00:00').waitFor()
    await page.getByLabel('Monday opens').fill('09:00')
    await page.getByLabel('Contact filter').fill('{"equals": {"field": "colour", "value": "red"}}')
    await page.getByRole('button', { name: 'Whom does it mean?' }).click()
    await page.getByText('The field is one of', { exact: false }).waitFor()
    await page.getByLabel('Contact filter').fill('{"equals": {"field": "firstName", "value": "First1"}}')
    await page.getByRole('button', { name: 'Whom does it mean?' }).click()
    await page.getByText('1 of 1 contacts.').waitFor()
    await page.getByRole('button', { name: 'Save', exact: true }).click()
    await page.waitForURL(`**/campaigns/${campaignId}`)
    const { campaign } = await floor.get<{ campaign: object }>(
      'query ($id: ID!) { campaign(id: $id) { callerId contactFilter callingHours { monday { opens } sunday { opens } } } }',
      { id: campaignId },
    )
    expect(campaign).toEqual({
      callerId: '+12125550100',
      contactFilter: { equals: { field: 'firstName', value: 'First1' } },
      callingHours: { monday: [{ opens: '09:00' }], sunday: [] },
    })
    expect(person.faults).toEqual([])
  })

  it('browses a queue by status and page by page, with the filter in the address', async () => {
    const { campaignId, agentIds } = await openShift(floor, { contacts: 60, agents: 1 })
    const entry = await claim(floor, campaignId, nth(agentIds, 0))
    const { person, page } = await supervise(`/campaigns/${campaignId}`)
    await panel(page, 'Queue').getByRole('link', { name: 'Browse the queue' }).click()
    await page.getByText('60 entries').waitFor()
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('H2')
    const contact = page.getByRole('link', { name: 'First1 Last1', exact: true })
    const [beside] = await Promise.all([person.context.waitForEvent('page'), contact.click({ button: 'middle' })])
    await beside.getByRole('heading', { name: 'Who this is' }).waitFor()
    await beside.close()
    expect(page.url()).toContain('/queue')
    expect(await page.getByRole('row').count()).toBe(51)
    await page.getByRole('link', { name: 'Next page' }).click()
    await page.getByRole('link', { name: 'First page' }).waitFor()
    await page.waitForFunction(() => document.querySelectorAll('tbody tr').length === 10)
    await page.goBack()
    await page.waitForFunction(() => document.querySelectorAll('tbody tr').length === 50)
    await page.getByLabel('dialing').check()
    await page.getByText('1 entry: dialing').waitFor()
    await page.getByRole('row', { name: /dialing.*Agent 1/ }).waitFor()
    expect(page.url()).toContain('?status=DIALING')
    await page.reload()
    await page.getByText('1 entry: dialing').waitFor()
    await report(floor, entry.id, 'COMPLETED', { outcome: 'SALE' }, { agentId: nth(agentIds, 0) })
    await page.getByText('The queue has changed since.').waitFor()
    await page.getByRole('button', { name: 'Refresh' }).click()
    await page.getByText('No entry is like that.').waitFor()
    expect(person.faults).toEqual([])
  })

  it('tells everything that happened to a contact, and suppresses it', async () => {
    const shift = await openShift(floor, { contacts: 1, agents: 1 })
    const contactId = nth(shift.contactIds, 0)
    const agentId = nth(shift.agentIds, 0)
    const entry = await claim(floor, shift.campaignId, agentId)
    await report(floor, entry.id, 'CONNECTED', {}, { agentId })
    await report(floor, entry.id, 'COMPLETED', { outcome: 'SALE', notes: 'Took two, send them at noon' }, { agentId })
    await promiseCallback(floor, shift, contactId, { dueAt: new Date(Date.now() + 3_600_000).toISOString(), agentId })
    const { person, page } = await supervise('/campaigns/lists')
    const list = await row(floor, 'SELECT name FROM contact_list WHERE id = $1', [shift.listId])
    await page.getByLabel('In', { exact: true }).selectOption(String(list['name']))
    await page.waitForFunction(() => document.querySelectorAll('section[aria-label=Contacts] tbody tr').length === 1)
    await page.getByLabel('Find').fill('Nobody')
    await page.keyboard.press('Enter')
    await page.getByText('No contact was found.').waitFor()
    await page.getByLabel('Find').fill('c1')
    await page.keyboard.press('Enter')
    await page.getByRole('link', { name: 'First1 Last1' }).click()
    await heading(page, 'First1 Last1').waitFor()
    await panel(page, 'Calls')
      .getByRole('row', { name: /Agent 1.*sale.*Took two, send them at noon/ })
      .waitFor()
    await panel(page, 'Callbacks')
      .getByRole('row', { name: /Agent 1.*open/ })
      .waitFor()
    await panel(page, 'Queue entries')
      .getByRole('row', { name: /completed.*Agent 1.*sale/ })
      .waitFor()
    await panel(page, 'Audit trail').getByRole('row').nth(1).waitFor()
    await panel(page, 'May this contact be dialled?')
      .getByText(/^Not now: /)
      .waitFor()
    const consent = panel(page, 'Consent')
    await consent.getByText('Nothing is recorded.').waitFor()
    await consent.getByLabel('Proof, or why').fill('web form 12')
    await consent.getByLabel('On the basis').selectOption('written')
    await consent.getByRole('button', { name: 'Record' }).click()
    await consent.getByRole('row', { name: /written.*web form 12.*counts/ }).waitFor()
    await consent.getByLabel('Proof, or why').fill('Asked by letter')
    await consent.getByRole('button', { name: 'Withdraw all' }).click()
    await consent.getByText('Withdrawn; 0 waiting entries are cancelled.').waitFor()
    await consent.getByRole('row', { name: /written.*withdrawn.*Asked by letter/ }).waitFor()
    const doNotCall = panel(page, 'Do not call')
    await doNotCall.getByRole('button', { name: 'Do not call any more' }).click()
    await doNotCall.getByText('Reason is empty.').waitFor()
    await doNotCall.getByLabel('Reason').fill('Asked by letter')
    await doNotCall.getByRole('button', { name: 'Do not call any more' }).click()
    await doNotCall.getByText('Not called any more; 0 waiting entries are cancelled.').waitFor()
    await doNotCall
      .getByRole('row', { name: /the whole organization Asked by letter/ })
      .first()
      .waitFor()
    await doNotCall.getByLabel('Reason').fill('A mistake')
    await doNotCall.getByRole('button', { name: 'Take off again' }).click()
    await doNotCall.getByText(/^Nothing stands against/).waitFor()
    expect(person.faults).toEqual([])
  })

  it('is used by keyboard alone: a list is added, and a campaign is made and started', async () => {
    const { person, page } = await supervise('/campaigns/lists')
    await heading(page, 'Lists and contacts').waitFor()
    const tabTo = async (name: string): Promise<void> => {
      for (let step = 0; step < 80; step += 1) {
        await page.keyboard.press('Tab')
        const found = await page.evaluate(() => {
          const at = document.activeElement
          const isField = at instanceof HTMLInputElement || at instanceof HTMLSelectElement
          const label = isField ? at.labels?.[0]?.textContent : at?.textContent
          return label?.trim() ?? ''
        })
        if (found.startsWith(name)) return
      }
      throw new Error(`no way by the Tab key to ${name}`)
    }
    await tabTo('A new list')
    await page.keyboard.type('By keyboard')
    await page.keyboard.press('Enter')
    await page.getByRole('link', { name: 'By keyboard' }).waitFor()
    await tabTo('All campaigns')
    await page.keyboard.press('Enter')
    await heading(page, 'All campaigns').waitFor()
    await tabTo('New campaign')
    await page.keyboard.press('Enter')
    await page.getByRole('button', { name: 'Create the campaign' }).waitFor()
    await tabTo('Country that it calls')
    await page.keyboard.press('ArrowDown')
    await tabTo('Name')
    await page.keyboard.type('Keyed in')
    await tabTo('By keyboard')
    await page.keyboard.press('Space')
    await page.keyboard.press('Enter')
    await heading(page, 'Keyed in').waitFor()
    await tabTo('Start')
    await page.keyboard.press('Enter')
    await page.getByText('The campaign is started.').waitFor()
    expect(person.faults).toEqual([])
  })

  it.for(['light', 'dark'] as const)(
    'is accessible at every address in the %s theme, also on a phone',
    async (theme) => {
      const { campaignId, contactIds } = await openShift(floor, { contacts: 3, agents: 1 })
      const { person, page } = await supervise('/campaigns', { theme, width: 360, height: 740 })
      const addresses: [string, string][] = [
        ['/campaigns', 'All campaigns'],
        ['/campaigns/new', 'New campaign'],
        [`/campaigns/${campaignId}`, 'Campaign'],
        [`/campaigns/${campaignId}/edit`, 'Edit Campaign'],
        [`/campaigns/${campaignId}/queue`, 'Queue of Campaign'],
        ['/campaigns/lists', 'Lists and contacts'],
        ['/campaigns/import', 'Import contacts'],
        [`/campaigns/contacts/${nth(contactIds, 0)}`, 'First1 Last1'],
        ['/campaigns/nowhere', 'There is nothing here'],
      ]
      for (const [address, title] of addresses) {
        await page.goto(address)
        await heading(page, title).waitFor()
        await page.waitForFunction(() => !document.body.innerText.includes('Loading …'))
        await expectAccessible(page)
        const width = await page.evaluate(() => document.documentElement.scrollWidth)
        expect([address, width]).toEqual([address, 360])
      }
      expect(person.faults).toEqual([])
    },
  )

  it('is not for an agent', async () => {
    const { agentIds } = await openShift(floor, { contacts: 0, agents: 1, queued: false })
    const token = await floor.token({ agentId: nth(agentIds, 0) })
    const { page } = await supervise('/campaigns', { token })
    await page.getByText('This page is not for you').waitFor()
    expect(await page.getByRole('link', { name: 'New campaign' }).count()).toBe(0)
  })
})
