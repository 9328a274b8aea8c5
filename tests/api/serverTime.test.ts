import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { agentOf, claim, row } from '../support/desk.js'
import { openFloor, openShift, type Floor } from '../support/floor.js'

let floor: Floor

beforeAll(async () => {
  floor = await openFloor()
})

afterAll(() => floor.close())

describe("the server's time", () => {
  it("is the database's, told to every role, and fits the instants of a call", async () => {
    const shift = await openShift(floor, { contacts: 1, agents: 1 })
    const as = { agentId: agentOf(shift) }
    const timeFor = async (caller: object): Promise<string> =>
      (await floor.get<{ serverTime: string }>('{ serverTime }', {}, caller)).serverTime
    const before = await timeFor(as)
    const { dialedAt } = await claim(floor, shift.campaignId, as.agentId)
    const after = await timeFor({ role: 'DIALER' })
    expect([before, dialedAt, after]).toEqual([before, dialedAt ?? '', after].sort())
    const { seconds } = await row(floor, 'SELECT extract(epoch FROM now() - $1::timestamptz)::float8 AS seconds', [
      after,
    ])
    expect(Math.abs(Number(seconds))).toBeLessThan(10)
  })
})
