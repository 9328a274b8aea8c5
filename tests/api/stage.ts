import { nextContact, nth, report, type EntryView } from '../support/desk.js'
import { openShift, type Floor } from '../support/floor.js'

/** One thing of every kind in one organization, each where an operation can work on it. */
export interface Stage {
  readonly campaignId: string
  readonly listId: string
  /** In the hands of `holderId`. */
  readonly contactId: string
  /** Holds `heldEntry`. */
  readonly holderId: string
  /** AVAILABLE. */
  readonly freeAgentId: string
  /** DIALING. */
  readonly heldEntry: EntryView
  /** COMPLETED by `holderId`. */
  readonly finalEntry: EntryView
  readonly queuedEntryId: string
  /** OPEN, due in two days, promised by `holderId`. */
  readonly callbackId: string
  /** Of a page of callbacks. */
  readonly callbackCursor: string
  /** Of a page of the queue. */
  readonly cursor: string
}

/** Opens a shift and works it until there is one of everything. */
export async function openStage(floor: Floor): Promise<Stage> {
  const { campaignId, listId, agentIds } = await openShift(floor, { contacts: 8, agents: 2 })
  const [holderId, freeAgentId] = [nth(agentIds, 0), nth(agentIds, 1)]
  const first = await claimed(floor, campaignId, holderId)
  const finalEntry = await report(floor, first.id, 'COMPLETED', { outcome: 'NOT_INTERESTED' })
  const second = await claimed(floor, campaignId, holderId)
  const callbackAt = new Date(Date.now() + 2 * 86_400_000).toISOString()
  await report(floor, second.id, 'COMPLETED', { outcome: 'CALLBACK', callbackAt })
  const { callbacks } = await floor.get<{ callbacks: { edges: { cursor: string; node: { id: string } }[] } }>(
    'query ($campaignId: ID!) { callbacks(campaignId: $campaignId) { edges { cursor node { id } } } }',
    { campaignId },
  )
  const callback = nth(callbacks.edges, 0)
  const heldEntry = await claimed(floor, campaignId, holderId)
  const { dialQueue } = await floor.get<{ dialQueue: { edges: { cursor: string; node: { id: string } }[] } }>(
    'query ($campaignId: ID!) { dialQueue(campaignId: $campaignId, status: [QUEUED]) { edges { cursor node { id } } } }',
    { campaignId },
  )
  const { cursor, node } = nth(dialQueue.edges, 0)
  return {
    ...{ campaignId, listId, holderId, freeAgentId, heldEntry, finalEntry, cursor },
    contactId: heldEntry.contact.id,
    queuedEntryId: node.id,
    callbackId: callback.node.id,
    callbackCursor: callback.cursor,
  }
}

async function claimed(floor: Floor, campaignId: string, agentId: string): Promise<EntryView> {
  const { entry } = await nextContact(floor, campaignId, agentId)
  if (entry === null) throw new Error('the stage has no contact left')
  return entry
}
