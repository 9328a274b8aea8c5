import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import type { Floor } from '../../support/floor.js'

/** Waits until the desk is in the state of this heading, such as "Dialling". */
export async function seeState(page: Page, heading: string): Promise<void> {
  try {
    await page.getByRole('heading', { name: heading, exact: true }).waitFor({ timeout: 15_000 })
  } catch (error) {
    throw new Error(`the desk never said ${heading}: ${await page.locator('main').innerText()}`, { cause: error })
  }
}

/** Presses a key as an agent does, and waits for the state that it leads to. */
export async function press(page: Page, key: string, heading: string): Promise<void> {
  await page.keyboard.press(key)
  await seeState(page, heading)
}

/** The name of the contact that the desk shows. */
export async function contactShown(page: Page): Promise<string | null> {
  return page.locator('#contact-name').textContent()
}

/** A finished call as the database has it. */
export interface KeptCall {
  readonly contact: string
  readonly agentId: string
  readonly outcome: string
  readonly finalStatus: string
  readonly notes: string | null
  readonly wasAnswered: boolean
}

/** The call records of the floor in the order of their writing. */
export async function keptCalls(floor: Floor): Promise<KeptCall[]> {
  const { rows } = await floor.database.pool.query<KeptCall>(
    `SELECT contact.first_name || ' ' || contact.last_name AS contact, call.agent_id::text AS "agentId", call.outcome,
       call.final_status AS "finalStatus", call.notes, call.answered_at IS NOT NULL AS "wasAnswered"
     FROM call_record AS call
     JOIN contact ON contact.organization_id = call.organization_id AND contact.id = call.contact_id
     ORDER BY call.id`,
  )
  return rows
}

/** Fails unless the agent's status is this. */
export async function expectAgentStatus(floor: Floor, agentId: string, status: string): Promise<void> {
  const { rows } = await floor.database.pool.query('SELECT status FROM agent WHERE id = $1', [agentId])
  expect(rows).toEqual([{ status }])
}
