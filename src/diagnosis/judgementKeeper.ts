import { ensureCallingSpans } from '../callingHours/ensureCallingSpans.js'
import type { Clock } from '../database/clock.js'
import type { Database } from '../database/database.js'
import { campaignKeyText } from '../liveStatus/queueChanges.js'
import { judgeCampaign, type CampaignJudgement } from './queueDiagnosis.store.js'

/** What queueDiagnosis needs. */
export interface DiagnosisWork {
  readonly database: Database
  readonly clock: Clock
  readonly judgements: JudgementKeeper
}

interface Kept {
  judgement: CampaignJudgement
  /** What judging took, and when it ended; milliseconds of a steady clock. */
  tookMs: number
  endedMs: number
  isRefreshing: boolean
}

/** A campaign that is judged within this is judged anew for every question, so its answer is exact at that instant. */
const QUICK_MS = 300
/** A larger one may spend a twentieth of the time on being judged: its answer is then a little older. */
const REST_FACTOR = 20
/** Campaigns remembered at most. */
const MOST_KEPT = 200

/**
 * Judging every contact of a million takes seconds, and many may ask at once. So large campaigns are judged in the
 * background, one at a time, and answered from the last judgement; who asks first after a start waits for it.
 */
export class JudgementKeeper {
  private readonly kept = new Map<string, Kept>()
  private readonly running = new Map<string, Promise<CampaignJudgement>>()
  private queue: Promise<unknown> = Promise.resolve()

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  /** The contacts of a campaign, judged now, or for a large one up to twenty times as long ago as judging takes. */
  async judgement(organizationId: string, campaignId: string): Promise<CampaignJudgement> {
    const key = campaignKeyText(organizationId, campaignId)
    const kept = this.kept.get(key)
    if (kept === undefined || kept.tookMs < QUICK_MS) return this.judge(key, organizationId, campaignId)
    if (!kept.isRefreshing && performance.now() - kept.endedMs > kept.tookMs * REST_FACTOR) {
      kept.isRefreshing = true
      // A failure shows when somebody has to wait for it; until then the last judgement stands.
      void this.judge(key, organizationId, campaignId).catch(() => {
        kept.isRefreshing = false
      })
    }
    return kept.judgement
  }

  private judge(key: string, organizationId: string, campaignId: string): Promise<CampaignJudgement> {
    const running = this.running.get(key)
    if (running !== undefined) return running
    const judging = this.queue.then(() => this.judgeNow(key, organizationId, campaignId))
    this.queue = judging.catch(() => undefined)
    this.running.set(key, judging)
    return judging.finally(() => this.running.delete(key))
  }

  private async judgeNow(key: string, organizationId: string, campaignId: string): Promise<CampaignJudgement> {
    const { database, clock } = this
    await database.transaction((transaction) => ensureCallingSpans(transaction, clock, organizationId, campaignId))
    const begunMs = performance.now()
    const judgement = await database.transaction((transaction) =>
      judgeCampaign(transaction, clock, organizationId, campaignId),
    )
    const endedMs = performance.now()
    this.kept.delete(key)
    this.kept.set(key, { judgement, tookMs: endedMs - begunMs, endedMs, isRefreshing: false })
    const [oldest] = this.kept.keys()
    if (this.kept.size > MOST_KEPT && oldest !== undefined) this.kept.delete(oldest)
    return judgement
  }
}
