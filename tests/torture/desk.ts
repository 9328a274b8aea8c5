import { setTimeout as delay } from 'node:timers/promises'
import { isHeld, queueStatuses } from '../../src/dialQueue/entryStatus.js'
import type { EntryShown } from './api.js'
import type { CallCentre } from './callCentre.js'
import type { Client, Settled } from './client.js'
import type { CertainHold, Ledger } from './ledger.js'
import type { Random } from './random.js'
import { leaseSeconds } from './servers.js'
import { nextStep, reportOf, type Step } from './walk.js'

const SHORTEST_LEASE_MS = Math.min(...Object.values(leaseSeconds)) * 1000
/** An agent is free again within a second of the end of its hold; the rest is for a machine that starts two servers. */
const MOST_MS_UNAVAILABLE = 8_000
/** A request that the client gave up on can still be carried out for as long as a server waits for its database. */
const ECHO_MS = 20_000

/** One agent at work: claims, walks each entry through its life, pauses, falls silent; never two requests at once. */
export class Desk {
  private requestCount = 0
  private isPauseAsked = false

  constructor(
    private readonly agent: CallCentre['agents'][number],
    private readonly campaignIds: readonly string[],
    private readonly client: Client,
    private readonly random: Random,
    private readonly ledger: Ledger,
    private readonly isOver: () => boolean,
  ) {}

  /** Works until it is over; what it holds then is left to its lease. */
  async work(): Promise<void> {
    let unavailableSince: number | null = null
    await this.choose('AVAILABLE')
    while (!this.isOver()) {
      await this.think()
      if (this.random.isLucky(0.02)) {
        await this.choose('PAUSED')
        await this.think()
        await this.choose('AVAILABLE')
      }
      const claimed = await this.claim()
      if (claimed !== 'unavailable') unavailableSince = null
      else if (Date.now() - (unavailableSince ??= Date.now()) > MOST_MS_UNAVAILABLE) {
        throw new Error(`agent ${this.agent.id} holds nothing and is not made available again`)
      }
      if (claimed === 'nothing' || claimed === 'unavailable') await delay(this.random.between(50, 150))
      else await this.workOff(claimed)
    }
  }

  private async claim(): Promise<EntryShown | 'nothing' | 'unavailable'> {
    const input = { campaignId: this.random.pick(this.campaignIds), idempotencyKey: this.nextKey() }
    const askedAt = Date.now()
    const answer = await this.client.settle(this.agent.token, 'claim', { input })
    if (answer.kind === 'refused') {
      if (answer.code !== 'AGENT_UNAVAILABLE') this.accuse(`was refused a contact with ${answer.code}`)
      if (answer.status === 'PAUSED' || answer.status === 'OFFLINE') await this.choose('AVAILABLE')
      return 'unavailable'
    }
    const { entry } = answer.data['answer'] as { entry: EntryShown | null }
    if (entry === null) return 'nothing'
    if (this.isPauseAsked && Date.now() - this.client.doubtedAt > ECHO_MS) this.accuse('got a contact in its pause')
    this.ledger.acknowledge(entry, 0)
    const { token } = this.agent
    this.ledger.keyed.push({ operation: 'claim', token, input, entryId: entry.id, version: entry.version })
    if (this.isMine(entry)) return entry
    // The first answer was lost, and by the time of the second one the hold had run out.
    if (Date.now() - askedAt < SHORTEST_LEASE_MS) this.accuse(`was handed entry ${entry.id} and lost it at once`)
    return 'nothing'
  }

  /** Takes an entry from step to step until it is let go, lost, or all is over. */
  private async workOff(claimed: EntryShown): Promise<void> {
    const certain: CertainHold = {
      agentId: this.agent.id,
      entryId: claimed.id,
      phone: claimed.contact.phone,
      from: Date.now(),
      until: leaseEnd(claimed),
    }
    this.ledger.holds.push(certain)
    let entry: EntryShown | null = claimed
    while (entry !== null && !this.isOver()) {
      await this.think()
      const step = nextStep(this.random, entry.status)
      if (step.kind === 'askForPause') await this.choose('PAUSED')
      else if (step.kind === 'silence') entry = await this.fallSilent(entry)
      else {
        entry = this.afterStep(entry, await this.take(entry, step, certain))
        if (entry !== null) certain.until = leaseEnd(entry)
      }
    }
  }

