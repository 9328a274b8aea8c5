import { describe, expect, it } from 'vitest'
import type { ColumnMap, ContactField } from '../../src/contact/csvColumns.js'
import { givenMask } from '../../src/contact/givenFields.js'
import { readContactsCsv, type ContactItem } from '../../src/contact/csvContacts.js'

/** Everything that is read from the text, which arrives in pieces of this many bytes. */
async function read(csv: string | Buffer, map: ColumnMap = new Map(), pieceLength = 1 << 16): Promise<ContactItem[]> {
  const bytes = Buffer.from(csv)
  const items: ContactItem[] = []
  async function* pieces(): AsyncGenerator<Buffer> {
    for (let start = 0; start < bytes.length; start += pieceLength) yield bytes.subarray(start, start + pieceLength)
    await Promise.resolve()
  }
  for await (const batch of readContactsCsv(pieces(), { map })) items.push(...batch)
  return items
}

const phones = (items: readonly ContactItem[]): string[] => items.map((item) => ('phone' in item ? item.phone : '?'))
const attributes = (items: readonly ContactItem[]): unknown[] =>
  items.map((item) => ('attributes' in item ? (JSON.parse(item.attributes) as unknown) : item.message))
const mapOf = (...pairs: [ContactField, string][]): ColumnMap => new Map(pairs)

describe('a CSV file', () => {
  it.each([
    ['commas', 'phone,city\n1,"a,b"\n2,c;d\n'],
    ['semicolons', 'phone;city\n1;"a,b"\n2;"c;d"\n'],
    ['tabs', 'phone\tcity\n1\ta,b\n2\tc;d\n'],
  ])('is separated by %s', async (_, csv) => {
    expect(attributes(await read(csv))).toEqual([{ city: 'a,b' }, { city: 'c;d' }])
  })

  it('has the delimiter that its header has outside quotes', async () => {
    expect(attributes(await read('"phone";"city, state, country"\n1;x\n'))).toEqual([{ 'city, state, country': 'x' }])
  })

  it.each([
    ['LF', 'phone,x\n1,a\n2,b\n'],
    ['CRLF', 'phone,x\r\n1,a\r\n2,b\r\n'],
    ['both', 'phone,x\r\n1,a\n2,b\r\n'],
    ['no line break at its end', 'phone,x\n1,a\n2,b'],
    ['empty lines', '\n\nphone,x\n\n1,a\n\r\n2,b\n\n'],
    ['a byte order mark', '\uFEFFphone,x\n1,a\n2,b\n'],
  ])('may have %s', async (_, csv) => {
    for (const pieceLength of [1, 2, 3, 7, 1 << 16]) {
      const items = await read(csv, new Map(), pieceLength)
      expect(items.map(({ row }) => row)).toEqual([1, 2])
      expect(phones(items)).toEqual(['1', '2'])
      expect(attributes(items)).toEqual([{ x: 'a' }, { x: 'b' }])
    }
  })

  it('may have line breaks, doubled quotes and delimiters within quotes, in its header too', async () => {
    const csv = '"the\nnote",phone\r\n"one\r\n""two"",\nthree",1\r\n"",2\r\n'
    expect(attributes(await read(csv))).toEqual([{ 'the\nnote': 'one\r\n"two",\nthree' }, { 'the\nnote': '' }])
  })

  it('may have nothing but a header', async () => {
    expect(await read('phone,x\n')).toEqual([])
    expect(await read('phone')).toEqual([])
  })

  it('keeps every character, wherever its bytes are cut', async () => {
    const csv = 'phone,x\n1,äöü €😀\n2,\\ \t\u007f /\n'
    for (const pieceLength of [1, 2, 3, 5]) {
      expect(attributes(await read(csv, new Map(), pieceLength))).toEqual([{ x: 'äöü €😀' }, { x: '\\ \t\u007f /' }])
    }
  })

  it('names the rows that are not UTF-8 and reads the others', async () => {
    const bad = Buffer.concat([Buffer.from('phone,x\n1,a\n2,M'), Buffer.from([0xfc]), Buffer.from('ller\n3,ü\n4,z')])
    for (const pieceLength of [1, 4, 1 << 16]) {
      const items = await read(bad, new Map(), pieceLength)
      expect(items[1]).toEqual({ row: 2, field: null, message: 'is not UTF-8' })
      expect(phones(items)).toEqual(['1', '?', '3', '4'])
    }
    // Cut off within a character.
    expect((await read(Buffer.from('phone,x\n1,ü').subarray(0, -1)))[0]).toMatchObject({
      row: 1,
      message: 'is not UTF-8',
    })
  })

  it('names the rows with a wrong number of columns and reads the others', async () => {
    const items = await read('phone,x\n1,a\n2\n3,c,d\n4,e\n')
    expect(items.slice(1, 3)).toEqual([
      { row: 2, field: null, message: 'has 1 columns where the header has 2' },
      { row: 3, field: null, message: 'has 3 columns where the header has 2' },
    ])
    expect(phones(items)).toEqual(['1', '?', '?', '4'])
  })

  it.each([
    ['a quote is never closed', 'phone,x\n1,a\n2,"b\n3,c\n', 'row 2: a quote is never closed'],
    ['a quote stands within a value', 'phone,x\n1,a\n2,5" pipe\n', 'row 2: a quote stands where none can stand'],
    ['something follows a closing quote', 'phone,x\n1,"a" b\n', 'row 1: a quote stands where none can stand'],
    ['its header has a broken quote', 'ph"one,x\n1,a\n', 'the header: a quote stands where none can stand'],
    ['a row has more than a megabyte', `phone,x\n1,"${'a\n'.repeat(600_000)}`, 'row 1: is longer than 1 MB'],
    ['it is empty', '', 'the file is empty'],
    ['it has only empty lines', '\n\n\n', 'the file is empty'],
    ['it is UTF-16', Buffer.from('\uFEFFphone\n1\n', 'utf16le'), 'the file is UTF-16: save it as UTF-8'],
    ['its header is not UTF-8', Buffer.from([...Buffer.from('phone,'), 0xfc, 0x0a]), 'the header is not UTF-8'],
    ['no column holds the number', 'name,city\na,b\n', 'its columns are "name", "city"'],
    ['two columns have the same header', 'phone,x,x\n1,a,b\n', 'two columns have the same header'],
  ])('is refused when %s', async (_, csv, message) => {
    await expect(read(csv)).rejects.toThrow(message)
    await expect(read(csv)).rejects.toMatchObject({ code: 'BAD_USER_INPUT' })
  })

  it('never shows a value: not of a row with a broken quote, nor of a first line that is a row', async () => {
    await expect(read('phone,x\n12125550100,"Miller" x\n')).rejects.not.toThrow(/Miller|555/)
    await expect(read('Miller,+1 212 555 0100\nSmith,+1 212 555 0101\n')).rejects.not.toThrow(/Miller|555/)
    await expect(read('Miller,m@example.org\n')).rejects.toThrow('its first line looks like a row')
  })
})

