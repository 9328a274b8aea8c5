import { open as openFile, type FileHandle } from 'node:fs/promises'
import { basename } from 'node:path'
import { InvalidArgumentError, Option, type Command } from 'commander'
import { parseRegion, type Region } from '../contact/phoneNumber.js'
import { importDoNotCall, type DoNotCallImport } from '../doNotCall/importDoNotCall.js'
import { readSuppressionFile, type NumberBatch } from '../doNotCall/suppressionFile.js'
import { DomainError } from '../domainError.js'
import type { CommandOutput, OpenDatabase } from './importCommand.js'

/** Everything went in. */
const DONE = 0
/** Rows were rejected, the others went in. */
const ROWS_REJECTED = 1
/** The file or the arguments are bad; nothing was imported. */
const BAD_CALL = 2
/** The database failed. */
const FAILED = 3

/** Rejected rows that are named one by one; the rest is a number, because a wrong file would fill a terminal. */
const MOST_NAMED = 1_000

interface DoNotCallArguments {
  readonly org: string
  readonly campaign?: string
  readonly reason?: string
  readonly source?: string
  readonly expires?: Date
  readonly registry?: string
  readonly asOf?: string
  readonly replace?: boolean
  readonly defaultRegion?: Region
}

/**
 * Adds `do-not-call import FILE` to the program. Sets `process.exitCode`: 0, 1 when rows were rejected, 2 when the file or
 * the arguments are bad, 3 when the database failed.
 */
export function registerDoNotCallCommand(program: Command, open: OpenDatabase, output: CommandOutput = process): void {
  program
    .command('do-not-call')
    .description('numbers that may not be called')
    .command('import')
    .description('import suppression files; what is queued for their numbers is cancelled')
    .argument(
      '<file...>',
      'one number a line, a CSV with columns of numbers, or XML; several files are one list; UTF-8',
    )
    .requiredOption('--org <id>', 'the organization')
    .option('--campaign <id>', 'only for this campaign')
    .option('--reason <text>', 'why (default: "on an imported list")')
    .option('--source <text>', "who says so (default: the file's name); the same source adds to the same list")
    .option('--expires <instant>', 'from then on it no longer stands, such as 2027-01-31 (UTC)', parseInstant)
    .addOption(
      new Option(
        '--registry <code>',
        'the copy of a national registry, such as us-national; replaces the one before',
      ).conflicts(['campaign', 'expires']),
    )
    .option('--replace', 'with --registry: also a copy with less than half of the numbers of the one before')
    .option('--as-of <date>', 'with --registry: the day of the copy, such as 2026-11-22')
    .option('--default-region <code>', 'country of numbers without country code, such as US', parseRegionCode)
    .addHelpText(
      'after',
      '\nRows are counted from 1, without a header and empty lines. docs/do-not-call.md says the rest.',
    )
    .exitOverride((error) => {
      // Commander's own exit code for a missing option is 1, which here says that rows were rejected.
      process.exit(error.exitCode === 0 ? DONE : BAD_CALL)
    })
    .action(async (files: string[], given: DoNotCallArguments) => {
      process.exitCode = await runImport(files, given, open, output)
    })
}

function parseInstant(text: string): Date {
  const instant = new Date(text)
  if (!/^\d{4}-\d\d-\d\d/.test(text) || Number.isNaN(instant.getTime())) {
    throw new InvalidArgumentError('A date such as 2027-01-31, or an instant such as 2027-01-31T12:00:00Z.')
  }
  return instant
}

function parseRegionCode(text: string): Region {
  const region = parseRegion(text)
  if (region === null) throw new InvalidArgumentError('A country by two letters, such as US.')
  return region
}

async function runImport(
  paths: readonly string[],
  given: DoNotCallArguments,
  open: OpenDatabase,
  output: CommandOutput,
): Promise<number> {
  if ((given.registry === undefined) !== (given.asOf === undefined)) {
    output.stderr.write('--registry and --as-of belong together; nothing was imported\n')
    return BAD_CALL
  }
  if (given.replace === true && given.registry === undefined) {
    output.stderr.write('--replace belongs to --registry; nothing was imported\n')
    return BAD_CALL
  }
  const files: OpenFile[] = []
  try {
    for (const path of paths) {
      const file = await openFile(path).catch(() => null)
      if (file !== null) files.push({ name: basename(path), file })
      if (file === null || (await file.stat()).isDirectory()) {
        output.stderr.write(`${path} cannot be read\n`)
        return BAD_CALL
      }
    }
    return await importFiles(files, given, open, output)
  } catch (error) {
    const isOurs = error instanceof DomainError
    const message = error instanceof Error ? error.message : String(error)
    output.stderr.write(isOurs ? `${message}; nothing was imported\n` : `dialqueue: ${message}\n`)
    return isOurs ? BAD_CALL : FAILED
  } finally {
    for (const { file } of files) await file.close()
  }
}

interface OpenFile {
  readonly name: string
  readonly file: FileHandle
}

/** The batches of all files, one file after the other; of several each says which it is. */
async function* readFiles(files: readonly OpenFile[]): AsyncGenerator<NumberBatch> {
  for (const { name, file } of files) {
    for await (const batch of readSuppressionFile(file.createReadStream({ autoClose: false }))) {
      yield files.length === 1 ? batch : { ...batch, file: name }
    }
  }
}

async function importFiles(
  files: readonly OpenFile[],
  given: DoNotCallArguments,
  open: OpenDatabase,
  { stdout, stderr }: CommandOutput,
): Promise<number> {
  const { registry: code, asOf } = given
  const registry = code === undefined || asOf === undefined ? null : { code, asOf }
  const words = {
    campaignId: given.campaign ?? null,
    reason: given.reason ?? (registry === null ? 'on an imported list' : 'on a national registry'),
    source: given.source ?? registry?.code ?? files[0]?.name ?? '',
    expiresAt: given.expires ?? null,
    registry,
  }
  const opened = await open()
  try {
    let named = 0
    const done = await importDoNotCall(opened.database, given.org, words, readFiles(files), {
      replace: given.replace === true,
      ...(given.defaultRegion === undefined ? {} : { defaultRegion: given.defaultRegion }),
      onRejected: ({ file, row, message }) => {
        named += 1
        const place = file === undefined ? `row ${row}` : `${file} row ${row}`
        if (named <= MOST_NAMED) stderr.write(`${place}: ${message}\n`)
      },
    })
    if (named > MOST_NAMED) stderr.write(`and ${named - MOST_NAMED} more rows\n`)
    stdout.write(`${summary(done)}\n`)
    return done.rejectedRows > 0 ? ROWS_REJECTED : DONE
  } finally {
    await opened.close()
  }
}

function summary({ read, rejectedRows, listed, added, isChangeList, cancelled }: DoNotCallImport): string {
  const numbers =
    added === null || isChangeList
      ? `the registry has ${listed} numbers${isChangeList && added !== null ? `, ${Math.abs(added)} ${added < 0 ? 'fewer' : 'more'} than before` : ''}`
      : `${added} numbers added, ${listed} on the list`
  return `${read} rows: ${numbers}, ${rejectedRows} rejected, ${cancelled} queue entries cancelled`
}
