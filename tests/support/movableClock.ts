import type { Clock } from '../../src/database/clock.js'

/** A clock that stands still until a test moves it. Give `read` to `openFloor`. */
export class MovableClock {
  private instant: Date

  /** @param start an ISO instant */
  constructor(private readonly start = '2026-11-20T15:00:00.000Z') {
    this.instant = new Date(start)
  }

  readonly read: Clock = () => this.instant

  /** The instant that every statement now sees. */
  get now(): Date {
    return this.instant
  }

  /** The instant so many seconds from now (negative: ago), as an answer of the API writes it. */
  at(seconds: number): string {
    return new Date(this.instant.getTime() + seconds * 1000).toISOString()
  }

  /** Lets time pass. */
  advance(seconds: number): void {
    this.instant = new Date(this.instant.getTime() + seconds * 1000)
  }

  /** Back to the start. */
  reset(): void {
    this.instant = new Date(this.start)
  }

  /** Jumps to an ISO instant. */
  set(instant: string): void {
    this.instant = new Date(instant)
  }
}
