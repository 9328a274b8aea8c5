import { readFile } from 'node:fs/promises'
import { parse, print, type OperationDefinitionNode } from 'graphql'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Instance } from '../../src/composition.js'
import { Database } from '../../src/database/database.js'
import { seedDemo } from '../../src/demo/demo.js'
import { signToken } from '../../src/identity/token.js'
import type { Role } from '../../src/identity/viewer.js'
import { readmeQueries, tabText } from '../../src/web/graphiql/readmeQueries.js'
import { askInstance, openInstance, testSecret } from '../support/floor.js'
import { ServeProcess } from '../support/serveProcess.js'
import { createTestDatabase, type TestDatabase } from '../support/testDatabase.js'
import { expectAccessible, hasBrowser, useBrowser } from './support/browser.js'

const tokenOf = (role: Role, agentId: string | null = null): Promise<string> =>
  signToken(testSecret, { organizationId: '1', subject: 'reader', role, agentId }, '1h')
const readme = await readFile(new URL('../../README.md', import.meta.url), 'utf8')

/** The README's section as a reader sees it, not as the page parses it. */
const section = readme.slice(readme.indexOf('## Ten queries to paste'), readme.indexOf('## Why is nothing dialled?'))
const operations = section
  .split('```graphql\n')
  .slice(1)
  .map((block) => parse(block.slice(0, block.indexOf('```'))).definitions[0] as OperationDefinitionNode)

describe("the README's queries", () => {
  it('all become tabs, in their order, each with its sentence', () => {
    const queries = readmeQueries(readme)
    expect(queries.map(({ text }) => print(parse(text)))).toEqual(operations.map((operation) => print(operation)))
    expect(queries.slice(0, 2).map(({ sentence }) => sentence)).toEqual([
      'Who am I, and what is there?',
      'Fill the queue, and see who was left out and why',
    ])
    expect(tabText({ sentence: 'Who?', text: '{ me { role } }' })).toBe('# Who?\n{\n  me {\n    role\n  }\n}')
  })
})

describe.skipIf(!hasBrowser)('GraphiQL', () => {
  const browser = useBrowser()
  let test: TestDatabase
  let demo: Instance
  let token: string
  beforeAll(async () => {
    test = await createTestDatabase()
    const database = new Database(test.connectionString, 2, () => undefined, 'login')
    await seedDemo(database)
    await database.close()
    demo = await openInstance(test.connectionString)
    token = await tokenOf('SUPERVISOR')
  })
  afterAll(async () => {
    await demo.close()
    await test.close()
  })

  it("opens with the README's queries as tabs and the token of the session in the headers", async () => {
    const person = await browser.person(demo.url, { token })
    const page = await openEditor(person)
    const tabs = page.getByRole('tab').locator('button:first-child')
    expect(await tabs.allTextContents()).toEqual(operations.map(({ name }) => name?.value))
    expect(await textIn(page, 'Headers')).toContain(`"authorization": "Bearer ${token}"`)
    expect(person.faults).toEqual([])
  })

  it('runs a query, a mutation, and a subscription that follows what others change', async () => {
    const person = await browser.person(demo.url, { token })
    const page = await openEditor(person)
    await run(page)
    await expectAnswer(page, '"role": "SUPERVISOR"')
    await chooseTab(page, 'ComeToWork')
    await run(page)
    await expectAnswer(page, '"status": "AVAILABLE"')
    await chooseTab(page, 'Wallboard')
    await run(page)
    await expectAnswer(page, '"available": 1')
    await askInstance(
      demo.url,
      token,
      'mutation { setAgentStatus(input: { agentId: 2, status: AVAILABLE }) { id } }',
      {},
    )
    await expectAnswer(page, '"available": 2')
    expect(person.faults).toEqual([])
  })

  it('asks with another token once somebody has put one into the headers', async () => {
    const person = await browser.person(demo.url, { token })
    const page = await openEditor(person)
    await page.getByLabel('Headers').locator('.view-lines:visible').click()
    await page.keyboard.press('ControlOrMeta+A')
    // Pasted: what is typed gets its quotes closed by the editor.
    await person.context.grantPermissions(['clipboard-read', 'clipboard-write'])
    const headers = JSON.stringify({ Authorization: `Bearer ${await tokenOf('AGENT', '3')}` })
    await page.evaluate((text) => navigator.clipboard.writeText(text), headers)
    await page.keyboard.press('ControlOrMeta+V')
    await run(page)
    await expectAnswer(page, '"role": "AGENT"')
    await chooseTab(page, 'Wallboard')
    await run(page)
    await expectAnswer(page, '"campaignName": "Demo"')
  })

  it('explains every field with the description of the schema', async () => {
    const { data } = await askInstance(demo.url, token, '{ __type(name: "Query") { fields { name description } } }', {})
    const { fields } = data?.['__type'] as unknown as { fields: { name: string; description: string }[] }
    const person = await browser.person(demo.url, { token })
    const page = await openEditor(person)
    await openDocs(page)
    await page.getByRole('link', { name: 'Query', exact: true }).click()
    const docs = page.getByRole('region', { name: 'Documentation Explorer' })
    await docs.getByText('campaignStats', { exact: true }).waitFor()
    const shown = plain(await docs.innerText())
    expect(fields.length).toBeGreaterThan(10)
    expect(fields.filter(({ description }) => !shown.includes(plain(description)))).toEqual([])
  })

  it('keeps tabs and history for the next visit, and never a token', async () => {
    const person = await browser.person(demo.url, { token })
    const page = await openEditor(person)
    await page.getByRole('button', { name: 'New tab' }).click()
    await page.getByLabel('Operation Editor').locator('.view-lines').click()
    await page.keyboard.insertText('query Mine { me { role } }')
    await run(page)
    await expectAnswer(page, '"role": "SUPERVISOR"')
    // The tabs are written half a second after the last change.
    const kept = (name = ''): Promise<string> =>
      page.evaluate(
        (wanted) => JSON.stringify(Object.entries(localStorage).filter(([key]) => key.endsWith(wanted))),
        name,
      )
    await expect.poll(() => kept('tabState'), { timeout: 5_000 }).toContain('query Mine')
    await expect.poll(() => kept('queries'), { timeout: 5_000 }).toContain('query Mine')
    expect(await kept()).not.toMatch(/Bearer|eyJ/)
    const later = await tokenOf('ADMIN')
    await page.evaluate((admin) => {
      sessionStorage.setItem('dialqueue.token', admin)
    }, later)
    await page.reload()
    await expect.poll(() => page.getByRole('tab').count()).toBe(operations.length)
    await page.evaluate((supervisor) => {
      sessionStorage.setItem('dialqueue.token', supervisor)
    }, token)
    await page.reload()
    await page.getByRole('tab', { name: 'Mine' }).waitFor()
    await expect.poll(() => textIn(page, 'Headers')).toContain(token)
  })

  it('asks no other host for anything, and its workers are files of this server', async () => {
    const person = await browser.person(demo.url, { token })
    const requested: string[] = []
    person.context.on('request', (request) => requested.push(request.url()))
    const page = await openEditor(person)
    await run(page)
    await expectAnswer(page, '"role": "SUPERVISOR"')
    await openDocs(page)
    await expect.poll(() => page.workers().length).toBeGreaterThanOrEqual(2)
    const addresses = [...requested, ...page.workers().map((worker) => worker.url())]
    // Fonts and pictures of the style sheets are data in themselves.
    expect(addresses.filter((address) => !address.startsWith(`${demo.url}/`) && !address.startsWith('data:'))).toEqual(
      [],
    )
    expect(person.faults).toEqual([])
  })

  it.for(['light', 'dark'] as const)('is accessible in the %s theme', async (theme) => {
    const person = await browser.person(demo.url, { token, theme })
    const page = await openEditor(person)
    await run(page)
    await expectAnswer(page, '"role": "SUPERVISOR"')
    await openDocs(page)
    // GraphiQL puts the buttons that choose and close a tab into an element with the role of one. Both buttons can be
    // reached and are named, and its markup cannot be changed from outside.
    await expectAccessible(page, [{ rule: 'nested-interactive', element: '.graphiql-tab' }])
  })
})

