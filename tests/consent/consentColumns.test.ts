import { Readable } from 'node:stream'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { readContactsCsv } from '../../src/contact/csvContacts.js'
import { importContacts, type ImportResult } from '../../src/contact/importContacts.js'
import type { ContactRowError } from '../../src/contact/contactRow.js'
import { agentOf, generate, nextContact, nth, row, rows } from '../support/desk.js'
import { openFloor, openShift, type Floor, type Shift } from '../support/floor.js'
import { MovableClock } from '../support/movableClock.js'
import { demandConsent, revoke } from './consentDesk.js'

const clock = new MovableClock('2026-11-20T15:00:00.000Z')
let floor: Floor
beforeAll(async () => {
  floor = await openFloor({ clock: clock.read })
})
afterAll(() => floor.close())
beforeEach(() => {
  clock.advance(60)
})

/** Imports a file into the shift's list: the result, and the faults by field. */
async function importInto(
  { listId }: Shift,
  ...lines: readonly string[]
): Promise<ImportResult & { faults: ContactRowError[] }> {
  const faults: ContactRowError[] = []
  const source = Readable.from([Buffer.from(lines.join('\n'))])
  const target = { organizationId: floor.organizationId, listId }
  const options = { clock: clock.read, onRejected: (fault: ContactRowError) => faults.push(fault) }
  return { ...(await importContacts(floor.database, target, readContactsCsv(source), options)), faults }
}

const consentsOf = (externalId: string): Promise<Record<string, unknown>[]> =>
  rows(
    floor,
    `SELECT basis, given_at, source, expires_at, revoked_at IS NOT NULL AS is_revoked FROM consent
     JOIN contact ON contact.id = contact_id WHERE external_id = $1 ORDER BY consent.given_at, consent.id`,
    [externalId],
  )

async function openList(demands = true): Promise<Shift> {
  const shift = await openShift(floor, { contacts: 0, agents: 1, queued: false })
  if (demands) await demandConsent(floor, shift.campaignId)
  return shift
}

describe('E14: the consent columns of a file', () => {
  it('are written down with day, proof and expiry, and make a contact dialable', async () => {
    const shift = await openList()
    await importInto(
      shift,
      'id,phone,consent,consent date,consent source,consent expiry',
      'k1,+12125550931,written,2026-11-02,form 12,2027-11-02',
      'k2,+12125550932,,,,',
      'k3,+12125550933,Opt-in,2026-11-03T09:30:00+01:00,,',
    )
    expect(await consentsOf('k1')).toEqual([
      {
        basis: 'WRITTEN',
        given_at: new Date('2026-11-02T00:00:00Z'),
        source: 'form 12',
        expires_at: new Date('2027-11-02T00:00:00Z'),
        is_revoked: false,
      },
    ])
    expect(await consentsOf('k2')).toEqual([])
    expect(await consentsOf('k3')).toMatchObject([
      { basis: 'EXPRESS', given_at: new Date('2026-11-03T08:30:00Z'), source: 'import', expires_at: null },
    ])
    expect(await generate(floor, shift.campaignId, 10)).toMatchObject({ created: 2, excluded: { NO_CONSENT: 1 } })
  })

  it('imported every night give nothing anew that was withdrawn since, with a day or without', async () => {
    const shift = await openList()
    const file = ['id,phone,consent,consentDate', 'n1,+12125550934,yes,', 'n2,+12125550935,yes,2026-11-05']
    await importInto(shift, ...file)
    const ids = await rows(floor, 'SELECT id FROM contact WHERE list_id = $1 ORDER BY external_id', [shift.listId])
    expect(await generate(floor, shift.campaignId, 10)).toMatchObject({ created: 2 })
    for (const { id } of ids) await revoke(floor, { contactId: String(id), reason: 'asked by letter' })
    clock.advance(86_400)
    await importInto(shift, ...file)
    for (const key of ['n1', 'n2']) {
      expect(
        (await consentsOf(key)).filter(({ basis, is_revoked: gone }) => basis !== 'NONE' && gone === false),
      ).toEqual([])
    }
    expect((await nextContact(floor, shift.campaignId, agentOf(shift))).entry).toBeNull()
    // What was given on a later day is news.
    await importInto(shift, file[0] ?? '', 'n2,+12125550935,yes,2026-11-21T15:00:00Z')
    expect(await generate(floor, shift.campaignId, 10)).toMatchObject({ created: 1 })
  })

  it('that say no end what the contact had given, and nobody is handed out on it any more', async () => {
    const shift = await openList()
    await importInto(shift, 'id,phone,consent,consentDate', 'x1,+12125550936,EXPRESS,2026-11-02')
    await generate(floor, shift.campaignId, 10)
    await importInto(shift, 'id,phone,consent', 'x1,+12125550936,no')
    expect((await consentsOf('x1')).map(({ basis, is_revoked: gone }) => [basis, gone])).toEqual([
      ['EXPRESS', true],
      ['NONE', false],
    ])
    expect((await nextContact(floor, shift.campaignId, agentOf(shift))).entry).toBeNull()
    const trail = await row(
      floor,
      `SELECT count(*)::int AS count FROM audit_log WHERE entity = 'CONSENT' AND action = 'CHANGED'`,
      [],
    )
    expect(trail['count']).toBeGreaterThan(0)
  })

  it('of a row without key find the contact by its number', async () => {
    const shift = await openList()
    await importInto(shift, 'phone,consent', '+12125550937,INQUIRY')
    const found = await rows(
      floor,
      `SELECT basis FROM consent JOIN contact ON contact.id = contact_id WHERE list_id = $1`,
      [shift.listId],
    )
    expect(found).toEqual([{ basis: 'INQUIRY' }])
  })

  it.each([
    ['perhaps', '', '', 'consent'],
    ['yes', '5 November', '', 'consentDate'],
    ['yes', '2026-11-31T25:00Z', '', 'consentDate'],
    ['yes', '2027-11-20', '', 'consentDate'],
    ['yes', '2026-11-02', '2026-11-02', 'consentExpiry'],
    ['no', '2026-11-02', '2027-11-02', 'consentExpiry'],
  ])('that cannot be understood (%s, %s, %s) reject their row and name %s', async (basis, givenAt, expiry, field) => {
    const shift = await openList(false)
    const line = `+12125550938,${basis},${givenAt},${expiry}`
    const result = await importInto(shift, 'phone,consent,consentDate,consentExpiry', line)
    expect(result).toMatchObject({ inserted: 0, rejectedRows: 1 })
    expect(nth(result.faults, 0)).toMatchObject({ row: 1, field })
    expect(JSON.stringify(result.faults)).not.toContain('+1212')
  })
})
