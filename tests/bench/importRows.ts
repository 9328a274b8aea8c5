import { importBench } from './importBench.js'
import type { BenchRow } from './report.js'
import { median } from './rounds.js'

const RESIDENT_LIMIT_MB = 400

/** The import of a file of this many rows against a bare COPY of the same file, and its memory. */
export async function importRows(connectionString: string, rows: number): Promise<BenchRow[]> {
  const result = await importBench(connectionString, rows)
  const base = median(result.baselinePerSecond)
  const value = median(result.importPerSecond)
  const ready = median(result.readyRowsPerSecond)
  const reading = median(result.readingSeconds) / median(result.importSeconds)
  return [
    {
      id: 'import',
      title: `import of ${rows.toLocaleString('en-US')} rows against COPY of the same file`,
      baseline: { value: base, unit: 'rows/s' },
      product: { value, unit: 'rows/s' },
      ratio: result.ratio,
      target: { atLeast: 0.25 },
      limitedBy:
        `${Math.round(reading * 100)} % of the time goes into reading and checking rows, the rest into the merge. ` +
        `COPY of finished rows into the contact table with its indexes and checks reaches ${(ready / base).toFixed(2)}.`,
      facts: {
        'baseline rounds, rows/s': rounded(result.baselinePerSecond),
        'product rounds, rows/s': rounded(result.importPerSecond),
        'COPY into the contact table, rows/s': rounded(result.readyRowsPerSecond),
      },
    },
    {
      id: 'import-memory',
      title: 'greatest resident memory of the importing process',
      baseline: { value: RESIDENT_LIMIT_MB, unit: 'MB at most' },
      product: { value: result.peakRssMegabytes, unit: 'MB' },
      ratio: result.peakRssMegabytes / RESIDENT_LIMIT_MB,
      target: { atMost: 1 },
      limitedBy: 'Rows are streamed: the size of the file does not matter.',
      facts: {},
    },
  ]
}

function rounded(values: readonly number[]): string {
  return values.map((value) => Math.round(value).toLocaleString('en-US')).join(', ')
}
