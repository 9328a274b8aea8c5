import { open as openFile, type FileHandle } from 'node:fs/promises'
import { SingleBar } from 'cli-progress'
import { InvalidArgumentError, type Command } from 'commander'
import { parseColumnMap } from '../contact/columnMap.js'
import { readContactsCsv } from '../contact/csvContacts.js'
import { contactFields, type ContactField } from '../contact/csvColumns.js'
import { duplicateScopes, type DuplicateScope } from '../contact/duplicates.store.js'
import { duplicateWords } from '../contact/duplicateWords.js'
import { importContacts, type ImportResult } from '../contact/importContacts.js'
import { parseRegion, type Region } from '../contact/phoneNumber.js'
import type { Database } from '../database/database.js'
import { DomainError } from '../domainError.js'

/** Where the command writes: the process' own streams, or a test's. */
export interface CommandOutput {
  readonly stdout: NodeJS.WritableStream
  /** Rejected rows, faults, and, when it is a terminal, the progress bar. */
  readonly stderr: NodeJS.WritableStream & { readonly isTTY?: boolean }
}

/** Opens the database that the command works on; closed when the command ends. */
export type OpenDatabase = () => Promise<{ database: Database; close(): Promise<void> }>

/** Everything went in. */
const DONE = 0
/** Rows were rejected, the others went in. */
const ROWS_REJECTED = 1
/** The file or the arguments are bad; nothing was imported. */
const BAD_CALL = 2
/** The database failed. */
const FAILED = 3

interface ImportArguments {
  readonly org: string
  readonly list: string
  readonly map?: ReadonlyMap<ContactField, string>
  readonly defaultRegion?: Region
  readonly dryRun?: boolean
  readonly keepEmpty?: boolean
  readonly duplicates?: DuplicateScope
}

/**
 * Adds `import FILE.csv` to the program. Sets `process.exitCode`: 0, 1 when rows were rejected, 2 when the file or the
 * arguments are bad, 3 when the database failed.
 */
export function registerImportCommand(program: Command, open: OpenDatabase, output: CommandOutput = process): void {
  program
    .command('import')
    .description('import contacts from a CSV file; rows that are there already are updated')
    .argument('<file>', 'CSV with a header; separated by comma, semicolon or tab; UTF-8')
    .requiredOption('--org <id>', 'the organization')
    .requiredOption('--list <name>', 'the contact list; added when there is none of this name')
    .option('--map <field=column,...>', `columns of the fields ${contactFields.join(', ')}`, parseMap)
    .option('--default-region <code>', 'country of numbers without country code, such as US', checkRegion)
    .option('--keep-empty', 'an empty cell leaves what a contact has as it is; else it empties it')
    .option(
      '--duplicates <where>',
      'tell rows whose number somebody else has: list, campaign or organization',
      readScope,
    )
    .option('--dry-run', 'check everything and change nothing')
    .addHelpText(
      'after',
      '\nRows are counted from 1, without the header and empty lines. docs/import.md says the rest.',
    )
    .exitOverride((error) => {
      // Commander's own exit code for a missing option is 1, which here says that rows were rejected.
      process.exit(error.exitCode === 0 ? DONE : BAD_CALL)
    })
    .action(async (file: string, given: ImportArguments) => {
      process.exitCode = await runImport(file, given, open, output)
    })
}

function parseMap(text: string, before?: ReadonlyMap<ContactField, string>): ReadonlyMap<ContactField, string> {
  try {
    return parseColumnMap(text, before)
  } catch (error) {
    throw new InvalidArgumentError(error instanceof Error ? error.message : String(error))
  }
}

function readScope(text: string): DuplicateScope {
  const scope = duplicateScopes.find((known) => known === text.toUpperCase())
  if (scope === undefined) throw new InvalidArgumentError('One of list, campaign, organization.')
  return scope
}

function checkRegion(text: string): Region {
  const region = parseRegion(text)
  if (region === null) throw new InvalidArgumentError('A country by two letters, such as US.')
  return region
}

