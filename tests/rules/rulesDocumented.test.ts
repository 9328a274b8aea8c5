import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { beforeAll, describe, expect, it } from 'vitest'
import { eligibilityRules, type EligibilityRule } from '../../src/dialQueue/eligibility.js'

const PAGE = new URL('../../docs/rules.md', import.meta.url)

let page: string
/** The cells of each row of the table of rules. */
let table: string[][]

beforeAll(async () => {
  page = await readFile(PAGE, 'utf8')
  const lines = page.split('\n').filter((line) => line.startsWith('| `'))
  table = lines.map((line) =>
    line
      .slice(1, -1)
      .split('|')
      .map((cell) => cell.trim()),
  )
})

/** Where the rule is asked: what the database's unique indexes hold is not asked again. */
function askedAt({ guardedBy }: EligibilityRule): string {
  return guardedBy === undefined ? 'generate, claim, dial, explain' : 'generate, explain'
}

/** What becomes of an entry that waits when the rule begins to stand in its way; nothing when it cannot. */
function waitingEntry({ guardedBy, blocksForGood, liftsAt }: EligibilityRule): string {
  if (guardedBy !== undefined) return ''
  const isCancelled = blocksForGood === undefined ? liftsAt === undefined : blocksForGood !== 'false'
  return isCancelled ? 'cancelled' : 'waits'
}

describe('docs/rules.md', () => {
  it('says of every rule, in their order, what the data says', () => {
    const documented = table.map((cells) => cells.slice(0, 6))
    const rules = eligibilityRules.map((rule) => [
      `\`${rule.id}\``,
      ...[rule.reason, rule.sentence, rule.source, askedAt(rule), waitingEntry(rule)],
    ])
    expect(documented).toEqual(rules)
  })

  it('says of exactly those rules that they let go by themselves which time lifts', () => {
    const lifted = table.filter((cells) => cells[6]?.startsWith('by itself: ')).map(([id]) => id)
    const timed = eligibilityRules.filter(({ liftsAt }) => liftsAt !== undefined).map(({ id }) => `\`${id}\``)
    expect(lifted).toEqual(timed)
    expect(table.every((cells) => cells.length === 7 && cells[6] !== '')).toBe(true)
  })

  it('leads to pages that are there', () => {
    const links = [...page.matchAll(/\]\(([^)#]+)/g)].map(([, path = '']) => path)
    expect(links.filter((path) => !existsSync(new URL(path, PAGE)))).toEqual([])
  })
})
