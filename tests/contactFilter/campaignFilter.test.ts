import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { GivenFilter } from '../../src/contactFilter/contactFilter.js'
import { agentOf, changeContact, claim, generate, nextContact, nth, report, rows } from '../support/desk.js'
import { openFloor, openShift, type Answer, type Floor, type Shift } from '../support/floor.js'

let floor: Floor

beforeAll(async () => {
  floor = await openFloor()
})
afterAll(async () => {
  await floor.close()
})

const updateDocument = `mutation ($input: UpdateCampaignInput!) {
  updateCampaign(input: $input) { contactFilter filterMatchCount } }`
const previewDocument = `query ($listIds: [ID!]!, $filter: ContactFilterInput!) {
  previewFilter(listIds: $listIds, filter: $filter) { matchingCount contactCount samples { id } } }`

interface FilteredCampaign {
  readonly contactFilter: GivenFilter | null
  readonly filterMatchCount: number | null
}

async function update(shift: Shift, input: object): Promise<FilteredCampaign> {
  const variables = { input: { id: shift.campaignId, ...input } }
  return (await floor.get<{ updateCampaign: FilteredCampaign }>(updateDocument, variables)).updateCampaign
}

/** A shift of six contacts aged 20, 30, … 70 years; as an import writes it, the age is a text. */
async function agedShift(options: { queued: boolean }): Promise<Shift> {
  const shift = await openShift(floor, { contacts: 6, agents: 1, queued: false })
  for (const [index, contactId] of shift.contactIds.entries()) {
    await changeContact(floor, contactId, {
      attributes: { age: String(20 + 10 * index), plan: index % 2 === 0 ? 'gold' : '' },
    })
  }
  if (options.queued) await generate(floor, shift.campaignId, 6)
  return shift
}

const over40: GivenFilter = { range: { field: 'attributes.age', from: 40 } }
const nobody: GivenFilter = { equals: { field: 'attributes.plan', value: 'platinum' } }

describe('a campaign with a filter', () => {
  it('queues and hands out only contacts that match, and says how many it left out', async () => {
    const shift = await agedShift({ queued: false })
    await update(shift, { contactFilter: over40 })
    expect(await generate(floor, shift.campaignId, 6)).toEqual({ created: 4, kept: 0, excluded: { FILTERED_OUT: 2 } })
    const given: string[] = []
    for (let count = 0; count < 4; count += 1) {
      const entry = await claim(floor, shift.campaignId, agentOf(shift))
      given.push(entry.contact.id)
      await report(floor, entry.id, 'COMPLETED', { outcome: 'NOT_INTERESTED' })
    }
    expect(given).toEqual(shift.contactIds.slice(2))
  })

  it('shows it as it was given', async () => {
    const shift = await agedShift({ queued: false })
    const filter = { and: [over40, { not: { in: { field: 'list', values: [1, 'two', true] } } }] }
    expect(await update(shift, { contactFilter: filter })).toEqual({ contactFilter: filter, filterMatchCount: 4 })
  })

  it('that matches nobody says so at once, in the answer and in the queue’s', async () => {
    const shift = await agedShift({ queued: false })
    expect(await update(shift, { contactFilter: nobody })).toMatchObject({ filterMatchCount: 0 })
    expect(await generate(floor, shift.campaignId, 6)).toEqual({ created: 0, kept: 0, excluded: { FILTERED_OUT: 6 } })
    const { createCampaign } = await floor.get<{ createCampaign: FilteredCampaign }>(
      `mutation ($input: CreateCampaignInput!) { createCampaign(input: $input) { contactFilter filterMatchCount } }`,
      { input: { name: 'Nobody', listIds: [shift.listId], contactFilter: nobody } },
    )
    expect(createCampaign).toEqual({ contactFilter: nobody, filterMatchCount: 0 })
  })

  it('does not count for agents, nor without a filter', async () => {
    const shift = await agedShift({ queued: false })
    const document = 'query ($id: ID!) { campaign(id: $id) { filterMatchCount } }'
    const count = (as?: object) => floor.get(document, { id: shift.campaignId }, as)
    expect(await count()).toEqual({ campaign: { filterMatchCount: null } })
    await update(shift, { contactFilter: over40 })
    expect(await count({ agentId: agentOf(shift) })).toEqual({ campaign: { filterMatchCount: null } })
    expect(await count()).toEqual({ campaign: { filterMatchCount: 4 } })
  })
})

describe('a change of the filter', () => {
  it('cancels what waits and no longer matches, and leaves what an agent holds', async () => {
    const shift = await agedShift({ queued: true })
    const held = await claim(floor, shift.campaignId, agentOf(shift))
    expect(held.contact.id).toBe(shift.contactIds[0])
    await update(shift, { contactFilter: over40 })
    const entries = await rows(
      floor,
      'SELECT contact_id, status FROM dial_queue_entry WHERE campaign_id = $1 ORDER BY contact_id',
      [shift.campaignId],
    )
    expect(entries.map(({ status }) => status)).toEqual([
      'DIALING',
      'CANCELLED',
      'QUEUED',
      'QUEUED',
      'QUEUED',
      'QUEUED',
    ])
  })

  it('that removes it lets everybody in again', async () => {
    const shift = await agedShift({ queued: false })
    await update(shift, { contactFilter: nobody })
    expect(await update(shift, { removeContactFilter: true })).toEqual({ contactFilter: null, filterMatchCount: null })
    expect(await generate(floor, shift.campaignId, 6)).toMatchObject({ created: 6 })
  })

  it('of nothing else leaves it as it is', async () => {
    const shift = await agedShift({ queued: false })
    await update(shift, { contactFilter: over40 })
    expect(await update(shift, { ageingMinutes: 5, contactFilter: null })).toMatchObject({ contactFilter: over40 })
  })
})

