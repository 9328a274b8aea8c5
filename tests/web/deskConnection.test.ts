import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Instance } from '../../src/composition.js'
import { openFloor, openInstance, openShift, type Floor } from '../support/floor.js'
import { until } from '../support/until.js'
import { contactShown, keptCalls, press, seeState } from './support/atDesk.js'
import { openBadLine } from './support/badLine.js'
import { hasBrowser, useBrowser } from './support/browser.js'

describe.skipIf(!hasBrowser)('the agent desk on a bad connection', () => {
  const browser = useBrowser()
  let floor: Floor
  beforeAll(async () => {
    floor = await openFloor()
  })
  afterAll(async () => {
    await floor.close()
  })

  const heldEntries = async (agentId: string): Promise<number> => {
    const { rows } = await floor.database.pool.query(
      "SELECT 1 FROM dial_queue_entry WHERE assigned_agent_id = $1 AND status IN ('RESERVED', 'DIALING', 'CONNECTED', 'WRAP_UP')",
      [agentId],
    )
    return rows.length
  }

  it('sends again what got no answer, and does nothing twice: one contact, one call record', async () => {
    const shift = await openShift(floor, { contacts: 3, agents: 1 })
    const [agentId = ''] = shift.agentIds
    const line = await openBadLine(floor.instance.url)
    const person = await browser.person(line.url, { token: await floor.token({ agentId }) })
    const page = await person.open('/desk')
    await seeState(page, 'Available')
    line.loseAnswersTo('mutation NextContact')
    await page.keyboard.press('n')
    await page.getByText('Sending again…').waitFor()
    await until(
      () => Promise.resolve(line.lost),
      (lost) => lost >= 2,
    )
    expect(await heldEntries(agentId)).toBe(1)
    line.loseAnswersTo(null)
    await seeState(page, 'Dialling')
    await page.getByText('Live', { exact: true }).waitFor()
    const before = (await keptCalls(floor)).length
    line.loseAnswersTo('mutation Step')
    await page.keyboard.press('5')
    await page.keyboard.press('Enter')
    await page.getByText('Sending again…').waitFor()
    await until(
      () => keptCalls(floor),
      (calls) => calls.length === before + 1,
    )
    line.loseAnswersTo(null)
    await page.getByText('Saved: busy').waitFor()
    expect(await keptCalls(floor)).toHaveLength(before + 1)
    expect(await heldEntries(agentId)).toBe(0)
    await line.close()
    expect(person.faults).toEqual([])
  })

  it('goes on sending after a reload, with the same key', async () => {
    const shift = await openShift(floor, { contacts: 2, agents: 1 })
    const [agentId = ''] = shift.agentIds
    const line = await openBadLine(floor.instance.url)
    const person = await browser.person(line.url, { token: await floor.token({ agentId }) })
    const page = await person.open('/desk')
    await seeState(page, 'Available')
    await press(page, 'n', 'Dialling')
    const name = await contactShown(page)
    const before = (await keptCalls(floor)).length
    line.loseAnswersTo('mutation Step')
    await page.keyboard.press('t')
    await page.keyboard.type('Nobody there')
    await page.keyboard.press('Alt+4')
    await page.keyboard.press('Alt+Enter')
    await page.getByText('Sending again…').waitFor()
    await page.reload()
    await page.getByText('Sending again…').waitFor()
    line.loseAnswersTo(null)
    await page.getByText(`Saved: no answer, ${name ?? ''}`).waitFor()
    const calls = await keptCalls(floor)
    expect(calls).toHaveLength(before + 1)
    expect(calls.at(-1)).toMatchObject({ outcome: 'NO_ANSWER', notes: 'Nobody there' })
    expect(await page.evaluate(() => Object.keys(sessionStorage).filter((key) => key.includes('sending')))).toEqual([])
    await line.close()
    expect(person.faults).toEqual([])
  })

  it('goes on by itself when the server was restarted under a key press', async () => {
    const shift = await openShift(floor, { contacts: 2, agents: 1 })
    const [agentId = ''] = shift.agentIds
    let instance: Instance = await openInstance(floor.connectionString)
    const port = Number(new URL(instance.url).port)
    const person = await browser.person(instance.url, { token: await floor.token({ agentId }) })
    const page = await person.open('/desk')
    await seeState(page, 'Available')
    await press(page, 'n', 'Dialling')
    const before = (await keptCalls(floor)).length
    await instance.close()
    await page.keyboard.press('t')
    await page.keyboard.type('Typed while the server was away')
    await page.keyboard.press('Escape')
    await page.keyboard.press('a')
    await page.getByText('Sending again…').waitFor()
    instance = await openInstance(floor.connectionString, { port })
    await seeState(page, 'Connected')
    await page.getByText('Live', { exact: true }).waitFor()
    await press(page, 'h', 'Wrap-up')
    await page.keyboard.press('2')
    await press(page, 'Enter', 'Available')
    const calls = await keptCalls(floor)
    expect(calls).toHaveLength(before + 1)
    expect(calls.at(-1)).toMatchObject({ outcome: 'NOT_INTERESTED', notes: 'Typed while the server was away' })
    await instance.close()
    expect(person.faults).toEqual([])
  })

  it('keeps the hold on its contact and says that the agent is there, a background tab as well, until it is closed', async () => {
    const shift = await openShift(floor, { contacts: 2, agents: 1, dialMethod: 'PREVIEW' })
    const [agentId = ''] = shift.agentIds
    const instance = await openInstance(floor.connectionString, { leaseSeconds: { RESERVED: 9 } })
    const person = await browser.person(instance.url, { token: await floor.token({ agentId }) })
    const page = await person.open('/desk')
    await seeState(page, 'Available')
    await press(page, 'n', 'Preview')
    const other = await person.context.newPage()
    await other.bringToFront()
    const leases = async (): Promise<string[]> => {
      const { rows } = await floor.database.pool.query<{ at: string }>(
        "SELECT lease_expires_at::text AS at FROM dial_queue_entry WHERE assigned_agent_id = $1 AND status = 'RESERVED'",
        [agentId],
      )
      return rows.map(({ at }) => at)
    }
    const seen = new Set<string>()
    // Held without a gap for longer than one lease: it was renewed, and each renewal came in time on a busy machine too.
    await until(
      leases,
      (now) => {
        now.forEach((at) => seen.add(at))
        return seen.size >= 5
      },
      40,
    )
    const presences = await floor.database.pool.query('SELECT 1 FROM agent_presence WHERE agent_id = $1', [agentId])
    expect(presences.rows).toHaveLength(1)
    await page.close()
    await until(leases, (now) => now.length === 0, 30)
    await instance.close()
    expect(person.faults).toEqual([])
  })
})
