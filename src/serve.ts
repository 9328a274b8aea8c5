import { anchorPath } from './audit/anchorFile.js'
import { startInstance, type Instance } from './composition.js'
import { readConfig, type Config } from './config.js'
import { cliActor, jobActor, runAs } from './database/actor.js'
import { Database } from './database/database.js'
import { migrateDatabase } from './database/migrations.js'
import { openServer, type OpenedServer } from './database/openDatabase.js'
import { seedDemo } from './demo/demo.js'
import type { TokenTrust } from './identity/token.js'
import { keptSecret } from './identity/keptSecret.js'
import { createLogger, type Logger } from './logger.js'
import { applyBuiltInPacks } from './policy/applyBuiltInPacks.js'

/**
 * Runs the server until SIGTERM or SIGINT: opens the database, migrates it, makes the demo on a first start, listens, and
 * says `"msg":"ready"` with the port. A wrong setting stops the start with one line on stderr and exit code 1.
 */
export async function serve(): Promise<void> {
  try {
    await start()
  } catch (error) {
    process.stderr.write(`dialqueue: ${error instanceof Error ? error.message : String(error)}\n`)
    process.exitCode = 1
  }
}

async function start(): Promise<void> {
  const config = readConfig()
  const stop = stopSignal()
  const logger = createLogger(config.logLevel)
  const server = await openServer(config.databaseUrl, config.dataDir, (line) => {
    logger.info(line)
  })
  let instance: Instance
  try {
    const { applied } = await migrateDatabase(server.connectionString)
    if (applied.length > 0) logger.info({ applied }, 'migrated')
    const policyPacks = await applyPolicies(server.connectionString)
    if (policyPacks.length > 0) logger.info({ policyPacks }, 'built-in policy packs applied')
    const hasDemo = server.isEmbedded && (await makeDemo(server.connectionString))
    const trust = await readTrust(config)
    instance = await startInstance({
      ...config,
      auditAnchorFile: anchorPath(config),
      connectionString: server.connectionString,
      trust,
      allowIntrospection: !config.isProduction,
      // Nobody gets a token for nothing on a database of your own, or in production.
      demoSecret: server.isEmbedded && !config.isProduction && 'secret' in trust ? trust.secret : null,
      logger,
    })
    logger.info({ port: instance.port, url: instance.url }, 'ready')
    greet(instance.url, hasDemo)
  } catch (error) {
    await server.close()
    throw error
  }
  void stop.then((signal) => drain(signal, instance, server, logger))
}

/** What this release's policy packs say, for the campaigns that obey them. */
async function applyPolicies(connectionString: string): Promise<string[]> {
  const database = new Database(connectionString, 2, () => undefined)
  try {
    return await runAs(jobActor('policy-packs'), () => applyBuiltInPacks(database))
  } finally {
    await database.close()
  }
}

/** The demo organization, on an embedded database that holds none yet. */
async function makeDemo(connectionString: string): Promise<boolean> {
  const database = new Database(connectionString, 2, () => undefined)
  try {
    return await runAs(cliActor, () => seedDemo(database))
  } finally {
    await database.close()
  }
}

/** Whom to trust: the JWKS, the secret, or the secret that is kept beside the embedded database. */
async function readTrust(config: Config): Promise<TokenTrust> {
  if (config.authJwksUrl !== null) return { jwksUrl: config.authJwksUrl }
  return { secret: config.authJwtSecret ?? (await keptSecret(config.dataDir)) }
}

// For the person at the terminal; programs read the log on stdout.
function greet(url: string, hasDemo: boolean): void {
  const lines = [
    `pages     ${url}  (sign in; then /wallboard, /desk, /campaigns, /graphiql)`,
    `GraphQL   ${url}/graphql  (subscriptions on the same path)`,
    `metrics   ${url}/metrics`,
  ]
  if (hasDemo) lines.push('demo      organization 1: a campaign, 8 agents, 500 fictional contacts')
  lines.push('token     npm run --silent dialqueue -- token --org 1 --role SUPERVISOR')
  process.stderr.write(`\n${lines.map((line) => `  ${line}\n`).join('')}\n`)
}

/**
 * The first SIGTERM or SIGINT from now on. One that comes during the start is obeyed when the start is over, so that no
 * PostgreSQL is left behind; further ones change nothing: a terminal's Ctrl-C reaches this process twice, through npm too.
 */
function stopSignal(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    process.on('SIGTERM', resolve)
    process.on('SIGINT', resolve)
  })
}

async function drain(signal: NodeJS.Signals, instance: Instance, server: OpenedServer, logger: Logger): Promise<void> {
  logger.info({ signal }, 'draining')
  try {
    await instance.close()
    await server.close()
    logger.info('stopped')
  } catch (error) {
    logger.error({ err: error }, 'the drain failed')
    process.exitCode = 1
  }
}
