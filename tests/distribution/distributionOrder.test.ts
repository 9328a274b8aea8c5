import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { WaitingAgent } from '../../src/agent/agentsWaiting.store.js'
import { distributions } from '../../src/distribution/distribution.js'
import { distributionOrder } from '../../src/distribution/distributionOrder.js'

const start = Date.parse('2026-11-20T15:00:00.000Z')

function agent(agentId: string, fields: { minutes?: number; calls?: number; skills?: string[] } = {}): WaitingAgent {
  return {
    agentId,
    waitingSince: new Date(start - (fields.minutes ?? 0) * 60_000),
    callsToday: fields.calls ?? 0,
    skills: fields.skills ?? [],
  }
}

const ids = (agents: readonly WaitingAgent[]): string[] => agents.map(({ agentId }) => agentId)

describe('pushed work goes', () => {
  it('to who waits longest first, then to the lower id', () => {
    const agents = [agent('10', { minutes: 1 }), agent('9', { minutes: 5, calls: 9 }), agent('2', { minutes: 1 })]
    expect(ids(distributionOrder('LONGEST_WAITING', agents, []))).toEqual(['9', '2', '10'])
  })

  it('to who has had the fewest calls first, then to who waits longest', () => {
    const agents = [
      agent('1', { calls: 3, minutes: 60 }),
      agent('2', { calls: 1 }),
      agent('3', { calls: 1, minutes: 2 }),
    ]
    expect(ids(distributionOrder('FEWEST_CALLS', agents, []))).toEqual(['3', '2', '1'])
  })

  it('by skill, to who has the fewest skills besides those that the contact needs', () => {
    const agents = [
      agent('1', { skills: ['german', 'mortgage', 'spanish'], minutes: 60 }),
      agent('2', { skills: ['german', 'mortgage'], minutes: 30 }),
      agent('3', { skills: ['german'], minutes: 1 }),
      agent('4', { minutes: 1 }),
      agent('5', { minutes: 9 }),
    ]
    const needed = [[], ['mortgage'], ['german'], [], ['french']]
    expect(ids(distributionOrder('BY_SKILL', agents, needed))).toEqual(['5', '2', '3', '4', '1'])
  })

  it('by skill, to who waits longest when nobody waits to be called', () => {
    expect(ids(distributionOrder('BY_SKILL', [agent('1'), agent('2', { minutes: 4 })], []))).toEqual(['2', '1'])
  })

  it('to every agent once, whatever is chosen', () => {
    const skills = fc.subarray(['a', 'b', 'c'])
    const agents = fc.uniqueArray(
      fc.record({ agentId: fc.nat(99).map(String), minutes: fc.nat(9), calls: fc.nat(3), skills }),
      { selector: (one) => one.agentId, maxLength: 12 },
    )
    fc.assert(
      fc.property(fc.constantFrom(...distributions), agents, fc.array(skills), (distribution, some, needed) => {
        const waiting = some.map((one) => agent(one.agentId, one))
        const ordered = distributionOrder(distribution, waiting, needed)
        expect(ids(ordered).sort()).toEqual(ids(waiting).sort())
        expect(ids(distributionOrder(distribution, [...waiting].reverse(), needed))).toEqual(ids(ordered))
      }),
    )
  })
})
