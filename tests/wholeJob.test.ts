import { mkdtemp, rm } from 'node:fs/promises'
import { createReadStream } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readContactsCsv } from '../src/contact/csvContacts.js'
import { importContacts } from '../src/contact/importContacts.js'
import { runDoctor } from '../src/doctor/runDoctor.js'
import { HttpConnection } from './bench/httpConnection.js'
import { BANK_ROW_COUNT, hasBankCampaign, writeBankFile } from './contact/bankCampaign.js'
import { openFloor, type Floor } from './support/floor.js'

// The main job from end to end, on the contacts of a real campaign: a CSV file in, a queue, 64 agents, true figures.

const AGENTS = 64
/** What the agents save, in the shares of a plain day: a pure function of the entry, so that the totals are known. */
const outcomes = [
  'NO_ANSWER',
  'NO_ANSWER',
  'NO_ANSWER',
  'VOICEMAIL',
  'BUSY',
  'NOT_INTERESTED',
  'NOT_INTERESTED',
  'SALE',
]

interface Worked {
  readonly contactId: string
  readonly outcome: string
}

describe.skipIf(!hasBankCampaign)('the main job on the 41,188 contacts of a real campaign', () => {
  let floor: Floor
  let folder: string
  let campaignId: string
  let listId: string
  let agentIds: string[]

  beforeAll(async () => {
    floor = await openFloor()
    folder = await mkdtemp(path.join(tmpdir(), 'dialqueue-bank-'))
  })
  afterAll(async () => {
    await rm(folder, { recursive: true, force: true })
    await floor.close()
  })

  it('imports every row', async () => {
    const file = path.join(folder, 'bank.csv')
    await writeBankFile(file)
    const rejected: unknown[] = []
    const result = await importContacts(
      floor.database,
      { organizationId: floor.organizationId, listName: 'Bank' },
      readContactsCsv(createReadStream(file)),
      { onRejected: (error) => rejected.push(error) },
    )
    expect(rejected).toEqual([])
    expect(result).toMatchObject({ read: BANK_ROW_COUNT, inserted: BANK_ROW_COUNT, updated: 0, rejectedRows: 0 })
    const { contactLists } = await floor.get<{ contactLists: { id: string; contactCount: number }[] }>(
      '{ contactLists { id contactCount } }',
    )
    expect(contactLists).toMatchObject([{ contactCount: BANK_ROW_COUNT }])
    listId = contactLists[0]?.id ?? ''
  }, 180_000)

  it('queues every contact once', async () => {
    agentIds = []
    for (let agent = 1; agent <= AGENTS; agent += 1) {
      const { createAgent } = await floor.get<{ createAgent: { id: string } }>(
        'mutation ($input: CreateAgentInput!) { createAgent(input: $input) { id } }',
        { input: { name: `Agent ${agent}`, email: `agent-${agent}@bank.example` } },
      )
      agentIds.push(createAgent.id)
      await floor.get(
        'mutation { setAgentStatus(input: { status: AVAILABLE }) { id } }',
        {},
        { agentId: createAgent.id },
      )
    }
    const { createCampaign } = await floor.get<{ createCampaign: { id: string } }>(
      'mutation ($input: CreateCampaignInput!) { createCampaign(input: $input) { id } }',
      { input: { name: 'Deposits', timeZone: zoneWhereItIsNoon(), policyPack: 'NONE', listIds: [listId], agentIds } },
    )
    campaignId = createCampaign.id
    await floor.get('mutation ($id: ID!) { updateCampaign(input: { id: $id, status: ACTIVE }) { id } }', {
      id: campaignId,
    })
    const generate =
      'mutation ($input: GenerateQueueInput!) { generateQueue(input: $input) { created kept excluded { reason count } } }'
    const input = { campaignId, maxEntries: 1_000_000 }
    expect(await floor.get(generate, { input })).toEqual({
      generateQueue: { created: BANK_ROW_COUNT, kept: 0, excluded: [] },
    })
    expect(await floor.get(generate, { input })).toEqual({
      generateQueue: {
        created: 0,
        kept: BANK_ROW_COUNT,
        excluded: [{ reason: 'ALREADY_QUEUED', count: BANK_ROW_COUNT }],
      },
    })
  }, 120_000)

  it('hands every contact to one of 64 agents, and its figures agree with what they saved', async () => {
    // The tests share this process and its processors with the server: `fetch` would take as long as the server itself.
    const { url } = floor.instance
    const shifts = await Promise.all(
      agentIds.map(async (agentId) => {
        const connection = await HttpConnection.open({ url, token: await floor.token({ agentId }) })
        return work(connection, campaignId).finally(() => {
          connection.close()
        })
      }),
    )
    const worked = shifts.flat()
    expect(worked).toHaveLength(BANK_ROW_COUNT)
    expect(new Set(worked.map(({ contactId }) => contactId)).size).toBe(BANK_ROW_COUNT)

    const saved = new Map<string, number>()
    for (const { outcome } of worked) saved.set(outcome, (saved.get(outcome) ?? 0) + 1)
    const count = (...codes: string[]): number => codes.reduce((sum, code) => sum + (saved.get(code) ?? 0), 0)
    const { campaignStats } = await floor.get<{ campaignStats: object }>(
      `query ($campaignId: ID!) { campaignStats(campaignId: $campaignId) {
         counts { queued reserved dialing connected wrapUp completed failed abandoned cancelled total }
         agents { available busy wrapUp paused offline } activeAgents dialedToday connectedToday completedToday
         conversionsToday answerRate conversionRate abandonRate listPenetration outcomesToday { outcome count } } }`,
      { campaignId },
    )
    expect(campaignStats).toMatchObject({
      counts: { queued: 0, dialing: 0, completed: BANK_ROW_COUNT, total: BANK_ROW_COUNT },
      agents: { available: AGENTS, busy: 0, wrapUp: 0, paused: 0, offline: 0 },
      listPenetration: 1,
      dialedToday: BANK_ROW_COUNT,
      completedToday: BANK_ROW_COUNT,
      conversionsToday: count('SALE'),
      connectedToday: count('SALE', 'NOT_INTERESTED', 'VOICEMAIL'),
      answerRate: count('SALE', 'NOT_INTERESTED', 'VOICEMAIL') / BANK_ROW_COUNT,
      conversionRate: count('SALE') / count('SALE', 'NOT_INTERESTED'),
      abandonRate: 0,
      outcomesToday: expect.arrayContaining(
        [...saved].map(([outcome, number]) => ({ outcome, count: number })),
      ) as unknown,
    })
    // Minutes on a quiet machine; only a hang takes longer than this on a busy one.
  }, 1_200_000)

  it('leaves nothing that the doctor would complain about', async () => {
    const findings = await runDoctor(floor.database, null)
    expect(findings.filter(({ count }) => count > 0)).toEqual([])
  }, 60_000)
})

