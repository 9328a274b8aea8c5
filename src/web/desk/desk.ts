import { connectionNow } from '../api/connection.js'
import { askAgainAt } from './askAgain.js'
import { contactName, isHeld, type ChosenStatus, type DeskEntry } from './desk.types.js'
import type { DeskApi, Standing } from './deskApi.js'
import { emptyDesk, nextDesk, type DeskEvent, type DeskState } from './deskState.js'
import type { DeskSettingQuery, UpdateQueueStatusInput } from './generated/graphql.js'
import { forgetIntention, isStillMeant, keepIntention, keptIntention, newKey, type Intention } from './intention.js'
import { renewalAt } from './lease.js'
import { lostLease, noticeOfLoss } from './notice.js'
import { dropDraft, keepDraft, keptDrafts, type NotesDraft } from './notesDraft.js'
import { startPulse } from './pulse.js'
import { ServerClock } from './serverClock.js'
import { asksByItself, chosenCampaign, keepAsksByItself, keepChosenCampaign } from './settings.js'

const HEARTBEAT_MS = 20_000
/** A hint that something changed makes the desk look at most so often. */
const LOOK_AT_MOST_EVERY_MS = 2_000

/** Everything that is shown; a new object for each change. */
export interface DeskView extends DeskState {
  readonly setting: DeskSettingQuery | null
  /** The campaign of the next contact. */
  readonly campaignId: string | null
  readonly asksByItself: boolean
  /** When it asks again, epoch milliseconds of this browser; null when it does not. */
  readonly asksAt: number | null
  /** What stands in the notes field. */
  readonly notes: string
  /** Notes of contacts that are gone, which the server never got. */
  readonly leftNotes: readonly NotesDraft[]
}

/** What a step of a call says besides the status. */
export type StepDetails = Pick<UpdateQueueStatusInput, 'outcome' | 'callbackAt' | 'callbackLocalTime' | 'callbackFor'>

/**
 * The desk at work, in the one tab that holds it: carries out what the agent decides, one thing at a time; keeps the hold
 * and says that the agent is there; and looks again whenever something may have happened elsewhere. What an event makes of
 * it is `nextDesk`.
 */
export class Desk {
  readonly clock = new ServerClock()
  private view: DeskView
  private readonly listeners = new Set<() => void>()
  /** Grows with each order and each stop: whatever was asked before tells of the past. */
  private turn = 0
  private isLooking = false
  private isHinted = false
  private lookedAt = 0
  private heartbeatAt = 0
  private wasLive = false
  private hold = { expiresAt: '', learntAt: 0, isRenewing: false }
  /** The entry that was let go last: an answer that still shows it in this version is old. */
  private gone: { readonly id: string; readonly version: number } | null = null
  private wakeSender: () => void = () => undefined
  private stopAll: (() => void) | null = null

  constructor(
    private readonly api: DeskApi,
    private readonly agentId: string,
  ) {
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
    let stopChanges: () => void = () => undefined
    let isOver = false
    this.stopAll = () => {
      isOver = true
      stopPulse()
      stopChanges()
      window.removeEventListener('focus', look)
    }
    const kept = keptIntention(this.agentId, Date.now())
    if (kept === null) forgetIntention(this.agentId)
    else void this.send(kept)
    void this.look()
    void this.readSetting().then((campaignIds) => {
      if (isOver || campaignIds.length === 0) return
      stopChanges = this.api.onChanges(campaignIds, () => {
        this.isHinted = true
        void this.lookIfHinted()
      })
    })
  }

  /** Stops: nothing is renewed, nothing is sent any more. What was being sent is kept for when the tab works again. */
  stop(): void {
    this.stopAll?.()
    this.stopAll = null
    this.turn += 1
    this.wakeSender()
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
    void this.send(intention)
  }

  /** Sends until there is an answer; the same key makes it one deed. */
  private async send(intention: Intention): Promise<void> {
    const turn = (this.turn += 1)
    keepIntention(this.agentId, intention)
    this.happen({ type: 'intended', intention })
    for (;;) {
      const event = await this.api.carryOut(intention)
      if (turn !== this.turn) return
      const isOver = event.type === 'unanswered' && !isStillMeant(intention, Date.now())
      if (event.type !== 'unanswered' || isOver) {
        forgetIntention(this.agentId)
        this.turn += 1
        this.acknowledge(intention, event)
        this.happen(isOver ? { type: 'gaveUp' } : event)
        if (event.type === 'refused') void this.look()
        return
      }
      this.happen(event)
      await new Promise<void>((resolve) => {
        this.wakeSender = resolve
      })
      if (turn !== this.turn) return
    }
  }

  private acknowledge(intention: Intention, event: DeskEvent): void {
    if (event.type === 'stepped' && !isHeld(event.entry)) this.gone = event.entry
    if (event.type !== 'stepped' || intention.kind !== 'step') return
    const sent = intention.input.notes ?? event.entry.notes ?? ''
    const draft = keptDrafts(this.agentId, Date.now()).find(({ entryId }) => entryId === event.entry.id)
    if (draft?.text === sent) dropDraft(this.agentId, event.entry.id)
  }

  /** Once a second. */
  private beat(): void {
    const now = Date.now()
    this.wakeSender()
    const isLive = connectionNow().state === 'live'
    if (isLive && !this.wasLive) this.isHinted = true
    this.wasLive = isLive
    void this.lookIfHinted()
    if (now - this.heartbeatAt >= HEARTBEAT_MS) void this.sayHere(now)
    void this.keepHold(now)
    const { asksAt, agent, entry, sending } = this.view
    if (asksAt !== null && now >= asksAt && agent?.status === 'AVAILABLE' && entry === null && sending === null)
      this.next()
  }

  private async sayHere(now: number): Promise<void> {
    this.heartbeatAt = now
    const { turn } = this
    this.learn(await this.api.heartbeat(), turn)
  }

  private async keepHold(now: number): Promise<void> {
    const { entry } = this.view
    const { hold } = this
    if (entry?.leaseExpiresAt == null || hold.isRenewing) return
    if (now < renewalAt(hold.expiresAt, hold.learntAt, this.clock)) return
    hold.isRenewing = true
    const answer = await this.api.renewLease(entry.id)
    hold.isRenewing = false
    // Without an answer the next beat tries again.
    if (answer === null || this.stopAll === null) return
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
    const { turn } = this
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
    if (standing === null || turn !== this.turn || this.stopAll === null) return false
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

  private async readSetting(): Promise<string[]> {
    const setting = await this.api.setting()
    const campaigns = setting?.me.agent?.campaigns ?? []
    if (setting !== null) this.change({ setting, campaignId: this.view.campaignId ?? chosenCampaign(campaigns) })
    return campaigns.map(({ id }) => id)
  }

  private happen(event: DeskEvent): void {
    const { entry: before, agent } = this.view
    const state = nextDesk(this.view, event)
    const { entry } = state
    if (entry?.leaseExpiresAt != null && entry.leaseExpiresAt !== this.hold.expiresAt) {
      this.hold = { ...this.hold, expiresAt: entry.leaseExpiresAt, learntAt: Date.now() }
    }
    this.change(state)
    if (entry !== before || agent === null)
      this.change({ notes: this.notesOf(entry), leftNotes: this.leftNotes(entry) })
  }

  private notesOf(entry: DeskEntry | null): string {
    if (entry === null) return ''
    const draft = keptDrafts(this.agentId, Date.now()).find(({ entryId }) => entryId === entry.id)
    return draft?.text ?? entry.notes ?? ''
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
