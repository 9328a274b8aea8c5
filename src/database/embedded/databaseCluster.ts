import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { chown, mkdir, mkdtemp, open, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { promisify } from 'node:util'

import { hasCode } from '../../errorCode.js'
import { replaceFile, SECRET_MODE } from './atomicFile.js'
import type { OsUser } from './postgresOsUser.js'

const run = promisify(execFile)

/** The database's superuser, and the only role that is made. */
export const DATABASE_USER = 'postgres'

/** What the programs see of our environment: nothing, so that PGDATA, PGPORT, TZ or a locale cannot change them. */
export const PROGRAM_ENVIRONMENT = { LC_ALL: 'C', TZ: 'UTC' }

/** How to get into the embedded server. Kept in `postgres.json`, readable by our own user only. */
export interface ServerAccess {
  password: string
  /** On 127.0.0.1: where the server listened last. */
  port: number
}

/** Where PostgreSQL's own files are below a data directory. */
export function clusterDir(dataDir: string): string {
  return join(dataDir, 'postgres')
}

/**
 * Reads how to get into the server of a data directory.
 *
 * @returns null when no server was ever started there
 * @throws Error when the file is not readable, or holds something else
 */
export async function readServerAccess(dataDir: string): Promise<ServerAccess | null> {
  try {
    const access: unknown = JSON.parse(await readFile(accessFile(dataDir), 'utf8'))
    if (typeof access === 'object' && access !== null && 'password' in access && 'port' in access) {
      const { password, port } = access
      if (typeof password === 'string' && typeof port === 'number') return { password, port }
    }
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return null
    if (!(error instanceof SyntaxError)) throw error
  }
  throw new Error(`${accessFile(dataDir)} does not hold a password and a port`)
}

/** Only the owner of the data directory may call it. */
export async function writeServerAccess(dataDir: string, access: ServerAccess): Promise<void> {
  await replaceFile(accessFile(dataDir), `${JSON.stringify(access)}\n`)
}

/** A password that needs no escaping in an address, and a port to start with. */
export async function newServerAccess(): Promise<ServerAccess> {
  return { password: randomBytes(24).toString('base64url'), port: await freePort(0) }
}

/**
 * A port of 127.0.0.1 that nobody listens on at this moment: the wanted one if it is free, else any.
 *
 * @param wanted 0 for any
 */
export async function freePort(wanted: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', (error) => {
      if (wanted === 0) reject(error)
      else resolve(freePort(0))
    })
    probe.listen(wanted, '127.0.0.1', () => {
      const address = probe.address()
      const port = typeof address === 'object' && address !== null ? address.port : wanted
      probe.close(() => {
        resolve(port)
      })
    })
  })
}

/** What making the files takes. */
export interface ClusterCreation {
  /** The program, and whom to run it as. */
  initdb: string
  user: OsUser
  /** Of the superuser. */
  password: string
  /** false for a database that need not outlive a power cut: spares the disk. */
  isDurable: boolean
}

/**
 * Makes PostgreSQL's files when they are not there yet. They are made next to their place and moved there in one step,
 * so that a start that was killed in the middle leaves nothing that looks finished. Only the owner may call it.
 */
export async function ensureCluster(dataDir: string, creation: ClusterCreation): Promise<void> {
  const { initdb, user, password, isDurable } = creation
  await removeUnfinished(dataDir)
  if ((await readdirOrEmpty(clusterDir(dataDir))).includes('PG_VERSION')) return

  const staging = await mkdtemp(join(dataDir, UNFINISHED_PREFIX))
  try {
    const passwordFile = join(staging, 'password')
    const files = join(staging, 'files')
    await mkdir(files, { mode: 0o700 })
    await writeFile(passwordFile, password, { mode: SECRET_MODE })
    if (user.uid !== undefined && user.gid !== undefined) {
      for (const path of [staging, passwordFile, files]) await chown(path, user.uid, user.gid)
    }
    const options = [
      `--pgdata=${files}`,
      `--username=${DATABASE_USER}`,
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--data-checksums',
      // PostgreSQL's own C.UTF-8: knows upper and lower case of every script and needs no locale of the machine's.
      '--locale=C',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      ...(isDurable ? [] : ['--no-sync']),
    ]
    await run(initdb, options, { ...user, cwd: '/', env: PROGRAM_ENVIRONMENT })
    await rename(files, clusterDir(dataDir))
    await syncDirectory(dataDir)
  } catch (error) {
    throw new Error(`the database files could not be made in ${clusterDir(dataDir)}: ${lastLine(error)}`, {
      cause: error,
    })
  } finally {
    await rm(staging, { recursive: true, force: true })
  }
}

const UNFINISHED_PREFIX = 'unfinished-'

function accessFile(dataDir: string): string {
  return join(dataDir, 'postgres.json')
}

/** An initdb may still be writing there, left over by a killed start: then the removal starts again, and it fails. */
async function removeUnfinished(dataDir: string): Promise<void> {
  for (const name of await readdir(dataDir)) {
    if (name.startsWith(UNFINISHED_PREFIX)) {
      await rm(join(dataDir, name), { recursive: true, force: true, maxRetries: 50, retryDelay: 20 })
    }
  }
}

async function readdirOrEmpty(directory: string): Promise<string[]> {
  try {
    return await readdir(directory)
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return []
    throw error
  }
}

/** Without it a power cut could undo the move after rows were acknowledged. */
async function syncDirectory(directory: string): Promise<void> {
  const handle = await open(directory, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

function lastLine(error: unknown): string {
  const text =
    error instanceof Error && 'stderr' in error && typeof error.stderr === 'string' && error.stderr.trim() !== ''
      ? error.stderr
      : String(error)
  return text.trim().split('\n').at(-1) ?? ''
}
