import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Browser } from 'playwright-core'
import { openFloor, openShift, type Floor } from '../support/floor.js'
import { contactShown, press, seeState } from './support/atDesk.js'
import { hasBrowser, launchChromium, newPerson } from './support/browser.js'

describe.skipIf(!hasBrowser)('the agent desk in two tabs', () => {
  let floor: Floor
  let browser: Browser
  beforeAll(async () => {
    floor = await openFloor()
    // A name of a local network: over plain http a browser gives no locks there, no clipboard and no random UUIDs.
    browser = await launchChromium(['--host-resolver-rules=MAP desk.test 127.0.0.1'])
  })
  afterAll(async () => {
    await browser.close()
    await floor.close()
  })

  it.for([
    ['with the browser’s locks', '127.0.0.1', true],
    ['by messages, where the browser gives no locks', 'desk.test', false],
  ] as const)(
    'works in one at a time, %s, and goes on in the other when that is closed',
    async ([, host, hasLocks]) => {
      const shift = await openShift(floor, { contacts: 2, agents: 1, dialMethod: 'PREVIEW' })
      const [agentId = ''] = shift.agentIds
      const url = floor.instance.url.replace('127.0.0.1', host)
      const person = await newPerson(browser, url, { token: await floor.token({ agentId }) })
      const first = await person.open('/desk')
      expect(await first.evaluate(() => 'locks' in navigator)).toBe(hasLocks)
      await seeState(first, 'Available')
      await press(first, 'n', 'Preview')
      const name = await contactShown(first)
      const second = await person.open('/desk')
      await seeState(second, 'Your desk is open in another tab')
      await press(second, 'Enter', 'Preview')
      await seeState(first, 'Your desk has moved to another tab')
      await press(second, 'd', 'Dialling')
      await first.bringToFront()
      await press(first, 'Enter', 'Dialling')
      await seeState(second, 'Your desk has moved to another tab')
      await first.close()
      await seeState(second, 'Dialling')
      expect(await contactShown(second)).toBe(name)
      await press(second, 'a', 'Connected')
      expect(person.faults).toEqual([])
      await person.context.close()
    },
  )
})
