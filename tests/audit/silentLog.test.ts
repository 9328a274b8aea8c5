import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startInstance, type Instance } from '../../src/composition.js'
import { defaultLeaseSeconds } from '../../src/dialQueue/lease.js'
import { createLogger } from '../../src/logger.js'
import { agentOf, changeContact, nextContactDocument, nth, rows, updateStatusDocument } from '../support/desk.js'
import { askInstance, openFloor, openShift, testSecret, type Floor, type Shift } from '../support/floor.js'
import { openFloorSocket } from '../support/floorSocket.js'

let floor: Floor
let shift: Shift
let instance: Instance
const written: string[] = []

beforeAll(async () => {
  floor = await openFloor()
  shift = await openShift(floor, { contacts: 12, agents: 3 })
  for (const contactId of shift.contactIds) {
    await changeContact(floor, contactId, {
      first_name: 'Wilhelmina',
      last_name: 'Murray',
      email: 'mina@purfleet.example',
    })
  }
  instance = await startInstance({
    connectionString: floor.connectionString,
    databasePoolSize: 4,
    trust: { secret: testSecret },
    host: '127.0.0.1',
    port: 0,
    allowedOrigins: [],
    allowIntrospection: true,
    leaseSeconds: defaultLeaseSeconds,
    // The most talkative level there is.
    logger: createLogger('trace', { write: (line) => void written.push(line) }),
  })
})
afterAll(() => floor.close())

/** What must not be in the log, by a name for the failure. */
const secrets: Readonly<Record<string, RegExp>> = {
  name: /Wilhelmina|Murray/,
  mail: /purfleet/,
  // Four digits alone may be of any instant or process.
  note: /Carfax|4111[ -]?1111/,
  token: /eyJ[\w-]{10}/,
  secret: new RegExp(testSecret),
}

describe('the log of a busy shift, with everything that can go wrong', () => {
  it('holds no name, number, address, note or token', async () => {
    const tokens = await Promise.all(shift.agentIds.map((agentId) => floor.token({ agentId })))
    const supervisor = await floor.token({ role: 'ADMIN' })
    const phones = (await rows(floor, 'SELECT phone FROM contact')).map(({ phone }) => String(phone))
    const say = (token: string, document: string, variables: object) =>
      askInstance(instance.url, token, document, variables)
    type Claimed = { nextContact: { entry: { id: string } | null } }

    for (const token of tokens) {
      const claimed = await say(token, nextContactDocument, { input: { campaignId: shift.campaignId } })
      const entryId = (claimed.data as Claimed | null)?.nextContact.entry?.id ?? '0'
      const input = { entryId, outcome: 'SALE', notes: 'Wilhelmina at Carfax, card 4111 1111 1111 1111' }
      // Refused, then done, then refused again.
      await say(token, updateStatusDocument, { input: { ...input, status: 'RESERVED' } })
      await say(token, updateStatusDocument, { input: { ...input, status: 'COMPLETED' } })
      await say(token, updateStatusDocument, { input: { ...input, status: 'COMPLETED' } })
    }
    await say(supervisor, 'mutation ($input: AddContactsInput!) { addContacts(input: $input) { added: __typename } }', {
      input: {
        listId: shift.listId,
        contacts: [
          { firstName: 'Wilhelmina', lastName: 'Murray', phone: nth(phones, 0) },
          { firstName: 'Wilhelmina', lastName: 'Murray', phone: 'Murray' },
        ],
      },
    })
    const erase = 'mutation ($id: ID!, $reason: String!) { eraseContact(contactId: $id, reason: $reason) { id } }'
    await say(supervisor, erase, { id: 'Wilhelmina', reason: 'Murray' })
    await say(supervisor, erase, { id: nth(shift.contactIds, 11), reason: 'Wilhelmina Murray asked' })
    await say(supervisor, '{ callRecords(phone: "Murray") { edges { cursor } } }', {})
    await say(`${nth(tokens, 0)}x`, '{ me { role } }', {})
    await say('Murray', '{ me { role } }', {})
    await say(supervisor, `{ callRecords(phone: "${nth(phones, 1)}") { edges { node { phone notes } } } } { broken`, {})
    const socket = openFloorSocket(instance.url, nth(tokens, 1))
    await socket.ask('query ($id: ID!) { contact(id: $id) { firstName phone } }', { id: nth(shift.contactIds, 0) })
    await socket.close()

    // The database itself fails, and quotes what it was given.
    await rows(
      floor,
      `CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM NEW.first_name::bigint; RETURN NEW; END $$`,
    )
    await rows(floor, 'CREATE TRIGGER fail BEFORE UPDATE ON contact FOR EACH ROW EXECUTE FUNCTION fail()')
    const before = written.length
    await rows(floor, "UPDATE agent SET status = 'AVAILABLE' WHERE id = $1", [agentOf(shift)])
    const claimed = await say(nth(tokens, 0), nextContactDocument, { input: { campaignId: shift.campaignId } })
    const entryId = (claimed.data as Claimed | null)?.nextContact.entry?.id ?? '0'
    const failed = await say(nth(tokens, 0), updateStatusDocument, {
      input: { entryId, status: 'COMPLETED', outcome: 'SALE', notes: 'Carfax' },
    })
    expect(failed.errors[0]?.extensions.code).toBe('INTERNAL_SERVER_ERROR')
    await instance.close()

    const log = written.join('')
    expect(log).toContain('internal error')
    expect(written.length).toBeGreaterThan(before)
    for (const [what, pattern] of Object.entries(secrets))
      expect(`${what}: ${pattern.exec(log)?.[0] ?? 'none'}`).toBe(`${what}: none`)
    for (const phone of phones) expect(log.includes(phone.slice(1))).toBe(false)
  })
})
