import { alarmsOf, type Alarm } from './alarms.js'
import type { Agents } from './agentLines.js'
import type { Card, Snapshot } from './boardTypes.js'
import { Slice } from './slice.js'

/**
 * Cards shown anew in one animation frame; more wait for the next. Measured by
 * `tests/web/load/run.ts` on two cores with others at work: half of the frames cost 3.4 ms, layout and paint included,
 * and with three cards 3.9 ms; how many snapshots come at once does not matter.
 */
export const CARDS_PER_FRAME = 2
/** A card that nobody sees is shown anew at most this often (milliseconds): find-in-page and screen readers read it. */
const UNSEEN_MS = 1_000

type Change = Partial<Omit<Card, 'id' | 'alarms' | 'noneAvailableSince'>>

/** An alarm and whose it is. */
export interface BoardAlarm extends Alarm {
  readonly campaignId: string
  readonly campaignName: string
}

/** When the store may show changes: `next` calls back once, at the next frame, or a second later out of sight. */
export interface Frames {
  next(callback: () => void): void
  now(): number
}

/**
 * All figures of the board, outside of React. Changes are collected per campaign, newest wins, and shown frame by frame:
 * cards on screen first, a few at a time. Each card listens to its own slice only. What waits is bounded by the number of
 * campaigns, whatever the rate of the snapshots and also while nothing is shown.
 */
export class BoardStore {
  /** The ids of all cards, by name. */
  readonly ids = new Slice<readonly string[]>([])
  /** The agents of the board; null until the first answer. */
  readonly agents = new Slice<Agents | null>(null)
  /** All alarms that stand, by the campaigns' names. */
  readonly alarms = new Slice<readonly BoardAlarm[]>([])
  private readonly cards = new Map<string, Slice<Card | undefined>>()
  private readonly waiting = new Map<string, Change>()
  private readonly shownAt = new Map<string, number>()
  private readonly onScreen = new Set<string>()
  private isFrameAsked = false

  constructor(private readonly frames: Frames) {}

  /** One campaign's slice, the same object each time; its value is undefined while nothing is known of it. */
  card(id: string): Slice<Card | undefined> {
    const known = this.cards.get(id)
    if (known !== undefined) return known
    const slice = new Slice<Card | undefined>(undefined)
    this.cards.set(id, slice)
    return slice
  }

  /** What is known of a campaign, whether it is shown yet or not. */
  latest(id: string): Card | undefined {
    const card = this.card(id).value
    const change = this.waiting.get(id)
    return card === undefined || change === undefined ? card : { ...card, ...change }
  }

  /** Takes a snapshot; one that is not newer than what is known is dropped. */
  takeSnapshot(snapshot: Snapshot): void {
    const { campaignId: id, version } = snapshot
    const known = this.waiting.get(id)?.snapshot ?? this.card(id).value?.snapshot
    if (known === undefined || version > known.version) this.take(id, { snapshot })
  }

  /** Takes anything else that is known of a campaign; ignored until its first snapshot. */
  takeChange(id: string, change: Change): void {
    if (this.latest(id) !== undefined || this.waiting.has(id)) this.take(id, change)
  }

  /** Says which cards are in sight. */
  setOnScreen(id: string, isOnScreen: boolean): void {
    if (!isOnScreen) this.onScreen.delete(id)
    else if (!this.onScreen.has(id)) {
      this.onScreen.add(id)
      if (this.waiting.has(id)) this.askFrame()
    }
  }

  isOnScreen(id: string): boolean {
    return this.onScreen.has(id)
  }

  /** Keeps only these campaigns. */
  keepOnly(ids: ReadonlySet<string>): void {
    const gone = this.ids.value.filter((id) => !ids.has(id))
    for (const id of [...gone, ...this.waiting.keys()]) {
      if (ids.has(id)) continue
      this.waiting.delete(id)
      this.shownAt.delete(id)
      this.cards.get(id)?.set(undefined)
      this.cards.delete(id)
    }
    if (gone.length === 0) return
    this.ids.set(this.ids.value.filter((id) => ids.has(id)))
    this.collectAlarms()
  }

  /** Judges alarms again that time alone makes. */
  tick(): void {
    for (const id of this.ids.value) {
      const card = this.card(id).value
      if (card !== undefined && hasOtherAlarms(card, alarmsOf(card, this.frames.now()))) this.take(id, {})
    }
    // Cards out of sight whose second is over.
    if (this.waiting.size > 0) this.askFrame()
  }

  private take(id: string, change: Change): void {
    this.waiting.set(id, { ...this.waiting.get(id), ...change })
    this.askFrame()
  }

  private askFrame(): void {
    if (this.isFrameAsked) return
    this.isFrameAsked = true
    this.frames.next(() => {
      this.isFrameAsked = false
      this.showFrame()
    })
  }

  private showFrame(): void {
    const now = this.frames.now()
    const isDue = (id: string): boolean => now - (this.shownAt.get(id) ?? -Infinity) >= UNSEEN_MS
    const waiting = [...this.waiting.keys()]
    const seen = waiting.filter((id) => this.onScreen.has(id))
    const unseen = waiting.filter((id) => !this.onScreen.has(id) && isDue(id))
    const shown = [...seen, ...unseen].slice(0, CARDS_PER_FRAME)
    const alarmsBefore = shown.map((id) => this.card(id).value?.alarms)
    const isNew = shown.filter((id) => this.show(id, now))
    if (isNew.length > 0) this.ids.set(this.byName([...this.ids.value, ...isNew]))
    if (shown.some((id, index) => this.card(id).value?.alarms !== alarmsBefore[index])) this.collectAlarms()
    if (seen.length + unseen.length > shown.length) this.askFrame()
  }

  /** Shows what waits of a card; true for its first time. */
  private show(id: string, now: number): boolean {
    const slice = this.card(id)
    const before = slice.value
    const change = this.waiting.get(id)
    this.waiting.delete(id)
    const snapshot = change?.snapshot ?? before?.snapshot
    if (snapshot === undefined) return false
    this.shownAt.set(id, now)
    const noneAvailableSince = snapshot.agents.available > 0 ? null : (before?.noneAvailableSince ?? now)
    const card = { ...(before ?? emptyCard), ...change, id, snapshot, noneAvailableSince }
    const alarms = alarmsOf(card, now)
    const isRenamed = before !== undefined && before.snapshot.campaignName !== snapshot.campaignName
    slice.set({ ...card, alarms: before !== undefined && !hasOtherAlarms(before, alarms) ? before.alarms : alarms })
    if (isRenamed) this.ids.set(this.byName(this.ids.value))
    return before === undefined
  }

  private collectAlarms(): void {
    const cards = this.ids.value.flatMap((id) => this.card(id).value ?? [])
    this.alarms.set(
      cards.flatMap(({ id, snapshot, alarms }) =>
        alarms.map((alarm) => ({ ...alarm, campaignId: id, campaignName: snapshot.campaignName })),
      ),
    )
  }

  private byName(ids: readonly string[]): string[] {
    const name = (id: string): string => this.card(id).value?.snapshot.campaignName ?? ''
    return [...ids].sort((one, other) => name(one).localeCompare(name(other)) || Number(one) - Number(other))
  }
}

const emptyCard = { figures: null, diagnosis: null, minutes: [], chart: null }

function hasOtherAlarms({ alarms }: Card, now: Card['alarms']): boolean {
  return alarms.length !== now.length || alarms.some((alarm, index) => alarm.words !== now[index]?.words)
}
