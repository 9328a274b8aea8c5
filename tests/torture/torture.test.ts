import { describe, expect, it } from 'vitest'
import { runTorture } from './runTorture.js'
import { overlaps } from './verify.js'

describe('kill -9 under load', () => {
  // A short slice of `npm run torture`: one kill of a server, one of everything.
  it('loses nothing that was acknowledged, and hands no contact to two agents', { timeout: 180_000 }, async () => {
    const { violations, figures } = await runTorture({
      seconds: 8,
      strikes: ['first', 'everything'],
      seed: 20_261_122,
      agents: 8,
      contacts: 1_500,
      log: () => undefined,
    })
    expect(violations).toEqual([])
    expect(figures['claim acknowledged']).toBeGreaterThan(50)
    expect(figures['report acknowledged']).toBeGreaterThan(100)
  })

  it('would notice two agents with one contact', () => {
    const hold = { phone: '+12125550100', entryId: '1', agentId: '1', from: 100, until: 200 }
    expect(overlaps([hold, { ...hold, entryId: '2', agentId: '2', from: 200, until: 300 }])).toEqual([])
    expect(overlaps([{ ...hold, entryId: '2', agentId: '2', from: 199, until: 300 }, hold])).toHaveLength(1)
  })
})
