import { readFile } from 'node:fs/promises'
import type { Command } from 'commander'
import { OperationTypeNode, parse, type OperationDefinitionNode } from 'graphql'
import { format } from 'prettier'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { backgroundJobs } from '../src/background/jobs.js'
import { createProgram } from '../src/cli/program.js'
import type { Instance } from '../src/composition.js'
import { Database } from '../src/database/database.js'
import { seedDemo } from '../src/demo/demo.js'
import { eligibilityRules, exclusionReasons } from '../src/dialQueue/eligibility.js'
import { signToken } from '../src/identity/token.js'
import { createMetrics } from '../src/metrics.js'
import { askInstance, openInstance, testSecret } from './support/floor.js'
import { openFloorSocket } from './support/floorSocket.js'
import { MovableClock } from './support/movableClock.js'
import { createTestDatabase, type TestDatabase } from './support/testDatabase.js'

const README = new URL('../README.md', import.meta.url)
/** A query of the README and, where it shows one, its answer right behind it. */
const SHOWN = /^```graphql\n(.*?)^```$(\n\n^```json\n.*?^```$)?/gms

let test: TestDatabase
let instance: Instance
let token: string
let readme: string
let blocks: string[]

beforeAll(async () => {
  readme = await readFile(README, 'utf8')
  blocks = [...readme.matchAll(SHOWN)].map(([, text = '']) => text)
  test = await createTestDatabase()
  const database = new Database(test.connectionString, 2, () => undefined)
  await seedDemo(database)
  await database.close()
  // The instant of which "Why is nothing dialled?" tells: a Monday, 07:30 in New York.
  instance = await openInstance(test.connectionString, { clock: new MovableClock('2026-11-23T12:30:00.000Z').read })
  const supervisor = { organizationId: '1', subject: 'reader', role: 'SUPERVISOR', agentId: null } as const
  token = await signToken(testSecret, supervisor, '12h')
})

afterAll(async () => {
  await instance.close()
  await test.close()
})

/** What a reader sees who pastes the text into GraphiQL: a subscription shows its first frame. */
async function paste(text: string): Promise<{ data: unknown; errors: readonly unknown[] }> {
  const operation = parse(text).definitions.find((one): one is OperationDefinitionNode => 'operation' in one)
  if (operation?.operation !== OperationTypeNode.SUBSCRIPTION) return askInstance(instance.url, token, text, {})
  const socket = openFloorSocket(instance.url, token)
  try {
    return await socket.ask(text)
  } finally {
    await socket.close()
  }
}

/** An answer as the README shows it. Counts by reason come in no order of their own; the README has the largest first. */
async function page(data: unknown): Promise<string> {
  const text = JSON.stringify({ data }, (key, value: unknown) =>
    key === 'excluded' ? (value as { count: number; reason: string }[]).toSorted(largestFirst) : value,
  )
  return format(text, { parser: 'json', printWidth: 120 })
}

function largestFirst(one: { count: number; reason: string }, other: { count: number; reason: string }): number {
  return other.count - one.count || one.reason.localeCompare(other.reason)
}

describe("the README's queries", () => {
  it('are at least ten, each an operation with a name of its own and no variables', () => {
    const names = blocks.flatMap((text) =>
      parse(text).definitions.map((one) => {
        expect(one).toMatchObject({ kind: 'OperationDefinition', variableDefinitions: [] })
        return (one as OperationDefinitionNode).name?.value
      }),
    )
    expect(names.length).toBeGreaterThanOrEqual(10)
    expect(new Set(names).size).toBe(names.length)
    expect(names).not.toContain(undefined)
  })

  it('all work when they are pasted in their order into a fresh demo, and answer what the README shows', async () => {
    let shown = readme
    for (const text of blocks) {
      const { data, errors } = await paste(text)
      expect({ text, errors }).toEqual({ text, errors: [] })
      // null is what a root field shows when there is nothing of that id.
      expect({ text, fields: Object.values(data as object) }).not.toMatchObject({ fields: [null] })
      const answer = await page(data)
      shown = shown.replace(SHOWN, (whole, query: string, json: string | undefined) =>
        query === text && json !== undefined ? `\`\`\`graphql\n${query}\`\`\`\n\n\`\`\`json\n${answer}\`\`\`` : whole,
      )
    }
    const { data } = await paste('{ campaignStats(campaignId: 1) { dialedToday counts { queued completed } } }')
    expect(data).toEqual({ campaignStats: { dialedToday: 1, counts: { queued: 99, completed: 1 } } })
    // `npx vitest run tests/readme.test.ts -u` writes the answers anew.
    await expect(shown).toMatchFileSnapshot('../README.md')
  })
})

/** Every command that does something, with the names of those it stands under. */
function commandsOf(command: Command): string[] {
  return command.commands.flatMap((one) =>
    one.commands.length > 0 ? commandsOf(one).map((name) => `${one.name()} ${name}`) : [one.name()],
  )
}

describe('the README names', () => {
  it('every variable that is read from the environment', async () => {
    const config = await readFile(new URL('../src/config.ts', import.meta.url), 'utf8')
    const read = [...config.matchAll(/(?:environment\[|\(environment, )'([A-Z_]+)'/g)].map(([, name = '']) => name)
    expect(read.length).toBeGreaterThan(10)
    expect(read.filter((name) => !readme.includes(`\`${name}\``))).toEqual([])
  })

  it('every command', () => {
    const commands = commandsOf(createProgram())
    expect(commands.length).toBeGreaterThan(10)
    expect(commands.filter((name) => !new RegExp(`^\\| \`${name}[ \`]`, 'm').test(readme))).toEqual([])
  })

  it('every metric of its own', async () => {
    const metrics = createMetrics()
    metrics.watchPool({ totalCount: 0, idleCount: 0, waitingCount: 0 })
    const names = [...(await metrics.text()).matchAll(/^# TYPE (dialqueue_\w+)/gm)].map(([, name = '']) => name)
    expect(names.length).toBeGreaterThan(5)
    expect(names.filter((name) => !readme.includes(`\`${name}`))).toEqual([])
  })

  it('every reason why nothing is dialled, and rules only that there are', () => {
    const causes = readme.slice(readme.indexOf('The usual causes.'))
    expect(exclusionReasons.filter((reason) => !causes.includes(`\`${reason}\``))).toEqual([])
    const named = [...causes.matchAll(/rule `([a-z-]+)`/g)].map(([, id = '']) => id)
    expect(named.filter((id) => !eligibilityRules.some((rule) => rule.id === id))).toEqual([])
  })

  it('pages that are there', async () => {
    const links = [...readme.matchAll(/\]\(([^)#:]+)\)/g)].map(([, path = '']) => path)
    const missing: string[] = []
    for (const path of links) await readFile(new URL(path, README)).catch(() => missing.push(path))
    expect(missing).toEqual([])
  })
})

it('docs/background.md names every job', async () => {
  const text = await readFile(new URL('../docs/background.md', import.meta.url), 'utf8')
  expect(backgroundJobs.filter(({ name }) => !text.includes(`| ${name} |`)).map(({ name }) => name)).toEqual([])
})
