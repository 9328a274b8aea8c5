import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { agentOf, codeOf } from '../support/desk.js'
import { everyRow } from '../support/everyRow.js'
import { openFloor, openShift, type Floor, type Shift } from '../support/floor.js'
import { MovableClock } from '../support/movableClock.js'
import { openOtherOrganization } from '../support/otherOrganization.js'
import { askReset } from './reset.js'

const clock = new MovableClock()
let floor: Floor
beforeAll(async () => {
  floor = await openFloor({ clock: clock.read })
})
afterAll(() => floor.close())

describe('a reset is refused', () => {
  /** Code and field of the refusal, and that nothing was changed. */
  const refusalOf = async (shift: Shift, fields: object): Promise<object> => {
    const before = await everyRow(floor)
    const answer = await askReset(floor, shift, fields)
    const field = answer.errors[0]?.extensions['field'] ?? null
    const isUnchanged = JSON.stringify(await everyRow(floor)) === JSON.stringify(before)
    return { code: codeOf(answer), field, isUnchanged }
  }
  const bad = (field: string): object => ({ code: 'BAD_USER_INPUT', field, isUnchanged: true })

  it('E14: for an outcome by which the person has said no, whatever else is named', async () => {
    const shift = await openShift(floor, { contacts: 1, agents: 1 })
    expect(await refusalOf(shift, { outcomes: ['NO_ANSWER', 'NOT_INTERESTED'] })).toEqual(bad('outcomes'))
    expect(await refusalOf(shift, { outcomes: ['DO_NOT_CALL'], dryRun: true })).toEqual(bad('outcomes'))
  })

  it('for no outcome, an unknown one, too many, and an instant that is still to come', async () => {
    const shift = await openShift(floor, { contacts: 1, agents: 1 })
    expect(await refusalOf(shift, { outcomes: [] })).toEqual(bad('outcomes'))
    expect(await refusalOf(shift, { outcomes: ['no such'] })).toEqual(bad('outcomes'))
    expect(await refusalOf(shift, { outcomes: Array<string>(101).fill('BUSY') })).toEqual(bad('outcomes'))
    expect(await refusalOf(shift, { notCalledSince: clock.at(1) })).toEqual(bad('notCalledSince'))
  })

  it('for a list that the campaign does not dial, and for a campaign that is over', async () => {
    const [shift, other] = [await openShift(floor, { contacts: 1 }), await openShift(floor, { contacts: 1 })]
    expect(await refusalOf(shift, { listId: other.listId })).toEqual(bad('listId'))
    expect(await refusalOf(shift, { listId: '999999' })).toEqual({ code: 'NOT_FOUND', field: null, isUnchanged: true })
    expect(await refusalOf(shift, { campaignId: '999999' })).toEqual({
      code: 'NOT_FOUND',
      field: null,
      isUnchanged: true,
    })
    const over = await openShift(floor, { contacts: 1, campaignStatus: 'COMPLETED', queued: false })
    expect(await refusalOf(over, {})).toEqual({ code: 'CAMPAIGN_NOT_ACTIVE', field: null, isUnchanged: true })
  })

  it('for an agent, and for another organization', async () => {
    const shift = await openShift(floor, { contacts: 1, agents: 1 })
    expect(codeOf(await askReset(floor, shift, {}, { agentId: agentOf(shift) }))).toBe('FORBIDDEN')
    expect(codeOf(await askReset(floor, shift, {}, { role: 'DIALER' }))).toBe('FORBIDDEN')
    expect((await askReset(floor, shift, {}, { role: 'ADMIN' })).errors).toEqual([])
    const { organizationId } = await openOtherOrganization(floor)
    expect(codeOf(await askReset(floor, shift, {}, { organizationId }))).toBe('NOT_FOUND')
  })
})