  private async take(entry: EntryShown, step: Step, certain: CertainHold): Promise<Settled> {
    if (step.kind !== 'report') return this.client.settle(this.agent.token, 'renew', { entryId: entry.id })
    // From here on the hold may be let go, or may have been replaced by a shorter one.
    certain.until = Math.min(certain.until, Date.now() + (isHeld(step.status) ? SHORTEST_LEASE_MS : 0))
    const callbackAt = step.callbackInMs === undefined ? null : new Date(Date.now() + step.callbackInMs)
    if (callbackAt !== null) this.ledger.callbacks.set(entry.id, callbackAt)
    const input = {
      entryId: entry.id,
      status: step.status,
      outcome: step.outcome ?? null,
      callbackAt,
      expectedVersion: entry.version,
      idempotencyKey: this.nextKey(),
    }
    const { token } = this.agent
    const answer = await this.client.settle(token, 'report', { input })
    if (answer.kind === 'refused') return answer
    const after = shown(answer)
    this.ledger.keyed.push({ operation: 'report', token, input, entryId: entry.id, version: entry.version + 1 })
    const isAsReported = after.version > entry.version + 1 || after.status === step.status
    if (after.version <= entry.version || !isAsReported) {
      this.accuse(`reported ${step.status} and was answered ${after.status}, version ${after.version}`)
    }
    return answer
  }

  /** The entry if the agent still holds it. */
  private afterStep(before: EntryShown, answer: Settled): EntryShown | null {
    if (answer.kind === 'refused') {
      // FORBIDDEN: the next holder has lost it too, and the database remembers only the last one who did.
      const isTooLate = answer.code === 'LEASE_LOST' || answer.code === 'FORBIDDEN'
      if (!isTooLate || Date.now() < leaseEnd(before)) {
        this.accuse(
          `was refused with ${answer.code} about entry ${before.id}, held until ${before.leaseExpiresAt ?? ''}`,
        )
      }
      return null
    }
    const after = shown(answer)
    this.ledger.acknowledge(after, before.version)
    return this.isMine(after) ? after : null
  }

  private async fallSilent(entry: EntryShown): Promise<null> {
    await delay(Math.max(0, leaseEnd(entry) - Date.now()) + this.random.between(20, 1_500))
    const { status, outcome = null } = reportOf(this.random, this.random.pick(queueStatuses))
    const input = { entryId: entry.id, status, outcome, idempotencyKey: this.nextKey() }
    const answer = await this.client.settle(this.agent.token, 'report', { input })
    if (answer.kind === 'data')
      this.accuse(`could still report ${status} after its hold on entry ${entry.id} had ended`)
    return null
  }

  private async choose(status: 'AVAILABLE' | 'PAUSED'): Promise<void> {
    const answer = await this.client.settle(this.agent.token, 'setStatus', { input: { status } })
    if (answer.kind === 'refused') this.accuse(`was refused ${status} with ${answer.code}`)
    this.isPauseAsked = status === 'PAUSED'
  }

  private isMine(entry: EntryShown): boolean {
    return entry.leaseExpiresAt !== null && entry.assignedAgent?.id === this.agent.id
  }

  private nextKey(): string {
    this.requestCount += 1
    return `agent-${this.agent.id}-${this.requestCount}`
  }

  private think(): Promise<void> {
    return delay(this.random.between(5, 40))
  }

  private accuse(what: string): void {
    this.ledger.accuse(`agent ${this.agent.id} ${what}`)
  }
}

function shown(answer: Settled & { kind: 'data' }): EntryShown {
  const found = answer.data['answer'] as EntryShown | { entry: EntryShown }
  return 'entry' in found ? found.entry : found
}

function leaseEnd({ leaseExpiresAt }: EntryShown): number {
  return leaseExpiresAt === null ? 0 : Date.parse(leaseExpiresAt)
}
