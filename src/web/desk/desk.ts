import { connectionNow } from '../api/connection.js'
import { askAgainAt } from './askAgain.js'
import { contactName, isHeld, type ChosenStatus, type DeskEntry } from './desk.types.js'
import type { DeskApi, Standing } from './deskApi.js'
import { emptyDesk, nextDesk, type DeskEvent } from './deskState.js'
import type { DeskView, StepDetails } from './deskView.js'
import type { UpdateQueueStatusInput } from './generated/graphql.js'
import { newKey, type Intention } from './intention.js'
import { LeaseKeeper } from './lease.js'
import { lostLease, noticeOfLoss } from './notice.js'
import { draftOf, dropDraft, keepDraft, keptDrafts, type NotesDraft } from './notesDraft.js'
import { OrderLine } from './orderLine.js'
import { startPulse } from './pulse.js'
import { ServerClock } from './serverClock.js'
import { asksByItself, chosenCampaign, keepAsksByItself, keepChosenCampaign } from './settings.js'

const HEARTBEAT_MS = 20_000
/** A hint that something changed makes the desk look at most so often. */
const LOOK_AT_MOST_EVERY_MS = 2_000

/**
 * The desk at work, in the one tab that holds it: carries out what the agent decides, one thing at a time; keeps the hold
 * and says that the agent is there; and looks again whenever something may have happened elsewhere. What an event makes of
 * it is `nextDesk`.
 */
export class Desk {
  readonly clock = new ServerClock()
  private view: DeskView
  private readonly listeners = new Set<() => void>()
  private readonly orders: OrderLine
  private readonly lease: LeaseKeeper
  private isLooking = false
  private isHinted = false
  private lookedAt = 0
  private heartbeatAt = 0
  private wasLive = false
  /** The entry that was let go last: an answer that still shows it in this version is old. */
  private gone: { readonly id: string; readonly version: number } | null = null
  private isReadingSetting = false
  private watched: { readonly campaignIds: string; readonly stop: () => void } | null = null
  private stopAll: (() => void) | null = null

  constructor(
    private readonly api: DeskApi,
    private readonly agentId: string,
  ) {
    this.lease = new LeaseKeeper(api, this.clock)
    this.orders = new OrderLine(api, agentId, (event, intention) => {
      this.ordered(event, intention)
    })
    this.view = {
      ...emptyDesk,
      ...{ setting: null, campaignId: null, asksByItself: asksByItself(), asksAt: null, notes: '', leftNotes: [] },
    }
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }
  readonly snapshot = (): DeskView => this.view

  /** Begins to work in this tab. */
  start(): void {
    if (this.stopAll !== null) return
    this.change({ ...emptyDesk, notes: '', leftNotes: [] })
    const stopPulse = startPulse(() => {
      this.beat()
    })
    const look = (): void => {
      void this.look()
      void this.readSetting()
    }
    window.addEventListener('focus', look)
    this.stopAll = () => {
      stopPulse()
      window.removeEventListener('focus', look)
      this.watched?.stop()
      this.watched = null
    }
    this.orders.resume()
    look()
  }

  /** Stops: nothing is renewed, nothing is sent any more. What was being sent is kept for when the tab works again. */
  stop(): void {
    this.stopAll?.()
    this.stopAll = null
    this.orders.stop()
  }

  /** Asks for the next contact. */
  next(): void {
    const { campaignId } = this.view
    if (campaignId !== null && this.view.entry === null) this.intend({ kind: 'next', campaignId, ...this.stamp() })
  }

  /** Takes the entry a step further; with a final status, `outcomeLabel` names the outcome. The notes go with it. */
  step(status: UpdateQueueStatusInput['status'], details: StepDetails = {}, outcomeLabel: string | null = null): void {
    const { entry, notes } = this.view
    if (entry === null) return
    const input = {
      ...{ entryId: entry.id, status, expectedVersion: entry.version, ...details },
      ...(notes === (entry.notes ?? '') ? {} : { notes }),
    }
    this.intend({ kind: 'step', input, contactName: contactName(entry), outcomeLabel, ...this.stamp() })
  }

