/** A stretch of time in which a zone's clocks keep one distance to UTC. Milliseconds since 1970, `untilMs` excluded. */
export interface OffsetStretch {
  readonly fromMs: number
  readonly untilMs: number
  /** Local wall time minus UTC, in milliseconds. */
  readonly offsetMs: number
}

const SECOND = 1_000
/**
 * The offset is asked every so often, and where it changed, the instant is searched. Two changes that cancel each other
 * out within one step would be missed; the closest two of any zone since 1970 lie weeks apart.
 */
const STEP_MS = 6 * 60 * 60 * SECOND
/** What is worked out and kept at once: 32 days are 128 looks, 0.3 ms. */
const CHUNK_MS = 128 * STEP_MS
/** All zones of the world over a year and a half; a process that asks for more starts again with nothing. */
const MOST_CHUNKS = 8_000

const formats = new Map<string, Intl.DateTimeFormat | null>()
const chunks = new Map<string, readonly OffsetStretch[]>()

/** Whether this process knows the zone. */
export function isKnownZone(timeZone: string): boolean {
  return formatOf(timeZone) !== null
}

/**
 * The stretches of one offset that cover `[fromMs, untilMs)`, in order and without gaps, from the IANA data of this
 * process. Neighbours may have the same offset. None when the zone is unknown.
 */
export function offsetStretches(timeZone: string, fromMs: number, untilMs: number): readonly OffsetStretch[] {
  const format = formatOf(timeZone)
  if (format === null) return []
  const stretches: OffsetStretch[] = []
  for (let chunk = Math.floor(fromMs / CHUNK_MS); chunk * CHUNK_MS < untilMs; chunk += 1) {
    for (const stretch of chunkStretches(timeZone, format, chunk)) {
      const clipped = {
        ...stretch,
        fromMs: Math.max(stretch.fromMs, fromMs),
        untilMs: Math.min(stretch.untilMs, untilMs),
      }
      if (clipped.fromMs < clipped.untilMs) stretches.push(clipped)
    }
  }
  return stretches
}

function chunkStretches(timeZone: string, format: Intl.DateTimeFormat, chunk: number): readonly OffsetStretch[] {
  const key = `${timeZone}/${chunk}`
  let found = chunks.get(key)
  if (found === undefined) {
    if (chunks.size >= MOST_CHUNKS) chunks.clear()
    found = findStretches(format, chunk * CHUNK_MS, (chunk + 1) * CHUNK_MS)
    chunks.set(key, found)
  }
  return found
}

function findStretches(format: Intl.DateTimeFormat, chunkFromMs: number, chunkUntilMs: number): OffsetStretch[] {
  const stretches: OffsetStretch[] = []
  let fromMs = chunkFromMs
  let offsetMs = offsetAt(format, chunkFromMs)
  for (let stepMs = chunkFromMs + STEP_MS; stepMs <= chunkUntilMs; stepMs += STEP_MS) {
    const nextOffsetMs = offsetAt(format, stepMs)
    if (nextOffsetMs === offsetMs) continue
    const changeMs = findChange(format, stepMs - STEP_MS, stepMs, offsetMs)
    stretches.push({ fromMs, untilMs: changeMs, offsetMs })
    fromMs = changeMs
    offsetMs = nextOffsetMs
  }
  if (fromMs < chunkUntilMs) stretches.push({ fromMs, untilMs: chunkUntilMs, offsetMs })
  return stretches
}

/** The first whole second after `beforeMs`, at most `afterMs`, at which the offset is no longer `offsetMs`. */
function findChange(format: Intl.DateTimeFormat, beforeMs: number, afterMs: number, offsetMs: number): number {
  let [before, after] = [beforeMs / SECOND, afterMs / SECOND]
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2)
    if (offsetAt(format, middle * SECOND) === offsetMs) before = middle
    else after = middle
  }
  return after * SECOND
}

// A format costs 50 µs to make and 1 µs to use.
function formatOf(timeZone: string): Intl.DateTimeFormat | null {
  let format = formats.get(timeZone)
  if (format === undefined) {
    format = makeFormat(timeZone)
    // Names that nobody knows come from outside; they must not fill the memory.
    if (format !== null) formats.set(timeZone, format)
  }
  return format
}

function makeFormat(timeZone: string): Intl.DateTimeFormat | null {
  // An offset such as +02:00 is no zone: the hour of a call cannot be judged by it.
  if (/^[+-]/.test(timeZone)) return null
  try {
    return new Intl.DateTimeFormat('en-US', { timeZone, timeZoneName: 'longOffset', day: 'numeric' })
  } catch {
    return null
  }
}

const OFFSET = /GMT(?:([+-])(\d{2}):(\d{2})(?::(\d{2}))?)?$/

function offsetAt(format: Intl.DateTimeFormat, ms: number): number {
  const match = OFFSET.exec(format.format(ms))
  if (match === null) throw new Error('Intl gave no offset')
  const [, sign, hours, minutes, seconds] = match
  if (sign === undefined) return 0
  const offset = (Number(hours) * 3_600 + Number(minutes) * 60 + Number(seconds ?? 0)) * SECOND
  return sign === '-' ? -offset : offset
}