/** A zone in the middle of its day, so that no shift runs over its midnight. The signs of Etc zones are turned round. */
function zoneWhereItIsNoon(): string {
  const west = new Date().getUTCHours() - 12
  return `Etc/GMT${west < 0 ? '' : '+'}${west}`
}

/** One agent's shift over a connection of its own: next contact, outcome, next contact, until the queue is empty. */
async function work(connection: HttpConnection, campaignId: string): Promise<Worked[]> {
  const worked: Worked[] = []
  for (;;) {
    const { nextContact } = await connection.ask<{
      nextContact: { entry: { id: string; version: number; contact: { id: string } } | null; reason: string | null }
    }>(
      'mutation ($campaignId: ID!) { nextContact(input: { campaignId: $campaignId }) { entry { id version contact { id } } reason } }',
      { campaignId },
    )
    const { entry, reason } = nextContact
    if (entry === null) {
      expect(reason).toBe('QUEUE_EMPTY')
      return worked
    }
    const outcome = outcomes[Number(entry.contact.id) % outcomes.length] ?? ''
    await connection.ask(
      'mutation ($input: UpdateQueueStatusInput!) { updateQueueStatus(input: $input) { entry { id } } }',
      { input: { entryId: entry.id, status: 'COMPLETED', outcome, expectedVersion: entry.version } },
    )
    worked.push({ contactId: entry.contact.id, outcome })
  }
}
