import { addressBench, addressRatio, type AddressBench } from './addressBench.js'
import type { BenchRow } from './report.js'
import { median } from './rounds.js'

const MOST_PLACES = 2_000

/** Imports of a few addresses and of very many against the same files read without them, and how many places they are. */
export async function addressRows(connectionString: string, rows: number): Promise<BenchRow[]> {
  const few = await addressBench(connectionString, 500)
  const many = await addressBench(connectionString, rows)
  return [
    importRow('addresses-few', 500, few),
    importRow('addresses', rows, many),
    {
      id: 'addresses-places',
      title: `different places of ${rows.toLocaleString('en-US')} addresses of the United States`,
      baseline: { value: MOST_PLACES, unit: 'at most' },
      product: { value: many.places, unit: 'places' },
      ratio: many.places / MOST_PLACES,
      target: { atMost: 1 },
      limitedBy: 'States of ZIP code and number in pairs, each with their zones: a lane each.',
      facts: {},
    },
  ]
}

function importRow(id: string, rows: number, result: AddressBench): BenchRow {
  return {
    id,
    title: `import of ${rows.toLocaleString('en-US')} rows with addresses against the same rows without`,
    baseline: { value: median(result.plainPerSecond), unit: 'rows/s' },
    product: { value: median(result.addressPerSecond), unit: 'rows/s' },
    ratio: addressRatio(result),
    target: null,
    limitedBy: 'Each address is read, and its place worked out once for each combination of readings.',
    facts: {
      'without, rows/s': rounded(result.plainPerSecond),
      'with, rows/s': rounded(result.addressPerSecond),
    },
  }
}

function rounded(values: readonly number[]): string {
  return values.map((value) => Math.round(value).toLocaleString('en-US')).join(', ')
}
