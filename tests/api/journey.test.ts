import { afterAll, beforeAll, expect, it } from 'vitest'
import {
  AddContactsDocument,
  CampaignStatsDocument,
  CreateCampaignDocument,
  DialQueuePageDocument,
  GenerateQueueDocument,
  NextContactDocument,
  RenewLeaseDocument,
  SetAgentStatusDocument,
  UpdateCampaignDocument,
  UpdateQueueOutcomeDocument,
  UpdateQueueStatusDocument,
} from '../generated/graphql.js'
import { openFloor, type Floor } from '../support/floor.js'
import { MovableClock } from '../support/movableClock.js'
import { askTyped, getTyped } from '../support/typedAsk.js'

let floor: Floor

beforeAll(async () => {
  // Its day figures would be of two days at midnight.
  floor = await openFloor({ clock: new MovableClock().read })
})

afterAll(() => floor.close())

/** The id of what a mutation made. */
async function made(field: string, document: string): Promise<string> {
  return (await floor.get<Record<string, { id: string }>>(document))[field]?.id ?? ''
}

it('an empty organization comes to its first sale through the API alone', async () => {
  const listId = await made('createContactList', 'mutation { createContactList(name: "Spring") { id } }')
  const agentId = await made(
    'createAgent',
    'mutation { createAgent(input: { name: "Alma", email: "alma@desk.example" }) { id } }',
  )
  const contacts = [
    { firstName: 'Ada', lastName: 'Adler', phone: '+1 (415) 555-0123', priority: 2, attributes: { plan: 'gold' } },
    { firstName: 'Ben', lastName: 'Brook', phone: '+1 212 555 0124', externalId: 'crm-2' },
    { firstName: 'Cleo', lastName: 'Chase', phone: '12' },
  ]
  expect((await getTyped(floor, AddContactsDocument, { input: { listId, contacts } })).addContacts).toEqual({
    inserted: 2,
    updated: 0,
    rejected: [{ row: 3, field: 'phone', message: expect.any(String) as string }],
  })

  const { createCampaign } = await getTyped(floor, CreateCampaignDocument, {
    input: { name: 'Spring', policyPack: 'NONE', listIds: [listId], agentIds: [agentId] },
  })
  const campaignId = createCampaign.id
  expect(createCampaign).toEqual({
    id: campaignId,
    name: 'Spring',
    status: 'DRAFT',
    dialMethod: 'PROGRESSIVE',
    timeZone: 'America/New_York',
    maxAttempts: 3,
    abandonRateLimit: 0.03,
    lists: [{ id: listId }],
    agents: [{ id: agentId }],
  })
  expect(await getTyped(floor, GenerateQueueDocument, { input: { campaignId } })).toEqual({
    generateQueue: { campaignId, created: 2, kept: 0, excluded: [] },
  })

  const next = () => askTyped(floor, NextContactDocument, { input: { campaignId } }, { agentId })
  expect((await next()).errors[0]?.extensions).toEqual({ code: 'AGENT_UNAVAILABLE', status: 'OFFLINE' })
  await getTyped(floor, SetAgentStatusDocument, { input: { status: 'AVAILABLE' } }, { agentId })
  expect((await next()).data?.nextContact).toEqual({ entry: null, reason: 'CAMPAIGN_NOT_ACTIVE', retryAt: null })
  await getTyped(floor, UpdateCampaignDocument, { input: { id: campaignId, status: 'ACTIVE' } })

  const { entry } = (await next()).data?.nextContact ?? { entry: null }
  expect(entry).toMatchObject({ status: 'DIALING', attempt: 1, priority: 2, contact: { phone: '+14155550123' } })
  const entryId = entry?.id ?? ''
  const { renewLease } = await getTyped(floor, RenewLeaseDocument, { entryId }, { agentId })
  expect(Date.parse(renewLease.leaseExpiresAt ?? '')).toBeGreaterThanOrEqual(Date.parse(entry?.leaseExpiresAt ?? ''))

  const report = async (input: { status: 'CONNECTED' | 'COMPLETED'; outcome?: string; expectedVersion: number }) =>
    (await getTyped(floor, UpdateQueueStatusDocument, { input: { entryId, ...input } }, { agentId })).updateQueueStatus
  const connected = await report({ status: 'CONNECTED', expectedVersion: renewLease.version })
  const expectedVersion = connected.entry.version
  const completed = await report({ status: 'COMPLETED', outcome: 'NOT_INTERESTED', expectedVersion })
  expect(completed.entry).toMatchObject({ status: 'COMPLETED', outcome: 'NOT_INTERESTED', leaseExpiresAt: null })
  const { updateQueueOutcome } = await getTyped(
    floor,
    UpdateQueueOutcomeDocument,
    { input: { entryId, outcome: 'SALE', notes: 'Changed her mind' } },
    { agentId },
  )
  expect(updateQueueOutcome.entry).toMatchObject({ status: 'COMPLETED', outcome: 'SALE', notes: 'Changed her mind' })

  expect((await getTyped(floor, CampaignStatsDocument, { campaignId })).campaignStats).toMatchObject({
    counts: { queued: 1, completed: 1, total: 2 },
    agents: { available: 1 },
    dialedToday: 1,
    connectedToday: 1,
    conversionsToday: 1,
    outcomesToday: [{ outcome: 'SALE', category: 'SUCCESS', count: 1 }],
    answerRate: 1,
    conversionRate: 1,
    listPenetration: 0.5,
  })
  const page = (after: string | null) => getTyped(floor, DialQueuePageDocument, { campaignId, first: 1, after })
  const { dialQueue: first } = await page(null)
  expect(first).toMatchObject({ totalCount: 2, pageInfo: { hasNextPage: true }, edges: [{ node: { id: entryId } }] })
  const { dialQueue: last } = await page(first.pageInfo.endCursor ?? null)
  expect(last).toMatchObject({ pageInfo: { hasNextPage: false }, edges: [{ node: { status: 'QUEUED' } }] })
  expect((await page(last.pageInfo.endCursor ?? null)).dialQueue).toMatchObject({
    totalCount: 2,
    pageInfo: { hasNextPage: false, endCursor: null },
    edges: [],
  })
})
