/** The server's clock as this browser knows it: its own, corrected by what its answers told. */
export class ServerClock {
  /** Milliseconds to add to this browser's clock. */
  private offsetMs = 0
  /** False until something was heard: then this browser's own clock is all there is. */
  isKnown = false

  /** The server's time, ISO 8601, in an answer to what was asked at `askedAt` and came at `now` (epoch milliseconds here). */
  heard(serverAt: string, now: number, askedAt: number): void {
    const offset = Date.parse(serverAt) - (askedAt + now) / 2
    // A later sample replaces an earlier one only where the clocks really differ: a second on a timer must not flicker.
    if (this.isKnown && Math.abs(offset - this.offsetMs) < 500) return
    this.offsetMs = offset
    this.isKnown = true
  }

  /** Epoch milliseconds of the server's clock for a moment of this browser's. */
  at(now = Date.now()): number {
    return now + this.offsetMs
  }
}
