import { InvalidArgumentError, type Command } from 'commander'
import { anchorPath, readAnchors } from '../audit/anchorFile.js'
import { eraseContact } from '../audit/eraseContact.js'
import { exportNumber } from '../audit/exportNumber.js'
import { auditedOrganizations } from '../audit/verify.store.js'
import { verifyAudit, type ChainReport } from '../audit/verifyAudit.js'
import { readCommandConfig } from '../config.js'
import { databaseClock } from '../database/clock.js'
import { checkId } from '../inputRules.js'
import { findOrganization } from '../organization/organization.store.js'
import { runCommand, type CommandDatabase } from './openDatabase.js'

type OpenDatabase = () => Promise<CommandDatabase>

/** `dialqueue audit verify`, `dialqueue audit export` and `dialqueue erase-contact`. */
export function registerAuditCommands(program: Command, open: OpenDatabase): void {
  const audit = program.command('audit').description('the append-only log of every change')
  audit
    .command('verify')
    .description(
      'read the whole chain again; exit code 1 and the first broken place when a row was changed, removed, …',
    )
    .requiredOption('--org <id|all>', 'the organization, or all', parseOrganization)
    .option('--anchors <file>', 'what the chain was anchored to: audit-anchors.jsonl under DATA_DIR when left out')
    .action((options: { org: string; anchors?: string }) => runCommand(() => verify(open, options)))
  audit
    .command('export')
    .description("print one number's whole history as JSON")
    .requiredOption('--phone <number>', 'E.164, for example +12125550100', parsePhone)
    .requiredOption('--org <id>', 'the organization', parseId)
    .action((options: { phone: string; org: string }) => runCommand(() => exportHistory(open, options)))
  program
    .command('erase-contact')
    .description('erase a person from everywhere but the records that must be kept')
    .requiredOption('--org <id>', 'the organization', parseId)
    .requiredOption('--contact <id>', 'the contact', parseId)
    .requiredOption('--reason <text>', 'why, at most 500 characters')
    .action((options: { org: string; contact: string; reason: string }) => runCommand(() => erase(open, options)))
}

async function verify(open: OpenDatabase, options: { org: string; anchors?: string }): Promise<void> {
  const org = options.org === 'all' ? null : options.org
  const anchors = await readAnchors(options.anchors ?? anchorPath(readCommandConfig()))
  await withDatabase(open, org, async ({ database }) => {
    const organizationIds = org === null ? await auditedOrganizations(database) : [org]
    for (const organizationId of organizationIds) {
      const startedAt = performance.now()
      const report = await verifyAudit(database, organizationId, anchors)
      const seconds = (performance.now() - startedAt) / 1000
      process.stdout.write(`${sentence(report)} (${seconds.toFixed(1)} s)\n`)
      if (report.fault !== null) process.exitCode = 1
    }
  })
}

function sentence({ organizationId, rows, anchors, fault }: ChainReport): string {
  const read = `organization ${organizationId}: ${rows} rows, ${anchors} anchors`
  if (fault === null) return `ok      ${read}`
  const place = [
    ...(fault.seq === null ? [] : [`place ${fault.seq} of the chain`]),
    ...(fault.auditId === null ? [] : [`row ${fault.auditId}`]),
  ]
  return `BROKEN  ${read}; ${fault.kind}${place.length === 0 ? '' : ` at ${place.join(', ')}`}`
}

async function exportHistory(open: OpenDatabase, { phone, org }: { phone: string; org: string }): Promise<void> {
  await withDatabase(open, org, async ({ database }) => {
    for await (const piece of exportNumber(database, org, phone)) process.stdout.write(piece)
  })
}

async function erase(open: OpenDatabase, options: { org: string; contact: string; reason: string }): Promise<void> {
  await withDatabase(open, options.org, async ({ database }) => {
    // The servers' polls see the changed counts by themselves within a second.
    const changes = { mark: () => undefined }
    await eraseContact({ database, clock: databaseClock, changes }, options.org, options.contact, options.reason)
    process.stdout.write(`contact ${options.contact} is erased\n`)
  })
}

/** A mistyped id would otherwise be found in perfect order. */
async function withDatabase(
  open: OpenDatabase,
  organizationId: string | null,
  work: (opened: CommandDatabase) => Promise<void>,
): Promise<void> {
  const opened = await open()
  try {
    if (organizationId !== null && (await findOrganization(opened.database, organizationId)) === null) {
      throw new Error(`there is no organization ${organizationId}`)
    }
    await work(opened)
  } finally {
    await opened.close()
  }
}

function parseOrganization(text: string): string {
  return text === 'all' ? text : parseId(text)
}

function parseId(text: string): string {
  try {
    return checkId('id', text)
  } catch {
    throw new InvalidArgumentError('An id is a decimal number.')
  }
}

function parsePhone(text: string): string {
  if (!/^\+[1-9]\d{6,14}$/.test(text)) throw new InvalidArgumentError('A number in E.164, for example +12125550100.')
  return text
}
