import { setTimeout as sleep } from 'node:timers/promises'
import type { Browser, CDPSession, Page } from 'playwright-core'
import { newPerson } from '../support/browser.js'
import { openBoardServer } from './boardServer.js'
import { frameCosts, type FrameCosts } from './frameCosts.js'

/** What a run has measured. */
export interface BoardLoad {
  /** Snapshots that the page was sent while it was measured. */
  readonly snapshots: number
  readonly seconds: number
  /** Milliseconds of the page's main thread: processor time, so that other programs do not count. */
  readonly frames: FrameCosts
  /** The JavaScript heap after a forced collection, in bytes. */
  readonly heap: { readonly before: number; readonly after: number }
  /** Nodes of all documents, after a forced collection. */
  readonly nodes: { readonly before: number; readonly after: number }
  /** Errors of the page's scripts. */
  readonly faults: readonly string[]
}

const CAMPAIGNS = 100
/** As the server sends at most: each campaign once in 100 ms. */
const BURST_MS = 100

/** A token that the page can read; the stand-in server checks none. */
const token = ['{"alg":"none"}', '{"role":"SUPERVISOR","org":"1","sub":"load"}']
  .map((part) => Buffer.from(part).toString('base64url'))
  .concat('x')
  .join('.')

/** Shows a board of 100 campaigns on a full-HD screen and sends it so many snapshots, each of which changes a card. */
export async function measureBoard(browser: Browser, snapshotCount: number, warmUpCount: number): Promise<BoardLoad> {
  const server = await openBoardServer(CAMPAIGNS)
  try {
    const person = await newPerson(browser, server.url, { token, width: 1920, height: 1080 })
    const page = await person.open('/wallboard')
    await server.subscribed()
    await page.locator('.chart-canvas canvas').first().waitFor()
    await everyCardFilled(page)
    const send = async (count: number): Promise<void> => {
      for (let sent = 0; sent < count; sent += CAMPAIGNS) {
        server.send(CAMPAIGNS)
        await sleep(BURST_MS)
      }
    }
    await send(warmUpCount)
    const cdp = await person.context.newCDPSession(page)
    const before = await memory(cdp)
    const begun = performance.now()
    await browser.startTracing(page, { categories: ['disabled-by-default-devtools.timeline', 'devtools.timeline'] })
    await send(snapshotCount)
    const trace = await browser.stopTracing()
    const seconds = (performance.now() - begun) / 1000
    await settled(page)
    const after = await memory(cdp)
    await person.context.close()
    return {
      ...{ snapshots: snapshotCount, seconds, frames: frameCosts(trace), faults: person.faults },
      heap: { before: before.heap, after: after.heap },
      nodes: { before: before.nodes, after: after.nodes },
    }
  } finally {
    await server.close()
  }
}

/** All cards have their rates, and the agents are there: from here on only texts change. */
async function everyCardFilled(page: Page): Promise<void> {
  await page.waitForFunction(
    (count) =>
      document.querySelectorAll('article .rate-figures').length === count &&
      [...document.querySelectorAll('.rate-figures dd')].every(({ textContent }) => textContent !== '–') &&
      document.querySelector('.agents-panel tbody tr') !== null,
    CAMPAIGNS,
    { timeout: 60_000 },
  )
}

async function memory(cdp: CDPSession): Promise<{ heap: number; nodes: number }> {
  // Twice: what the first finds unreachable may have held more, through finalizers.
  await cdp.send('HeapProfiler.collectGarbage')
  await cdp.send('HeapProfiler.collectGarbage')
  const { usedSize } = await cdp.send('Runtime.getHeapUsage')
  const { nodes } = await cdp.send('Memory.getDOMCounters')
  return { heap: usedSize, nodes }
}

/** Two frames without work: everything that was sent is shown. */
async function settled(page: Page): Promise<void> {
  await page.evaluate(
    () =>
      new Promise<void>((resolve) => {
        requestAnimationFrame(() =>
          requestAnimationFrame(() => {
            resolve()
          }),
        )
      }),
  )
}
