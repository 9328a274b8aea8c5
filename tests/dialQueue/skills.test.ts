import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { agentOf, changeContact, generate, nextContact, nth, report, rows } from '../support/desk.js'
import { openFloor, openShift, type Floor, type Shift } from '../support/floor.js'

let floor: Floor

beforeAll(async () => {
  floor = await openFloor()
})
afterAll(async () => {
  await floor.close()
})

/** A shift whose contacts need these skills, one contact each, all queued; and whose agents have these. */
async function skilledShift(
  contacts: readonly (readonly string[])[],
  agents: readonly (readonly string[])[],
): Promise<Shift> {
  const shift = await openShift(floor, { contacts: contacts.length, agents: agents.length, queued: false })
  for (const [index, skills] of contacts.entries()) {
    await changeContact(floor, nth(shift.contactIds, index), {
      required_skills: [...skills].sort(),
      // A number that an import accepts.
      phone: `+1415${2_000_000 + Number(shift.listId) * 100 + index}`,
    })
  }
  for (const [index, skills] of agents.entries()) {
    await rows(floor, 'UPDATE agent SET skills = $2 WHERE id = $1', [nth(shift.agentIds, index), [...skills].sort()])
  }
  await generate(floor, shift.campaignId, contacts.length)
  return shift
}

/** What an agent is given until there is nothing for it, as indexes of the shift's contacts; and why that was the end. */
async function everythingFor(shift: Shift, agentId: string): Promise<{ contacts: number[]; reason: string | null }> {
  const contacts: number[] = []
  for (;;) {
    const { entry, reason } = await nextContact(floor, shift.campaignId, agentId)
    if (entry === null) return { contacts, reason }
    contacts.push(shift.contactIds.indexOf(entry.contact.id))
    await report(floor, entry.id, 'COMPLETED', { outcome: 'NOT_INTERESTED' })
  }
}

describe('a contact that needs skills', () => {
  it('is handed only to an agent who has all of them', async () => {
    const shift = await skilledShift(
      [[], ['german'], ['german', 'mortgage'], ['mortgage'], []],
      [['german'], [], ['german', 'mortgage', 'spanish']],
    )
    const [german, none, all] = [nth(shift.agentIds, 0), nth(shift.agentIds, 1), nth(shift.agentIds, 2)]
    expect(await everythingFor(shift, none)).toEqual({ contacts: [0, 4], reason: 'FILTERED_OUT' })
    expect(await everythingFor(shift, german)).toEqual({ contacts: [1], reason: 'FILTERED_OUT' })
    expect(await everythingFor(shift, all)).toEqual({ contacts: [2, 3], reason: 'QUEUE_EMPTY' })
  })

  it('does not keep the others from the agents who ask at the same time', async () => {
    // Every other contact needs nothing: enough for everybody, in whatever order the agents are served.
    const needs = Array.from(
      { length: 48 },
      (_, index) => [[], ['german'], [], ['spanish'], [], ['german', 'spanish']][index % 6] ?? [],
    )
    const has = Array.from(
      { length: 24 },
      (_, index) => [[], ['german'], ['spanish'], ['german', 'spanish']][index % 4] ?? [],
    )
    const shift = await skilledShift(needs, has)
    const answers = await Promise.all(shift.agentIds.map((agentId) => nextContact(floor, shift.campaignId, agentId)))
    const given = answers.map(({ entry }) => (entry === null ? null : shift.contactIds.indexOf(entry.contact.id)))
    expect(given).not.toContain(null)
    expect(new Set(given).size).toBe(given.length)
    given.forEach((contact, agent) => {
      expect(nth(has, agent)).toEqual(expect.arrayContaining([...nth(needs, contact ?? 0)]))
    })
  })

  it('is imported with them, from a request and from a file', async () => {
    const { listId } = await openShift(floor, { contacts: 0, queued: false })
    const { addContacts } = await floor.get<{ addContacts: { inserted: number; rejected: { field: string }[] } }>(
      `mutation ($input: AddContactsInput!) { addContacts(input: $input) { inserted rejected { field } } }`,
      {
        input: {
          listId,
          contacts: [
            { firstName: 'A', lastName: 'B', phone: '+14155550101', requiredSkills: ['mortgage', 'German', 'german'] },
            { firstName: 'A', lastName: 'B', phone: '+14155550102', requiredSkills: ['two words'] },
            { firstName: 'A', lastName: 'B', phone: '+14155550103' },
          ],
        },
      },
    )
    expect(addContacts).toEqual({ inserted: 2, rejected: [{ field: 'skills' }] })
    expect(await rows(floor, 'SELECT required_skills FROM contact WHERE list_id = $1 ORDER BY id', [listId])).toEqual([
      { required_skills: ['german', 'mortgage'] },
      { required_skills: [] },
    ])
  })
})

describe('a contact whose skills change while it is queued', () => {
  it('is handed to nobody without them any more', async () => {
    const shift = await skilledShift([[]], [[], ['german']])
    await readd(shift, 0, ['german'])
    expect(await everythingFor(shift, agentOf(shift))).toEqual({ contacts: [], reason: 'FILTERED_OUT' })
    expect(await everythingFor(shift, nth(shift.agentIds, 1))).toEqual({ contacts: [0], reason: 'QUEUE_EMPTY' })
  })

  it('is handed to anybody when it needs none any more', async () => {
    const shift = await skilledShift([['german']], [[]])
    expect((await nextContact(floor, shift.campaignId, agentOf(shift))).reason).toBe('FILTERED_OUT')
    await readd(shift, 0, [])
    expect(await everythingFor(shift, agentOf(shift))).toEqual({ contacts: [0], reason: 'QUEUE_EMPTY' })
  })
})

/** Adds a contact of the shift once more, with other skills. */
async function readd(shift: Shift, index: number, requiredSkills: readonly string[]): Promise<void> {
  const [contact] = await rows(floor, 'SELECT phone, time_zone FROM contact WHERE id = $1', [
    nth(shift.contactIds, index),
  ])
  const document = 'mutation ($input: AddContactsInput!) { addContacts(input: $input) { updated } }'
  const answer = await floor.get<{ addContacts: { updated: number } }>(document, {
    input: {
      listId: shift.listId,
      contacts: [
        {
          ...{ externalId: `c${index + 1}`, firstName: 'New', lastName: 'Skills', requiredSkills },
          ...{ phone: contact?.['phone'], timeZone: contact?.['time_zone'] },
        },
      ],
    },
  })
  expect(answer.addContacts.updated).toBe(1)
}
