import type { Random } from '../../torture/random.js'
import type { Ask } from './demoFloor.js'
import { isPassing, type CampaignPlan, type ShiftCampaign } from './shiftPlan.js'

interface Entry {
  readonly id: string
  readonly status: string
}

/** One agent and what it needs. */
export interface AgentAtWork {
  readonly ask: Ask
  readonly random: Random
  readonly campaign: ShiftCampaign
  readonly agentId: string
}

const nextContact = `mutation ($input: NextContactInput!) { nextContact(input: $input) { entry { id status } } }`
const updateStatus = `mutation ($input: UpdateQueueStatusInput!) { updateQueueStatus(input: $input) { entry { id } } }`
const setStatus = `mutation ($input: SetAgentStatusInput!) { setAgentStatus(input: $input) { id } }`

/** An agent's shift without an end. It yields the seconds until it does the next thing. */
export async function* agentAtWork(agent: AgentAtWork): AsyncGenerator<number, void> {
  const { random } = agent
  yield random.between(0, 90)
  for (;;) {
    try {
      await beStatus(agent, 'AVAILABLE')
      yield random.between(1, 8)
      while (!random.isLucky(0.03)) yield* oneCall(agent)
      await beStatus(agent, 'PAUSED', random.pick(['Break', 'Training', 'Lunch']))
      yield random.between(45, 240)
    } catch (error) {
      if (!isPassing(error)) throw error
      // Somebody else was faster, or the entry is gone: the next thing a little later.
      yield 15
    }
  }
}

/** A contact from its hand-out to its outcome; waits a little when there is none. */
async function* oneCall(agent: AgentAtWork): AsyncGenerator<number, void> {
  const { ask, random, campaign, agentId } = agent
  const { plan, campaignId } = campaign
  const input = { campaignId, agentId }
  const { entry } = (await ask<{ nextContact: { entry: Entry | null } }>(nextContact, { input })).nextContact
  if (entry === null) {
    yield random.between(20, 40)
    return
  }
  if (entry.status === 'RESERVED') {
    yield random.between(4, 20)
    await report(ask, entry, 'DIALING')
  }
  yield random.between(6, 28)
  if (!random.isLucky(plan.answered)) {
    await report(ask, entry, 'FAILED', { outcome: random.pick(['NO_ANSWER', 'NO_ANSWER', 'VOICEMAIL', 'BUSY']) })
    yield random.between(1, 6)
    return
  }
  if (random.isLucky(plan.abandoned)) {
    await report(ask, entry, 'ABANDONED')
    return
  }
  await report(ask, entry, 'CONNECTED')
  yield random.between(20, 140)
  await report(ask, entry, 'WRAP_UP')
  yield random.between(8, 45)
  await report(ask, entry, 'COMPLETED', outcomeOf(random, plan))
  yield random.between(1, 6)
}

function outcomeOf(random: Random, { sold }: CampaignPlan): object {
  if (random.isLucky(sold)) return { outcome: 'SALE', notes: 'Two, please.' }
  return random.weighted([
    [6, { outcome: 'NOT_INTERESTED', notes: 'Has one already.' }],
    [1, { outcome: 'DO_NOT_CALL', notes: 'Asked not to be called again.' }],
    [1, { outcome: 'WRONG_NUMBER' }],
    [
      2,
      { outcome: 'CALLBACK', callbackLocalTime: tomorrowAt('10:30'), callbackFor: 'AGENT', notes: 'After breakfast.' },
    ],
  ])
}

function tomorrowAt(time: string): string {
  return `${new Date(Date.now() + 86_400_000).toISOString().slice(0, 10)}T${time}`
}

function report(ask: Ask, { id }: Entry, status: string, fields: object = {}): Promise<unknown> {
  return ask(updateStatus, { input: { entryId: id, status, ...fields } })
}

function beStatus({ ask, agentId }: AgentAtWork, status: string, reason?: string): Promise<unknown> {
  return ask(setStatus, { input: { agentId, status, reason } })
}
