import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { nth } from '../support/desk.js'
import { openFloor, openShift, type Floor } from '../support/floor.js'
import { hasBrowser, useBrowser } from './support/browser.js'

describe.skipIf(!hasBrowser)('the do-not-call form of a contact', () => {
  const browser = useBrowser()
  let floor: Floor
  beforeAll(async () => {
    floor = await openFloor()
  })
  afterAll(() => floor.close())

  const panel = (page: Page, name: string) => page.getByRole('region', { name, exact: true })

  it('A9: says in words why a suppression or its end was refused, and nothing in green', async () => {
    const { contactIds } = await openShift(floor, { contacts: 1, queued: false })
    const person = await browser.person(floor.instance.url, { token: await floor.token() })
    const page = await person.open(`/campaigns/contacts/${nth(contactIds, 0)}`)
    const doNotCall = panel(page, 'Do not call')
    const good = doNotCall.locator('.message.good')
    await doNotCall.getByRole('button', { name: 'Do not call any more' }).click()
    await doNotCall.getByText('Reason is empty.').waitFor()
    expect(await good.count()).toBe(0)
    await doNotCall.getByRole('button', { name: 'Take off again' }).click()
    await doNotCall.getByText('Reason is empty.').waitFor()
    expect(await good.count()).toBe(0)
    expect(await doNotCall.getByText('Nothing stood there').count()).toBe(0)
    // A reason that is too long stays where it can be mended.
    await doNotCall.getByLabel('Reason').fill('r'.repeat(501))
    await doNotCall.getByRole('button', { name: 'Do not call any more' }).click()
    await doNotCall.getByText('Reason has at most 500 characters.').waitFor()
    expect(await doNotCall.getByLabel('Reason').inputValue()).toHaveLength(501)
    // The contact is gone, as far as this server knows: the removal fails.
    await doNotCall.getByLabel('Reason').fill('A mistake')
    await page.route('**/graphql', async (route) => {
      const isRemoval = route.request().postData()?.includes('removeFromDoNotCall') === true
      if (!isRemoval) return route.continue()
      const error = { message: 'The database is being restarted', extensions: { code: 'SERVICE_UNAVAILABLE' } }
      await route.fulfill({ json: { errors: [error], data: null } })
    })
    await doNotCall.getByRole('button', { name: 'Take off again' }).click()
    await doNotCall.getByText('The database is being restarted.').waitFor()
    expect(await good.count()).toBe(0)
    await page.unroute('**/graphql')
    await doNotCall.getByRole('button', { name: 'Take off again' }).click()
    await good.getByText('Nothing stood there that could be taken off.').waitFor()
    expect(person.faults).toEqual([])
  })
})
