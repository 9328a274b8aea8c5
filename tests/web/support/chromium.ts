import { existsSync } from 'node:fs'
import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core'

/** Debian's package; `.ci/run` installs it. Another one can be named for a try on another machine. */
const executablePath = process.env['CHROMIUM'] ?? '/usr/bin/chromium'

/** Where there is no browser, its tests say so and are counted as skipped. */
export const hasBrowser = existsSync(executablePath)
if (!hasBrowser) process.stderr.write(`no browser at ${executablePath}: the browser tests are skipped\n`)

// Without these Chromium tries to reach its maker's hosts at every start.
const quietly = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** Starts Debian's Chromium without a window; more flags for what only one test needs. */
export function launchChromium(flags: readonly string[] = []): Promise<Browser> {
  return chromium.launch({ executablePath, args: [...quietly, ...flags] })
}

/** How a person looks at the pages. */
export interface PersonOptions {
  readonly token?: string
  readonly theme?: 'light' | 'dark'
  readonly width?: number
  readonly height?: number
}

/** Somebody with a browser. */
export interface Person {
  readonly context: BrowserContext
  /** A new tab at this path; with the token in its session storage, as if the person had signed in there. */
  open(path: string): Promise<Page>
  /** What went wrong in any tab: errors of scripts, and files that were refused. Refused API requests are not listed. */
  readonly faults: string[]
}

/** Somebody new in a browser that is open already. */
export async function newPerson(browser: Browser, url: string, options: PersonOptions = {}): Promise<Person> {
  const { token, theme = 'light', width = 1280, height = 900 } = options
  const context = await browser.newContext({ baseURL: url, colorScheme: theme, viewport: { width, height } })
  const faults: string[] = []
  return {
    context,
    faults,
    async open(path) {
      const page = await context.newPage()
      page.on('pageerror', (error) => faults.push(error.message))
      page.on('console', (message) => {
        const isRefusedFile = /Content Security Policy|MIME type/.test(message.text())
        if (message.type() === 'error' && isRefusedFile) faults.push(message.text())
      })
      if (token !== undefined) {
        // Once: a person who has signed out stays signed out.
        await page.goto('/icon.svg')
        await page.evaluate((kept) => {
          sessionStorage.setItem('dialqueue.token', kept)
        }, token)
      }
      await page.goto(path)
      return page
    },
  }
}
