import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { row, rows } from '../support/desk.js'
import { openFloor, type Floor } from '../support/floor.js'
import { hasBrowser, useBrowser } from './support/browser.js'

const csvFile = (name: string, text: string) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(text) })

describe.skipIf(!hasBrowser)('the import of a file in the browser', () => {
  const browser = useBrowser()
  let floor: Floor
  beforeAll(async () => {
    floor = await openFloor()
  })
  afterAll(() => floor.close())

  const supervise = async (path: string) => {
    const person = await browser.person(floor.instance.url, { token: await floor.token() })
    return { person, page: await person.open(path) }
  }

  it('takes the good rows and gives the three bad ones back as a file, with columns chosen by hand', async () => {
    const header = 'Customer;Ruf;Colour;Priority'
    const good = Array.from({ length: 40 }, (_, index) => `Ann Lee${index};+1202555${1000 + index};green;1`)
    const bad = ['Bob Bad;12;red;1', 'Cleo Cut;+12025553001', 'Dan Dear;+12025553002;red;much']
    const text = [header, ...good.slice(0, 20), ...bad, ...good.slice(20)].join('\r\n')
    const { person, page } = await supervise('/campaigns/import')
    await page.getByLabel('CSV file').setInputFiles(csvFile('autumn.csv', text))
    const preview = page.getByRole('region', { name: 'First rows of the file' })
    await preview.getByRole('row', { name: /Ann Lee0 \+12025551000 green 1/ }).waitFor()
    await preview.getByRole('columnheader', { name: 'Colour attribute' }).waitFor()
    // The server knows no header of these; without a number nothing can be sent.
    await page.getByText('No column is known to hold the phone number: choose one.').waitFor()
    await page.getByLabel('Name of the new list').fill('Autumn')
    expect(await page.getByRole('button', { name: 'Import', exact: true }).isDisabled()).toBe(true)
    await page.getByLabel('phone', { exact: true }).selectOption('Ruf')
    await page.getByLabel('name', { exact: true }).selectOption('Customer')
    await preview.getByRole('columnheader', { name: 'Ruf phone' }).waitFor()

    await page.getByRole('button', { name: 'Check only' }).click()
    await page
      .getByText('A check, nothing was changed: 43 rows read; 40 would be new, 0 would be updated, 3 rejected.')
      .waitFor()
    expect(await rows(floor, 'SELECT FROM contact')).toHaveLength(0)

    await page.getByRole('button', { name: 'Import', exact: true }).click()
    await page.getByText('43 rows read; 40 new, 0 updated, 3 rejected.', { exact: true }).waitFor()
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: 'Download the rejected rows' }).click(),
    ])
    expect(download.suggestedFilename()).toBe('rejected-rows.csv')
    const lines = (await readFile(await download.path(), 'utf8')).trimEnd().split('\r\n')
    expect(lines[0]).toBe('row,field,message')
    expect(lines.slice(1).map((line) => line.split(',').slice(0, 2).join())).toEqual(['21,phone', '22,', '23,priority'])
    expect(lines[2]).toBe('22,,has 2 columns where the header has 4')

    expect(await rows(floor, 'SELECT FROM contact')).toHaveLength(40)
    const last = await row(
      floor,
      `SELECT first_name, last_name, phone, attributes, contact_list.name AS list FROM contact
       JOIN contact_list ON contact_list.id = list_id WHERE last_name = 'Lee39'`,
    )
    expect(last).toEqual({
      first_name: 'Ann',
      last_name: 'Lee39',
      phone: '+12025551039',
      attributes: { Colour: 'green' },
      list: 'Autumn',
    })
    await page.getByRole('link', { name: 'Lists and contacts' }).click()
    await page.getByRole('row', { name: /Autumn 40/ }).waitFor()
    expect(person.faults).toEqual([])
  })

  it('shows how far it is while it sends, and a cancelled one has imported nothing', async () => {
    const line = `Ann,Lee,+12025550100,${'x'.repeat(400)}\n`
    const text = `firstName,lastName,phone,note\n${line.repeat(35_000)}`
    await floor.get('mutation { createContactList(name: "Long") { id } }')
    const { person, page } = await supervise('/campaigns/import')
    await page.getByLabel('CSV file').setInputFiles(csvFile('long.csv', text))
    await page.getByText(/^The first 8 of some \d\d,\d{3} rows\.$/).waitFor()
    await page.getByLabel('Into').selectOption({ label: 'Long (0)' })
    // While somebody else holds the list, the server takes no more of the file than fits into the buffers on the way.
    const other = await floor.database.pool.connect()
    try {
      await other.query("BEGIN; SELECT FROM contact_list WHERE name = 'Long' FOR UPDATE")
      await page.getByRole('button', { name: 'Import', exact: true }).click()
      await page.getByRole('progressbar', { name: 'Importing' }).waitFor()
      await page.getByText(/^(?!0\.0)[\d.]+ MB of 1\d\.\d MB sent \((?!0%)/).waitFor()
      // The upload goes on while something else is looked at.
      await page.getByRole('link', { name: 'Lists and contacts' }).click()
      await page.getByRole('heading', { level: 2, name: 'Lists and contacts' }).waitFor()
      await page.goBack()
      await page.getByRole('progressbar', { name: 'Importing' }).waitFor()
      await page.getByRole('button', { name: 'Cancel' }).click()
      await page.getByText('Cancelled: nothing was imported.').waitFor()
    } finally {
      await other.query('ROLLBACK')
      other.release()
    }
    // The server has given the list back: an import that goes through is the next.
    await page.getByLabel('Into').selectOption({ label: 'Long (0)' })
    await page.getByLabel('CSV file').setInputFiles(csvFile('short.csv', `${text.split('\n', 3).join('\n')}\n`))
    await page.getByRole('button', { name: 'Import', exact: true }).click()
    await page.getByText('2 rows read; 1 new, 0 updated, 1 rejected.', { exact: true }).waitFor()
    const held = await row(
      floor,
      "SELECT count(*)::int AS count FROM contact JOIN contact_list ON contact_list.id = list_id WHERE name = 'Long'",
    )
    expect(held).toEqual({ count: 1 })
    expect(person.faults).toEqual([])
  })

  it('says why the server refuses a file', async () => {
    const { person, page } = await supervise('/campaigns/import')
    await page.getByLabel('CSV file').setInputFiles(csvFile('open.csv', 'name,phone\n"Ann,+12025550100\n'))
    await page.getByLabel('Name of the new list').fill('Refused')
    await page.getByRole('button', { name: 'Import', exact: true }).click()
    await page
      .getByRole('alert')
      .getByText(/Nothing was imported: .*a quote is never closed/)
      .waitFor()
    await page.getByLabel('CSV file').setInputFiles(csvFile('book.xlsx', 'PK\u0003\u0004\u0000\u0000'))
    await page.getByText('This is no text: save the table as CSV.').waitFor()
    expect(person.faults).toEqual([])
  })
})
