import { Readable } from 'node:stream'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readContactsCsv } from '../../src/contact/csvContacts.js'
import { importContacts } from '../../src/contact/importContacts.js'
import type { ContactRowError } from '../../src/contact/contactRow.js'
import { rows } from '../support/desk.js'
import { openFloor, type Floor } from '../support/floor.js'

let floor: Floor
beforeAll(async () => {
  floor = await openFloor()
})
afterAll(() => floor.close())

/** What became of the rows of a file whose default region is the United States: number, regions, and what was said. */
async function importRows(
  list: string,
  ...lines: readonly string[]
): Promise<{ stored: unknown[][]; rejected: ContactRowError[]; warnings: ContactRowError[] }> {
  const [rejected, warnings]: [ContactRowError[], ContactRowError[]] = [[], []]
  const source = Readable.from([Buffer.from(['id,phone,country', ...lines].join('\n'))])
  await importContacts(
    floor.database,
    { organizationId: floor.organizationId, listName: list },
    readContactsCsv(source),
    {
      defaultRegion: 'US',
      onRejected: (fault) => rejected.push(fault),
      onWarning: (warning) => warnings.push(warning),
    },
  )
  const stored = await rows(
    floor,
    `SELECT phone, region FROM contact JOIN contact_list ON contact_list.id = list_id WHERE name = $1 ORDER BY contact.id`,
    [list],
  )
  return { stored: stored.map(({ phone, region }) => [phone, region]), rejected, warnings }
}

describe('A6: the country of a row', () => {
  it('is where its national numbers are read, before that of the whole file', async () => {
    const lines = ['1,2079460168,United Kingdom', '2,020 7946 0170,GB', '3,(212) 555-0168,', '4,(212) 555-0169,US']
    const { stored, rejected, warnings } = await importRows('National', ...lines)
    expect(stored).toEqual([
      ['+442079460168', 'GB'],
      ['+442079460170', 'GB'],
      ['+12125550168', 'US-NY'],
      ['+12125550169', 'US-NY'],
    ])
    expect([rejected, warnings]).toEqual([[], []])
  })

  it('that is another than that of an international number is told, and the contact may be in both', async () => {
    const lines = ['1,+14155550168,GB', '2,+17875550168,US', '3,+442079460171,GB']
    const { stored, warnings } = await importRows('Abroad', ...lines)
    expect(warnings).toEqual([
      { row: 1, field: 'country', message: 'the number is one of another country than the row says' },
    ])
    expect(stored).toEqual([
      ['+14155550168', 'GB,US-CA'],
      ['+17875550168', 'PR'],
      ['+442079460171', 'GB'],
    ])
  })

  it('in which a number is none rejects the row: read elsewhere it would be a stranger’s', async () => {
    const { stored, rejected } = await importRows('None', '1,2125550168,FR')
    expect([stored, rejected.map(({ field }) => field)]).toEqual([[], ['phone']])
  })
})
