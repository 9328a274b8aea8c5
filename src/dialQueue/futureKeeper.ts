import { ensureCallingSpans } from '../callingHours/ensureCallingSpans.js'
import type { Clock } from '../database/clock.js'
import type { Database } from '../database/database.js'
import { serverInstant } from '../database/serverInstant.js'
import { campaignKeyText, type CampaignKey } from '../liveStatus/queueChanges.js'
import { REFILL_SECONDS } from './claimable.store.js'
import { futureMark } from './futureMark.store.js'
import { earliestDial, judgeFutureDials, type Asker, type CampaignFuture } from './futureDials.store.js'

interface Kept {
  readonly future: CampaignFuture
  /** What it followed from: see `futureMark`. */
  readonly mark: string
  /** What judging took, and when it ended; milliseconds of a steady clock. */
  readonly tookMs: number
  readonly endedMs: number
  /** What judging may take from then on before it has to rest. */
  readonly creditMs: number
}

interface Known {
  readonly kept: Kept
  readonly at: Date
  /** Until when the answer is certain; null: it is. */
  readonly sureUntil: Date | null
  /** What time alone may come to forbid has not been looked at. */
  readonly isToBeConfirmed: boolean
}

/** More than one is needed only where a consent ends before the hours open that it was to be used in. */
const MOST_LOOKS = 5
/** Up to so many contacts (a tenth of a second) a question waits for a judgement; larger lists are judged meanwhile. */
const MOST_AWAITED_CONTACTS = 20_000
/** Judging a campaign may take a twentieth of the time. */
const REST_FACTOR = 20
/** What it may take at once before it has to rest (milliseconds): a campaign that is asked rarely is judged each time. */
const MOST_CREDIT_MS = 1_000
/** What nobody can see cheaply (a number that a do-not-call list gave up) is seen after this long. */
const LONGEST_KEPT_MS = 300_000
/** Campaigns remembered at most. */
const MOST_KEPT = 1_000

/**
 * When an agent for whom a queue holds nothing may ask again. The true answer needs a look at every contact of the lists,
 * and 64 agents ask: so a campaign is judged anew as long as that takes a twentieth of the time, and else answered from
 * the last judgement while nothing has changed. Where that is not certain the answer is early, never late: ask again when
 * it will be.
 */
export class FutureKeeper {
  private readonly kept = new Map<string, Kept>()
  private readonly running = new Map<string, Promise<Kept>>()
  private queue: Promise<unknown> = Promise.resolve()

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /**
   * The earliest instant at which time alone makes a contact dialable for one of these agents; null when it never does. Whoever is
   * dialable already is queued by the next refill: the answer is never sooner than that.
   */
  async earliest(key: CampaignKey, askers: readonly Asker[]): Promise<Date | null> {
    if (askers.length === 0) return null
    const known = await this.known(key)
    const now = known?.at ?? (await serverInstant(this.database, this.clock))
    const refilledAt = new Date(now.getTime() + REFILL_SECONDS * 1_000)
    if (known === null) return refilledAt
    const at = await earliestDial(this.database, key, known.kept.future, askers)
    if (at !== null && at <= now) return refilledAt
    if (known.sureUntil === null) return at !== null && known.isToBeConfirmed ? this.confirmed(key, at, askers) : at
    return at === null || at > known.sureUntil ? known.sureUntil : at
  }

  /** Asks again as of that instant, until nothing has come to forbid what was to be dialable then. */
  private async confirmed(key: CampaignKey, first: Date, askers: readonly Asker[]): Promise<Date | null> {
    let at: Date | null = first
    for (let look = 1; look <= MOST_LOOKS && at !== null; look += 1) {
      const asked: Date = at
      const future = await this.database.transaction((transaction) => judgeFutureDials(transaction, () => asked, key))
      at = await earliestDial(this.database, key, future, askers)
      if (at !== null && at <= asked) return at
    }
    return at
  }

  /** A judgement, and until when its answer is certain (null: it is); null when there is none yet. */
  private async known(key: CampaignKey): Promise<Known | null> {
    const text = campaignKeyText(key.organizationId, key.campaignId)
    const kept = this.kept.get(text)
    const { at, mark, contacts, mayForbidLater } = await futureMark(this.database, this.clock, key)
    if (contacts <= MOST_AWAITED_CONTACTS && (kept === undefined || creditOf(kept) > 0)) {
      const fresh = await this.judge(text, key)
      return { kept: fresh, at: fresh.future.at, sureUntil: null, isToBeConfirmed: mayForbidLater }
    }
    const ageMs = kept === undefined ? Infinity : performance.now() - kept.endedMs
    const isSame = kept !== undefined && mark === kept.mark && at >= kept.future.at && ageMs < LONGEST_KEPT_MS
    // What was to become dialable meanwhile did, or was dialled: what comes next is not known.
    const isPassed = kept?.future.groups.some(({ opensAt }) => opensAt !== null && opensAt <= at) ?? true
    if (isSame && !isPassed) return { kept, at, sureUntil: null, isToBeConfirmed: false }
    const restMs = (kept?.tookMs ?? 0) * REST_FACTOR
    if (ageMs > restMs) void this.judge(text, key).catch(() => undefined)
    if (kept === undefined) return null
    const waitMs = Math.max(restMs - ageMs, 0) + kept.tookMs + REFILL_SECONDS * 1_000
    return { kept, at, sureUntil: new Date(at.getTime() + waitMs), isToBeConfirmed: false }
  }

  private judge(text: string, key: CampaignKey): Promise<Kept> {
    const running = this.running.get(text)
    if (running !== undefined) return running
    // One at a time: each may keep a core and a connection of the pool for seconds.
    const judging = this.queue.then(() => this.judgeNow(text, key))
    this.queue = judging.catch(() => undefined)
    this.running.set(text, judging)
    return judging.finally(() => this.running.delete(text))
  }

  private async judgeNow(text: string, key: CampaignKey): Promise<Kept> {
    const { database, clock } = this
    const begunMs = performance.now()
    await ensureCallingSpans(database, clock, key.organizationId, key.campaignId)
    const { mark } = await futureMark(database, clock, key)
    const future = await database.transaction((transaction) => judgeFutureDials(transaction, clock, key))
    const endedMs = performance.now()
    const before = this.kept.get(text)
    const tookMs = endedMs - begunMs
    const creditMs = (before === undefined ? MOST_CREDIT_MS : creditOf(before)) - tookMs
    const kept = { future, mark, tookMs, endedMs, creditMs }
    this.kept.delete(text)
    this.kept.set(text, kept)
    const [oldest] = this.kept.keys()
    if (this.kept.size > MOST_KEPT && oldest !== undefined) this.kept.delete(oldest)
    return kept
  }
}

/** Milliseconds of judging that are allowed by now. */
function creditOf({ creditMs, endedMs }: Kept): number {
  return Math.min(MOST_CREDIT_MS, creditMs + (performance.now() - endedMs) / REST_FACTOR)
}
