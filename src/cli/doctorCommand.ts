import { InvalidArgumentError, type Command } from 'commander'
import type { Database } from '../database/database.js'
import type { Finding } from '../doctor/check.js'
import { doctorNotes } from '../doctor/doctorNotes.js'
import { runDoctor } from '../doctor/runDoctor.js'
import { checkId } from '../inputRules.js'
import { findOrganization } from '../organization/organization.store.js'
import { runCommand, type CommandDatabase } from './openDatabase.js'

/**
 * Adds `doctor` to the program: a line for each check and each note on stdout (`--json`: the findings as one array), and exit code 1
 * when one of them is broken. `open` is called when the command runs; what it gives is closed before the report.
 */
export function registerDoctorCommand(program: Command, open: () => Promise<CommandDatabase>): void {
  program
    .command('doctor')
    .description('recount everything against the counters and check the promises of the queue')
    .option('--org <id>', 'one organization; all when left out', parseOrganization)
    .option('--json', 'print the findings as JSON')
    .action(({ org = null, json = false }: { org?: string | null; json?: boolean }) =>
      runCommand(async () => {
        const findings = await examine(open, org)
        process.stdout.write(json ? `${JSON.stringify(findings, null, 2)}\n` : report(findings))
        if (findings.some(isBroken)) process.exitCode = 1
      }),
    )
}

async function examine(open: () => Promise<CommandDatabase>, organizationId: string | null): Promise<Finding[]> {
  const opened = await open()
  try {
    await requireOrganization(opened.database, organizationId)
    return [
      ...(await runDoctor(opened.database, organizationId)),
      ...(await doctorNotes(opened.database, organizationId)),
    ]
  } finally {
    await opened.close()
  }
}

/** A mistyped id would otherwise be found in perfect health. */
async function requireOrganization(database: Database, organizationId: string | null): Promise<void> {
  if (organizationId === null || (await findOrganization(database, organizationId)) !== null) return
  throw new Error(`there is no organization ${organizationId}`)
}

function report(findings: readonly Finding[]): string {
  const broken = findings.filter(isBroken).length
  const checked = findings.filter(({ isNote }) => isNote !== true).length
  const conclusion = broken === 0 ? 'all checks passed' : `${broken} of ${checked} checks are broken`
  return [...findings.map(line), conclusion, ''].join('\n')
}

function line(finding: Finding): string {
  const { id, sentence, count, samples } = finding
  if (count === 0) return `ok      ${id}: ${sentence}`
  const more = count > samples.length ? '; …' : ''
  if (!isBroken(finding)) return `note    ${id}: ${sentence} ${count} not so: ${samples.join('; ')}${more}`
  return `BROKEN  ${id}: ${sentence} ${count} not so: ${samples.join('; ')}${more}`
}

function isBroken({ count, isNote }: Finding): boolean {
  return count > 0 && isNote !== true
}

function parseOrganization(text: string): string {
  try {
    return checkId('org', text)
  } catch {
    throw new InvalidArgumentError('An id is a decimal number.')
  }
}