  /** Asks to be available, on a break, or away. */
  choose(status: ChosenStatus, reason: string | null = null): void {
    this.intend({ kind: 'status', status, reason, ...this.stamp() })
  }

  chooseCampaign(campaignId: string): void {
    keepChosenCampaign(campaignId)
    this.change({ campaignId, nothing: null })
  }

  askByItself(asks: boolean): void {
    keepAsksByItself(asks)
    this.change({ asksByItself: asks })
  }

  /** Keeps what is typed, at each input. */
  type(notes: string): void {
    const { entry } = this.view
    if (entry === null) return
    keepDraft(this.agentId, { entryId: entry.id, text: notes, at: Date.now() })
    this.change({ notes })
  }

  /** Saves what is typed with the entry, for an agent who leaves in the middle of it. */
  async saveNotes(): Promise<void> {
    const { entry, notes } = this.view
    if (entry !== null && notes !== (entry.notes ?? '')) await this.api.saveNotes(entry.id, notes)
  }

  discardNotes(entryId: string): void {
    dropDraft(this.agentId, entryId)
    this.change({ leftNotes: this.leftNotes(this.view.entry) })
  }

  dismissNotice(): void {
    this.happen({ type: 'read' })
  }

  private stamp(): { key: string; at: number } {
    return { key: newKey(), at: Date.now() }
  }

  private intend(intention: Intention): void {
    if (this.view.sending !== null || this.view.agent === null || this.stopAll === null) return
    void this.orders.send(intention)
  }

  private ordered(event: DeskEvent, intention: Intention): void {
    this.acknowledge(intention, event)
    this.happen(event)
    if (event.type === 'refused' || event.type === 'gaveUp') void this.look()
  }

  private acknowledge(intention: Intention, event: DeskEvent): void {
    if (event.type === 'stepped' && !isHeld(event.entry)) this.gone = event.entry
    if (event.type !== 'stepped' || intention.kind !== 'step') return
    const sent = intention.input.notes ?? event.entry.notes ?? ''
    if (draftOf(this.agentId, event.entry.id)?.text === sent) dropDraft(this.agentId, event.entry.id)
  }

  /** Once a second. */
  private beat(): void {
    const now = Date.now()
    this.orders.wake()
    const isLive = connectionNow().state === 'live'
    if (isLive && !this.wasLive) this.isHinted = true
    this.wasLive = isLive
    void this.lookIfHinted()
    if (now - this.heartbeatAt >= HEARTBEAT_MS) void this.sayHere(now)
    void this.keepHold(now)
    if (this.view.setting === null) void this.readSetting()
    const { asksAt, agent, entry, sending } = this.view
    if (asksAt !== null && now >= asksAt && agent?.status === 'AVAILABLE' && entry === null && sending === null)
      this.next()
  }

  private async sayHere(now: number): Promise<void> {
    this.heartbeatAt = now
    const { turn } = this.orders
    this.learn(await this.api.heartbeat(), turn)
  }

  private async keepHold(now: number): Promise<void> {
    const { entry } = this.view
    const answer = await this.lease.keep(entry, now)
    if (answer === null || entry === null || this.stopAll === null) return
    if (!answer.isLost) this.happen({ type: 'renewed', entryId: entry.id, leaseExpiresAt: answer.leaseExpiresAt })
    else if (this.view.sending === null && this.view.entry?.id === entry.id) this.lose(entry, lostLease)
  }

  private async lookIfHinted(): Promise<void> {
    if (this.isHinted && Date.now() - this.lookedAt >= LOOK_AT_MOST_EVERY_MS) await this.look()
  }

