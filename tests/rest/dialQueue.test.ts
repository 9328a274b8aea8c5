import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openFloor, openShift, type Floor } from '../support/floor.js'
import { askRest } from './restDesk.js'

let floor: Floor
beforeAll(async () => {
  floor = await openFloor()
})
afterAll(() => floor.close())

interface RestEntry {
  readonly queueId: string
  readonly status: string
  readonly version: number
  readonly assignedAgentId: string | null
  readonly outcome: string | null
  readonly contact: { readonly phone: string; readonly fullName: string }
}
const path = '/api/dial-queue'

async function next(campaignId: string, agentId: string, headers: Record<string, string> = {}) {
  const answer = await askRest(floor, 'POST', `${path}/next`, {
    body: { campaignId, agentId },
    headers,
    as: { agentId },
  })
  const { entry, reason, retryAt } = answer.body.data as { entry: RestEntry; reason: string; retryAt: unknown }
  return { ...answer, entry, reason, retryAt }
}

describe('a front end of the old module', () => {
  it('works a contact from generate to outcome, by the old paths, names and statuses', async () => {
    const { campaignId, agentIds } = await openShift(floor, { contacts: 3, queued: false })
    const [agentId = ''] = agentIds
    const generated = await askRest(floor, 'POST', `${path}/generate`, {
      body: { campaignId: Number(campaignId), maxRecords: '2' },
    })
    expect(generated.body).toMatchObject({
      success: true,
      data: { campaignId, created: 2, queueEntries: 2, kept: 0, entries: [{ status: 'queued' }, { status: 'queued' }] },
    })

    const { entry, body } = await next(campaignId, agentId)
    expect(body).toMatchObject({
      success: true,
      data: { queueEntry: { queueId: entry.queueId }, contact: { phone: entry.contact.phone, firstName: 'First1' } },
    })
    expect(entry).toMatchObject({
      campaignId,
      status: 'dialing',
      assignedAgentId: agentId,
      contact: { fullName: 'First1 Last1' },
    })

    const report = (fields: object) =>
      askRest(floor, 'PUT', `${path}/${entry.queueId}/status`, { body: fields, as: { agentId } })
    expect((await report({ status: 'connected' })).body.data).toMatchObject({ entry: { status: 'connected' } })
    expect((await report({ status: 'wrap_up' })).body.data).toMatchObject({ entry: { status: 'wrap_up' } })
    const saved = await report({ status: 'completed', outcome: 'SALE', notes: 'Two of them', duration: 12 })
    expect(saved.body).toMatchObject({
      success: true,
      data: {
        entry: { status: 'completed', outcome: 'SALE', notes: 'Two of them' },
        queueEntry: { status: 'completed' },
      },
    })

    const stats = await askRest(floor, 'GET', `${path}/stats/${campaignId}`, { as: { agentId } })
    expect(stats.body.data).toMatchObject({
      campaignId,
      dialedToday: 1,
      conversionsToday: 1,
      totalQueued: 1,
      totalCompleted: 1,
    })
    const document =
      'query ($id: ID!) { campaignStats(campaignId: $id) { dialedToday answerRate counts { completed } } }'
    const { campaignStats } = await floor.get<{ campaignStats: object }>(document, { id: campaignId })
    expect(stats.body.data).toMatchObject(campaignStats)
  })

  it('hears why there is nothing to dial as an answer, not as an error', async () => {
    const { campaignId, agentIds } = await openShift(floor, { contacts: 0, queued: false })
    const answer = await next(campaignId, agentIds[0] ?? '')
    expect(answer.status).toBe(200)
    expect(answer.body.data).toEqual({
      entry: null,
      queueEntry: null,
      contact: null,
      reason: 'QUEUE_EMPTY',
      retryAt: null,
    })
  })

  it('pages through the queue, all of it or by status', async () => {
    const { campaignId, agentIds } = await openShift(floor, { contacts: 5 })
    const held = await next(campaignId, agentIds[0] ?? '')
    const seen: string[] = []
    let after = ''
    for (let isMore = true; isMore;) {
      const { body } = await askRest(floor, 'GET', `${path}?campaignId=${campaignId}&first=2${after}`)
      const page = body.data as { entries: RestEntry[]; pageInfo: { hasNextPage: boolean; endCursor: string } }
      expect(body.data).toMatchObject({ totalCount: 5, stats: { totalQueued: 4, totalDialing: 1 } })
      seen.push(...page.entries.map(({ queueId }) => queueId))
      after = `&after=${page.pageInfo.endCursor}`
      isMore = page.pageInfo.hasNextPage
    }
    expect(new Set(seen).size).toBe(5)
    const count = async (query: string) =>
      (await askRest(floor, 'GET', `${path}?campaignId=${campaignId}${query}`)).body.data['totalCount']
    expect(await count('&status=dialing')).toBe(1)
    expect(await count('&status=dialing,queued')).toBe(5)
    expect(await count('&status=dialing&status=completed')).toBe(1)
    expect(held.entry.status).toBe('dialing')
  })

  it('repeats a request with its Idempotency-Key and does nothing twice', async () => {
    const { campaignId, agentIds } = await openShift(floor, { contacts: 3 })
    const [agentId = ''] = agentIds
    const key = { 'idempotency-key': `next-${campaignId}` }
    const first = await next(campaignId, agentId, key)
    const again = await next(campaignId, agentId, key)
    expect(again.entry.queueId).toBe(first.entry.queueId)
    const report = (status: string) =>
      askRest(floor, 'PUT', `${path}/${first.entry.queueId}/status`, {
        body: { status },
        headers: { 'idempotency-key': `to-${campaignId}` },
      })
    expect((await report('connected')).body.data).toMatchObject({ entry: { version: 3 } })
    expect((await report('connected')).body.data).toMatchObject({ entry: { version: 3 } })
    expect(await report('wrap_up')).toMatchObject({ status: 409, body: { error: { code: 'IDEMPOTENCY_MISMATCH' } } })
    const empty = await askRest(floor, 'POST', `${path}/next`, {
      body: { campaignId, agentId },
      headers: { 'idempotency-key': 'x'.repeat(201) },
    })
    expect(empty).toMatchObject({ status: 400, body: { error: { field: 'Idempotency-Key' } } })
  })
})

