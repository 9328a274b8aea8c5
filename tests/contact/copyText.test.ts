import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { copyInto } from './copyInto.js'
import { copyText } from '../../src/contact/copyText.js'
import { openImportFloor, type ImportFloor } from './importFloor.js'

let floor: ImportFloor
beforeAll(async () => {
  floor = await openImportFloor()
  await floor.query('CREATE TABLE copied (id integer, plain text, nothing text, json jsonb)')
})
afterAll(() => floor.close())

describe('a value in the text format of COPY', () => {
  it('comes back as it was, whatever it holds', async () => {
    // Anything that PostgreSQL can store, with the characters that COPY gives a meaning more often than by chance.
    const storable = fc
      .string({ unit: 'grapheme' })
      .map((text) => text.replaceAll('\u0000', ''))
      .filter((text) => !/\p{Surrogate}/u.test(text))
    const special = fc.constantFrom(
      '\\',
      '\\N',
      '\\.',
      '\\\\',
      '\t',
      '\n',
      '\r',
      '\r\n',
      '"',
      "'",
      '\\t',
      '\u007f',
      '\b\f\v',
    )
    const texts = fc.array(
      fc.array(fc.oneof(storable, special)).map((parts) => parts.join('')),
      { maxLength: 50 },
    )
    await fc.assert(
      fc.asyncProperty(texts, async (values) => {
        await floor.query('TRUNCATE copied')
        const lines = values.map((value, id) => {
          const json = copyText(JSON.stringify({ [value]: value }))
          return `${id}\t${copyText(value)}\t${copyText(null)}\t${json}\n`
        })
        await copyInto(floor.database, 'copied', lines.join(''))
        const rows = await floor.query('SELECT plain, nothing, json FROM copied ORDER BY id')
        expect(rows).toEqual(values.map((value) => ({ plain: value, nothing: null, json: { [value]: value } })))
      }),
      { numRuns: 100 },
    )
  })
})
