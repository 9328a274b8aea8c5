import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { permissions } from '../../src/graphql/permissions.js'
import { type Role, roles } from '../../src/identity/viewer.js'
import { signToken } from '../../src/identity/token.js'
import { askInstance, openFloor, testSecret, type Floor } from '../support/floor.js'
import { openFloorSocket } from '../support/floorSocket.js'
import { argumentsLeftOut, rootFields } from './inputLeaves.js'
import { operations } from './operations.js'
import { openStage, type Stage } from './stage.js'

let floor: Floor
let sharedStage: Stage

beforeAll(async () => {
  floor = await openFloor()
  sharedStage = await openStage(floor)
})

afterAll(() => floor.close())

const isSubscription = (operation: string): boolean => operation.startsWith('Subscription.')

/** The code of the first error of an answer, 'OK' without one. */
function codeIn({ errors }: { errors: readonly { extensions: { code: string } }[] }): string {
  return errors[0]?.extensions.code ?? 'OK'
}

function caseOf(operation: string): (typeof operations)[string] {
  const found = operations[operation]
  if (found === undefined) throw new Error(`operations.ts has no case for ${operation}`)
  return found
}

/** A token of this role; an AGENT's is of the agent for whom the operation's variables are meant. */
function tokenFor(operation: string, role: Role, stage: Stage): Promise<string> {
  const agentId = caseOf(operation).agent === 'free' ? stage.freeAgentId : stage.holderId
  return floor.token(role === 'AGENT' ? { role, agentId } : { role })
}

/** What the role is answered over each way in, in the order HTTP, WebSocket; a subscription has only the second. */
async function answersFor(operation: string, role: Role, stage: Stage): Promise<string[]> {
  const { document, variables } = caseOf(operation)
  const token = await tokenFor(operation, role, stage)
  const socket = openFloorSocket(floor.instance.url, token)
  try {
    const overSocket = codeIn(await socket.ask(document, variables(stage)))
    if (isSubscription(operation)) return [overSocket]
    return [codeIn(await askInstance(floor.instance.url, token, document, variables(stage))), overSocket]
  } finally {
    await socket.close()
  }
}

describe('the table of permissions', () => {
  it('has a row, and the walk a case with every argument, for each operation of the schema', () => {
    expect(Object.keys(permissions).sort()).toEqual(rootFields().sort())
    expect(Object.keys(operations).sort()).toEqual(rootFields().sort())
    expect(rootFields().flatMap(argumentsLeftOut)).toEqual([])
  })

  it('keeps running the floor from agents, running campaigns from diallers, and the settings for admins', () => {
    const closedTo = (role: Role) => Object.keys(permissions).filter((key) => permissions[key]?.includes(role) !== true)
    const runningCampaigns = [
      ...['Query.contactLists', 'Mutation.createCampaign', 'Mutation.updateCampaign', 'Mutation.createContactList'],
      ...[
        'Mutation.addContacts',
        'Mutation.resetList',
        'Mutation.createAgent',
        'Mutation.updateAgent',
        'Mutation.setRetryRules',
        'Mutation.setOutcomeRefusal',
        'Mutation.addClosedDays',
        'Mutation.removeClosedDays',
        'Query.previewFilter',
      ],
      ...['Query.doNotCall', 'Mutation.removeFromDoNotCall', 'Query.backgroundJobs'],
      ...['Query.auditTrail', 'Query.callRecords', 'Query.contacts'],
      ...['Query.consents', 'Mutation.recordReassignedAnswers'],
    ]
    const runningTheFloor = [
      'Query.agents',
      'Query.dialQueue',
      'Query.queueMetrics',
      ...['Query.explainContact', 'Query.queueDiagnosis'],
      'Mutation.generateQueue',
      'Mutation.pushContacts',
    ]
    const settings = ['Mutation.updatePolicyPack', 'Mutation.setOutcome', 'Mutation.eraseContact']
    // Agents tell of the contacts in their hands.
    const toldByAgents = [
      ...['Mutation.addToDoNotCall', 'Query.callbacks', 'Mutation.rescheduleCallback', 'Mutation.cancelCallback'],
      ...['Mutation.recordConsent', 'Mutation.revokeConsent'],
    ]
    expect(closedTo('DIALER').sort()).toEqual([...runningCampaigns, ...toldByAgents, ...settings].sort())
    expect(closedTo('AGENT').sort()).toEqual([...runningCampaigns, ...runningTheFloor, ...settings].sort())
    expect(closedTo('SUPERVISOR').sort()).toEqual([...settings].sort())
    expect(closedTo('ADMIN')).toEqual([])
  })
})

describe.each(rootFields())('%s', (operation) => {
  it('is open, over HTTP and WebSocket, to exactly the roles of its row', async () => {
    const stage = await openStage(floor)
    for (const role of roles) {
      const isAllowed = permissions[operation]?.includes(role) === true
      for (const code of await answersFor(operation, role, stage)) {
        if (isAllowed) expect(['FORBIDDEN', 'UNAUTHENTICATED', 'INTERNAL_SERVER_ERROR']).not.toContain(code)
        else expect(code).toBe('FORBIDDEN')
      }
    }
  })

  it('is closed to nobody, to an expired token and to a token of another secret', async () => {
    const { document, variables } = caseOf(operation)
    const body = JSON.stringify({ query: document, variables: variables(sharedStage) })
    const viewer = { organizationId: floor.organizationId, subject: 'test', role: 'ADMIN', agentId: null } as const
    const tokens = [
      null,
      await signToken(testSecret, viewer, new Date(Date.now() - 1000)),
      await signToken(`another ${testSecret}`, viewer, '1h'),
    ]
    for (const token of tokens) {
      if (!isSubscription(operation) || token !== null) {
        const headers = { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) }
        const response = await fetch(`${floor.instance.url}/graphql`, { method: 'POST', headers, body })
        expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'UNAUTHENTICATED' } }] })
      }
      const socket = openFloorSocket(floor.instance.url, token)
      await expect(socket.ask(document, variables(sharedStage))).rejects.toMatchObject({ code: 4403 })
      await socket.close()
    }
  })
})
