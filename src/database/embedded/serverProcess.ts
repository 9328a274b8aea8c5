import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { open, rename, stat } from 'node:fs/promises'
import { join } from 'node:path'

import { hasCode } from '../../errorCode.js'
import { PROGRAM_ENVIRONMENT } from './databaseCluster.js'
import { isReadyAtLast } from './postmaster.js'
import type { OsUser } from './postgresOsUser.js'
import { identifyProcess, type ProcessIdentity } from './processIdentity.js'

/** PostgreSQL settings by name, as in postgresql.conf. */
export type ServerSettings = Readonly<Record<string, string>>

/** Above this size the server's log is put aside at a start, in bytes; one older log is kept. */
const LOG_FILE_BYTES = 10 * 1024 * 1024

const QUEUE_SERVER_SETTINGS: ServerSettings = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  // Some instances of dialqueue with a pool each, their LISTEN connections, and psql.
  max_connections: '200',
  // Holds the live queue and its indexes of about a million entries.
  shared_buffers: '256MB',
  // Many small commits: a checkpoint rewrites every page in full once, so few of them, and room for a big import.
  max_wal_size: '2GB',
  checkpoint_timeout: '15min',
  // Files of today lie on flash, where an index page costs hardly more than a sequential one.
  random_page_cost: '1.1',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_line_prefix: '%m [%p] %d ',
  // Leaves out DETAIL and CONTEXT, which hold row values: phone numbers do not belong into a log.
  log_error_verbosity: 'terse',
}

/** How a server process is started. */
export interface ServerStart {
  /** The program, and whom to run it as. */
  postgres: string
  user: OsUser
  /** PostgreSQL's files, by their real path. */
  cluster: string
  dataDir: string
  port: number
  settings: ServerSettings
}

/** What came of a start. */
export interface StartedProcess {
  /** null when it has ended again. */
  identity: ProcessIdentity | null
  /** What it wrote meanwhile. */
  output: string
}

/**
 * Starts a server process and waits until it takes connections. It lives in a session of its own, so that Ctrl-C in
 * our terminal reaches us alone, and writes into `<dataDir>/postgres.log`, so that it can outlive us.
 */
export async function startServerProcess(start: ServerStart): Promise<StartedProcess> {
  const logFile = await openLogFile(start.dataDir)
  try {
    const { size } = await logFile.stat()
    const settings = Object.entries({ ...QUEUE_SERVER_SETTINGS, ...start.settings })
    const child = spawn(
      start.postgres,
      [
        '-D',
        start.cluster,
        '-p',
        String(start.port),
        ...settings.flatMap(([name, value]) => ['-c', `${name}=${value}`]),
      ],
      {
        ...start.user,
        cwd: '/',
        env: PROGRAM_ENVIRONMENT,
        detached: true,
        stdio: ['ignore', logFile.fd, logFile.fd],
      },
    )
    await once(child, 'spawn')
    child.unref()
    const process = child.pid === undefined ? null : identifyProcess(child.pid)
    const identity = process !== null && (await isReadyAtLast(start.cluster, process)) ? process : null
    const output = Buffer.alloc((await logFile.stat()).size - size)
    await logFile.read(output, 0, output.length, size)
    return { identity, output: output.toString('utf8').trim() }
  } finally {
    await logFile.close()
  }
}

async function openLogFile(dataDir: string) {
  const path = join(dataDir, 'postgres.log')
  const size = await stat(path).then(
    (file) => file.size,
    (error: unknown) => {
      if (hasCode(error, 'ENOENT')) return 0
      throw error
    },
  )
  if (size > LOG_FILE_BYTES) await rename(path, `${path}.1`)
  return open(path, 'a+', 0o600)
}
