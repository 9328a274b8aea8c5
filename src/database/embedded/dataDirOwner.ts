import { readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'

import { hasCode } from '../../errorCode.js'
import { createFile, replaceFile } from './atomicFile.js'
import { identifyProcess, isAlive, type ProcessIdentity } from './processIdentity.js'

/** Another living process keeps its database in this data directory. The message is one line for the operator. */
export class DataDirInUseError extends Error {
  constructor(dataDir: string, pid: number) {
    super(
      `${dataDir} is in use: process ${pid} runs the PostgreSQL in it. To start another instance on that same ` +
        'database, start it with DATABASE_URL=$(dialqueue database-url)',
    )
    this.name = 'DataDirInUseError'
  }
}

/** The right to run a server on one data directory; it ends with `release()` or with the process. */
export interface DataDirClaim {
  /** Frees the directory for the next owner. Idempotent. */
  release(): Promise<void>
}

/**
 * Makes this process the one owner of a data directory. The death of an owner frees it, however it died.
 *
 * Owners are files `owner.<n>.json`. A new owner makes the next number, which only one process can do, and never
 * touches a file it did not make before it is the owner: removing "the stale lock" and then making a new one would let
 * two processes remove each other's. The highest number therefore never falls, and its process is the owner.
 *
 * @throws DataDirInUseError when the owner lives, be it this very process
 */
export async function claimDataDir(dataDir: string): Promise<DataDirClaim> {
  const self = identifyProcess(process.pid)
  if (self === null) throw new Error('the start time of this process cannot be read (is /proc mounted?)')
  for (;;) {
    const latest = Math.max(0, ...(await ownerNumbers(dataDir)))
    const owner = latest === 0 ? null : await readOwner(ownerFile(dataDir, latest))
    if (owner !== null && isAlive(owner)) throw new DataDirInUseError(dataDir, owner.pid)

    const mine = latest + 1
    if (!(await createFile(ownerFile(dataDir, mine), JSON.stringify(self)))) continue
    const numbers = await ownerNumbers(dataDir)
    if (Math.max(...numbers) > mine) {
      // Others went on while we looked: our number was free only because it had been used and cleared away.
      await rm(ownerFile(dataDir, mine), { force: true })
      continue
    }
    for (const number of numbers) if (number < mine) await rm(ownerFile(dataDir, number), { force: true })

    let isReleased = false
    return {
      release: async () => {
        if (isReleased) return
        isReleased = true
        // Not removed: the highest number must not fall.
        await replaceFile(ownerFile(dataDir, mine), JSON.stringify(null))
      },
    }
  }
}

function ownerFile(dataDir: string, number: number): string {
  return join(dataDir, `owner.${number}.json`)
}

async function ownerNumbers(dataDir: string): Promise<number[]> {
  const names = await readdir(dataDir)
  return names.flatMap((name) => {
    const number = /^owner\.(\d+)\.json$/.exec(name)?.[1]
    return number === undefined ? [] : [Number(number)]
  })
}

/** null when the owner released it, or it was cleared away, or it is not one of ours. */
async function readOwner(path: string): Promise<ProcessIdentity | null> {
  try {
    const owner: unknown = JSON.parse(await readFile(path, 'utf8'))
    if (typeof owner !== 'object' || owner === null || !('pid' in owner) || !('startMark' in owner)) return null
    const { pid, startMark } = owner
    return typeof pid === 'number' && typeof startMark === 'string' ? { pid, startMark } : null
  } catch (error) {
    if (hasCode(error, 'ENOENT') || error instanceof SyntaxError) return null
    throw error
  }
}