  /** Asks where the agent stands. One question at a time; one that an order overtook says nothing and is asked again. */
  private async look(): Promise<void> {
    if (this.isLooking) {
      this.isHinted = true
      return
    }
    const { turn } = this.orders
    this.isLooking = true
    this.isHinted = false
    const askedAt = Date.now()
    this.lookedAt = askedAt
    const standing = await this.api.standing()
    this.isLooking = false
    if (standing !== null) this.clock.heard(standing.serverTime, Date.now(), askedAt)
    if (standing === null || !this.learn(standing, turn)) this.isHinted = true
  }

  /** Takes in where the agent stands; false when the answer is of the past. */
  private learn(standing: Standing | null, turn: number): boolean {
    if (standing === null || turn !== this.orders.turn || this.stopAll === null) return false
    // An order under way has the last word: a key pressed for what it does would meet a desk that still waits for it.
    if (this.view.sending !== null && this.view.agent !== null) return false
    const { agent, entry } = standing
    const isOld = entry !== null && entry.id === this.gone?.id && entry.version <= this.gone.version
    if (isOld) return false
    const before = this.view.entry
    this.happen({ type: 'stands', agent, entry })
    if (before !== null && this.view.entry?.id !== before.id && this.view.sending === null)
      void this.explainLoss(before)
    return true
  }

  /** Says why a contact is gone that nobody at this desk let go. */
  private async explainLoss(entry: DeskEntry): Promise<void> {
    const past = await this.api.pastEntry(entry.id)
    const isLost = past === null && ((await this.api.renewLease(entry.id))?.isLost ?? false)
    this.lose(entry, noticeOfLoss(past, isLost))
  }

  private lose(entry: DeskEntry, notice: typeof lostLease): void {
    this.gone = entry
    this.isHinted = true
    this.happen({ type: 'vanished', entryId: entry.id, notice })
  }

  private async readSetting(): Promise<void> {
    if (this.isReadingSetting) return
    this.isReadingSetting = true
    const setting = await this.api.setting()
    this.isReadingSetting = false
    if (setting === null || this.stopAll === null) return
    const campaigns = setting.me.agent?.campaigns ?? []
    const isKnown = campaigns.some(({ id }) => id === this.view.campaignId)
    this.change({ setting, campaignId: isKnown ? this.view.campaignId : chosenCampaign(campaigns) })
    this.watch(campaigns.map(({ id }) => id))
  }

  /** Listens to the agent's campaigns; to others when it works for others. */
  private watch(ids: string[]): void {
    const campaignIds = ids.join()
    if (this.watched?.campaignIds === campaignIds) return
    this.watched?.stop()
    const listener = (): void => {
      this.isHinted = true
      void this.lookIfHinted()
    }
    this.watched = ids.length === 0 ? null : { campaignIds, stop: this.api.onChanges(ids, listener) }
  }

  private happen(event: DeskEvent): void {
    const { entry: before, agent } = this.view
    const state = nextDesk(this.view, event)
    const { entry } = state
    this.lease.learn(entry)
    this.change(state)
    if (entry !== before || agent === null)
      this.change({ notes: this.notesOf(entry), leftNotes: this.leftNotes(entry) })
  }

  private notesOf(entry: DeskEntry | null): string {
    if (entry === null) return ''
    return draftOf(this.agentId, entry.id)?.text ?? entry.notes ?? ''
  }

  private leftNotes(entry: DeskEntry | null): NotesDraft[] {
    return keptDrafts(this.agentId, Date.now()).filter(
      ({ entryId, text }) => entryId !== entry?.id && text.trim() !== '',
    )
  }

  private change(changed: Partial<DeskView>): void {
    const view = { ...this.view, ...changed }
    const { nothing, entry } = view
    const asks = view.asksByItself && nothing !== null && entry === null
    this.view = { ...view, asksAt: asks ? askAgainAt(nothing, this.clock) : null }
    for (const listener of this.listeners) listener()
  }
}
