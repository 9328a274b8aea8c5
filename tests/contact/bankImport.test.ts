import { createReadStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readContactsCsv } from '../../src/contact/csvContacts.js'
import { importContacts } from '../../src/contact/importContacts.js'
import { BANK_ROW_COUNT, expectedBankContacts, hasBankCampaign, writeBankFile } from './bankCampaign.js'
import { contactsOf, openImportFloor, type ImportFloor } from './importFloor.js'

let floor: ImportFloor
let directory: string
beforeAll(async () => {
  floor = await openImportFloor()
  directory = await mkdtemp(join(tmpdir(), 'dialqueue-bank-'))
})
afterAll(async () => {
  await floor.close()
  await rm(directory, { recursive: true })
})

describe.skipIf(!hasBankCampaign)("the contacts of the bank's campaign (needs ../shared/data)", () => {
  it('go in, every row and every attribute, and come again as the same contacts', async () => {
    const file = join(directory, 'bank.csv')
    await writeBankFile(file)
    const listId = await floor.addList()
    const importFile = () =>
      importContacts(
        floor.database,
        { organizationId: floor.organizationId, listId },
        readContactsCsv(createReadStream(file)),
      )
    const counts = {
      read: BANK_ROW_COUNT,
      rejectedRows: 0,
      changedFields: [],
      duplicateRows: 0,
      changedCampaignIds: [],
    }
    expect(await importFile()).toEqual({ ...counts, inserted: BANK_ROW_COUNT, updated: 0 })

    const expected = expectedBankContacts()
    const contacts = await contactsOf(floor, listId)
    expect(contacts).toHaveLength(expected.length)
    for (const [index, contact] of contacts.entries()) {
      const { externalId, firstName, lastName, phone, attributes } = expected[index] ?? {}
      const name = { first_name: firstName, last_name: lastName }
      const rest = { email: null, priority: 0, time_zone: expect.stringMatching(/^America\//) as string }
      // One by one: a difference among 41,188 would take minutes to print.
      expect(contact).toEqual({ external_id: externalId, ...name, phone, attributes, ...rest })
    }
    expect(Object.keys(expected[0]?.attributes ?? {})).toHaveLength(21)
    expect(await importFile()).toEqual({ ...counts, inserted: 0, updated: BANK_ROW_COUNT })
  })
})
