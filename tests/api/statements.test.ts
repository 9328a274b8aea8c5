import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DialQueuePageDocument, NextContactDocument } from '../generated/graphql.js'
import { nth, report } from '../support/desk.js'
import { openFloor, openShift, type Floor, type Shift } from '../support/floor.js'
import { logStatements, type StatementLog } from '../support/statementLog.js'
import { getTyped } from '../support/typedAsk.js'

let floor: Floor
let shift: Shift
let log: StatementLog

beforeAll(async () => {
  floor = await openFloor()
  shift = await openShift(floor, { contacts: 120, agents: 30 })
  for (const [index, agentId] of shift.agentIds.entries()) {
    const input = { campaignId: shift.campaignId }
    const { nextContact } = await getTyped(floor, NextContactDocument, { input }, { agentId })
    if (index % 2 === 0) await report(floor, nextContact.entry?.id ?? '', 'FAILED', {}, { agentId })
  }
  log = logStatements(floor.instance.work.database.pool)
})

afterAll(() => floor.close())

/** How many statements the operation takes once its connections are open. */
async function statementsOf(work: () => Promise<unknown>): Promise<string[]> {
  await work()
  const before = log.texts.length
  await work()
  return log.texts.slice(before)
}

describe('the database is asked', () => {
  it('at most five times for a page of fifty entries with contact, campaign and agent', async () => {
    const variables = { campaignId: shift.campaignId, first: 50 }
    const page = () => getTyped(floor, DialQueuePageDocument, variables)
    const { dialQueue } = await page()
    expect(new Set(dialQueue.edges.map(({ node }) => node.contact.id)).size).toBe(50)
    expect(new Set(dialQueue.edges.map(({ node }) => node.assignedAgent?.id)).size).toBe(31)
    expect(dialQueue.totalCount).toBe(120)
    const statements = await statementsOf(page)
    expect(statements.length).toBeGreaterThan(1)
    expect(statements.length).toBeLessThanOrEqual(5)
  })

  it('as often for a page of one as for a page of a hundred', async () => {
    const page = (first: number) => () =>
      getTyped(floor, DialQueuePageDocument, { campaignId: shift.campaignId, first, status: ['DIALING'] })
    expect(await statementsOf(page(100))).toEqual(await statementsOf(page(1)))
  })

  it('as often for thirty agents with their campaigns and entries as for one', async () => {
    const one = await openShift(floor, { contacts: 1, agents: 1 })
    const document = `query ($id: ID!) {
      agents(campaignId: $id) { id campaigns { id lists { id contactCount } } currentEntry { contact { list { name } } } } }`
    const agentsOf = (id: string) => () => floor.get<{ agents: unknown[] }>(document, { id })
    await getTyped(
      floor,
      NextContactDocument,
      { input: { campaignId: one.campaignId } },
      { agentId: nth(one.agentIds, 0) },
    )
    expect((await agentsOf(shift.campaignId)()).agents).toHaveLength(30)
    const statements = await statementsOf(agentsOf(shift.campaignId))
    expect(statements.length).toBe((await statementsOf(agentsOf(one.campaignId))).length)
  })

  it("four times for the wallboard's panel of five hundred agents", async () => {
    const busy = await openShift(floor, { contacts: 20, agents: 500 })
    for (const agentId of busy.agentIds.slice(0, 20)) {
      await getTyped(floor, NextContactDocument, { input: { campaignId: busy.campaignId } }, { agentId })
    }
    const document = `query ($id: ID!) { agents(campaignId: $id) { id name status statusChangedAt pauseReason
      currentEntry { id status contact { maskedPhone firstName } campaign { id name } } } }`
    const panel = () =>
      floor.get<{ agents: { currentEntry: { contact: { maskedPhone: string } } | null }[] }>(document, {
        id: busy.campaignId,
      })
    const { agents } = await panel()
    expect(agents).toHaveLength(500)
    const held = agents.flatMap(({ currentEntry }) => currentEntry?.contact.maskedPhone ?? [])
    expect(held).toHaveLength(20)
    expect(held.every((phone) => /^\+1 •••••• \d{4}$/.test(phone))).toBe(true)
    expect(JSON.stringify(agents)).not.toMatch(/\+1\d{10}/)
    expect(await statementsOf(panel)).toHaveLength(4)
  })

  it('once for a claim with its contact', async () => {
    const agentId = nth(shift.agentIds, 0)
    const claim = () => getTyped(floor, NextContactDocument, { input: { campaignId: shift.campaignId } }, { agentId })
    const first = await claim()
    await report(floor, first.nextContact.entry?.id ?? '', 'FAILED', {}, { agentId })
    const before = log.texts.length
    const { nextContact } = await claim()
    expect(nextContact.entry?.contact.phone).toMatch(/^\+1/)
    expect(log.texts.slice(before).map((text) => /^\/\* (\w+)/.exec(text)?.[1])).toEqual(['claimNextEntriesNEAR1'])
  })
})
