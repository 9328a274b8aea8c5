import { afterAll, beforeAll, expect, it } from 'vitest'
import { nextContactDocument, rows, type NextContactView } from '../support/desk.js'
import { askInstance, openFloor, openInstance, openShift, type Floor } from '../support/floor.js'
import { cancelForbidden } from '../../src/dialQueue/cancelForbidden.js'
import type { Instance } from '../../src/composition.js'
import { add } from './doNotCallDesk.js'

let floor: Floor
let second: Instance

beforeAll(async () => {
  floor = await openFloor()
  second = await openInstance(floor.connectionString)
})
afterAll(async () => {
  await second.close()
  await floor.close()
})

const AGENTS = 12
const CONTACTS = 200

it.each(['PROGRESSIVE', 'PREVIEW'])(
  'nothing is handed out after the mutation has answered, with %s claims and generates in full flight on two instances',
  { timeout: 60_000 },
  async (dialMethod) => {
    const shift = await openShift(floor, { contacts: CONTACTS, agents: AGENTS, dialMethod, maxAttempts: 50 })
    const phones = await rows(floor, 'SELECT id, phone FROM contact WHERE list_id = $1 ORDER BY id', [shift.listId])
    const urls = [floor.instance.url, second.url]
    /** By number: when its suppression was answered. */
    const answeredAt = new Map<string, number>()
    const handedOut: { contactId: string; askedAt: number }[] = []
    const day = { isOver: false }

    const ask = async <T>(index: number, agentId: string, document: string, input: object): Promise<T> => {
      const answer = await askInstance(urls[index % 2] ?? '', await floor.token({ agentId }), document, { input })
      return answer.data as T
    }
    const work = shift.agentIds.map(async (agentId, index) => {
      while (!day.isOver) {
        const askedAt = performance.now()
        const data = await ask<{ nextContact: NextContactView } | null>(index, agentId, nextContactDocument, {
          campaignId: shift.campaignId,
        })
        const entry = data?.nextContact.entry ?? null
        if (entry === null) continue
        handedOut.push({ contactId: entry.contact.id, askedAt })
        // Given back, so that the same numbers are handed out again and again.
        await ask(
          index,
          agentId,
          'mutation ($input: UpdateQueueStatusInput!) { updateQueueStatus(input: $input) { entry { id } } }',
          {
            entryId: entry.id,
            status: 'QUEUED',
          },
        )
      }
    })
    const refill = (async () => {
      while (!day.isOver) {
        await floor.ask('mutation ($input: GenerateQueueInput!) { generateQueue(input: $input) { created } }', {
          input: { campaignId: shift.campaignId, maxEntries: CONTACTS },
        })
      }
    })()
    for (const { id, phone } of phones.slice(0, CONTACTS / 2)) {
      await add(floor, { phone: String(phone) })
      answeredAt.set(String(id), performance.now())
    }
    await new Promise((resolve) => setTimeout(resolve, 300))
    day.isOver = true
    await Promise.all([...work, refill])
    expect(handedOut.length).toBeGreaterThan(100)
    const late = handedOut.filter(({ contactId, askedAt }) => askedAt >= (answeredAt.get(contactId) ?? Infinity))
    expect(late).toEqual([])
    // What was given back at the very moment of a suppression may still stand in the queue, where no claim takes it.
    await cancelForbidden(floor.instance.work, new AbortController().signal)
    const waiting = await rows(
      floor,
      `SELECT entry.id FROM dial_queue_entry AS entry JOIN do_not_call USING (organization_id, phone)
       WHERE entry.status IN ('QUEUED', 'RESERVED') AND entry.campaign_id = $1`,
      [shift.campaignId],
    )
    expect(waiting).toEqual([])
    const busy = await rows(
      floor,
      `SELECT agent.id FROM agent WHERE id = ANY ($1::bigint[]) AND status = 'BUSY' AND NOT EXISTS (
         SELECT FROM dial_queue_entry AS held WHERE held.assigned_agent_id = agent.id
           AND held.status IN ('RESERVED', 'DIALING', 'CONNECTED', 'WRAP_UP'))`,
      [shift.agentIds],
    )
    expect(busy).toEqual([])
  },
)