describe('a request that is refused', () => {
  it.each([
    ['POST', `${path}/next`, {}, 'campaignId', 'campaignId is required'],
    ['POST', `${path}/next`, { campaignId: 'acme' }, 'campaignId', /^campaignId is an id/],
    ['POST', `${path}/next`, { campaignId: 1.5 }, 'campaignId', /^campaignId is an id/],
    ['POST', `${path}/next`, { campaignId: ['1'] }, 'campaignId', /^campaignId is an id/],
    ['POST', `${path}/generate`, { campaignId: 1, maxRecords: 'many' }, 'maxRecords', /^maxRecords is a whole number/],
    ['POST', `${path}/generate`, { campaignId: 1, maxRecords: 0 }, 'maxRecords', /^maxRecords is from 1/],
    ['PUT', `${path}/1/status`, { status: 'COMPLETED' }, 'status', /^status is one of queued, reserved/],
    ['PUT', `${path}/1/status`, { status: 'failed', notes: 7 }, 'notes', 'notes is a text'],
    ['PUT', `${path}/one/status`, { status: 'failed' }, 'queueId', /^queueId is an id/],
    ['GET', `${path}/stats/x`, undefined, 'campaignId', /^campaignId is an id/],
    ['GET', `${path}?campaignId=1&first=0`, undefined, 'first', /^first is from 1/],
    ['GET', `${path}?campaignId=1&campaignId=2`, undefined, 'campaignId', /^campaignId is an id/],
    ['GET', `${path}?campaignId=1&status=flying`, undefined, 'status', /^status is one of/],
  ])('names the field: %s %s %j → %s', async (method, to, body, field, message) => {
    const answer = await askRest(floor, method, to, { body })
    expect(answer).toMatchObject({ status: 400, body: { success: false, error: { code: 'BAD_USER_INPUT', field } } })
    expect(answer.body.error.message).toMatch(message)
  })

  it('without a token or with a bad one hears 401, and how to come with one', async () => {
    const none = await askRest(floor, 'GET', `${path}?campaignId=1`, { as: null })
    expect(none).toMatchObject({ status: 401, body: { success: false, error: { code: 'UNAUTHENTICATED' } } })
    expect(none.headers.get('www-authenticate')).toBe('Bearer')
    const bad = await askRest(floor, 'GET', `${path}?campaignId=1`, {
      as: null,
      headers: { authorization: 'Bearer a.b.c' },
    })
    expect(bad.status).toBe(401)
  })

  it('for something of another organization hears what it would hear of nothing', async () => {
    const { campaignId } = await openShift(floor)
    const as = { role: 'SUPERVISOR', organizationId: '999999' } as const
    const foreign = await askRest(floor, 'GET', `${path}/stats/${campaignId}`, { as })
    expect(foreign).toMatchObject({ status: 404, body: { error: { message: 'Campaign not found' } } })
  })

  it('says for a transition that cannot be from where to where', async () => {
    const { campaignId } = await openShift(floor)
    const { body } = await askRest(floor, 'GET', `${path}?campaignId=${campaignId}&first=1`)
    const [entry] = body.data['entries'] as RestEntry[]
    const refused = await askRest(floor, 'PUT', `${path}/${entry?.queueId ?? ''}/status`, {
      body: { status: 'connected' },
    })
    expect(refused).toMatchObject({
      status: 409,
      body: { error: { code: 'INVALID_TRANSITION', from: 'QUEUED', to: 'CONNECTED' } },
    })
  })

  it.each([
    ['GET', '/api'],
    ['GET', '/api/contacts'],
    ['POST', '/api/dial-queue'],
    ['DELETE', '/api/dial-queue/1/status'],
  ])('to a path that is not there, %s %s, is answered in the same form', async (method, to) => {
    const answer = await askRest(floor, method, to)
    expect(answer).toMatchObject({ status: 404, body: { success: false, error: { code: 'NOT_FOUND' } } })
  })
})

describe('a page of another origin', () => {
  it('is told what it may send, and a foreign one nothing', async () => {
    const preflight = (origin: string) =>
      fetch(`${floor.instance.url}${path}/1/status`, {
        method: 'OPTIONS',
        headers: { origin, 'access-control-request-method': 'PUT' },
      })
    const own = await preflight(floor.instance.url)
    expect(own.status).toBe(204)
    expect(own.headers.get('access-control-allow-methods')).toContain('PUT')
    expect(own.headers.get('access-control-allow-headers')).toContain('idempotency-key')
    const foreign = await preflight('https://elsewhere.example')
    expect(foreign.status).toBe(403)
    expect(foreign.headers.get('access-control-allow-origin')).toBeNull()
  })
})

it('counts what was asked over REST among the operations', async () => {
  const { campaignId } = await openShift(floor)
  await askRest(floor, 'GET', `${path}/stats/${campaignId}`)
  const metrics = await (await fetch(`${floor.instance.url}/metrics`)).text()
  expect(metrics).toMatch(/dialqueue_operations_total\{operation="campaignStats",transport="http",code="OK"\} [1-9]/)
})
