import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Instance } from '../../src/composition.js'
import { cancelForbidden } from '../../src/dialQueue/cancelForbidden.js'
import { nextContactDocument, rows, type NextContactView } from '../support/desk.js'
import { askInstance, openFloor, openInstance, openShift, type Floor } from '../support/floor.js'
import { demandConsent, revoke } from './consentDesk.js'

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

const AGENTS = 8
const CONTACTS = 80

it.each(['PROGRESSIVE', 'PREVIEW'])(
  'E14: nothing is handed out after a withdrawal was answered, with %s claims and generates in full flight on two instances',
  { timeout: 60_000 },
  async (dialMethod) => {
    const shift = await openShift(floor, { contacts: CONTACTS, agents: AGENTS, dialMethod, maxAttempts: 50 })
    await demandConsent(floor, shift.campaignId)
    // Half of them by contact, half by number.
    await rows(
      floor,
      `INSERT INTO consent (organization_id, contact_id, phone, basis, given_at, source)
       SELECT organization_id, CASE id % 2 WHEN 0 THEN id END, CASE id % 2 WHEN 1 THEN phone END, 'EXPRESS', now(), 'test'
       FROM contact WHERE list_id = $1`,
      [shift.listId],
    )
    const people = await rows(floor, 'SELECT id, phone FROM contact WHERE list_id = $1 ORDER BY id', [shift.listId])
    const urls = [floor.instance.url, second.url]
    /** By contact: when its withdrawal was answered. */
    const answeredAt = new Map<string, number>()
    const handedOut: { contactId: string; askedAt: number }[] = []
    const day = { isOver: false }
    const ask = async <T>(index: number, agentId: string, document: string, input: object): Promise<T> => {
      const answer = await askInstance(urls[index % 2] ?? '', await floor.token({ agentId }), document, { input })
      return answer.data as T
    }
    const giveBack = 'mutation ($input: UpdateQueueStatusInput!) { updateQueueStatus(input: $input) { entry { id } } }'
    const work = shift.agentIds.map(async (agentId, index) => {
      while (!day.isOver) {
        const askedAt = performance.now()
        const input = { campaignId: shift.campaignId }
        const data = await ask<{ nextContact: NextContactView } | null>(index, agentId, nextContactDocument, input)
        const entry = data?.nextContact.entry ?? null
        if (entry === null) continue
        handedOut.push({ contactId: entry.contact.id, askedAt })
        // Given back, so that the same people are handed out again and again.
        await ask(index, agentId, giveBack, { entryId: entry.id, status: 'QUEUED' })
      }
    })
    const refill = (async () => {
      while (!day.isOver) {
        await floor.ask('mutation ($input: GenerateQueueInput!) { generateQueue(input: $input) { created } }', {
          input: { campaignId: shift.campaignId, maxEntries: CONTACTS },
        })
      }
    })()
    for (const { id, phone } of people.slice(0, CONTACTS / 2)) {
      const isOfContact = BigInt(String(id)) % 4n < 2n
      await revoke(floor, isOfContact ? { contactId: String(id) } : { phone: String(phone) })
      answeredAt.set(String(id), performance.now())
    }
    // What comes after the last answer counts too.
    const handedOutBefore = handedOut.length
    while (handedOut.length < handedOutBefore + 20) await new Promise((resolve) => setTimeout(resolve, 10))
    day.isOver = true
    await Promise.all([...work, refill])
    const late = handedOut.filter(({ contactId, askedAt }) => askedAt >= (answeredAt.get(contactId) ?? Infinity))
    expect(late).toEqual([])
    // What was given back at the very moment of a withdrawal may still stand in the queue, where no claim takes it.
    await cancelForbidden(floor.instance.work, new AbortController().signal)
    const waiting = await rows(
      floor,
      `SELECT entry.id FROM dial_queue_entry AS entry WHERE entry.campaign_id = $1
         AND entry.status IN ('QUEUED', 'RESERVED') AND entry.contact_id = ANY ($2::bigint[])`,
      [shift.campaignId, [...answeredAt.keys()]],
    )
    expect(waiting).toEqual([])
  },
)
