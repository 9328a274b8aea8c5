import { describe, expect, it } from 'vitest'
import { measureBoard } from './load/boardLoad.js'
import { hasBrowser, launchChromium } from './support/browser.js'

// A slice of `npm run board-load`, which prints times. Other programs run beside a test, so here only what they cannot
// change is asked: that work is spread over frames, and that nothing piles up.
describe.skipIf(!hasBrowser)('a board of 100 campaigns under the highest rate of snapshots', () => {
  it('keeps its heap and its nodes, and spreads the work over many frames', async () => {
    const browser = await launchChromium()
    try {
      const { frames, heap, nodes, faults } = await measureBoard(browser, 2_000, 1_000)
      // 2,000 snapshots kept would be more than a megabyte each way; compiled code of a warm page is less than two.
      expect(heap.after - heap.before).toBeLessThan(3_000_000)
      // A figure whose text is replaced may leave a node for the collector, a card drawn again would leave hundreds.
      expect(nodes.after).toBeLessThan(nodes.before * 1.2)
      expect(frames.count).toBeGreaterThan(20)
      expect(faults).toEqual([])
    } finally {
      await browser.close()
    }
  })
})
