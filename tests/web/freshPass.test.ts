import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { dial } from '../listReset/reset.js'
import { agentOf, row } from '../support/desk.js'
import { openFloor, openShift, type Floor } from '../support/floor.js'
import { expectAccessible, hasBrowser, useBrowser } from './support/browser.js'

describe.skipIf(!hasBrowser)('the fresh pass on the page of a campaign', () => {
  const browser = useBrowser()
  let floor: Floor
  beforeAll(async () => {
    floor = await openFloor()
  })
  afterAll(() => floor.close())

  const panel = (page: Page) => page.getByRole('region', { name: 'Fresh pass of a list', exact: true })

  it('E14: shows first whom it would call again and who is left out, and only then does it', async () => {
    const shift = await openShift(floor, { contacts: 4, agents: 1, maxAttempts: 1 })
    const silent = await dial(floor, shift.campaignId, agentOf(shift), 'NO_ANSWER')
    await dial(floor, shift.campaignId, agentOf(shift), 'NOT_INTERESTED')
    await dial(floor, shift.campaignId, agentOf(shift), 'BUSY')
    const statusOf = async () => (await row(floor, 'SELECT status FROM contact WHERE id = $1', [silent]))['status']
    const person = await browser.person(floor.instance.url, { token: await floor.token() })
    const page = await person.open(`/campaigns/${shift.campaignId}`)
    const fresh = panel(page)
    const give = fresh.getByRole('button', { name: 'Give a fresh pass' })
    await give.waitFor()
    // Refusals are not offered at all.
    expect(await fresh.getByRole('checkbox', { name: 'Not interested' }).count()).toBe(0)
    expect(await fresh.getByRole('checkbox', { name: 'Do not call' }).count()).toBe(0)
    expect(await give.isDisabled()).toBe(true)

    await fresh.getByRole('button', { name: 'Count first' }).click()
    await fresh.getByText('At least one outcome is needed.').waitFor()
    await fresh.getByRole('checkbox', { name: 'No answer' }).check()
    await fresh.getByRole('button', { name: 'Count first' }).click()
    await fresh.getByText('1 contact would get a fresh pass. Nothing was changed.').waitFor()
    const leftOut = fresh.getByRole('table', { name: '3 contacts are left out' })
    await leftOut.getByRole('row', { name: 'refused 1' }).waitFor()
    await leftOut.getByRole('row', { name: 'live entry 1' }).waitFor()
    await leftOut.getByRole('row', { name: 'not chosen 1' }).waitFor()
    expect(await statusOf()).toBe('EXHAUSTED')
    await expectAccessible(page)
    // Another choice is to be counted first as well.
    await fresh.getByRole('checkbox', { name: 'Busy' }).check()
    expect(await give.isDisabled()).toBe(true)
    await fresh.getByRole('checkbox', { name: 'Busy' }).uncheck()
    await fresh.getByRole('button', { name: 'Count first' }).click()
    await fresh.getByText('1 contact would get a fresh pass.').waitFor()

    await give.click()
    await fresh.getByText('A fresh pass for 1 contact.').waitFor()
    expect(await statusOf()).toBe('IN_PROGRESS')
    expect(await give.isDisabled()).toBe(true)
    expect(person.faults).toEqual([])
  })
})
