import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { everyRow } from '../support/everyRow.js'
import { openFloor, type Floor } from '../support/floor.js'
import { openFloorSocket, type FloorSocket, type SocketAnswer } from '../support/floorSocket.js'
import { leaks } from './leaks.js'
import { operations } from './operations.js'
import { openStage, type Stage } from './stage.js'

let floor: Floor
let socket: FloorSocket
let stage: Stage

beforeAll(async () => {
  floor = await openFloor()
  socket = openFloorSocket(floor.instance.url, await floor.token())
  stage = await openStage(floor)
})

afterAll(async () => {
  await socket.close()
  await floor.close()
})

const addContacts = operations['Mutation.addContacts']?.document ?? ''
const createCampaign = operations['Mutation.createCampaign']?.document ?? ''
const queueStatus = operations['Subscription.queueStatus']?.document ?? ''
const contact = (index: number): object => ({
  externalId: `bulk-${index}`,
  firstName: 'F',
  lastName: 'L',
  phone: `+1212555${String(index).padStart(4, '0')}`,
})
const contacts = (count: number): object[] => Array.from({ length: count }, (_, index) => contact(index))
const nested = (levels: number): object => JSON.parse(`${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`) as object
const idsFrom = (first: number, count: number): string[] =>
  Array.from({ length: count }, (_, index) => String(first + index))

/** What both ways in answer; they must agree, leak nothing and change nothing. */
async function refusal(document: string, variables: object): Promise<SocketAnswer> {
  const before = await everyRow(floor)
  const overSocket = await socket.ask(document, variables)
  if (!document.startsWith('subscription')) {
    const { data, errors } = await floor.ask(document, variables)
    expect({ data, errors }).toEqual({ data: overSocket.data, errors: overSocket.errors })
  }
  expect(leaks(overSocket.text)).toBeNull()
  expect(await everyRow(floor)).toEqual(before)
  return overSocket
}

const codesOf = ({ errors }: SocketAnswer): string[] => errors.map(({ extensions }) => extensions.code)

describe('an operation that asks for what is not there', () => {
  it.each([
    ['an unknown field', '{ me { role salary } }', {}],
    ['an unknown operation', 'mutation { deleteEverything { id } }', {}],
    ['an unknown argument', '{ campaigns(name: "x") { id } }', {}],
    ['an unknown input field', createCampaign, { input: { name: 'Autumn', budget: 5 } }],
    ['an unknown field of a row', addContacts, { input: { listId: '1', contacts: [{ ...contact(1), ssn: '1' }] } }],
    ['an unknown word, written out', 'mutation { updateCampaign(input: { id: 1, status: OPEN }) { id } }', {}],
    ['a word as a text, written out', 'mutation { updateCampaign(input: { id: 1, status: "ACTIVE" }) { id } }', {}],
    ['no field of an object', '{ me }', {}],
    ['a field of a scalar', '{ me { role { name } } }', {}],
    ['a required variable left out', createCampaign, {}],
    ['a required input field left out', createCampaign, { input: { maxAttempts: 1 } }],
    ['an impossible instant, written out', operationWithInstant('2026-02-30T00:00:00Z'), {}],
    ['a number too large, written out', '{ dialQueue(campaignId: 1, first: 99999999999) { totalCount } }', {}],
    ['an id that is none, written out', '{ campaign(id: "1 OR 1=1") { id } }', {}],
  ])('is refused as BAD_USER_INPUT: %s', async (_what, document, variables) => {
    for (const code of codesOf(await refusal(document, variables))) expect(code).toBe('BAD_USER_INPUT')
    expect((await refusal(document, variables)).errors.length).toBeGreaterThan(0)
  })
})

function operationWithInstant(instant: string): string {
  return `mutation { updateQueueOutcome(input: { entryId: 1, outcome: "CALLBACK", callbackAt: "${instant}" }) { entry { id } } }`
}

