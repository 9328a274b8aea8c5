import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Instance } from '../../src/composition.js'
import { runJob } from '../background/rehearsal.js'
import { claim, generate, nextContact, nth, report, row, rows } from '../support/desk.js'
import { askInstance, openFloor, openInstance, openShift, type Floor, type Shift } from '../support/floor.js'
import { MovableClock } from '../support/movableClock.js'

// The person behind a number: contacts that share a number, the first or a further one, are one person.

const clock = new MovableClock()
let floor: Floor
let second: Instance
beforeAll(async () => {
  floor = await openFloor({ clock: clock.read })
  second = await openInstance(floor.connectionString, { clock: clock.read })
})
afterAll(async () => {
  await second.close()
  await floor.close()
})

interface Given {
  readonly externalId: string
  readonly phone: string
  readonly phones?: readonly { readonly phone: string }[]
}

let exchange = 200
/** A number of New York that no other test has. */
const newNumber = (): string => `+1212${String((exchange += 1))}0100`

/** A campaign over these contacts, in the order of `contacts`; nothing is queued. */
async function shiftOf(contacts: readonly Given[], campaign: object = {}, agents = 2): Promise<Shift> {
  const shift = await openShift(floor, { contacts: 0, agents, queued: false })
  await floor.get('mutation ($input: AddContactsInput!) { addContacts(input: $input) { inserted } }', {
    input: { listId: shift.listId, contacts: contacts.map((one) => ({ firstName: 'Ann', lastName: 'Lee', ...one })) },
  })
  await floor.get('mutation ($input: UpdateCampaignInput!) { updateCampaign(input: $input) { id } }', {
    input: { id: shift.campaignId, ...campaign },
  })
  const known = await rows(floor, 'SELECT id FROM contact WHERE list_id = $1 ORDER BY external_id', [shift.listId])
  return { ...shift, contactIds: known.map(({ id }) => String(id)) }
}

async function explain(shift: Shift, contactId: string): Promise<{ id: string; value: string } | null> {
  const { explainContact } = await floor.get<{
    explainContact: { firstFailing: { id: string } | null; rules: { id: string; value: string }[] }
  }>(
    `query ($campaignId: ID!, $contactId: ID!) {
      explainContact(campaignId: $campaignId, contactId: $contactId) { firstFailing { id } rules { id value } } }`,
    { campaignId: shift.campaignId, contactId },
  )
  return explainContact.rules.find(({ id }) => id === explainContact.firstFailing?.id) ?? null
}

/** One contact is called and says no; the other one was imported beside it. */
async function sayNo(shift: Shift): Promise<string> {
  await generate(floor, shift.campaignId, 1)
  const entry = await claim(floor, shift.campaignId, nth(shift.agentIds, 0))
  await report(floor, entry.id, 'COMPLETED', { outcome: 'NOT_INTERESTED' })
  return entry.contact.id
}

describe('A7: who has said no as one contact', () => {
  it('is not called as another of the same number, and the answer names the first', async () => {
    const phone = newNumber()
    const shift = await shiftOf([
      { externalId: 'A1', phone },
      { externalId: 'B2', phone },
    ])
    const reached = await sayNo(shift)
    const other = shift.contactIds.find((id) => id !== reached) ?? ''
    expect(await generate(floor, shift.campaignId, 10)).toMatchObject({ created: 0, excluded: { ALREADY_REACHED: 2 } })
    expect(await explain(shift, other)).toMatchObject({
      id: 'person-reached',
      value: `contact ${reached} with the same number was reached`,
    })
    // Nobody is left whom the campaign could ever dial.
    await runJob(floor, 'closeFinishedCampaigns')
    expect(await row(floor, 'SELECT status FROM campaign WHERE id = $1', [shift.campaignId])).toEqual({
      status: 'COMPLETED',
    })
  })

  it('is not called as one that shares a further number, whichever of both has it as its first', async () => {
    const [own, shared] = [newNumber(), newNumber()]
    const shift = await shiftOf([
      { externalId: 'A1', phone: own, phones: [{ phone: own }, { phone: shared }] },
      { externalId: 'B2', phone: shared },
    ])
    await sayNo(shift)
    expect(await generate(floor, shift.campaignId, 10)).toMatchObject({ created: 0, excluded: { ALREADY_REACHED: 2 } })
  })

  it('is not handed out although the other contact was queued before', async () => {
    const [own, shared] = [newNumber(), newNumber()]
    const shift = await shiftOf([
      { externalId: 'A1', phone: own, phones: [{ phone: own }, { phone: shared }] },
      { externalId: 'B2', phone: shared },
    ])
    expect((await generate(floor, shift.campaignId, 10)).created).toBe(2)
    const entry = await claim(floor, shift.campaignId, nth(shift.agentIds, 0))
    await report(floor, entry.id, 'COMPLETED', { outcome: 'SALE' })
    expect((await nextContact(floor, shift.campaignId, nth(shift.agentIds, 1))).entry).toBeNull()
    await runJob(floor, 'cancelForbidden')
    const left = await rows(floor, "SELECT id FROM dial_queue_entry WHERE campaign_id = $1 AND status = 'QUEUED'", [
      shift.campaignId,
    ])
    expect(left).toEqual([])
  })

  it('may be called by another campaign, unless that one looks at the whole organization', async () => {
    const phone = newNumber()
    await sayNo(await shiftOf([{ externalId: 'A1', phone }]))
    const other = await shiftOf([{ externalId: 'B2', phone }])
    const wary = await shiftOf([{ externalId: 'C3', phone }], { personScope: 'NUMBER_IN_ORGANIZATION' })
    expect(await explain(other, nth(other.contactIds, 0))).toBeNull()
    expect((await explain(wary, nth(wary.contactIds, 0)))?.id).toBe('person-reached')
  })

  it('is somebody else where the campaign calls businesses, or says so', async () => {
    for (const campaign of [{ callsBusinesses: true }, { personScope: 'CONTACT' }]) {
      const phone = newNumber()
      const shift = await shiftOf(
        [
          { externalId: 'A1', phone },
          { externalId: 'B2', phone },
        ],
        campaign,
      )
      await sayNo(shift)
      expect((await generate(floor, shift.campaignId, 10)).created).toBe(1)
    }
  })

  it('is nobody where more than a thousand contacts have the number: a switchboard', async () => {
    const phone = newNumber()
    const shift = await shiftOf([{ externalId: 'A', phone }])
    await rows(
      floor,
      `INSERT INTO contact (organization_id, list_id, external_id, first_name, last_name, phone, time_zone)
       SELECT organization_id, list_id, 'b' || g, '', '', phone, time_zone
       FROM contact CROSS JOIN generate_series(1, 1000) AS g WHERE id = $1`,
      [nth(shift.contactIds, 0)],
    )
    await sayNo(shift)
    expect((await generate(floor, shift.campaignId, 10)).created).toBe(1)
  })
})

