import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { nextContactDocument, rows } from '../support/desk.js'
import { askInstance, openFloor, openInstance, openShift, type Floor } from '../support/floor.js'
import { Wallboard } from '../liveStatus/wallboard.js'

let floor: Floor

beforeAll(async () => {
  floor = await openFloor()
})

afterAll(() => floor.close())

describe('an instance that is told to end', () => {
  it('ends its wallboards with 1001, and they are right again at once on another instance', async () => {
    const shift = await openShift(floor, { contacts: 3 })
    const leaving = await openInstance(floor.connectionString)
    const wallboard = await Wallboard.open(floor, { url: leaving.url, campaignIds: [shift.campaignId] })
    const { version } = await wallboard.until(shift.campaignId, () => true)
    await leaving.close()
    await wallboard.over()
    expect(wallboard.errors).toMatchObject([{ code: 1001 }])
    const again = await Wallboard.open(floor, { campaignIds: [shift.campaignId] })
    expect((await again.until(shift.campaignId, () => true)).version).toBe(version)
    await Promise.all([wallboard.close(), again.close()])
  })

  it('answers every claim that it has begun, and begins no other', async () => {
    const shift = await openShift(floor, { contacts: 60, agents: 40 })
    const leaving = await openInstance(floor.connectionString)
    const claims = shift.agentIds.map(async (agentId) => {
      const token = await floor.token({ agentId })
      const input = { campaignId: shift.campaignId }
      return askInstance(leaving.url, token, nextContactDocument, { input }).catch(() => null)
    })
    await Promise.race(claims)
    await leaving.close()
    const answers = await Promise.all(claims)
    const acknowledged = answers.flatMap((answer) => {
      const data = answer?.data as { nextContact: { entry: { id: string } } } | null | undefined
      return data == null ? [] : [data.nextContact.entry.id]
    })
    for (const answer of answers) {
      if (answer?.data == null) expect(answer?.errors[0]?.extensions.code ?? 'refused').toMatch(/SERVICE_UNAV|refused/)
    }
    const held = await rows(
      floor,
      `SELECT id FROM dial_queue_entry WHERE campaign_id = $1 AND status = 'DIALING' ORDER BY id`,
      [shift.campaignId],
    )
    expect(acknowledged.length).toBeGreaterThan(0)
    expect(held.map(({ id }) => id)).toEqual(acknowledged.sort((one, other) => Number(one) - Number(other)))
  })

  it('ends once, however often it is told', async () => {
    const leaving = await openInstance(floor.connectionString)
    await Promise.all([leaving.close(), leaving.close()])
    await expect(fetch(`${leaving.url}/healthz`)).rejects.toThrow(TypeError)
  })
})