describe('a request that is not even GraphQL', () => {
  it.each([
    ['malformed JSON', '{"query": "mutation { createContactList(name: \\"x\\") { id } }"', 400],
    ['half a character', '{"query": "{ me { role } }", "variables": {"a": "\\ud83"}}', 400],
    ['no JSON object', '[]', 400],
    ['a query that is a number', '{"query": 7}', 400],
  ])('is refused as BAD_USER_INPUT: %s', async (_what, body, status) => {
    const before = await everyRow(floor)
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${await floor.token()}` }
    const response = await fetch(`${floor.instance.url}/graphql`, { method: 'POST', headers, body })
    const text = await response.text()
    expect([response.status, JSON.parse(text)]).toMatchObject([
      status,
      { errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] },
    ])
    expect(leaks(text)).toBeNull()
    expect(await everyRow(floor)).toEqual(before)
  })
})

describe('contacts', () => {
  const add = (rows: object[]) => refusal(addContacts, { input: { listId: stage.listId, contacts: rows } })

  it.each([0, 1001])('are not added %i at a time', async (count) => {
    expect(codesOf(await add(contacts(count)))).toEqual(['BAD_USER_INPUT'])
  })

  it('whose attributes are too deep are rejected, row by row', async () => {
    const { data } = await add([{ ...contact(1), attributes: nested(40) }])
    expect(data).toMatchObject({ addContacts: { inserted: 0, rejected: [{ row: 1, field: 'attributes' }] } })
  })

  it('whose attributes are deeper than anything we could mean are refused as LIMIT_EXCEEDED', async () => {
    expect(codesOf(await add([{ ...contact(1), attributes: nested(3000) }]))).toEqual(['LIMIT_EXCEEDED'])
  })

  it('with a NUL anywhere in their attributes are rejected', async () => {
    for (const attributes of [{ plan: 'a\u0000' }, { 'a\u0000': 1 }, { a: [{ b: '\u0000' }] }]) {
      const { data } = await add([{ ...contact(1), attributes }])
      expect(data).toMatchObject({ addContacts: { inserted: 0, rejected: [{ row: 1, field: 'attributes' }] } })
    }
  })

  it.each([
    ['__proto__', '{"__proto__": {"isAdmin": true}}'],
    ['constructor', '{"constructor": {"prototype": {"isAdmin": true}}}'],
  ])('cannot change what all objects are, with attributes of the name %s', async (_name, attributes) => {
    const before = await everyRow(floor)
    const row = JSON.stringify({ ...contact(1), attributes: 'HERE' }).replace('"HERE"', attributes)
    const variables = JSON.parse(`{"input": {"listId": "${stage.listId}", "contacts": [${row}]}}`) as object
    const answers = [await socket.ask(addContacts, variables), await floor.ask(addContacts, variables)]
    for (const answer of answers) expect(codesOf(answer)).toEqual(['BAD_USER_INPUT'])
    expect(({} as Record<string, unknown>)['isAdmin']).toBeUndefined()
    expect(await everyRow(floor)).toEqual(before)
  })
})

describe('variables with a name that changes objects', () => {
  const poisoned = '{"unused": {"__proto__": {"isAdmin": true}}}'

  it('are refused as BAD_USER_INPUT in a GET and on a socket, also where nobody reads them', async () => {
    const parameters = new URLSearchParams({ query: '{ me { role } }', variables: poisoned })
    const headers = { 'apollo-require-preflight': 'yes', authorization: `Bearer ${await floor.token()}` }
    const response = await fetch(`${floor.instance.url}/graphql?${String(parameters)}`, { headers })
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'BAD_USER_INPUT' } }] })
    const variables = JSON.parse(poisoned) as object
    expect(codesOf(await socket.ask('{ me { role } }', variables))).toEqual(['BAD_USER_INPUT'])
  })
})

describe('a request that is larger than it may be', () => {
  it('is LIMIT_EXCEEDED with variables forty thousand levels deep, also where nobody reads them', async () => {
    const deep = `${'{"a":'.repeat(40_000)}1${'}'.repeat(40_000)}`
    const body = `{"query": "{ me { role } }", "variables": {"unused": ${deep}}}`
    const headers = { 'content-type': 'application/json', authorization: `Bearer ${await floor.token()}` }
    const response = await fetch(`${floor.instance.url}/graphql`, { method: 'POST', headers, body })
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'LIMIT_EXCEEDED' } }] })
    // As deep as JSON.stringify goes in this test; the walk of the server knows no bound.
    expect(codesOf(await refusal(queueStatus, { campaignIds: null, unused: nested(3000) }))).toEqual(['LIMIT_EXCEEDED'])
  })

  it('is LIMIT_EXCEEDED over HTTP, and ends the socket, with attributes of five megabytes', async () => {
    const before = await everyRow(floor)
    const attributes = { text: 'x'.repeat(5 * 1024 * 1024) }
    const input = { listId: stage.listId, contacts: [{ ...contact(1), attributes }] }
    expect(codesOf(await floor.ask(addContacts, { input }))).toEqual(['LIMIT_EXCEEDED'])
    const own = openFloorSocket(floor.instance.url, await floor.token())
    await expect(own.ask(addContacts, { input })).rejects.toMatchObject({ code: 1009 })
    expect(await everyRow(floor)).toEqual(before)
  })

  it('is answered, with thirty thousand ids of nothing', async () => {
    // As many as a socket's message takes: more than PostgreSQL takes parameters in one statement.
    const ids = idsFrom(1_000_000, 20_000)
    expect(codesOf(await refusal(queueStatus, { campaignIds: ids }))).toEqual(['NOT_FOUND'])
    expect(codesOf(await refusal(createCampaign, { input: { name: 'Wide', listIds: ids } }))).toEqual(['NOT_FOUND'])
    const wide = idsFrom(1_000_000, 100_000)
    const answer = await floor.ask(createCampaign, { input: { name: 'Wide', agentIds: wide } })
    expect(codesOf(answer)).toEqual(['NOT_FOUND'])
  })
})
