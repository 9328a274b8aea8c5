import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

import { hasCode } from '../../errorCode.js'

const run = promisify(execFile)

/** Whom to run the server as, in the form `child_process` takes; both empty for "as whoever we are". */
export interface OsUser {
  uid?: number
  gid?: number
}

const POSTGRES_USER = 'postgres'

/** The server's user cannot get to files that it needs. The message is one line for the operator. */
export class UnreachableDirectoryError extends Error {
  constructor(blocked: string, needed: string) {
    super(
      `the OS user "${POSTGRES_USER}", as whom PostgreSQL runs because we are root, may not enter ${blocked} and so ` +
        `does not reach ${needed}: move it elsewhere (DATA_DIR for the data), open that directory with ` +
        `chmod o+x, run as an ordinary user, or set DATABASE_URL`,
    )
    this.name = 'UnreachableDirectoryError'
  }
}

/**
 * The user the server runs as: ourselves, or, as PostgreSQL refuses to run as root, the OS user "postgres", who is
 * made when there is none.
 *
 * @throws Error when that user is needed and cannot be made
 */
export async function serverOsUser(): Promise<OsUser> {
  if (process.getuid?.() !== 0) return {}
  const known = await lookUpUser()
  if (known !== null) return known
  let cause: unknown
  try {
    await run('groupadd', ['--system', '--force', POSTGRES_USER])
    await run('useradd', ['--system', '--no-create-home', '--gid', POSTGRES_USER, POSTGRES_USER])
  } catch (error) {
    cause = error
  }
  // Another start may have made the user at the same moment: what counts is whether there is one now.
  const made = await lookUpUser()
  if (made !== null) return made
  throw new Error(
    `PostgreSQL does not run as root and the OS user "${POSTGRES_USER}" could not be made: ` +
      'run as an ordinary user, or set DATABASE_URL',
    { cause },
  )
}

/**
 * Proves that the server's user can get into a directory, by going there as that user: rights may come from more than
 * the mode bits.
 *
 * @throws UnreachableDirectoryError that names the first directory on the way that is closed
 */
export async function requireReachable(directory: string, user: OsUser): Promise<void> {
  if (user.uid === undefined) return
  const steps = directory.split('/').map((_, index, parts) => parts.slice(0, index + 1).join('/') || '/')
  const firstClosed = 'for step in "$@"; do cd "$step" 2>/dev/null || { printf %s "$step"; exit 0; }; done'
  const { stdout } = await run('/bin/sh', ['-c', firstClosed, 'sh', ...steps], { ...user, cwd: '/' })
  if (stdout !== '') throw new UnreachableDirectoryError(stdout, directory)
}

async function lookUpUser(): Promise<{ uid: number; gid: number } | null> {
  try {
    const [uid, gid] = await Promise.all([run('id', ['-u', POSTGRES_USER]), run('id', ['-g', POSTGRES_USER])])
    return { uid: Number(uid.stdout), gid: Number(gid.stdout) }
  } catch (error) {
    if (hasCode(error, 'ENOENT')) throw new Error('the program "id" is not installed', { cause: error })
    return null
  }
}