async function runImport(
  path: string,
  given: ImportArguments,
  open: OpenDatabase,
  output: CommandOutput,
): Promise<number> {
  const opened = await openReadable(path)
  if (opened === null) {
    output.stderr.write(`${path} cannot be read\n`)
    return BAD_CALL
  }
  const { file, size } = opened
  try {
    return await importInto(await open(), file, size, given, output)
  } catch (error) {
    output.stderr.write(`dialqueue: ${error instanceof Error ? error.message : String(error)}\n`)
    return FAILED
  } finally {
    await file.close()
  }
}

/** The file and its bytes; null when there is none that can be read. */
async function openReadable(path: string): Promise<{ file: FileHandle; size: number } | null> {
  try {
    const file = await openFile(path)
    const found = await file.stat()
    if (!found.isDirectory()) return { file, size: found.size }
    await file.close()
    return null
  } catch {
    return null
  }
}

async function importInto(
  opened: Awaited<ReturnType<OpenDatabase>>,
  file: FileHandle,
  size: number,
  given: ImportArguments,
  output: CommandOutput,
): Promise<number> {
  const bar = output.stderr.isTTY === true && size > 0 ? startBar(output.stderr, size) : null
  try {
    return await importFile(opened.database, file, given, output, bar)
  } catch (error) {
    if (!(error instanceof DomainError)) throw error
    bar?.stop()
    output.stderr.write(`${error.message}; nothing was imported\n`)
    return BAD_CALL
  } finally {
    bar?.stop()
    await opened.close()
  }
}

async function importFile(
  database: Database,
  file: FileHandle,
  given: ImportArguments,
  { stdout, stderr }: CommandOutput,
  bar: SingleBar | null,
): Promise<number> {
  const source = file.createReadStream({ autoClose: false })
  // A line takes the place of the bar, which is drawn again below it.
  const tell = (line: string): void => {
    stderr.write(`${bar === null ? '' : '\r\u001b[K'}${line}\n`)
  }
  const result = await importContacts(
    database,
    { organizationId: given.org, listName: given.list },
    readContactsCsv(source, given.map === undefined ? {} : { map: given.map }),
    {
      dryRun: given.dryRun === true,
      keepsEmpty: given.keepEmpty === true,
      ...(given.defaultRegion === undefined ? {} : { defaultRegion: given.defaultRegion }),
      ...(given.duplicates === undefined ? {} : { duplicates: given.duplicates }),
      onRejected: ({ row, field, message }) => {
        tell(`row ${row}: ${field === null ? '' : `${field}: `}${message}`)
      },
      onWarning: ({ row, field, message }) => {
        tell(`row ${row}: warning: ${field === null ? '' : `${field}: `}${message}`)
      },
      onDuplicate: (duplicate) => {
        tell(`row ${duplicate.row}: duplicate: ${duplicateWords(duplicate)}`)
      },
      onProgress: () => bar?.update(source.bytesRead),
    },
  )
  bar?.stop()
  const asksDuplicates = given.duplicates !== undefined
  stdout.write(`${summary(result, asksDuplicates, given.dryRun === true)}\n`)
  return result.rejectedRows > 0 ? ROWS_REJECTED : DONE
}

function startBar(stream: NodeJS.WritableStream, size: number): SingleBar {
  const bar = new SingleBar({
    stream,
    format: '{bar} {percentage}% of the file read, {duration_formatted}',
    hideCursor: null,
  })
  bar.start(size, 0)
  return bar
}

function summary(result: ImportResult, asksDuplicates: boolean, isDryRun: boolean): string {
  const { read, inserted, updated, changedFields, rejectedRows, duplicateRows } = result
  const fields = changedFields.map(({ field, count }) => `${field} of ${count}`).join(', ')
  const changes = fields === '' ? '' : ` (${fields})`
  const duplicates = asksDuplicates ? `, ${duplicateRows} duplicates` : ''
  const counts = `${read} rows: ${inserted} inserted, ${updated} updated${changes}, ${rejectedRows} rejected${duplicates}`
  return isDryRun ? `${counts} (dry run: nothing was changed)` : counts
}
