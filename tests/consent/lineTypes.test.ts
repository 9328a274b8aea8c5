import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { changeContact, generate, nth } from '../support/desk.js'
import { openFloor, openShift, type Floor } from '../support/floor.js'
import { demand, demandConsent, verdict } from './consentDesk.js'

let floor: Floor
beforeAll(async () => {
  floor = await openFloor()
})
afterAll(() => floor.close())

describe('E14: a pack that demands consent for mobile numbers', () => {
  it.each([
    ['MOBILE', true],
    ['UNKNOWN', true],
    ['FIXED', false],
  ] as const)('demands it of a line that is %s: %s', async (lineType, isDemanded) => {
    const shift = await openShift(floor, { contacts: 1, agents: 1, queued: false })
    await demandConsent(floor, shift.campaignId, { demands: [demand({ lineTypes: ['MOBILE'] })] })
    const contactId = nth(shift.contactIds, 0)
    await changeContact(floor, contactId, { line_type: lineType })
    expect((await verdict(floor, shift, contactId)).passes).toBe(!isDemanded)
    expect((await generate(floor, shift.campaignId, 10)).created).toBe(isDemanded ? 0 : 1)
  })
})
