import { InvalidArgumentError, Option, type Command } from 'commander'
import { findAgents } from '../agent/agent.store.js'
import { readCommandConfig } from '../config.js'
import { checkId } from '../inputRules.js'
import { keptSecret } from '../identity/keptSecret.js'
import { signToken } from '../identity/token.js'
import { roles, type Role } from '../identity/viewer.js'
import { createOrganization, findOrganization } from '../organization/organization.store.js'
import { openDatabase, runCommand } from './openDatabase.js'

/** `dialqueue organization add` and `dialqueue token`. */
export function registerIdentityCommands(program: Command): void {
  program
    .command('organization')
    .description('the tenants')
    .command('add')
    .description('add an organization with the default outcomes, and print its id')
    .argument('<name>', 'its name')
    .requiredOption('--time-zone <zone>', "IANA zone, the default of its campaigns' days")
    .action((name: string, options: { timeZone: string }) => runCommand(() => addOrganization(name, options.timeZone)))
  program
    .command('token')
    .description('sign a token and print it')
    .requiredOption('--org <id>', 'the organization', parseId)
    .addOption(new Option('--role <role>', 'what it may do').choices(roles).makeOptionMandatory())
    .option('--agent <id>', 'the agent that an AGENT token stands for', parseId)
    .option('--expires <duration>', 'how long it is good: 30m, 12h, 7d', parseDuration, '12h')
    .option('--subject <name>', 'who it is for, as the log shows it', 'cli')
    .action((options: TokenOptions) => runCommand(() => printToken(options)))
}

interface TokenOptions {
  readonly org: string
  readonly role: Role
  readonly agent?: string
  readonly expires: string
  readonly subject: string
}

async function addOrganization(name: string, timeZone: string): Promise<void> {
  const opened = await openDatabase()
  try {
    const organization = await createOrganization(opened.database, { name, timeZone })
    process.stdout.write(`${organization.id}\n`)
  } finally {
    await opened.close()
  }
}

async function printToken({ org, role, agent, expires, subject }: TokenOptions): Promise<void> {
  const config = readCommandConfig()
  if (config.authJwksUrl !== null) throw new Error('with AUTH_JWKS_URL, tokens are signed by your own issuer')
  if ((role === 'AGENT') !== (agent !== undefined)) throw new Error('--agent goes with --role AGENT, and only with it')
  const opened = await openDatabase()
  try {
    if ((await findOrganization(opened.database, org)) === null) throw new Error(`there is no organization ${org}`)
    if (agent !== undefined && (await findAgents(opened.database, org, { ids: [agent] })).length === 0) {
      throw new Error(`organization ${org} has no agent ${agent}`)
    }
  } finally {
    await opened.close()
  }
  if (config.databaseUrl !== null && config.authJwtSecret === null) {
    throw new Error('with DATABASE_URL, AUTH_JWT_SECRET must be the secret that the server has')
  }
  const secret = config.authJwtSecret ?? (await keptSecret(config.dataDir))
  const token = await signToken(secret, { organizationId: org, subject, role, agentId: agent ?? null }, expires)
  process.stdout.write(`${token}\n`)
}

function parseId(text: string): string {
  try {
    return checkId('id', text)
  } catch {
    throw new InvalidArgumentError('An id is a decimal number.')
  }
}

function parseDuration(text: string): string {
  if (!/^[1-9]\d{0,5}[smhd]$/.test(text)) throw new InvalidArgumentError('A duration is a number and s, m, h or d.')
  return text
}
