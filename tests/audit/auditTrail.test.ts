import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { audited } from './auditedColumns.js'
import { agentOf, claim, nth, report, row, rows, setAgentStatus } from '../support/desk.js'
import { openFloor, openShift, type Floor } from '../support/floor.js'
import { trailOf } from './trail.js'

let floor: Floor
beforeAll(async () => {
  floor = await openFloor()
})
afterAll(() => floor.close())

describe('the trail of a thing', () => {
  it('says for an entry how it was made, who took it by which rules, and what came of it', async () => {
    const shift = await openShift(floor, { contacts: 3, agents: 1 })
    const entry = await claim(floor, shift.campaignId, agentOf(shift))
    await report(floor, entry.id, 'COMPLETED', { outcome: 'SALE', notes: 'Said yes' }, { agentId: agentOf(shift) })
    const trail = await trailOf(floor, 'ENTRY', entry.id)
    expect(trail.map(({ action, subject, role }) => ({ action, subject, role }))).toEqual([
      { action: 'GENERATED', subject: 'test', role: 'SUPERVISOR' },
      { action: 'CHANGED', subject: 'test', role: 'AGENT' },
      { action: 'CHANGED', subject: 'test', role: 'AGENT' },
    ])
    const [born, taken, ended] = [nth(trail, 0), nth(trail, 1), nth(trail, 2)]
    expect(born).toMatchObject({ entityId: '', changes: { count: 3 } })
    expect(taken).toMatchObject({ agentId: agentOf(shift), changes: { status: ['QUEUED', 'DIALING'] } })
    expect(taken.requestId).toMatch(/./)
    expect(taken.rules.length).toBeGreaterThan(3)
    expect(ended).toMatchObject({
      changes: { status: ['DIALING', 'COMPLETED'], outcome: [null, 'SALE'] },
      personal: { notes: [null, 'Said yes'] },
    })
    expect(ended.rules).toEqual([])
  })

  it('says of a previewed contact by which rules the agent dialled it, not only by which it was offered', async () => {
    const shift = await openShift(floor, { contacts: 1, agents: 1, dialMethod: 'PREVIEW' })
    const { id } = await claim(floor, shift.campaignId, agentOf(shift))
    await report(floor, id, 'DIALING')
    await report(floor, id, 'COMPLETED', { outcome: 'SALE' })
    const [offered, dialled, ended] = (await trailOf(floor, 'ENTRY', id)).slice(-3)
    expect(dialled).toMatchObject({ action: 'CHANGED', changes: { status: ['RESERVED', 'DIALING'] } })
    expect(dialled?.rules).toContain('calling-hours')
    expect(dialled?.rules).toEqual(offered?.rules)
    expect(ended?.rules).toEqual([])
  })

  it('names each agent of a combined claim beside its own entry', async () => {
    const shift = await openShift(floor, { contacts: 12, agents: 12 })
    const entries = await Promise.all(shift.agentIds.map((agentId) => claim(floor, shift.campaignId, agentId)))
    for (const [place, entry] of entries.entries()) {
      const taken = nth(await trailOf(floor, 'ENTRY', entry.id), 1)
      expect(taken).toMatchObject({ role: 'AGENT', agentId: nth(shift.agentIds, place) })
      const busy = (await trailOf(floor, 'AGENT', nth(shift.agentIds, place))).at(-1)
      expect(busy).toMatchObject({ agentId: nth(shift.agentIds, place), changes: { status: ['AVAILABLE', 'BUSY'] } })
    }
  })

  it('shows what an agent did, a contact became, a campaign was told', async () => {
    const shift = await openShift(floor, { contacts: 1, agents: 1 })
    await setAgentStatus(floor, agentOf(shift), 'PAUSED', 'lunch')
    expect((await trailOf(floor, 'AGENT', agentOf(shift))).at(-1)).toMatchObject({
      changes: { status: ['AVAILABLE', 'PAUSED'] },
      personal: { pause_reason: [null, 'lunch'] },
    })
    await floor.get('mutation ($input: UpdateCampaignInput!) { updateCampaign(input: $input) { id } }', {
      input: { id: shift.campaignId, maxAttempts: 7 },
    })
    expect((await trailOf(floor, 'CAMPAIGN', shift.campaignId)).at(-1)).toMatchObject({
      subject: 'test',
      role: 'SUPERVISOR',
      changes: { max_attempts: [3, 7] },
    })
  })

  it('is told by a writer that is not the product as well, under the name of its login', async () => {
    const shift = await openShift(floor, { contacts: 1, agents: 1, queued: false })
    const contactId = nth(shift.contactIds, 0)
    await rows(floor, "UPDATE contact SET priority = 9, first_name = 'Zoe' WHERE organization_id = $1 AND id = $2", [
      floor.organizationId,
      contactId,
    ])
    const { login } = await row(floor, 'SELECT session_user::text AS login')
    const trail = await trailOf(floor, 'CONTACT', contactId)
    expect(trail.at(0)).toMatchObject({ action: 'IMPORTED' })
    expect(trail.at(-1)).toMatchObject({ subject: login, role: null, changes: { priority: [0, 9] } })
    expect(trail.at(-1)?.personal).toHaveProperty('first_name.1', 'Zoe')
  })

  it('does not grow when a lease is renewed or nothing changes', async () => {
    const shift = await openShift(floor, { contacts: 1, agents: 1 })
    const entry = await claim(floor, shift.campaignId, agentOf(shift))
    const before = await trailOf(floor, 'ENTRY', entry.id)
    await floor.get('mutation ($entryId: ID!) { renewLease(entryId: $entryId) { id } }', { entryId: entry.id })
    await rows(floor, 'UPDATE dial_queue_entry SET priority = priority WHERE id = $1', [entry.id])
    expect(await trailOf(floor, 'ENTRY', entry.id)).toEqual(before)
  })

  it('is one row for many births, and is found from each of them', async () => {
    const shift = await openShift(floor, { contacts: 500, agents: 1 })
    const births = await rows(
      floor,
      `SELECT 1 FROM audit_log WHERE entity = 'ENTRY' AND action = 'GENERATED' AND changes ->> 'campaign_id' = $1`,
      [shift.campaignId],
    )
    expect(births).toHaveLength(1)
    const { id } = await row(floor, 'SELECT max(id) AS id FROM dial_queue_entry WHERE campaign_id = $1', [
      shift.campaignId,
    ])
    expect(await trailOf(floor, 'ENTRY', String(id))).toHaveLength(1)
  })

  it('is read page by page', async () => {
    const shift = await openShift(floor, { contacts: 1, agents: 1 })
    for (const status of ['PAUSED', 'AVAILABLE', 'PAUSED', 'AVAILABLE'])
      await setAgentStatus(floor, agentOf(shift), status)
    const all = (await trailOf(floor, 'AGENT', agentOf(shift))).map(({ id }) => id)
    const paged: string[] = []
    let after: string | null = null
    do {
      type Page = { edges: { node: { id: string } }[]; pageInfo: { hasNextPage: boolean; endCursor: string | null } }
      const { auditTrail }: { auditTrail: Page } = await floor.get(
        `query ($id: String!, $after: String) { auditTrail(entity: AGENT, id: $id, first: 2, after: $after) {
          edges { node { id } } pageInfo { hasNextPage endCursor } } }`,
        { id: agentOf(shift), after },
      )
      paged.push(...auditTrail.edges.map(({ node }) => node.id))
      after = auditTrail.pageInfo.hasNextPage ? auditTrail.pageInfo.endCursor : null
    } while (after !== null)
    expect(paged).toEqual(all)
    expect(all.length).toBeGreaterThanOrEqual(5)
  })
})

describe('the triggers of the trail', () => {
  it('record every column of an audited table', async () => {
    const missing = (await audited(floor)).filter(({ unknown }) => unknown.length > 0)
    expect(missing).toEqual([])
  })

  it('keep names, numbers, addresses and free text apart, where an erasure reaches them', async () => {
    // Of things that are no persons, or that an erasure must leave.
    const impersonal = new Set([
      ...[
        'organization.name',
        'campaign.name',
        'contact_list.name',
        'closed_day.name',
        'campaign.caller_id',
        'campaign.number_pause_minutes',
      ],
      ...['do_not_call_prefix.reason', 'do_not_call_prefix.removed_reason', 'do_not_call_list.reason'],
      ...['do_not_call_list.number_count', 'call_record.calling_number', 'agent.reason_changed_at'],
    ])
    const exposed = (await audited(floor)).flatMap(({ table, recorded, personal }) =>
      recorded
        .filter((column) => /name|phone|number|email|notes|reason|attributes|recording/.test(column))
        .filter((column) => !personal.includes(column) && !impersonal.has(`${table}.${column}`))
        .map((column) => `${table}.${column}`),
    )
    expect(exposed).toEqual([])
  })
})
