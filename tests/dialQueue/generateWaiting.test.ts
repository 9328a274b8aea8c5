import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { claim, codeOf, generate, nth } from '../support/desk.js'
import { type Floor, openFloor, openShift } from '../support/floor.js'

let floor: Floor
beforeAll(async () => {
  floor = await openFloor()
})
afterAll(() => floor.close())

/** Holds the lock that a long generate of the organization would hold, while `work` runs. */
async function whileAnotherGenerates(work: () => Promise<void>): Promise<void> {
  await floor.database.withConnection(async (client) => {
    await client.query('BEGIN')
    await client.query(`SELECT pg_advisory_xact_lock(hashtextextended('dialqueue.generate', $1::bigint))`, [
      floor.organizationId,
    ])
    await work()
    await client.query('ROLLBACK')
  })
}

describe('behind a generate that takes long', () => {
  it('more generates than the pool has connections are told to ask again, and a claim gets its turn', async () => {
    const shift = await openShift(floor, { contacts: 4, agents: 1 })
    const input = { campaignId: shift.campaignId, maxEntries: 10 }
    const document = 'mutation ($input: GenerateQueueInput!) { generateQueue(input: $input) { created } }'
    await whileAnotherGenerates(async () => {
      // Twelve callers over a pool of eight: without a bound the claim below would find no connection for ever.
      const waiting = Promise.all(Array.from({ length: 12 }, () => floor.ask(document, { input })))
      expect((await claim(floor, shift.campaignId, nth(shift.agentIds, 0))).id).not.toBe('')
      const answers = await waiting
      expect(answers.map(codeOf)).toEqual(answers.map(() => 'SERVICE_UNAVAILABLE'))
    })
    expect(await generate(floor, shift.campaignId, 10)).toMatchObject({ created: 0, kept: 4 })
  })

  it('a campaign is paused at once', async () => {
    const shift = await openShift(floor, { contacts: 1, agents: 1 })
    await whileAnotherGenerates(async () => {
      const answer = await floor.ask(
        'mutation ($input: UpdateCampaignInput!) { updateCampaign(input: $input) { status } }',
        {
          input: { id: shift.campaignId, status: 'PAUSED' },
        },
      )
      expect(answer.data).toEqual({ updateCampaign: { status: 'PAUSED' } })
    })
  })
})
