import { randomBytes } from 'node:crypto'
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { hasCode } from '../errorCode.js'

const FILE = 'auth-secret'

/**
 * The secret that signs tokens on an embedded database: made once, kept under the data directory, readable by its owner
 * only. Two processes that make it at the same moment end up with the same one.
 */
export async function keptSecret(dataDir: string): Promise<string> {
  const file = path.join(dataDir, FILE)
  const kept = await read(file)
  if (kept !== null) return kept
  await mkdir(dataDir, { recursive: true, mode: 0o755 })
  // Written whole, then linked: the link fails where another process was first, and nobody reads half a secret.
  const draft = `${file}.${process.pid}`
  await writeFile(draft, randomBytes(32).toString('base64url'), { mode: 0o600 })
  try {
    await link(draft, file)
  } catch (error) {
    if (!hasCode(error, 'EEXIST')) throw error
  } finally {
    await rm(draft, { force: true })
  }
  const made = await read(file)
  if (made === null) throw new Error('the secret that was just made is gone')
  return made
}

async function read(file: string): Promise<string | null> {
  try {
    return (await readFile(file, 'utf8')).trim()
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return null
    throw error
  }
}
