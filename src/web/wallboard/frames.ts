import type { Frames } from './boardStore.js'

/** Out of sight the browser draws no frames, but alarms are still to be heard (milliseconds). */
const UNSEEN_FRAME_MS = 1_000

/** The browser's animation frames; one a second while the page is out of sight. */
export const browserFrames: Frames = {
  next(callback) {
    const once = (): void => {
      clearTimeout(timer)
      cancelAnimationFrame(frame)
      callback()
    }
    const frame = requestAnimationFrame(once)
    const timer = setTimeout(once, UNSEEN_FRAME_MS)
  },
  now: () => Date.now(),
}
