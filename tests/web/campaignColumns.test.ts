import { describe, expect, it } from 'vitest'
import { contactFields, headerAliases } from '../../src/contact/csvColumns.js'
import { importAddress, mappingOf, meaningOf } from '../../src/web/campaigns/import/columnMapping.js'
import { PREVIEW_BYTES, previewFile, previewText } from '../../src/web/campaigns/import/csvPreview.js'
import { readImportAnswer } from '../../src/web/campaigns/import/rejectedCsv.js'

const fields = contactFields.map((field) => ({ field, description: '', headers: headerAliases[field] }))
const mapped = (header: string[], chosen: [string, string][] = []): Record<string, string> =>
  Object.fromEntries([...mappingOf(header, fields, new Map(chosen))].map(([field, { column }]) => [field, column]))

describe('the columns of a file', () => {
  it('are guessed from the header as the server does it', () => {
    const header = ['ID', 'Full Name', 'mobile_phone', 'Phone', 'ZIP', 'Colour']
    expect(mapped(header)).toEqual({ externalId: 'ID', name: 'Full Name', phone: 'Phone', postalCode: 'ZIP' })
    expect(meaningOf('Colour', mappingOf(header, fields, new Map()))).toBe('attribute')
  })

  it('mean what a person says, and a column that is spoken for is guessed for nothing else', () => {
    expect(mapped(['Phone', 'Tel'], [['phone2', 'Phone']])).toEqual({ phone2: 'Phone', phone: 'Tel' })
    expect(mapped(['name', 'vorname', 'tel'], [['firstName', 'vorname']])).toEqual({
      firstName: 'vorname',
      phone: 'tel',
    })
  })

  it('are named in the address of the upload', () => {
    const target = {
      listId: null,
      listName: 'Autumn & Co',
      defaultRegion: 'us',
      duplicates: 'list',
      isDryRun: true,
    } as const
    expect(importAddress(target, new Map([['phone', 'Ruf=nummer']]))).toBe(
      '/import?list=Autumn+%26+Co&defaultRegion=US&duplicates=list&dryRun=true&map.phone=Ruf%3Dnummer',
    )
  })
})

describe('the preview of a file', () => {
  it('reads quotes, line breaks in them, semicolons, empty lines and a last line without an end', () => {
    const text = 'name;phone\r\n"Ann ""Jo""; Lee";+1\r\n\r\n"two\nlines";+2'
    expect(previewText(text, null)).toEqual({
      header: ['name', 'phone'],
      rows: [
        ['Ann "Jo"; Lee', '+1'],
        ['two\nlines', '+2'],
      ],
      estimatedRows: null,
    })
  })

  it('reads no more than the beginning of a large file, leaves the cut row out, and estimates the rest', async () => {
    const row = 'Ann,+12025550123,'.padEnd(99, 'x') + '\n'
    const file = new Blob(['name,phone,note\n', row.repeat(20_000)])
    const read: number[] = []
    const watched = {
      size: file.size,
      slice: (from: number, to: number) => {
        read.push(to - from)
        return file.slice(from, to)
      },
    } as Blob
    const { rows, estimatedRows } = await previewFile(watched)
    expect(read).toEqual([PREVIEW_BYTES])
    expect(rows).toHaveLength(8)
    expect(estimatedRows).toBeGreaterThan(19_900)
    expect(estimatedRows).toBeLessThan(20_100)
  })

  it('takes the byte order mark off, and says what is no CSV file', async () => {
    expect((await previewFile(new Blob(['\uFEFFname,phone\n']))).header).toEqual(['name', 'phone'])
    await expect(previewFile(new Blob([]))).rejects.toThrow('The file is empty.')
    await expect(previewFile(new Blob([new Uint8Array([0xff, 0xfe, 65, 0])]))).rejects.toThrow('UTF-16')
    await expect(previewFile(new Blob([new Uint8Array([80, 75, 3, 4, 0, 0])]))).rejects.toThrow('save the table as CSV')
    await expect(previewFile(new Blob(['x'.repeat(PREVIEW_BYTES + 1)]))).rejects.toThrow('longer than 64 kB')
  })
})

describe('the answer to an upload', () => {
  const lines = (...said: object[]): Blob => new Blob([said.map((one) => `${JSON.stringify(one)}\n`).join('')])
  const done = { type: 'done', read: 3, inserted: 1, updated: 0, rejectedRows: 2 }

  it('becomes a CSV file of the rejected rows', async () => {
    const {
      rejected,
      oddities,
      done: result,
    } = await readImportAnswer(
      lines(
        { type: 'progress', rows: 1, bytes: 20 },
        { type: 'rejected', row: 1, field: 'phone', message: 'too short, for "US"' },
        { type: 'duplicate', row: 2, message: 'the same number as contact 5 of list 1' },
        { type: 'warning', row: 2, field: 'country', message: 'odd' },
        { type: 'rejected', row: 3, field: null, message: 'has 2 columns where the header has 3' },
        done,
      ),
    )
    expect(await rejected?.text()).toBe(
      'row,field,message\r\n1,phone,"too short, for ""US"""\r\n3,,has 2 columns where the header has 3\r\n',
    )
    expect(await oddities?.text()).toBe(
      'row,field,message\r\n2,phone,the same number as contact 5 of list 1\r\n2,country,odd\r\n',
    )
    expect(result).toMatchObject({ read: 3, rejectedRows: 2 })
  })

  it('is a failure when it says so, and when it breaks off', async () => {
    expect(
      await readImportAnswer(lines({ type: 'failed', error: { message: 'row 9: a quote is never closed' } })),
    ).toEqual({ done: null, failure: 'row 9: a quote is never closed', rejected: null, oddities: null })
    expect((await readImportAnswer(lines({ type: 'progress', rows: 1, bytes: 2 }))).failure).toContain('broke off')
    expect((await readImportAnswer(lines({ ...done, rejectedRows: 0 }))).rejected).toBeNull()
  })
})
