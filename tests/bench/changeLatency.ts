import { setTimeout as delay } from 'node:timers/promises'
import type { Claim } from './claimLoad.js'
import type { BenchCampaign } from './queueFixture.js'
import { percentile } from './rounds.js'
import type { Frame, Subscriber } from './subscribers.js'

/** A claim at the time it was sent and answered, in milliseconds of `performance.now()`: its commit lies between. */
export interface Change {
  readonly sentAt: number
  readonly answeredAt: number
}

/** From a change to the frame that shows it, over all changes and subscribers, in ms. */
export interface Latency {
  readonly count: number
  /** From the request's sending, which is before the commit: no commit can have waited longer. This one is judged. */
  readonly fromSending: { readonly p50: number; readonly p99: number; readonly longest: number }
  /** From the answer's arrival, which is after the commit; 0 for a frame that came before the answer. */
  readonly fromAnswer: { readonly p50: number; readonly p99: number }
}

/** Claims at a steady pace whatever the answers take, until the number is reached; in the order of their answers. */
export async function claimSteadily(
  campaign: BenchCampaign,
  callers: readonly Claim[],
  claims: number,
  perSecond: number,
): Promise<Change[]> {
  const changes: Change[] = []
  const idle = [...callers]
  const running = new Set<Promise<void>>()
  const startedAt = performance.now()
  for (let n = 0; n < claims; n += 1) {
    const dueAt = startedAt + (n / perSecond) * 1000
    if (dueAt > performance.now()) await delay(dueAt - performance.now())
    while (idle.length === 0) await Promise.race(running)
    const claim = idle.pop()
    const agentId = campaign.agentIds[n]
    if (claim === undefined || agentId === undefined) throw new Error('not enough agents')
    // From when it was due: a server that makes its callers wait gets no credit for it.
    const work = claim(campaign, agentId).then(() => {
      changes.push({ sentAt: dueAt, answeredAt: performance.now() })
      idle.push(claim)
      running.delete(work)
    })
    running.add(work)
  }
  await Promise.all(running)
  return changes
}

/**
 * Runs the changes while the subscribers watch, and waits until each of them has seen the last one.
 *
 * Claims are the only changes, so a snapshot with k more entries in DIALING than before shows k of them. When the j-th
 * answer arrived at least j were committed, and claims of one campaign are committed in the order of their answers: the
 * first frame with k >= j shows that change.
 */
export async function measureLatency(
  subscribers: readonly Subscriber[],
  makeChanges: () => Promise<readonly Change[]>,
): Promise<Latency> {
  const starts = subscribers.map(({ frames }) => frames.length)
  const dialingBefore = subscribers[0]?.frames.at(-1)?.dialing ?? 0
  const changes = await makeChanges()
  const all = dialingBefore + changes.length
  await Promise.all(subscribers.map((each) => each.until(() => (each.frames.at(-1)?.dialing ?? 0) >= all)))
  const fromSending: number[] = []
  const fromAnswer: number[] = []
  for (const [index, { frames }] of subscribers.entries()) {
    for (const { change, frame } of shownBy(frames.slice(starts[index]), changes, dialingBefore)) {
      fromSending.push(frame.at - change.sentAt)
      fromAnswer.push(Math.max(0, frame.at - change.answeredAt))
    }
  }
  return {
    count: fromSending.length,
    fromSending: {
      p50: percentile(fromSending, 0.5),
      p99: percentile(fromSending, 0.99),
      longest: percentile(fromSending, 1),
    },
    fromAnswer: { p50: percentile(fromAnswer, 0.5), p99: percentile(fromAnswer, 0.99) },
  }
}

/** Each change with the first frame that shows it. */
export function* shownBy(
  frames: readonly Frame[],
  changes: readonly Change[],
  dialingBefore: number,
): Generator<{ change: Change; frame: Frame }> {
  let shown = 0
  for (const frame of frames) {
    for (; shown < frame.dialing - dialingBefore; shown += 1) {
      const change = changes[shown]
      if (change !== undefined) yield { change, frame }
    }
  }
}
