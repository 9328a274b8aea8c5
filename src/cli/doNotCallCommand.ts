import { open as openFile, type FileHandle } from 'node:fs/promises'
import { basename } from 'node:path'
import { InvalidArgumentError, Option, type Command } from 'commander'
import { parseRegion, type Region } from '../contact/phoneNumber.js'
import { importDoNotCall, type DoNotCallImport } from '../doNotCall/importDoNotCall.js'
import { readSuppressionFile } from '../doNotCall/suppressionFile.js'
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
    .description('import a suppression file; what is queued for its numbers is cancelled')
    .argument('<file>', 'one number a line, or a CSV with a column of numbers; UTF-8')
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
    .action(async (file: string, given: DoNotCallArguments) => {
      process.exitCode = await runImport(file, given, open, output)
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
  path: string,
  given: DoNotCallArguments,
  open: OpenDatabase,
  output: CommandOutput,
): Promise<number> {
  if ((given.registry === undefined) !== (given.asOf === undefined)) {
    output.stderr.write('--registry and --as-of belong together; nothing was imported\n')
    return BAD_CALL
  }
  const file = await openFile(path).catch(() => null)
  if (file === null || (await file.stat()).isDirectory()) {
    await file?.close()
    output.stderr.write(`${path} cannot be read\n`)
    return BAD_CALL
  }
  try {
    return await importFile(file, basename(path), given, open, output)
  } catch (error) {
    const isOurs = error instanceof DomainError
    const message = error instanceof Error ? error.message : String(error)
    output.stderr.write(isOurs ? `${message}; nothing was imported\n` : `dialqueue: ${message}\n`)
    return isOurs ? BAD_CALL : FAILED
  } finally {
    await file.close()
  }
}

async function importFile(
  file: FileHandle,
  name: string,
  given: DoNotCallArguments,
  open: OpenDatabase,
  { stdout, stderr }: CommandOutput,
): Promise<number> {
  const { registry: code, asOf } = given
  const registry = code === undefined || asOf === undefined ? null : { code, asOf }
  const words = {
    campaignId: given.campaign ?? null,
    reason: given.reason ?? (registry === null ? 'on an imported list' : 'on a national registry'),
    source: given.source ?? registry?.code ?? name,
    expiresAt: given.expires ?? null,
    registry,
  }
  const opened = await open()
  try {
    let named = 0
    const done = await importDoNotCall(
      opened.database,
      given.org,
      words,
      readSuppressionFile(file.createReadStream({ autoClose: false })),
      {
        ...(given.defaultRegion === undefined ? {} : { defaultRegion: given.defaultRegion }),
        onRejected: ({ row, message }) => {
          named += 1
          if (named <= MOST_NAMED) stderr.write(`row ${row}: ${message}\n`)
        },
      },
    )
    if (named > MOST_NAMED) stderr.write(`and ${named - MOST_NAMED} more rows\n`)
    stdout.write(`${summary(done)}\n`)
    return done.rejectedRows > 0 ? ROWS_REJECTED : DONE
  } finally {
    await opened.close()
  }
}

function summary({ read, rejectedRows, listed, added, cancelled }: DoNotCallImport): string {
  const numbers =
    added === null ? `the registry has ${listed} numbers` : `${added} numbers added, ${listed} on the list`
  return `${read} rows: ${numbers}, ${rejectedRows} rejected, ${cancelled} queue entries cancelled`
}
