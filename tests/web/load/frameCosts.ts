/** Processor time of the page's main thread, milliseconds. */
export interface FrameCosts {
  readonly count: number
  /** A frame: the task with its animation callbacks, React's rendering, style, layout and paint. */
  readonly frame: Spread
  /** The same with all tasks since the frame before: each message of the socket is a task of its own. */
  readonly interval: Spread
}

interface Spread {
  readonly median: number
  readonly p99: number
  readonly max: number
}

interface TraceEvent {
  readonly name: string
  readonly ph: string
  readonly pid: number
  readonly tid: number
  readonly ts: number
  readonly dur?: number
  readonly tdur?: number
  readonly args?: { readonly name?: string }
}

/** Reads the frames out of a trace of Chromium's (`RunTask` and `FireAnimationFrame` of the renderer's main thread). */
export function frameCosts(trace: Buffer): FrameCosts {
  const { traceEvents } = JSON.parse(trace.toString()) as { traceEvents: TraceEvent[] }
  const callbacks = traceEvents.filter(({ name }) => name === 'FireAnimationFrame')
  const [first] = callbacks
  if (first === undefined) throw new Error('the trace holds no animation frame')
  const ofPage = ({ pid, tid }: TraceEvent): boolean => pid === first.pid && tid === first.tid
  const tasks = traceEvents
    .filter((event) => event.ph === 'X' && event.name === 'RunTask' && ofPage(event))
    .sort((one, other) => one.ts - other.ts)
  const starts = callbacks.filter(ofPage).map(({ ts }) => ts)
  const frames: number[] = []
  const intervals: number[] = []
  let next = 0
  let since = 0
  for (const { ts, dur = 0, tdur = 0 } of tasks) {
    since += tdur / 1000
    while ((starts[next] ?? Infinity) < ts) next += 1
    if ((starts[next] ?? Infinity) > ts + dur) continue
    frames.push(tdur / 1000)
    intervals.push(since)
    since = 0
  }
  return { count: frames.length, frame: spread(frames), interval: spread(intervals) }
}

function spread(values: readonly number[]): Spread {
  const sorted = [...values].sort((one, other) => one - other)
  const at = (share: number): number => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
  return { median: at(0.5), p99: at(0.99), max: at(1) }
}