describe('in production', () => {
  const serveInProduction = async (environment: Record<string, string>): Promise<Record<string, unknown>> => {
    const test = await createTestDatabase()
    const server = new ServeProcess({
      NODE_ENV: 'production',
      DATABASE_URL: test.connectionString,
      AUTH_JWT_SECRET: testSecret,
      ...environment,
    })
    try {
      const url = await server.ready()
      const schema = await askInstance(url, await tokenOf('SUPERVISOR'), '{ __schema { queryType { name } } }', {})
      const nobody = await fetch(`${url}/graphql?query={__schema{queryType{name}}}`)
      const page = await fetch(`${url}/graphiql`)
      return { page: page.status, schema: schema.errors[0]?.extensions.code ?? 'shown', nobody: nobody.status }
    } finally {
      await server.end('SIGTERM')
      await test.close()
    }
  }

  it('there is no GraphiQL, and nobody reads the schema', async () => {
    expect(await serveInProduction({})).toEqual({ page: 404, schema: 'LIMIT_EXCEEDED', nobody: 401 })
  })

  it('GRAPHIQL=on serves it, and shows the schema to whoever has a token', async () => {
    expect(await serveInProduction({ GRAPHIQL: 'on' })).toEqual({ page: 200, schema: 'shown', nobody: 401 })
  })
})

/** A tab with GraphiQL in which the editor is ready and the schema has been read. */
async function openEditor(person: { open(path: string): Promise<Page> }): Promise<Page> {
  const page = await person.open('/graphiql')
  await page.getByLabel('Operation Editor').locator('.view-lines').waitFor()
  await expect.poll(() => textIn(page, 'Headers')).toContain('authorization')
  return page
}

async function openDocs(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Show Documentation Explorer' }).click()
  await page.getByText('All Schema Types').waitFor()
}

async function chooseTab(page: Page, name: string): Promise<void> {
  await page.getByRole('tab', { name }).getByRole('button', { name, exact: true }).click()
  await expect.poll(() => textIn(page, 'Operation Editor')).toContain(name)
}

async function run(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Execute query/ }).click()
}

async function expectAnswer(page: Page, text: string): Promise<void> {
  await expect.poll(() => textIn(page, 'Result Window'), { timeout: 10_000 }).toContain(text)
}

/** What an editor shows; it writes spaces that do not break. */
async function textIn(page: Page, label: string): Promise<string> {
  const lines = await page.getByLabel(label, { exact: true }).locator('.view-line').allTextContents()
  return lines.join('\n').replaceAll('\u00a0', ' ')
}

/** A description without its markup and line breaks. */
function plain(text: string): string {
  return text.replaceAll(/[`*_]/g, '').replaceAll(/\s+/g, ' ').trim()
}
