import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect } from 'vitest'
import { launchChromium, newPerson, type Person, type PersonOptions } from './chromium.js'

export { hasBrowser, launchChromium, newPerson, type Person, type PersonOptions } from './chromium.js'

/** A person's browser: contexts of it share nothing, pages of one context share storage as tabs do. */
export interface TestBrowser {
  /** A new person in front of the server at `url`; signed in when a token is given. */
  person(url: string, options?: PersonOptions): Promise<Person>
}

/** A browser for one test file, by its hooks. Everybody's tabs are closed at the end. */
export function useBrowser(): TestBrowser {
  let browser: Browser
  beforeAll(async () => {
    browser = await launchChromium()
  })
  afterAll(async () => {
    await browser.close()
  })
  return { person: (url, options = {}) => newPerson(browser, url, options) }
}

const axeSource = readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** What axe finds in the parts of a page that are somebody else's, and that cannot be put right from outside. */
export interface ForeignFault {
  /** Axe's id of the rule, such as "nested-interactive". */
  readonly rule: string
  /** A selector: only its elements are pardoned. */
  readonly element: string
}

/** Fails with what axe, the accessibility checker, finds on the page as it is now. */
export async function expectAccessible(page: Page, pardoned: readonly ForeignFault[] = []): Promise<void> {
  await page.evaluate(await axeSource)
  const violations = await page.evaluate(async (pardons) => {
    const { axe } = window as unknown as { axe: { run(): Promise<{ violations: AxeViolation[] }> } }
    const isPardoned = (rule: string, target: string): boolean =>
      pardons.some((pardon) => pardon.rule === rule && document.querySelector(target)?.matches(pardon.element))
    return (await axe.run()).violations.map(({ id, nodes }) => ({
      id,
      targets: nodes.map(({ target }) => target.join(' ')).filter((target) => !isPardoned(id, target)),
    }))
  }, pardoned)
  const found = violations.filter(({ targets }) => targets.length > 0)
  expect(found.map(({ id, targets }) => `${id}: ${targets.join(', ')}`)).toEqual([])
}

interface AxeViolation {
  readonly id: string
  readonly nodes: readonly { readonly target: readonly string[] }[]
}
