import { Readable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { readSuppressionFile } from '../../src/doNotCall/suppressionFile.js'
import { numbersInText } from '../../src/doNotCall/numbersInText.js'

/** By row what is read of a file that arrives in pieces of `size` bytes: its numbers, and what a change list does to them. */
async function read(text: string, size = 1_000): Promise<string[]> {
  const bytes = Buffer.from(text)
  const pieces = Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) =>
    bytes.subarray(index * size, (index + 1) * size),
  )
  const rows: string[] = []
  for await (const { texts, changes } of readSuppressionFile(Readable.from(pieces))) {
    for (const [index, line] of texts.entries()) {
      const found = numbersInText(line, 'US')
      const numbers = 'phones' in found ? found.phones.join(' ') : '-'
      rows.push(changes === undefined ? numbers : `${changes[index] ?? '?'} ${numbers}`)
    }
  }
  return rows
}

const two = ['+12125550123', '+13105550124']

describe('A4: a registry comes', () => {
  it.each([
    ['as area code and number', '212,5550123\n310,5550124\n'],
    ['as area code and number with a hyphen', '212;555-0123\n310;555-0124\n'],
    ['as area code and number with a header', 'area code,phone\n212,5550123\n310,5550124\n'],
    ['with the number before its area code', 'Number,AreaCode\n5550123,212\n5550124,310\n'],
    ['as three columns', '212,555,0123\n310,555,0124\n'],
    ['with npa, nxx and line', 'npa,nxx,line\n212,555,0123\n310,555,0124\n'],
    ['with a header and whole numbers', 'Phone Number,Date\n2125550123,20260101\n3105550124,20260101\n'],
    ['as ten digits', '2125550123\n3105550124\n'],
    ['with keys before the numbers', '10000001,2125550123\n10000002,3105550124\n'],
    ['with sep= first', 'sep=;\n212;5550123\n310;5550124\n'],
    ['as XML', "<list type='full'><ac val='212'><ph val='5550123'/></ac><ac val='310'><ph val='5550124'/></ac></list>"],
    [
      'as XML with a prolog',
      '<?xml version="1.0"?>\n<list>\n <ac val="212">\n  <ph val="5550123" />\n </ac>\n <ac val="310"><ph val="5550124"></ph></ac>\n</list>\n',
    ],
    ['as flat XML', '<numbers><ph val="2125550123"/><ph val="3105550124"/></numbers>'],
    ['as flat XML with texts', '<dnc><phone>212-555-0123</phone><phone type="home">3105550124</phone></dnc>'],
    [
      'as XML with area codes and texts',
      '<r><ac val="212"><ph>5550123</ph></ac><ac val="310"><ph>5550124</ph></ac></r>',
    ],
  ])('A4: %s, in pieces of any size', async (_, text) => {
    for (const size of [1, 7, 1_000]) expect(await read(text, size)).toEqual(two)
  })

  it.each([
    ['lines', '2125550123,A\n3105550124,D\n'],
    ['columns', '212,5550123,2026-11-01,A\n310,5550124,2026-11-02,D\n'],
    ['a header', 'area code,number,change type\n212,5550123,a\n310,5550124,d\n'],
    ['words', 'phone;action\n2125550123;Add\n3105550124;Delete\n'],
    [
      'XML',
      "<list type='change'><ac val='212'><ph val='5550123' chg='A'/></ac><ac val='310'><ph val='5550124' chg='D'/></ac></list>",
    ],
  ])('A4: as a change list of %s', async (_, text) => {
    expect(await read(text, 9)).toEqual([`ADD ${two[0] ?? ''}`, `REMOVE ${two[1] ?? ''}`])
  })

  it('A4: with rows that do not say what they do', async () => {
    expect(await read('2125550123,A\n3105550124,X\n')).toEqual(['ADD +12125550123', '? +13105550124'])
  })

  it('A4: every column of numbers is read, no key and no date', async () => {
    const text =
      'id,phone,phone2,since\n2125550199,4155550101,(415) 555-0102,2026-11-01\n2125550198,4155550103,,2026-11-02\n'
    expect(await read(text)).toEqual(['+14155550101 +14155550102', '+14155550103'])
    expect(await read('4155550104,Ada,call 415-555-0105 too\n')).toEqual(['+14155550104 +14155550105'])
  })

  it.each(['<list><ac val="212"><ph val="5550123"/', '<list><phone>2125550123'])(
    'A4: XML that is cut is refused: %s',
    async (text) => {
      await expect(read(text)).rejects.toThrow(/ends within/)
    },
  )
})
