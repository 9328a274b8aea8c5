import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { seedDemo } from '../../src/demo/demo.js'
import { Database } from '../../src/database/database.js'
import type { Instance } from '../../src/composition.js'
import { signToken } from '../../src/identity/token.js'
import { openInstance, testSecret } from '../support/floor.js'
import { createTestDatabase, type TestDatabase } from '../support/testDatabase.js'
import { expectAccessible, hasBrowser, useBrowser } from './support/browser.js'

const supervisor = { organizationId: '1', subject: 'test', role: 'SUPERVISOR', agentId: null } as const

describe.skipIf(!hasBrowser)('the sign-in page', () => {
  const browser = useBrowser()
  let test: TestDatabase
  let demo: Instance
  beforeAll(async () => {
    test = await createTestDatabase()
    const database = new Database(test.connectionString, 2, () => undefined, 'login')
    await seedDemo(database)
    await database.close()
    demo = await openInstance(test.connectionString, { demoSecret: testSecret })
  })
  afterAll(async () => {
    await demo.close()
    await test.close()
  })

  it('takes a token, leads to the page that was asked for, and keeps the token for this tab only', async () => {
    const person = await browser.person(demo.url)
    const page = await person.open('/campaigns?status=ACTIVE')
    await page.waitForURL((url) => url.pathname === '/')
    await page.getByLabel('Your token').fill('nonsense')
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.getByText('This is no token, or its time is over.').waitFor()
    await page.getByLabel('Your token').fill(await signToken(testSecret, supervisor, '1h'))
    await page.getByRole('button', { name: 'Sign in' }).click()
    await page.waitForURL('**/campaigns?status=ACTIVE')
    expect(await page.evaluate(() => [localStorage.length, document.cookie])).toEqual([0, ''])
    const otherTab = await person.open('/campaigns')
    await otherTab.waitForURL((url) => url.pathname === '/')
    expect(person.faults).toEqual([])
  })

  it('offers the people of the demo, and each gets the page of its role', async () => {
    const person = await browser.person(demo.url)
    const page = await person.open('/')
    await page.getByRole('button', { name: /^Alma/ }).click()
    await page.waitForURL('**/desk')
    await page.goto('/')
    await page.getByRole('button', { name: 'Sign out' }).click()
    await page.getByRole('button', { name: /^Sam/ }).click()
    await page.waitForURL('**/wallboard')
    expect(person.faults).toEqual([])
  })

  it('comes back when the token has ended, with the page remembered', async () => {
    const token = await signToken(testSecret, supervisor, new Date(Date.now() + 3_000))
    const person = await browser.person(demo.url, { token })
    const page = await person.open('/wallboard?kiosk')
    await page.waitForURL((url) => url.pathname === '/' && url.searchParams.get('next') === '/wallboard?kiosk')
    expect(await page.getByRole('status').textContent()).toContain('Your token has ended')
  })

  it('leads nowhere else than to a page of this server', async () => {
    const person = await browser.person(demo.url)
    const page = await person.open('/?next=https://elsewhere.example/wallboard')
    await page.getByRole('button', { name: /^Sam/ }).click()
    await page.waitForURL('**/wallboard')
    expect(new URL(page.url()).origin).toBe(demo.url)
  })

  it.for(['light', 'dark'] as const)('is accessible in the %s theme', async (theme) => {
    const person = await browser.person(demo.url, { theme })
    const page = await person.open('/')
    await page.getByRole('button', { name: /^Alma/ }).waitFor()
    await expectAccessible(page)
  })
})

describe('the demo signs in', () => {
  it('nobody where there is none: the server refuses to make a token', async () => {
    const test = await createTestDatabase()
    const instance = await openInstance(test.connectionString)
    try {
      const identities = await fetch(`${instance.url}/demo/identities`)
      expect(await identities.json()).toEqual({ identities: [] })
      const headers = { 'content-type': 'application/json' }
      const token = await fetch(`${instance.url}/demo/token`, { method: 'POST', headers, body: '{"agentId":null}' })
      expect(token.status).toBe(403)
      expect(await token.json()).toMatchObject({ errors: [{ extensions: { code: 'FORBIDDEN' } }] })
    } finally {
      await instance.close()
      await test.close()
    }
  })
})
