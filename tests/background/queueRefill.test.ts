import { beforeEach, describe, expect, it } from 'vitest'
import { QueueRefill } from '../../src/dialQueue/queueRefill.js'

let calls = 0
let refill: QueueRefill

beforeEach(() => {
  calls = 0
  refill = new QueueRefill(() => {
    calls += 1
  })
  // The first look of an instance is at all queues.
  expect(refill.takeHungry()).toBeNull()
})

const campaign = { organizationId: '1', campaignId: '7' }

describe('the claims of an instance', () => {
  it('call for a look at a campaign that is new to it', () => {
    refill.claimed('1', '7')
    expect(calls).toBe(1)
    expect(refill.takeHungry()).toEqual([campaign])
  })

  it('call again when they have taken what the look said they may, and once only', () => {
    refill.looked('1', '7', 10)
    for (let claim = 1; claim <= 9; claim += 1) refill.claimed('1', '7')
    expect(calls).toBe(0)
    for (let claim = 10; claim <= 50; claim += 1) refill.claimed('1', '7')
    expect(calls).toBe(1)
    refill.looked('1', '7', 3)
    refill.claimed('1', '7', 3)
    expect(calls).toBe(2)
  })

  it('do not call for a queue that rests', () => {
    refill.looked('1', '7', Infinity)
    for (let claim = 1; claim <= 1_000; claim += 1) refill.claimed('1', '7')
    expect(calls).toBe(0)
  })

  it('that find nothing call at once, and many agents as one', () => {
    for (let agent = 1; agent <= 100; agent += 1) refill.foundNothing('1', '7')
    expect(calls).toBe(1)
    expect(refill.takeHungry()).toEqual([campaign])
  })

  it('of two campaigns call for both', () => {
    refill.foundNothing('1', '7')
    refill.foundNothing('2', '7')
    expect(refill.takeHungry()).toEqual([campaign, { organizationId: '2', campaignId: '7' }])
  })
})

describe('a run of topUpQueues that nobody called', () => {
  it('looks at all queues', () => {
    expect(refill.takeHungry()).toBeNull()
  })
})
