import { runningEmbeddedPostgres, startEmbeddedPostgres } from './embeddedPostgres.js'

/** A PostgreSQL to work on. */
export interface OpenedServer {
  readonly connectionString: string
  /** It is the embedded one: its secrets and its demo are ours to make. */
  readonly isEmbedded: boolean
  /** Stops what was started here. Idempotent. */
  close(): Promise<void>
}

/** The server at `databaseUrl`, or an embedded one under `dataDir` that this process starts and owns. */
export async function openServer(
  databaseUrl: string | null,
  dataDir: string,
  log: (line: string) => void,
): Promise<OpenedServer> {
  if (databaseUrl !== null) {
    return { connectionString: databaseUrl, isEmbedded: false, close: () => Promise.resolve() }
  }
  const embedded = await startEmbeddedPostgres({ dataDir, log })
  return { connectionString: embedded.connectionString, isEmbedded: true, close: () => embedded.close() }
}

/** As `openServer`, for a short visit: an embedded server that runs already is used and left running. */
export async function visitServer(
  databaseUrl: string | null,
  dataDir: string,
  log: (line: string) => void,
): Promise<OpenedServer> {
  const running = databaseUrl === null ? await runningEmbeddedPostgres(dataDir) : null
  if (running === null) return openServer(databaseUrl, dataDir, log)
  return { connectionString: running, isEmbedded: true, close: () => Promise.resolve() }
}
