import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Browser } from 'playwright-core'
import { openDemoFloor } from './support/demoFloor.js'
import { DemoShift, ShiftClock } from './support/demoShift.js'
import { hasBrowser, launchChromium, newPerson } from './support/chromium.js'
import { allPictures, type Picture, type Size } from './support/pictures.js'
import { openCampaign, openDemoCampaign, shiftPlans, type ShiftCampaign } from './support/shiftPlan.js'

// `npm run screenshots [folder]`: PNGs of every page in both themes, while a demo shift goes on behind them.
const [folder = 'docs/screenshots'] = process.argv.slice(2)
/** How long the shift has been going on: the wallboard's chart shows 30 minutes. */
const PAST_MINUTES = 40
/** Another seed is another shift. */
const SEED = 7
const write = (line: string): void => void process.stdout.write(`${line}\n`)

async function take(
  browser: Browser,
  url: string,
  picture: Picture,
  theme: 'light' | 'dark',
  size: Size,
): Promise<void> {
  const [width, height] = size
  const token = picture.token === null ? {} : { token: picture.token }
  const person = await newPerson(browser, url, { theme, width, height, ...token })
  const page = await person.open(picture.path)
  const wish = async (what: string, done: Promise<unknown>): Promise<void> => {
    await done.catch((error: unknown) => {
      write(`  ${picture.name} ${theme} ${width}: ${what}: ${String(error).split('\n')[0] ?? ''}`)
    })
  }
  await wish('it never came to rest', page.waitForLoadState('networkidle', { timeout: 15_000 }))
  // Each person has a browser without a cache; what is going on beside it on this machine counts too.
  const painted = await page.evaluate(() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? NaN)
  write(`${picture.name} ${theme} ${width}: first content painted after ${Math.round(painted)} ms`)
  if (picture.prepare !== undefined) await wish('something was not there', picture.prepare(page))
  await wish('it never came to rest', page.waitForLoadState('networkidle', { timeout: 15_000 }))
  // A phone is scrolled: its picture is as long as the page.
  const isLong = width < 500 && picture.isOneScreen !== true
  const path = join(folder, `${picture.name}-${width}-${theme}.png`)
  await page.screenshot({ path, fullPage: isLong })
  const hiddenWidth = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
  if (hiddenWidth > 0) write(`  ${picture.name} ${theme} ${width}: ${hiddenWidth} px stand out to the right`)
  for (const fault of person.faults) write(`  ${picture.name} ${theme} ${width}: ${fault}`)
  await person.context.close()
}

async function run(): Promise<void> {
  await mkdir(folder, { recursive: true })
  const start = new Date(Date.now() - PAST_MINUTES * 60_000)
  const clock = new ShiftClock(start)
  const floor = await openDemoFloor(clock.read)
  const browser = await launchChromium()
  try {
    const campaigns: ShiftCampaign[] = []
    for (const plan of shiftPlans) campaigns.push(await openCampaign(floor.ask, plan))
    await openDemoCampaign(floor.ask)
    write(`${PAST_MINUTES} minutes of a shift …`)
    // The first agent of a closed campaign is left to the picture of the desk with nothing to dial.
    const atWork = campaigns.map((one) => (one.plan.isClosed ? { ...one, agentIds: one.agentIds.slice(1) } : one))
    const shift = new DemoShift(clock, start, { ask: floor.ask, campaigns: atWork, seed: SEED })
    await shift.catchUp()
    shift.goOn()
    for (const picture of await allPictures(floor, campaigns)) {
      await picture.before?.()
      for (const size of picture.sizes) {
        for (const theme of ['light', 'dark'] as const) await take(browser, floor.url, picture, theme, size)
      }
    }
    await shift.stop()
  } finally {
    await browser.close()
    await floor.close()
  }
}

if (hasBrowser) await run()
else process.exitCode = 1
