import { Readable } from 'node:stream'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseSuppressedPhone, parseSuppressedPhoneFully } from '../../src/doNotCall/suppressedPhone.js'
import { readSuppressionFile } from '../../src/doNotCall/suppressionFile.js'

/** The numbers of a text that arrives in pieces of `size` bytes, by their row. */
async function read(text: string, size = 1_000): Promise<Record<number, string>> {
  const bytes = Buffer.from(text)
  const pieces = Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) =>
    bytes.subarray(index * size, (index + 1) * size),
  )
  const numbers: Record<number, string> = {}
  for await (const { firstRow, texts } of readSuppressionFile(Readable.from(pieces))) {
    for (const [index, number] of texts.entries()) numbers[firstRow + index] = number
  }
  return numbers
}

describe('a suppression file', () => {
  it.each([
    ['one number a line', '+14155550100\n+14155550101\n'],
    ['no line break at its end', '+14155550100\n+14155550101'],
    ['CRLF and empty lines', '\r\n+14155550100\r\n\r\n+14155550101\r\n'],
    ['a byte order mark', '\uFEFF+14155550100\n+14155550101\n'],
    ['a header of its own', 'dnc list\n+14155550100\n+14155550101\n'],
    ['a column called phone', 'id,Phone Number,fax\n1,+14155550100,+1999\n2,+14155550101,\n'],
    ['columns that no header names', 'Ada;+14155550100;x\nBen;+14155550101;y\n'],
    ['a header that does not name the column', 'who\twhat\nAda\t+14155550100\nBen\t+14155550101\n'],
    ['quotes, with delimiters and line breaks in them', 'note,phone\n"a, ""b""\nc","+14155550100"\n"",+14155550101\n'],
  ])('with %s is read, in pieces of any size', async (_, text) => {
    for (const size of [1, 7, 1_000]) expect(await read(text, size)).toEqual({ 1: '+14155550100', 2: '+14155550101' })
  })

  it('with rows that have no number keeps their places', async () => {
    expect(await read('phone;note\n+14155550100;a\nb\n;c\n+14155550101;d\n')).toEqual({
      ...{ 1: '+14155550100', 2: 'b', 3: '', 4: '+14155550101' },
    })
  })

  it.each([
    ['whose quote is never closed', '"+14155550100\n+14155550101\n'],
    ['whose columns hold no number', 'a,b\nAda,Ben\n'],
  ])('%s is refused', async (_, text) => {
    await expect(read(text)).rejects.toThrow(/quote|column/)
  })

  it('that is empty has no rows', async () => {
    expect(await read('')).toEqual({})
  })
})

describe('a suppressed number', () => {
  const local = fc.stringMatching(/^[2-9]\d\d[2-9]\d{6}$/)

  it('of North America is the same text, whether read in full or not', () => {
    fc.assert(
      fc.property(local, fc.constantFrom('', 'US', 'CA'), (digits, region) => {
        const given = region === '' ? `+1${digits}` : digits
        const where = region === '' ? undefined : region
        expect(parseSuppressedPhone(given, where)).toEqual({ phone: `+1${digits}` })
        const full = parseSuppressedPhoneFully(given, where)
        // A number that nobody is assigned is only taken with its country code.
        if ('phone' in full) expect(full).toEqual({ phone: `+1${digits}` })
        else expect(region).not.toBe('')
      }),
      { numRuns: 500 },
    )
  })

  it('is read as people write it, and taken although nobody is assigned it', () => {
    expect(parseSuppressedPhone('+44 (0)20 7946 0018')).toEqual({ phone: '+442079460018' })
    expect(parseSuppressedPhone('tel:+1-415-555-0100')).toEqual({ phone: '+14155550100' })
    expect(parseSuppressedPhone('+1 000 000 0000')).toEqual({ phone: '+10000000000' })
    expect(parseSuppressedPhone('415 555 0100')).toMatchObject({ fault: expect.any(String) as unknown })
    expect(parseSuppressedPhone('+0123456789')).toMatchObject({ fault: expect.any(String) as unknown })
  })
})
