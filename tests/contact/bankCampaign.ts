import { existsSync, readFileSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'

// The contacts of a real outbound campaign (UCI Bank Marketing, ../shared/data/SOURCES.md). The file lies beside the
// repository, not in it, and knows no people: names and numbers are made from the row's number.

const bankFile = fileURLToPath(new URL('../../../shared/data/bank-additional-full.csv.gz', import.meta.url))

/** Whether the data of the bank's campaign is here; without it, its tests are skipped. */
export const hasBankCampaign = existsSync(bankFile)

/** Contacts of the bank's campaign. */
export const BANK_ROW_COUNT = 41_188

/** The columns that the file for an import has before the bank's own. */
const addedHeader = '"id";"name";"phone"'

/** A contact as it must be in the database after the import. */
export interface BankContact {
  readonly externalId: string
  readonly firstName: string
  readonly lastName: string
  readonly phone: string
  readonly attributes: Readonly<Record<string, string>>
}

/** Header and rows as they stand in the file. */
function bankLines(): { header: string; rows: readonly string[] } {
  const [header = '', ...rows] = gunzipSync(readFileSync(bankFile)).toString().split('\r\n')
  return { header, rows: rows.filter((row) => row !== '') }
}

/** Area codes of one time zone each. */
const areaCodes = [
  '201',
  '202',
  '203',
  '212',
  '213',
  '214',
  '215',
  '216',
  '303',
  '312',
  '404',
  '415',
  '503',
  '617',
  '713',
]
const FIRST_LOCAL_NUMBER = 2_000_000

function made(row: number): { externalId: string; firstName: string; lastName: string; phone: string } {
  const areaCode = areaCodes[row % areaCodes.length] ?? ''
  const local = FIRST_LOCAL_NUMBER + Math.floor(row / areaCodes.length)
  return {
    externalId: String(row),
    firstName: `Given ${row}`,
    lastName: `Family${row}`,
    phone: `+1${areaCode}${local}`,
  }
}

function fileLine(row: number, bankRow: string): string {
  const { externalId, firstName, lastName, phone } = made(row)
  return `${externalId};"${firstName} ${lastName}";"${phone}";${bankRow}\r\n`
}

/**
 * Writes a file of contacts for an import: id, name and number made from the row's number, then the bank's 21 columns,
 * delimiters, quotes and CRLF as they are.
 *
 * @param rowCount more than the bank's rows repeat them, under new ids, names and numbers
 */
export async function writeBankFile(path: string, rowCount = BANK_ROW_COUNT): Promise<void> {
  const { header, rows } = hasBankCampaign ? bankLines() : madeUpLines()
  const file = await open(path, 'w')
  try {
    let text = `${addedHeader};${header}\r\n`
    for (let row = 1; row <= rowCount; row += 1) {
      text += fileLine(row, rows[(row - 1) % rows.length] ?? '')
      if (text.length > 1_000_000) {
        await file.write(text)
        text = ''
      }
    }
    await file.write(text)
  } finally {
    await file.close()
  }
}

/** What an import of `writeBankFile` must leave, in the order of the rows; read without the parser that is tested. */
export function expectedBankContacts(): BankContact[] {
  const { header, rows } = bankLines()
  // No value of this file holds a delimiter, a quote or a line break.
  const values = (line: string): string[] => line.split(';').map((value) => value.replaceAll('"', ''))
  const columns = values(header)
  return rows.map((line, index) => {
    const cells = values(line)
    const attributes = Object.fromEntries(columns.map((column, place) => [column, cells[place] ?? '']))
    return { ...made(index + 1), attributes }
  })
}

/** Lines of the same width and columns, for a bench where the data is not at hand. */
function madeUpLines(): { header: string; rows: readonly string[] } {
  const columns = Array.from({ length: 21 }, (_, index) => `"column${index}"`)
  const row = (seed: number): string =>
    columns.map((_, index) => (index % 2 === 0 ? `"value${(seed * 7 + index) % 97}"` : (seed * index) % 997)).join(';')
  return { header: columns.join(';'), rows: Array.from({ length: 1_000 }, (_, seed) => row(seed)) }
}
