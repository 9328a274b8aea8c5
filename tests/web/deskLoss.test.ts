import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Page } from 'playwright-core'
import { openFloor, openShift, type Floor, type Shift } from '../support/floor.js'
import { contactShown, keptCalls, press, seeState } from './support/atDesk.js'
import { expectAccessible, hasBrowser, useBrowser, type Person } from './support/browser.js'

describe.skipIf(!hasBrowser)('what is lost at the agent desk', () => {
  const browser = useBrowser()
  let floor: Floor
  beforeAll(async () => {
    floor = await openFloor()
  })
  afterAll(async () => {
    await floor.close()
  })

  const sitDown = async (
    options: Parameters<typeof openShift>[1] = {},
  ): Promise<{ shift: Shift; agentId: string; person: Person; page: Page }> => {
    const shift = await openShift(floor, { contacts: 3, agents: 1, ...options })
    const [agentId = ''] = shift.agentIds
    const person = await browser.person(floor.instance.url, { token: await floor.token({ agentId }) })
    const page = await person.open('/desk')
    await seeState(page, 'Available')
    return { shift, agentId, person, page }
  }
  const onEntry = (agentId: string, change: string): Promise<unknown> =>
    floor.database.pool.query(
      `UPDATE dial_queue_entry SET ${change} WHERE assigned_agent_id = $1 AND completed_at IS NULL`,
      [agentId],
    )
  const alert = (page: Page, title: string) => page.getByRole('alert').filter({ hasText: title })

  it('is no word that was typed: a crashed tab’s notes stand in the next, and are with the call after a sign-out', async () => {
    const { agentId, person, page } = await sitDown()
    await press(page, 'n', 'Dialling')
    await press(page, 'a', 'Connected')
    const name = await contactShown(page)
    await page.keyboard.press('t')
    await page.keyboard.type('Wants the blue one, call before no')
    // A crash asks nobody: no handler of the page runs after this.
    await page.close({ runBeforeUnload: false })
    const next = await person.open('/desk')
    await seeState(next, 'Connected')
    expect(await contactShown(next)).toBe(name)
    expect(await next.getByLabel('Notes').inputValue()).toBe('Wants the blue one, call before no')
    await next.getByRole('button', { name: 'Sign out' }).click()
    await next.waitForURL((url) => url.pathname === '/')
    expect(
      await next.evaluate(() => JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage)])),
    ).not.toContain('blue')
    const { rows } = await floor.database.pool.query(
      'SELECT notes FROM dial_queue_entry WHERE assigned_agent_id = $1',
      [agentId],
    )
    expect(rows).toEqual([{ notes: 'Wants the blue one, call before no' }])
    expect(person.faults).toEqual([])
  })

  it('is a contact whose hold ran out: the desk says so, keeps the notes, and goes on', async () => {
    const { agentId, person, page } = await sitDown()
    await press(page, 'n', 'Dialling')
    await press(page, 'a', 'Connected')
    await page.keyboard.press('t')
    await page.keyboard.type('Half a sentence')
    await onEntry(agentId, "lease_expires_at = now() - interval '1 second'")
    await alert(page, 'You have lost this contact').waitFor()
    await page.getByRole('heading', { name: 'Notes that were not saved' }).waitFor()
    await page.getByText('Half a sentence').waitFor()
    await expectAccessible(page)
    await page.getByRole('button', { name: 'Discard these notes' }).click()
    await seeState(page, 'Available')
    await press(page, 'n', 'Dialling')
    expect((await keptCalls(floor)).at(-1)).toMatchObject({ outcome: 'LEASE_EXPIRED', finalStatus: 'COMPLETED' })
    expect(person.faults).toEqual([])
  })

  it('is a contact that a supervisor withdraws', async () => {
    const { agentId, person, page } = await sitDown({ dialMethod: 'PREVIEW' })
    await press(page, 'n', 'Preview')
    const { rows } = await floor.database.pool.query<{ id: string }>(
      "SELECT id FROM dial_queue_entry WHERE assigned_agent_id = $1 AND status = 'RESERVED'",
      [agentId],
    )
    await floor.get(
      'mutation ($input: UpdateQueueStatusInput!) { updateQueueStatus(input: $input) { entry { id } } }',
      {
        input: { entryId: rows[0]?.id, status: 'CANCELLED' },
      },
    )
    await alert(page, 'This contact was withdrawn').waitFor()
    await press(page, 'n', 'Preview')
    expect(person.faults).toEqual([])
  })

  it('is no other desk’s step: a stale one changes nothing, shows how the call stands, and can be done again', async () => {
    const { agentId, person, page } = await sitDown()
    await press(page, 'n', 'Dialling')
    // Another machine has saved something; no count changes by it, so this desk does not know.
    await onEntry(agentId, "version = version + 1, notes = 'from elsewhere'")
    await page.keyboard.press('a')
    await alert(page, 'Somebody else was faster').waitFor()
    await page.waitForFunction(() => document.querySelector('textarea')?.value === 'from elsewhere')
    await seeState(page, 'Dialling')
    await press(page, 'a', 'Connected')
    expect(person.faults).toEqual([])
  })

  it('is no previewed contact that may not be dialled any more: it says why, and is skipped', async () => {
    const { shift, person, page } = await sitDown({ dialMethod: 'PREVIEW' })
    await press(page, 'n', 'Preview')
    await floor.database.pool.query(
      "UPDATE contact SET next_attempt_at = now() + interval '1 hour' WHERE id = ANY ($1::bigint[])",
      [shift.contactIds],
    )
    await page.keyboard.press('d')
    await alert(page, 'You cannot dial, because the next attempt is not due yet.').waitFor()
    await seeState(page, 'Preview')
    await press(page, 's', 'Available')
    expect(person.faults).toEqual([])
  })

  it('is no call of an agent who went silent: it is told when it is back', async () => {
    const { agentId, person, page } = await sitDown()
    await floor.database.pool.query(
      "UPDATE agent SET status = 'OFFLINE', pause_reason = 'no heartbeat' WHERE id = $1",
      [agentId],
    )
    await alert(page, 'You were signed off').waitFor()
    await press(page, 'r', 'Available')
    expect(person.faults).toEqual([])
  })
})
