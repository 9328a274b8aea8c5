import { readFile } from 'node:fs/promises'
import { InvalidArgumentError, type Command } from 'commander'
import { databaseClock } from '../database/clock.js'
import type { Database } from '../database/database.js'
import { checkId } from '../inputRules.js'
import { findOrganization } from '../organization/organization.store.js'
import { builtInPack } from '../policy/builtInPacks.js'
import { NOT_LEGAL_ADVICE, type PolicyPack } from '../policy/policyPack.js'
import { policyPack, policyPacks } from '../policy/policyPacks.js'
import { updatePolicyPack, type PolicyPackEdit } from '../policy/updatePolicyPack.js'
import { runCommand, type CommandDatabase } from './openDatabase.js'

/**
 * Adds `policy list`, `policy show CODE` and `policy set CODE FILE.json` to the program. What `show` prints is what `set`
 * reads: the version in the file refuses an edit of a text that somebody has changed since. `open` is called when a command
 * runs; what it gives is closed with it.
 */
export function registerPolicyCommand(program: Command, open: () => Promise<CommandDatabase>): void {
  const policy = program.command('policy').description(`the calling rules of jurisdictions. ${NOT_LEGAL_ADVICE}`)
  policy
    .command('list')
    .description('the packs that campaigns may name')
    .requiredOption('--org <id>', 'the organization', parseOrganization)
    .action(({ org }: { org: string }) => runCommand(() => onDatabase(open, org, printPacks)))
  policy
    .command('show')
    .description('print a pack as JSON')
    .argument('<code>', 'such as US_FEDERAL')
    .requiredOption('--org <id>', 'the organization', parseOrganization)
    .option('--built-in', "the product's own text, whatever the organization has made of it")
    .action((code: string, { org, builtIn = false }: { org: string; builtIn?: boolean }) =>
      runCommand(() => onDatabase(open, org, (database) => printPack(database, org, code, builtIn))),
    )
  policy
    .command('set')
    .description('write a pack from JSON, for every campaign that names it at once')
    .argument('<code>', "a built-in pack's, or a new one of your own: 1 to 40 of A to Z, 0 to 9 and _")
    .argument('<file>', '{"label", "rules", "version"} as show prints it; without a version, whichever there is')
    .requiredOption('--org <id>', 'the organization', parseOrganization)
    .action((code: string, file: string, { org }: { org: string }) =>
      runCommand(async () => {
        const edit = await readEdit(code, file)
        await onDatabase(open, org, (database) => setPack(database, org, edit))
      }),
    )
}

async function onDatabase(
  open: () => Promise<CommandDatabase>,
  organizationId: string,
  work: (database: Database, organizationId: string) => Promise<void>,
): Promise<void> {
  const opened = await open()
  try {
    if ((await findOrganization(opened.database, organizationId)) === null) {
      throw new Error(`there is no organization ${organizationId}`)
    }
    await work(opened.database, organizationId)
  } finally {
    await opened.close()
  }
}

async function printPacks(database: Database, organizationId: string): Promise<void> {
  const packs = await policyPacks(database, organizationId)
  const width = Math.max(...packs.map(({ code }) => code.length))
  process.stdout.write([...packs.map((pack) => line(pack, width)), NOT_LEGAL_ADVICE, ''].join('\n'))
}

function line({ code, label, version, isEdited, rules }: PolicyPack, width: number): string {
  const rulesOf = `${rules.hours.length} hours rules, ${rules.caps.length} caps`
  return `${code.padEnd(width)}  version ${version}${isEdited ? ', edited' : ''}  ${label}: ${rulesOf}`
}

async function printPack(database: Database, organizationId: string, code: string, isBuiltIn: boolean): Promise<void> {
  const pack = await policyPack(database, organizationId, code)
  const shown = isBuiltIn ? builtInPack(code) : pack
  if (pack === null || shown === null) throw new Error(`there is no policy pack ${code}`)
  const { label, rules } = shown
  // The version is the current one either way: this text can go back as the next.
  process.stdout.write(`${JSON.stringify({ code, label, version: pack.version, rules }, null, 2)}\n`)
}

async function readEdit(code: string, path: string): Promise<PolicyPackEdit> {
  const document = await readJson(path)
  const { label, rules, version = null } = document
  if (typeof label !== 'string') throw new Error(`${path} has no label`)
  if (version !== null && !Number.isSafeInteger(version)) throw new Error(`${path}: version is no number`)
  if (document['code'] !== undefined && document['code'] !== code) throw new Error(`${path} is a pack of another code`)
  return { code, label, rules, expectedVersion: version === null ? null : Number(version) }
}

async function readJson(path: string): Promise<Readonly<Record<string, unknown>>> {
  const text = await readFile(path, 'utf8').catch(() => {
    throw new Error(`${path} cannot be read`)
  })
  try {
    const document: unknown = JSON.parse(text)
    if (typeof document === 'object' && document !== null) return document as Readonly<Record<string, unknown>>
  } catch {
    // Said below, without the text.
  }
  throw new Error(`${path} holds no JSON object`)
}

async function setPack(database: Database, organizationId: string, edit: PolicyPackEdit): Promise<void> {
  // Servers that run find the change by themselves.
  const work = { database, clock: databaseClock, changes: { mark: () => undefined } }
  const { code, version } = await updatePolicyPack(work, organizationId, edit)
  process.stdout.write(`${code} has version ${version}\n`)
}

function parseOrganization(text: string): string {
  try {
    return checkId('org', text)
  } catch {
    throw new InvalidArgumentError('An id is a decimal number.')
  }
}