describe('A7: who was promised a callback as one contact', () => {
  it('is not called before it as another, and both promises of two contacts are kept', async () => {
    const phone = newNumber()
    const shift = await shiftOf([
      { externalId: 'A1', phone },
      { externalId: 'B2', phone },
    ])
    await generate(floor, shift.campaignId, 1)
    const entry = await claim(floor, shift.campaignId, nth(shift.agentIds, 0))
    await report(floor, entry.id, 'COMPLETED', {
      outcome: 'CALLBACK',
      callbackAt: clock.at(3_600),
      callbackFor: 'ANYONE',
    })
    const other = shift.contactIds.find((id) => id !== entry.contact.id) ?? ''
    expect(await explain(shift, other)).toMatchObject({
      id: 'person-callback',
      value: `contact ${entry.contact.id} with the same number has a callback`,
    })
    clock.advance(3_600)
    await runJob(floor, 'releaseDue')
    expect((await claim(floor, shift.campaignId, nth(shift.agentIds, 1))).contact.id).toBe(entry.contact.id)
  })
})

describe('A7: a cap on the contact', () => {
  it('counts the calls to the person on whichever number, as whichever contact', async () => {
    const [own, shared] = [newNumber(), newNumber()]
    const shift = await shiftOf(
      [
        { externalId: 'A1', phone: own, phones: [{ phone: own }, { phone: shared }] },
        { externalId: 'B2', phone: shared },
      ],
      { frequencyCaps: [{ subject: 'CONTACT', scope: 'ORGANIZATION', limit: 1, windowMinutes: 60 }] },
    )
    await generate(floor, shift.campaignId, 1)
    const entry = await claim(floor, shift.campaignId, nth(shift.agentIds, 0))
    await report(floor, entry.id, 'COMPLETED', { outcome: 'BUSY' })
    const other = shift.contactIds.find((id) => id !== entry.contact.id) ?? ''
    expect((await explain(shift, other))?.id).toBe('frequency-cap')
    expect((await generate(floor, shift.campaignId, 10)).excluded['FREQUENCY_CAP']).toBe(1)
  })
})

describe('A7: nobody is in two calls at once', () => {
  const ask = 'mutation ($input: NextContactInput!) { nextContact(input: $input) { entry { contact { id } } } }'

  it('when two agents ask two servers at the same moment for two contacts of one person', async () => {
    let both = 0
    for (let round = 0; round < 12; round += 1) {
      const [own, shared] = [newNumber(), newNumber()]
      const shift = await shiftOf(
        [
          { externalId: 'A1', phone: own, phones: [{ phone: own }, { phone: shared }] },
          { externalId: 'B2', phone: shared },
        ],
        {},
        4,
      )
      expect((await generate(floor, shift.campaignId, 10)).created).toBe(2)
      // Two of each server: within one statement, and in two at once.
      const answers = await Promise.all(
        shift.agentIds.map(async (agentId, index) => {
          const url = index % 2 === 0 ? floor.instance.url : second.url
          return askInstance(url, await floor.token({ agentId }), ask, { input: { campaignId: shift.campaignId } })
        }),
      )
      const held = await row(
        floor,
        `SELECT count(*) AS held FROM dial_queue_entry
         WHERE campaign_id = $1 AND status IN ('RESERVED', 'DIALING', 'CONNECTED', 'WRAP_UP')`,
        [shift.campaignId],
      )
      expect(answers.flatMap(({ errors }) => errors)).toEqual([])
      if (Number(held['held']) > 1) both += 1
      expect(Number(held['held'])).toBeGreaterThan(0)
    }
    expect(both).toBe(0)
  })
})
