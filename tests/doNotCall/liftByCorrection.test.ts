import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { suppressionLifters } from '../../src/doNotCall/suppressionLifters.js'
import { permissions } from '../../src/graphql/permissions.js'
import { runJob } from '../background/rehearsal.js'
import { agentOf, askCorrection, askReport, claim, codeOf, correct, report, row } from '../support/desk.js'
import { openFloor, openShift, type Floor, type Shift } from '../support/floor.js'
import { MovableClock } from '../support/movableClock.js'
import { phoneOf, standing } from './doNotCallDesk.js'

const clock = new MovableClock()
let floor: Floor
beforeAll(async () => {
  floor = await openFloor({ clock: clock.read })
})
afterAll(() => floor.close())

/** A contact who has just said "do not call me again" to the agent. */
async function refused(): Promise<{ shift: Shift; entryId: string; contactId: string; agent: { agentId: string } }> {
  const shift = await openShift(floor, { contacts: 1, agents: 1 })
  const agent = { agentId: agentOf(shift) }
  const { id, contact } = await claim(floor, shift.campaignId, agentOf(shift))
  await report(floor, id, 'COMPLETED', { outcome: 'DO_NOT_CALL' }, agent)
  return { shift, entryId: id, contactId: contact.id, agent }
}

async function expectSuppressed({ contactId, entryId }: { contactId: string; entryId: string }): Promise<void> {
  expect(await standing(floor, await phoneOf(floor, contactId))).toMatchObject([
    { kind: 'CONTACT' },
    { kind: 'NUMBER' },
  ])
  expect(await row(floor, 'SELECT status FROM contact WHERE id = $1', [contactId])).toEqual({ status: 'DO_NOT_CALL' })
  expect(await row(floor, 'SELECT outcome, category FROM call_record WHERE entry_id = $1', [entryId])).toEqual({
    outcome: 'DO_NOT_CALL',
    category: 'DO_NOT_CALL',
  })
}

describe('A3: who may lift a suppression', () => {
  it('is one list, for the mutation and for corrections', () => {
    expect(permissions['Mutation.removeFromDoNotCall']).toBe(suppressionLifters)
  })

  it.each(['NO_ANSWER', 'SALE', 'CALLBACK', 'WRONG_NUMBER', 'NOT_INTERESTED', 'VOICEMAIL'])(
    'A3: an agent that corrects its DO_NOT_CALL to %s hears FORBIDDEN, and the suppression stands',
    async (outcome) => {
      const call = await refused()
      expect(codeOf(await askCorrection(floor, call.entryId, { outcome, notes: 'a slip' }, call.agent))).toBe(
        'FORBIDDEN',
      )
      await expectSuppressed(call)
    },
  )

  it('A3: nor does a day later help, when the entry has moved to the history', async () => {
    const call = await refused()
    clock.advance(25 * 3600)
    await runJob(floor, 'archiveEntries')
    expect(codeOf(await askCorrection(floor, call.entryId, { outcome: 'BUSY' }, call.agent))).toBe('FORBIDDEN')
    await expectSuppressed(call)
  })

  it('A3: a dialler is no supervisor: it hears FORBIDDEN too', async () => {
    const call = await refused()
    const answer = await askCorrection(floor, call.entryId, { outcome: 'NO_ANSWER' }, { role: 'DIALER' })
    expect(codeOf(answer)).toBe('FORBIDDEN')
    await expectSuppressed(call)
  })

  it('A3: a status that is sent again with another outcome changes nothing', async () => {
    const call = await refused()
    const again = { outcome: 'NO_ANSWER', idempotencyKey: 'another' }
    expect(codeOf(await askReport(floor, call.entryId, 'COMPLETED', again, call.agent))).toMatch(
      /FORBIDDEN|INVALID_TRANSITION/,
    )
    await expectSuppressed(call)
  })

  it("A3: the call's own category counts, whatever the catalogue says of the code since", async () => {
    const call = await refused()
    await floor.database.pool.query(
      `INSERT INTO outcome (organization_id, code, label, category) VALUES ($1, 'DO_NOT_CALL', 'Do not call', 'CONTACT')
       ON CONFLICT (organization_id, code) DO UPDATE SET category = 'CONTACT'`,
      [floor.organizationId],
    )
    try {
      expect(codeOf(await askCorrection(floor, call.entryId, { outcome: 'BUSY' }, call.agent))).toBe('FORBIDDEN')
    } finally {
      await floor.database.pool.query(
        `UPDATE outcome SET category = 'DO_NOT_CALL', retry_after_minutes = NULL WHERE organization_id = $1 AND code = 'DO_NOT_CALL'`,
        [floor.organizationId],
      )
    }
    await expectSuppressed(call)
  })

  it('A3: the agent still saves its notes', async () => {
    const call = await refused()
    expect(await correct(floor, call.entryId, { notes: 'asked twice' }, call.agent)).toMatchObject({
      notes: 'asked twice',
    })
    await expectSuppressed(call)
  })

  it.each(['SUPERVISOR', 'ADMIN'] as const)('A3: a %s may correct it', async (role) => {
    const { entryId, contactId } = await refused()
    await correct(floor, entryId, { outcome: 'NO_ANSWER' }, { role })
    expect(await standing(floor, await phoneOf(floor, contactId))).toEqual([])
  })
})
