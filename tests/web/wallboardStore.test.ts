import { describe, expect, it } from 'vitest'
import { BoardStore, CARDS_PER_FRAME } from '../../src/web/wallboard/boardStore.js'
import type { Snapshot } from '../../src/web/wallboard/boardTypes.js'

/** Frames that come when the test says so, on a clock that the test moves. */
class HandFrames {
  at = 1_000
  private waiting: (() => void)[] = []
  readonly next = (callback: () => void): void => {
    this.waiting.push(callback)
  }
  readonly now = (): number => this.at
  get askedCount(): number {
    return this.waiting.length
  }

  /** Lets one frame come. */
  come(): void {
    const due = this.waiting
    this.waiting = []
    for (const callback of due) callback()
  }

  /** Lets frames come until none is asked for. */
  comeAll(): void {
    while (this.waiting.length > 0) this.come()
  }
}

function snapshot(id: string, version: number, queued = 50): Snapshot {
  return {
    ...{ campaignId: id, campaignName: `Campaign ${id.padStart(3, '0')}`, campaignStatus: 'ACTIVE', version },
    counts: { queued, reserved: 0, dialing: 0, connected: 0, completed: 0, failed: 0, abandoned: 0 },
    agents: { available: 1, busy: 0, wrapUp: 0, paused: 0 },
  }
}

function open(): { store: BoardStore; frames: HandFrames } {
  const frames = new HandFrames()
  return { store: new BoardStore(frames), frames }
}

describe('the board', () => {
  it('shows of many snapshots in one frame the newest, once, and tells nobody else', () => {
    const { store, frames } = open()
    store.takeSnapshot(snapshot('1', 1))
    store.takeSnapshot(snapshot('2', 1))
    frames.comeAll()
    store.setOnScreen('1', true)
    const told = { one: 0, two: 0 }
    store.card('1').subscribe(() => (told.one += 1))
    store.card('2').subscribe(() => (told.two += 1))
    for (let version = 2; version <= 100; version += 1) store.takeSnapshot(snapshot('1', version, version))
    expect(frames.askedCount).toBe(1)
    frames.come()
    expect(told).toEqual({ one: 1, two: 0 })
    expect(store.card('1').value?.snapshot.counts.queued).toBe(100)
  })

  it('drops what is not newer than what it shows', () => {
    const { store, frames } = open()
    store.takeSnapshot(snapshot('1', 7, 70))
    frames.comeAll()
    store.takeSnapshot(snapshot('1', 6, 60))
    store.takeSnapshot(snapshot('1', 7, 71))
    expect(frames.askedCount).toBe(0)
    expect(store.card('1').value?.snapshot.counts.queued).toBe(70)
  })

  it('shows a few cards in each frame, those on screen first, and all in the end', () => {
    const { store, frames } = open()
    const ids = Array.from({ length: 100 }, (_, index) => String(index + 1))
    for (const id of ids) store.takeSnapshot(snapshot(id, 1))
    frames.comeAll()
    expect(store.ids.value).toEqual(ids)
    frames.at += 5_000
    const seen = ids.slice(-CARDS_PER_FRAME)
    for (const id of seen) store.setOnScreen(id, true)
    for (const id of ids) store.takeSnapshot(snapshot(id, 2))
    const shown = (): string[] => ids.filter((id) => store.card(id).value?.snapshot.version === 2)
    frames.come()
    expect(shown()).toEqual(seen)
    frames.come()
    expect(shown()).toHaveLength(2 * CARDS_PER_FRAME)
    frames.comeAll()
    expect(shown()).toHaveLength(100)
  })

  it('shows a card out of sight once a second, and at once when it comes into sight', () => {
    const { store, frames } = open()
    store.takeSnapshot(snapshot('1', 1))
    frames.comeAll()
    const version = (): number | undefined => store.card('1').value?.snapshot.version
    frames.at += 500
    store.takeSnapshot(snapshot('1', 2))
    frames.comeAll()
    expect(version()).toBe(1)
    frames.at += 500
    store.tick()
    frames.comeAll()
    expect(version()).toBe(2)
    store.takeSnapshot(snapshot('1', 3))
    frames.comeAll()
    store.setOnScreen('1', true)
    frames.comeAll()
    expect(version()).toBe(3)
  })

  it('collects alarms, keeps them while they stand, and judges those again that time makes', () => {
    const { store, frames } = open()
    const talking = { ...snapshot('1', 1), agents: { available: 0, busy: 1, wrapUp: 0, paused: 0 } }
    store.takeSnapshot(talking)
    frames.comeAll()
    expect(store.alarms.value).toEqual([])
    frames.at += 10_000
    store.tick()
    frames.comeAll()
    expect(store.alarms.value.map(({ campaignName, kind }) => `${campaignName} ${kind}`)).toEqual([
      'Campaign 001 no-agent',
    ])
    const before = store.alarms.value
    frames.at += 2_000
    store.takeSnapshot({ ...talking, version: 2 })
    frames.comeAll()
    expect(store.alarms.value).toBe(before)
    store.takeSnapshot(snapshot('1', 3))
    frames.at += 2_000
    store.tick()
    frames.comeAll()
    expect(store.alarms.value).toEqual([])
  })

  it('forgets the campaigns that are no longer chosen', () => {
    const { store, frames } = open()
    for (const id of ['1', '2', '3']) store.takeSnapshot(snapshot(id, 1))
    frames.comeAll()
    store.keepOnly(new Set(['2']))
    expect(store.ids.value).toEqual(['2'])
    expect(store.card('1').value).toBe(undefined)
  })
})