it('a contact that stops matching while its entry waits is not handed out', async () => {
  const shift = await agedShift({ queued: false })
  await update(shift, { contactFilter: over40 })
  await generate(floor, shift.campaignId, 6)
  await rows(floor, `UPDATE contact SET attributes = '{"age": "unknown"}' WHERE list_id = $1`, [shift.listId])
  expect(await nextContact(floor, shift.campaignId, agentOf(shift))).toMatchObject({
    entry: null,
    reason: 'FILTERED_OUT',
  })
})

describe('previewFilter', () => {
  it('counts whom a filter would mean, and shows five of them', async () => {
    const shift = await agedShift({ queued: false })
    const other = await agedShift({ queued: false })
    const preview = (listIds: string[], filter: GivenFilter) => floor.get(previewDocument, { listIds, filter })
    expect(await preview([shift.listId], over40)).toEqual({
      previewFilter: { matchingCount: 4, contactCount: 6, samples: shift.contactIds.slice(2).map((id) => ({ id })) },
    })
    expect(await preview([shift.listId, other.listId], { exists: { field: 'phone' } })).toEqual({
      previewFilter: {
        matchingCount: 12,
        contactCount: 12,
        samples: shift.contactIds.slice(0, 5).map((id) => ({ id })),
      },
    })
    expect(await preview([shift.listId], { exists: { field: 'attributes.plan' } })).toMatchObject({
      previewFilter: { matchingCount: 3 },
    })
    expect(await preview([shift.listId], nobody)).toEqual({
      previewFilter: { matchingCount: 0, contactCount: 6, samples: [] },
    })
  })

  it.each<[string, unknown, string]>([
    ['an empty node', { and: [{ not: {} }] }, 'filter.and[0].not'],
    ['two operators in one node', { or: [over40, { ...over40, ...nobody }] }, 'filter.or[1]'],
    ['an unknown field', { not: { exists: { field: 'age' } } }, 'filter.not.exists.field'],
    ['a range that holds nothing', { range: { field: 'attributes.age', from: 5, to: 5 } }, 'filter.range'],
    [
      'a range from a number to a date',
      { range: { field: 'attributes.a', from: 5, to: '2026-01-01' } },
      'filter.range',
    ],
    ['a number as a text in a range', { range: { field: 'attributes.age', from: '18' } }, 'filter.range.from'],
    ['a range of names', { range: { field: 'lastName', from: 1 } }, 'filter.range.field'],
    ['an empty text', { in: { field: 'email', values: ['a@b', ''] } }, 'filter.in.values[1]'],
    ['a status that does not exist', { equals: { field: 'status', value: 'SOLD' } }, 'filter.equals.value'],
    ['a priority that is no number', { equals: { field: 'priority', value: 'high' } }, 'filter.equals.value'],
    ['101 nodes', { or: Array.from({ length: 100 }, () => over40) }, 'filter'],
    [
      'nine levels',
      { not: { not: { not: { not: { not: { not: { not: { not: over40 } } } } } } } },
      `filter${'.not'.repeat(8)}`,
    ],
  ])('refuses %s, and says where', async (_, filter, field) => {
    const { listId } = await openShift(floor, { contacts: 0, agents: 0, queued: false })
    const answer: Answer = await floor.ask(previewDocument, { listIds: [listId], filter })
    expect(answer.errors.map(({ extensions }) => [extensions.code, extensions['field']])).toEqual([
      ['BAD_USER_INPUT', field],
    ])
  })

  it('takes what is as large as it may be', async () => {
    const { listId } = await openShift(floor, { contacts: 1, agents: 0, queued: false })
    const deep = { not: { not: { not: { not: { not: { not: { not: { exists: { field: 'email' } } } } } } } } }
    const wide = {
      or: Array.from({ length: 98 }, (_, n) => ({ equals: { field: `attributes.k${n}`, value: 'v'.repeat(1_000) } })),
    }
    for (const filter of [
      deep,
      { and: [wide] },
      { in: { field: 'lastName', values: Array.from({ length: 1_000 }, (_, n) => n) } },
    ]) {
      expect((await floor.ask(previewDocument, { listIds: [listId], filter })).errors).toEqual([])
    }
  })
})

it('no value of a filter becomes part of the path, and an attribute’s name only as a quoted key', async () => {
  const shift = await agedShift({ queued: false })
  const key = `a"] ? (@ == 1) || $.x == "`
  await update(shift, {
    contactFilter: {
      or: [
        { equals: { field: `attributes.${key}`, value: '") || (1 == 1' } },
        { exists: { field: `attributes.${key}` } },
      ],
    },
  })
  const [campaign] = await rows(floor, 'SELECT filter_path, filter_values FROM campaign WHERE id = $1', [
    shift.campaignId,
  ])
  expect(campaign?.['filter_path']).toContain(`$.attributes.${JSON.stringify(key)}`)
  expect(campaign?.['filter_path']).not.toContain('1 == 1')
  expect(campaign?.['filter_values']).toEqual({ v0: ['") || (1 == 1'] })
  expect(await generate(floor, shift.campaignId, 6)).toMatchObject({ created: 0 })
  await changeContact(floor, nth(shift.contactIds, 3), { attributes: { [key]: '") || (1 == 1' } })
  expect(await generate(floor, shift.campaignId, 6)).toMatchObject({ created: 1 })
})
