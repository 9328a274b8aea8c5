import type { Client } from 'urql'
import { dataOf } from '../api/answer.js'
import { agentsOf } from './agentLines.js'
import { ask } from './ask.js'
import type { BoardStore } from './boardStore.js'
import type { Card } from './boardTypes.js'
import { FreshnessWatch } from './freshness.js'
import {
  BoardCampaignsDocument,
  BoardDiagnosesDocument,
  BoardFiguresDocument,
  QueueStatusDocument,
  type BoardCampaignsQuery,
} from './generated/graphql.js'
import { dueDiagnoses, dueFigures, REFRESH_MS } from './refreshSchedule.js'
import { Slice } from './slice.js'

/** The agents are asked for when a campaign has changed, and this often anyway (milliseconds). */
const AGENTS_MS = 10_000
/** The first question waits so long for the first cards to be on screen (milliseconds). */
const SETTLE_MS = 300
const CHART_MINUTES = 30
/** A server's clock that seems to differ by less differs by what the network took (milliseconds). */
const CLOCK_JITTER_MS = 250

/** Fills a store from the API for as long as it is open: snapshots as they come, the slower figures every two seconds. */
export class BoardFeed {
  readonly freshness = new FreshnessWatch()
  /** Every campaign there is; null until the first answer. */
  readonly campaigns = new Slice<BoardCampaignsQuery['campaigns'] | null>(null)
  /** What to add to this browser's clock to get the server's, in milliseconds. */
  readonly clockOffset = new Slice(0)
  private chosen: readonly string[] | null = null
  private stopSubscription = (): void => undefined
  private isClosed = false
  private agentsAskedAt = -Infinity
  private agentsVersion = -1
  private readonly timers = new Set<number>()

  constructor(
    private readonly client: Client,
    private readonly store: BoardStore,
  ) {
    void this.repeat(() => this.refreshFigures())
    void this.repeat(() => this.refreshDiagnoses())
    this.timers.add(
      window.setInterval(() => {
        this.store.tick()
      }, 1_000),
    )
  }

  /** Shows these campaigns from now on, those of them that exist; all that there are and will be for null. */
  async choose(ids: readonly string[] | null): Promise<void> {
    this.chosen = ids
    if (ids !== null) this.store.keepOnly(new Set(ids))
    await this.listCampaigns()
    // Another choice may have been made meanwhile.
    if (this.chosen !== ids || this.isClosed) return
    const known = new Set(this.campaigns.value?.map(({ id }) => id))
    const campaignIds = ids?.filter((id) => known.has(id)) ?? null
    this.stopSubscription()
    const snapshots = this.client.subscription(QueueStatusDocument, { campaignIds })
    const subscription = snapshots.subscribe((result) => {
      const data = dataOf(result)
      if (data === null) return
      this.freshness.provenBySnapshot(Date.now())
      this.store.takeSnapshot(data.queueStatus)
    })
    this.stopSubscription = () => {
      subscription.unsubscribe()
    }
    this.agentsAskedAt = -Infinity
  }

  /** Asks anew which campaigns there are, until there is an answer. */
  async listCampaigns(): Promise<void> {
    while (!this.isClosed) {
      try {
        this.campaigns.set((await ask(this.client, BoardCampaignsDocument, {})).campaigns)
        return
      } catch {
        // The connection's state is on the screen already; the next try may succeed.
        await this.sleep(REFRESH_MS)
      }
    }
  }

  /** Ends all of it. Idempotent. */
  close(): void {
    this.isClosed = true
    this.stopSubscription()
    this.freshness.close()
    for (const timer of this.timers) {
      clearInterval(timer)
    }
  }

  private async repeat(task: () => Promise<void>): Promise<void> {
    await this.firstCards()
    while (!this.isClosed) {
      // What failed is due again: the answer is what moves it on.
      await task().catch(() => undefined)
      await this.sleep(REFRESH_MS)
    }
  }

  private async refreshFigures(): Promise<void> {
    const cards = this.cards()
    const askedAt = Date.now()
    const isOnScreen = (id: string): boolean => this.store.isOnScreen(id)
    const due = dueFigures(cards.all, isOnScreen, askedAt)
    const asksAgents = cards.version !== this.agentsVersion || askedAt - this.agentsAskedAt >= AGENTS_MS
    const answer = await ask(this.client, BoardFiguresDocument, {
      statsOf: due.stats,
      chartsOf: due.charts,
      minutes: CHART_MINUTES,
      agents: asksAgents && this.chosen !== null,
      agentsOfAll: asksAgents && this.chosen === null,
      agentsOf: this.chosen === null ? [] : cards.all.map(({ id }) => id),
    })
    this.setClock(Date.parse(answer.serverTime), askedAt)
    this.freshness.provenByAnswer(askedAt, cards.all.length === 0)
    const known = (id: string): { version: number; askedAt: number } => ({
      version: cards.versions.get(id) ?? 0,
      askedAt,
    })
    for (const { id, abandonRateLimit, stats } of answer.stats) {
      this.store.takeChange(id, { figures: { value: { abandonRateLimit, stats }, ...known(id) } })
    }
    for (const { id, history } of answer.charts) {
      this.store.takeChange(id, { minutes: history.minutes, chart: { value: null, ...known(id) } })
    }
    const lines = answer.agents ?? answer.campaigns?.flatMap(({ agents }) => agents)
    if (lines === undefined) return
    this.store.agents.set(agentsOf(lines))
    this.agentsAskedAt = askedAt
    this.agentsVersion = cards.version
  }

  private async refreshDiagnoses(): Promise<void> {
    const cards = this.cards()
    const askedAt = Date.now()
    const ids = dueDiagnoses(cards.all, (id) => this.store.isOnScreen(id), askedAt)
    if (ids.length === 0) return
    const answer = await ask(this.client, BoardDiagnosesDocument, { ids })
    for (const { id, queueDiagnosis } of answer.campaigns) {
      if (queueDiagnosis === null) continue
      this.store.takeChange(id, {
        diagnosis: { value: queueDiagnosis, version: cards.versions.get(id) ?? 0, askedAt },
      })
    }
  }

  /** The cards as they are known now, and the sum of their versions, which grows with any change. */
  private cards(): { all: readonly Card[]; versions: ReadonlyMap<string, number>; version: number } {
    const all = this.store.ids.value.flatMap((id) => this.store.latest(id) ?? [])
    const versions = new Map(all.map(({ id, snapshot }) => [id, snapshot.version]))
    return { all, versions, version: all.reduce((sum, { snapshot }) => sum + snapshot.version, 0) }
  }

  private setClock(serverTime: number, askedAt: number): void {
    const offset = serverTime - (askedAt + Date.now()) / 2
    if (Math.abs(offset - this.clockOffset.value) > CLOCK_JITTER_MS) this.clockOffset.set(offset)
  }

  private async firstCards(): Promise<void> {
    await new Promise<void>((resolve) => {
      const stop = this.store.ids.subscribe(() => {
        stop()
        resolve()
      })
      // Where there is no campaign, no card will come.
      void this.sleep(REFRESH_MS).then(resolve)
    })
    await this.sleep(SETTLE_MS)
  }

  private sleep(milliseconds: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = window.setTimeout(() => {
        this.timers.delete(timer)
        resolve()
      }, milliseconds)
      this.timers.add(timer)
    })
  }
}