describe('the columns of a CSV file', () => {
  it('may hold further numbers: one in each, or several in one', async () => {
    const csv = 'phone,Phone 2,phone_3,phones\n1,2,,"4; 5"\n1,,,\n'
    const rows = (await read(csv)) as { phones: unknown }[]
    expect(rows.map(({ phones }) => phones)).toEqual([[{ phone: '2' }, { phone: '4' }, { phone: '5' }], []])
  })

  it('are found by their headers, in any case and with blanks, underscores or hyphens', async () => {
    const csv =
      'External ID,first_name,LAST-NAME,Phone Number,E-Mail,Time Zone,PRIORITY,City\nk,Ann,Lee,1,a@b,UTC,3,Rome\n'
    expect(await read(csv)).toEqual([
      {
        row: 1,
        externalId: 'k',
        firstName: 'Ann',
        lastName: 'Lee',
        phone: '1',
        email: 'a@b',
        timeZone: 'UTC',
        country: null,
        state: null,
        postalCode: null,
        lineType: null,
        priority: '3',
        skills: null,
        phones: null,
        attributes: '{"City":"Rome"}',
        given: givenMask(['firstName', 'lastName', 'email', 'timeZone', 'priority', 'someAttributes']),
      },
    ])
  })

  it('may say where a contact is, and are attributes all the same', async () => {
    expect(await read('phone,Country,State,ZIP,City\n1,US,NY,10001,Troy\n')).toMatchObject([
      {
        ...{ country: 'US', state: 'NY', postalCode: '10001' },
        attributes: '{"ZIP":"10001","City":"Troy","State":"NY","Country":"US"}',
      },
    ])
    expect(await read('phone,Bundesland\n1,BY\n', new Map([['state', 'Bundesland']]))).toMatchObject([
      { state: 'BY', attributes: '{"Bundesland":"BY"}' },
    ])
  })

  it('are those that the caller maps, and what their headers say is then an attribute', async () => {
    const [item] = await read('phone,Tel 2,id\n1,2,3\n', mapOf(['phone', 'Tel 2']))
    expect(item).toMatchObject({ phone: '2', externalId: '3', attributes: '{"phone":"1"}' })
  })

  it('may give two fields at once when mapped so', async () => {
    const [item] = await read('tel,x\n1,2\n', mapOf(['externalId', 'tel'], ['phone', 'tel']))
    expect(item).toMatchObject({ phone: '1', externalId: '1', attributes: '{"x":"2"}' })
  })

  it('must be there when mapped, exactly as written', async () => {
    await expect(read('phone,x\n1,2\n', mapOf(['email', 'X']))).rejects.toThrow(
      'no column "X"; its columns are "phone", "x"',
    )
  })

  it.each([
    ['Ann Mary Lee', 'Ann Mary', 'Lee'],
    ['  Ann  Lee ', 'Ann ', 'Lee'],
    ['Ann', 'Ann', ''],
    ['', '', ''],
  ])('split a whole name %j at its last blank', async (name, firstName, lastName) => {
    expect((await read(`phone,Full Name\n1,${name}\n`))[0]).toMatchObject({ firstName, lastName, attributes: '{}' })
    expect((await read(`phone,who\n1,${name}\n`, mapOf(['name', 'who'])))[0]).toMatchObject({ firstName, lastName })
  })

  it('do not take a whole name beside its parts', async () => {
    const [item] = await read('phone,name,first name\n1,Ann Lee,Ann\n')
    expect(item).toMatchObject({ firstName: 'Ann', lastName: '', attributes: '{"name":"Ann Lee"}' })
  })

  it('take the first that is known of several for one field', async () => {
    expect((await read('mobile,telephone\n1,2\n'))[0]).toMatchObject({ phone: '2', attributes: '{"mobile":"1"}' })
  })

  it('without a header are named by their place', async () => {
    expect(attributes(await read('phone,,x,\n1,a,b,c\n'))).toEqual([{ 'column 2': 'a', x: 'b', 'column 4': 'c' }])
  })

  it('may have any name, and any value but NUL', async () => {
    const [item] = await read('phone,__proto__,"a ""b"" \\"\n1,x,"\u0001\u2028"\n')
    expect(item).toMatchObject({ attributes: '{"a \\"b\\" \\\\":"\\u0001\u2028","__proto__":"x"}' })
  })
})
