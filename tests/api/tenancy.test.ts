import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { everyRow } from '../support/everyRow.js'
import { openFloor, type Answer, type Floor } from '../support/floor.js'
import { openFloorSocket, type FloorSocket } from '../support/floorSocket.js'
import { openOtherOrganization } from '../support/otherOrganization.js'
import { idFor, nullWhenMissing } from './foreignIds.js'
import { inputLeaves, nameOf, rootFields, withValue, type InputLeaf } from './inputLeaves.js'
import { operations } from './operations.js'
import { openStage, type Stage } from './stage.js'

let floor: Floor
let other: Floor
let ours: Stage
let theirs: Stage
let socket: FloorSocket

beforeAll(async () => {
  floor = await openFloor()
  other = await openOtherOrganization(floor)
  ours = await openStage(floor)
  theirs = await openStage(other)
  socket = openFloorSocket(floor.instance.url, await floor.token({ role: 'ADMIN' }))
})

afterAll(async () => {
  await socket.close()
  await floor.close()
})

/** No sequence of a test gets this far. */
const NO_SUCH_ID = '9000000000000000000'

const ids = rootFields().flatMap((operation) =>
  inputLeaves(operation)
    .filter(({ typeName }) => typeName === 'ID')
    .map((leaf) => [nameOf(leaf), leaf] as const),
)

/** The operation with good variables but for the one id, over HTTP (a subscription: over the socket) and the socket. */
async function answersTo(leaf: InputLeaf, id: string): Promise<Pick<Answer, 'data' | 'errors' | 'text'>[]> {
  const { document, variables } = operations[leaf.operation] ?? { document: '', variables: () => ({}) }
  const changed = withValue(variables(ours), leaf, id)
  const overSocket = await socket.ask(document, changed)
  if (leaf.operation.startsWith('Subscription.')) return [overSocket]
  return [await floor.ask(document, changed, { role: 'ADMIN' }), overSocket]
}

describe('an id of another organization', () => {
  it.each(ids)('is not found, as if it did not exist: %s', async (_name, leaf) => {
    const before = await everyRow(floor)
    const answers = await answersTo(leaf, idFor(leaf, theirs))
    for (const [way, answer] of answers.entries()) {
      const field = nullWhenMissing[leaf.operation]
      if (field !== undefined) expect(answer).toMatchObject({ data: { [field]: null }, errors: [] })
      else expect(answer.errors.map(({ extensions }) => extensions.code)).toEqual(['NOT_FOUND'])
      expect(answer.text).toBe((await answersTo(leaf, NO_SUCH_ID))[way]?.text)
    }
    expect(await everyRow(floor)).toEqual(before)
  })
})

describe('what belongs to one organization', () => {
  const wholeFloor = `{
    campaigns { id lists { id } agents { id campaigns { id } currentEntry { id } } stats { counts { total } } }
    contactLists { id contactCount } agents { id } queueMetrics { counts { total } agents { available busy } } }`

  it('is in none of the lists of the other', async () => {
    const [we, they] = [await floor.get(wholeFloor), await other.get(wholeFloor)]
    expect(JSON.stringify(we)).not.toBe(JSON.stringify(they))
    expect(we).toEqual({
      campaigns: [
        {
          id: ours.campaignId,
          lists: [{ id: ours.listId }],
          agents: [
            { id: ours.holderId, campaigns: [{ id: ours.campaignId }], currentEntry: { id: ours.heldEntry.id } },
            { id: ours.freeAgentId, campaigns: [{ id: ours.campaignId }], currentEntry: null },
          ],
          stats: { counts: { total: 8 } },
        },
      ],
      contactLists: [{ id: ours.listId, contactCount: 8 }],
      agents: [{ id: ours.holderId }, { id: ours.freeAgentId }],
      queueMetrics: { counts: { total: 8 }, agents: { available: 1, busy: 1 } },
    })
  })

  it('is not reached with a cursor of the other', async () => {
    const page =
      'query ($c: ID!, $after: String) { dialQueue(campaignId: $c, after: $after) { edges { node { id } } } }'
    const { dialQueue } = await floor.get<{ dialQueue: { edges: { node: { id: string } }[] } }>(page, {
      c: ours.campaignId,
      after: theirs.cursor,
    })
    const rows = await floor.database.pool.query<{ id: string }>(
      'SELECT id FROM dial_queue_entry WHERE organization_id = $1 AND id = ANY ($2)',
      [other.organizationId, dialQueue.edges.map(({ node }) => node.id)],
    )
    expect(rows.rows).toEqual([])
  })

  it('is not claimed with an idempotency key that the other has used', async () => {
    const document = 'mutation ($input: NextContactInput!) { nextContact(input: $input) { entry { id } } }'
    const claim = (one: Floor, { campaignId, freeAgentId }: Stage) =>
      one.get<{ nextContact: { entry: { id: string } } }>(
        document,
        { input: { campaignId, idempotencyKey: 'desk-1/claim-1' } },
        { agentId: freeAgentId, organizationId: one.organizationId },
      )
    const first = await claim(floor, ours)
    const second = await claim(other, theirs)
    expect(second.nextContact.entry.id).not.toBe(first.nextContact.entry.id)
    expect(await claim(floor, ours)).toEqual(first)
    expect(await claim(other, theirs)).toEqual(second)
  })
})

describe('a trusted token', () => {
  it('of an agent of another organization stands for nobody', async () => {
    const before = await everyRow(floor)
    const as = { agentId: theirs.holderId, organizationId: floor.organizationId }
    expect(await floor.get('{ me { agent { id } } }', {}, as)).toEqual({ me: { agent: null } })
    for (const operation of ['Mutation.nextContact', 'Mutation.setAgentStatus']) {
      const { document = '', variables } = operations[operation] ?? {}
      const input = { ...(variables?.(ours) as { input: object }).input, agentId: null }
      const answer = await floor.ask(document, { input }, as)
      expect(answer.errors.map(({ extensions }) => extensions.code)).toEqual(['NOT_FOUND'])
    }
    expect(await everyRow(floor)).toEqual(before)
  })

  it('of an organization that does not exist finds nothing and makes nothing', async () => {
    const before = await everyRow(floor)
    const as = { role: 'ADMIN', organizationId: NO_SUCH_ID } as const
    expect((await floor.ask('{ me { role } }', {}, as)).errors[0]?.extensions.code).toBe('NOT_FOUND')
    expect(await floor.get('{ campaigns { id } agents { id } outcomes { code } }', {}, as)).toEqual({
      campaigns: [],
      agents: [],
      outcomes: [],
    })
    const writes: [operation: string, leftOut: object][] = [
      ['Mutation.createCampaign', { listIds: [], agentIds: [] }],
      ['Mutation.createContactList', {}],
      ['Mutation.updatePolicyPack', {}],
      ['Mutation.createAgent', {}],
      ['Mutation.addContacts', {}],
    ]
    for (const [operation, leftOut] of writes) {
      const { document = '', variables } = operations[operation] ?? {}
      const good = variables?.(ours) as { input?: object }
      const changed = good.input === undefined ? good : { input: { ...good.input, ...leftOut } }
      const answer = await floor.ask(document, changed, as)
      expect(answer.errors.map(({ extensions }) => extensions.code)).toEqual(['NOT_FOUND'])
    }
    expect(await everyRow(floor)).toEqual(before)
  })
})
