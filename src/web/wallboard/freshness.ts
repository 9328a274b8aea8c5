import { connectionNow, onConnectionChange, STALE_AFTER_MS, type Connection } from '../api/connection.js'
import { Slice } from './slice.js'

/** How true the figures are that the board shows. */
export interface Freshness {
  /** `stale`: the socket is open, but nothing proves that the figures are those of now. */
  readonly state: 'connecting' | 'live' | 'reconnecting' | 'stale'
  /** Of the figures, at most; null before the first ones. */
  readonly ageMs: number | null
}

/**
 * Knows how old the figures can be at most. Figures are proven by a snapshot, and by an answer that the server has read
 * from its database; after a cut only once a snapshot has come again, because until then the old counts are shown.
 */
export class FreshnessWatch {
  readonly proof = new Slice<{ readonly connection: Connection; readonly provenAt: number | null }>({
    connection: connectionNow(),
    provenAt: null,
  })
  private isCut = true
  private readonly stopWatching: () => void

  constructor() {
    this.stopWatching = onConnectionChange(() => {
      const connection = connectionNow()
      if (connection.state === 'lost') this.isCut = true
      this.proof.set({ ...this.proof.value, connection })
    })
  }

  /** A snapshot has come. */
  provenBySnapshot(now: number): void {
    this.isCut = false
    this.prove(now)
  }

  /** An answer has come to what was asked at `askedAt`. `isEmpty`: there is no campaign that a snapshot could tell of. */
  provenByAnswer(askedAt: number, isEmpty: boolean): void {
    if (!this.isCut || isEmpty) this.prove(askedAt)
  }

  close(): void {
    this.stopWatching()
  }

  private prove(at: number): void {
    const { connection, provenAt } = this.proof.value
    // A fifth of a second decides nothing, and a thousand snapshots a second are not a thousand renderings.
    if (provenAt === null || at - provenAt >= 200) this.proof.set({ connection, provenAt: at })
  }
}

/** What the proof is worth at `now`. */
export function freshnessOf({ connection, provenAt }: FreshnessWatch['proof']['value'], now: number): Freshness {
  if (provenAt === null || connection.heardAt === null) return { state: 'connecting', ageMs: null }
  const ageMs = Math.max(0, now - Math.min(provenAt, connection.heardAt))
  if (connection.state !== 'live') return { state: 'reconnecting', ageMs }
  return { state: ageMs > STALE_AFTER_MS ? 'stale' : 'live', ageMs }
}
