import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openFloor, openShift, type Floor, type Shift } from '../support/floor.js'
import { contactShown, expectAgentStatus, keptCalls, press, seeState } from './support/atDesk.js'
import { expectAccessible, hasBrowser, useBrowser } from './support/browser.js'

describe.skipIf(!hasBrowser)('the agent desk', () => {
  const browser = useBrowser()
  let floor: Floor
  beforeAll(async () => {
    floor = await openFloor()
  })
  afterAll(async () => {
    await floor.close()
  })

  it(
    'takes an agent through a shift of ten contacts by keyboard alone, a reload and a second tab within',
    { timeout: 120_000 },
    async () => {
      const shift = await openShift(floor, { contacts: 10, agents: 1, dialMethod: 'PREVIEW', agentStatus: 'OFFLINE' })
      const [agentId = ''] = shift.agentIds
      const person = await browser.person(floor.instance.url, { token: await floor.token({ agentId }) })
      let page = await person.open('/desk')
      await seeState(page, 'Off shift')
      await press(page, 'r', 'Available')
      const met: (string | null)[] = []
      for (let number = 1; number <= 10; number += 1) {
        await press(page, 'n', 'Preview')
        if (number === 2) {
          const skipped = await contactShown(page)
          await press(page, 's', 'Available')
          await press(page, 'n', 'Preview')
          expect(await contactShown(page)).not.toBe(skipped)
        }
        const name = await contactShown(page)
        met.push(name)
        await press(page, 'd', 'Dialling')
        if (number % 3 === 0) {
          await page.keyboard.press('4')
          await press(page, 'Enter', 'Available')
          continue
        }
        await press(page, 'a', 'Connected')
        await page.keyboard.press('t')
        await page.keyboard.type(`Note ${number}, dna`)
        if (number === 4) {
          await page.reload()
          await seeState(page, 'Connected')
          expect(await contactShown(page)).toBe(name)
          expect(await page.getByLabel('Notes').inputValue()).toBe('Note 4, dna')
        }
        if (number === 7) {
          const second = await person.open('/desk')
          await seeState(second, 'Your desk is open in another tab')
          expect(await second.getByRole('button', { name: 'Take over here' }).isVisible()).toBe(true)
          await press(second, 'Enter', 'Connected')
          expect(await contactShown(second)).toBe(name)
          await seeState(page, 'Your desk has moved to another tab')
          expect(await page.getByLabel('Notes').count()).toBe(0)
          page = second
        }
        // From within the notes, Alt makes a key a shortcut.
        await press(page, 'Alt+h', 'Wrap-up')
        await page.keyboard.press('Escape')
        await page.keyboard.press(number % 2 === 0 ? '1' : '2')
        await press(page, 'Enter', 'Available')
      }
      await press(page, 'o', 'Off shift')
      const calls = await keptCalls(floor)
      expect(calls).toEqual(
        met.map((contact, index) => {
          const number = index + 1
          return number % 3 === 0
            ? { contact, agentId, outcome: 'NO_ANSWER', finalStatus: 'FAILED', notes: null, wasAnswered: false }
            : {
                ...{
                  contact,
                  agentId,
                  outcome: number % 2 === 0 ? 'SALE' : 'NOT_INTERESTED',
                  finalStatus: 'COMPLETED',
                },
                ...{ notes: `Note ${number}, dna`, wasAnswered: true },
              }
        }),
      )
      expect(new Set(met).size).toBe(10)
      await expectAgentStatus(floor, agentId, 'OFFLINE')
      expect(await page.evaluate(() => Object.keys(localStorage).filter((key) => key.includes('personal')))).toEqual([])
      expect(person.faults).toEqual([])
    },
  )

  it('lists its shortcuts, and fires none while somebody writes', async () => {
    const shift = await openShift(floor, { contacts: 1, agents: 1 })
    const [agentId = ''] = shift.agentIds
    const person = await browser.person(floor.instance.url, { token: await floor.token({ agentId }) })
    const page = await person.open('/desk')
    await seeState(page, 'Available')
    await page.keyboard.press('?')
    await page.getByText('Somebody has answered').waitFor()
    await page.keyboard.press('?')
    await press(page, 'n', 'Dialling')
    await page.keyboard.press('t')
    await page.keyboard.type('a h u 4 ?')
    await page.keyboard.press('Enter')
    expect(await page.getByLabel('Notes').inputValue()).toBe('a h u 4 ?\n')
    await seeState(page, 'Dialling')
    await page.keyboard.press('Alt+4')
    await press(page, 'Control+Enter', 'Available')
    expect((await keptCalls(floor)).at(-1)).toMatchObject({ outcome: 'NO_ANSWER', notes: 'a h u 4 ?\n' })
  })

  it('takes a break with its reason, during a call once it is over, and shows what a supervisor does', async () => {
    const shift = await openShift(floor, { contacts: 2, agents: 1 })
    const [agentId = ''] = shift.agentIds
    const person = await browser.person(floor.instance.url, { token: await floor.token({ agentId }) })
    const page = await person.open('/desk')
    await seeState(page, 'Available')
    await press(page, 'n', 'Dialling')
    await page.keyboard.press('p')
    await page.keyboard.type('Lunch')
    await page.keyboard.press('Enter')
    await page.getByText('break after this contact').waitFor()
    await page.keyboard.press('Escape')
    await page.keyboard.press('5')
    await press(page, 'Enter', 'On a break')
    await page.getByText('You get no contacts while you are on a break (Lunch).').last().waitFor()
    await press(page, 'r', 'Available')
    const setStatus = 'mutation ($input: SetAgentStatusInput!) { setAgentStatus(input: $input) { status } }'
    await floor.get(setStatus, { input: { agentId, status: 'PAUSED', reason: 'Meeting' } })
    await seeState(page, 'On a break')
    expect(person.faults).toEqual([])
  })

  it.for(['light', 'dark'] as const)('is accessible in the %s theme in every state, on a phone too', async (theme) => {
    const shift: Shift = await openShift(floor, {
      ...{ contacts: 2, agents: 1, dialMethod: 'PREVIEW', agentStatus: 'OFFLINE' },
    })
    const [agentId = ''] = shift.agentIds
    const token = await floor.token({ agentId })
    const person = await browser.person(floor.instance.url, { token, theme, width: theme === 'dark' ? 360 : 1280 })
    const page = await person.open('/desk')
    await seeState(page, 'Off shift')
    await expectAccessible(page)
    await page.keyboard.press('?')
    await page.keyboard.press('p')
    await expectAccessible(page)
    await page.keyboard.press('Escape')
    await press(page, 'r', 'Available')
    await press(page, 'n', 'Preview')
    await expectAccessible(page)
    await press(page, 'd', 'Dialling')
    await expectAccessible(page)
    await press(page, 'a', 'Connected')
    await page.keyboard.press('3')
    await page.getByLabel('When, on the contact’s clock').waitFor()
    await expectAccessible(page)
    await press(page, 'Alt+h', 'Wrap-up')
    await expectAccessible(page)
    await page.keyboard.press('Escape')
    await page.keyboard.press('1')
    await press(page, 'Enter', 'Available')
    await page.getByText('Saved: sale').waitFor()
    await expectAccessible(page)
    const second = await person.open('/desk')
    await seeState(second, 'Your desk is open in another tab')
    await expectAccessible(second)
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true)
    expect(person.faults).toEqual([])
  })
})
