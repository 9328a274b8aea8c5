import { launchChromium } from '../support/browser.js'
import { measureBoard } from './boardLoad.js'

// The full run: `npm run board-load [-- SNAPSHOTS]`. Two hours of a usual floor are some 20,000 snapshots.
const snapshots = Number(process.argv[2] ?? 20_000)
const browser = await launchChromium()
const { seconds, frames, heap, nodes, faults } = await measureBoard(browser, snapshots, 2_000)
await browser.close()
const ms = (value: number): string => `${value.toFixed(2)} ms`
const mb = (bytes: number): string => `${(bytes / 1e6).toFixed(2)} MB`
process.stdout.write(
  [
    `${snapshots} snapshots of 100 campaigns in ${seconds.toFixed(0)} s, ${frames.count} animation frames`,
    `a frame (callbacks, rendering, layout, paint): median ${ms(frames.frame.median)}, p99 ${ms(frames.frame.p99)}, max ${ms(frames.frame.max)}`,
    `all main-thread work between two frames: median ${ms(frames.interval.median)}, p99 ${ms(frames.interval.p99)}, max ${ms(frames.interval.max)}`,
    `JavaScript heap: ${mb(heap.before)} before, ${mb(heap.after)} after; nodes: ${nodes.before} before, ${nodes.after} after`,
    ...faults,
    '',
  ].join('\n'),
)
