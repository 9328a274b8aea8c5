import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { jsonObject } from '../../src/database/row.js'
import { contactsOf, importText, openImportFloor, type ImportFloor } from './importFloor.js'

let floor: ImportFloor
beforeAll(async () => {
  floor = await openImportFloor()
})
afterAll(() => floor.close())

// Few keys and few numbers, so that rows meet each other and the contacts of earlier files in every way.
const row = fc.record({ key: fc.constantFrom('', '', 'a', 'b', 'c'), line: fc.integer({ min: 0, max: 4 }) })
const history = fc.array(fc.array(row, { maxLength: 8 }), { minLength: 1, maxLength: 5 })
const phoneOf = (line: number): string => `+1212555010${line}`

describe('any history of imports', () => {
  it('leaves each good row of the last file in exactly one contact, and all other contacts as they were', async () => {
    await fc.assert(
      fc.asyncProperty(history, async (files) => {
        const listId = await floor.addList()
        for (const [fileIndex, rows] of files.entries()) {
          const before = await contactsOf(floor, listId)
          const mark = (index: number): string => `file ${fileIndex} row ${index + 1}`
          const lines = rows.map(({ key, line }, index) => `${key},${phoneOf(line)},${mark(index)}\n`)
          const result = await importText(floor, listId, `id,phone,mark\n${lines.join('')}`)
          const after = await contactsOf(floor, listId)

          const isRejected = new Set(result.rejected.map((error) => error.row))
          expect(result.read).toBe(result.inserted + result.updated + isRejected.size)
          expect(after).toHaveLength(before.length + result.inserted)
          for (const [index, { key, line }] of rows.entries()) {
            const marked = after.filter((contact) => jsonObject(contact, 'attributes')['mark'] === mark(index))
            if (isRejected.has(index + 1)) {
              expect(marked).toEqual([])
            } else {
              expect(marked).toMatchObject([{ phone: phoneOf(line), ...(key === '' ? {} : { external_id: key }) }])
            }
          }
          const untouched = after.filter(
            (contact) => !String(jsonObject(contact, 'attributes')['mark']).startsWith(`file ${fileIndex} `),
          )
          expect(untouched).toHaveLength(before.length - result.updated)
          for (const contact of untouched) expect(before).toContainEqual(contact)
        }
      }),
      { numRuns: 60 },
    )
  })
})
