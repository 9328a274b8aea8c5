import { parseArgs } from 'node:util'
import { mkdtemp, chmod, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startEmbeddedPostgres } from '../../src/database/embeddedPostgres.js'
import { benchRows, type RowName, rowNames } from './benchRows.js'
import { describeMachine } from './machine.js'
import { isReached, markdownTable, plainTable, type BenchRow } from './report.js'
import { ensureBuilt } from './serverProcess.js'

const USAGE = `npm run bench -- [--only ${rowNames.join(',')}] [--quick] [--json | --markdown] [--from FILE]

  --only      these rows, separated by commas; all when left out
  --quick     small sizes: shows that the bench works, judges nothing
  --json      print JSON instead of a table
  --markdown  print the table of docs/bench.md
  --from      measure nothing, read what --json printed
`

/** What `--json` prints and `--from` reads. */
interface BenchResult {
  readonly isQuick: boolean
  readonly machine: string
  readonly rows: readonly BenchRow[]
}

process.exitCode = await main()

/** 0: every target is reached, or none was judged; 1: one is not, or the bench failed; 2: wrong options. */
async function main(): Promise<number> {
  let options
  try {
    options = readOptions()
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`)
    return 2
  }
  const result =
    options.from === undefined
      ? await measure(options.names, options.isQuick)
      : (JSON.parse(await readFile(options.from, 'utf8')) as BenchResult)
  const { rows, isQuick, machine } = result
  if (options.isJson) process.stdout.write(`${JSON.stringify(result, null, 2)}\n`)
  else process.stdout.write(`${machine}\n\n${(options.isMarkdown ? markdownTable : plainTable)(rows, !isQuick)}\n`)
  return isQuick || rows.every(isReached) ? 0 : 1
}

function readOptions(): {
  names: readonly RowName[]
  isQuick: boolean
  isJson: boolean
  isMarkdown: boolean
  from: string | undefined
} {
  const { values } = parseArgs({
    options: {
      only: { type: 'string' },
      quick: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      markdown: { type: 'boolean', default: false },
      from: { type: 'string' },
    },
  })
  const wanted = values.only?.split(',') ?? rowNames
  const names = rowNames.filter((name) => wanted.includes(name))
  if (names.length !== new Set(wanted).size) throw new Error(`--only names an unknown row: ${wanted.join(',')}`)
  return { names, isQuick: values.quick, isJson: values.json, isMarkdown: values.markdown, from: values.from }
}

/** On an embedded PostgreSQL of its own with the settings of production; it is removed afterwards. */
async function measure(names: readonly RowName[], isQuick: boolean): Promise<BenchResult> {
  await ensureBuilt()
  const dataDir = await mkdtemp(join(tmpdir(), 'dialqueue-bench-'))
  // The server's OS user has to get in.
  await chmod(dataDir, 0o755)
  const server = await startEmbeddedPostgres({ dataDir, log: () => undefined })
  const end = async (): Promise<void> => {
    await server.close()
    await rm(dataDir, { recursive: true, force: true })
  }
  process.once('SIGINT', () => void end().finally(() => process.exit(130)))
  try {
    const rows: BenchRow[] = []
    for (const name of names) {
      process.stderr.write(`${new Date().toISOString()} ${name}\n`)
      const measured = await benchRows[name](server.connectionString, isQuick)
      process.stderr.write(`${plainTable(measured, !isQuick)}\n`)
      rows.push(...measured)
    }
    return { isQuick, machine: await describeMachine(server.connectionString), rows }
  } finally {
    await end()
  }
}
