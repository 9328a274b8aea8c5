import { randomUUID } from 'node:crypto'
import { link, open, rename, rm } from 'node:fs/promises'

import { hasCode } from '../../errorCode.js'

/** Readable by the owner only: passwords and the like. */
export const SECRET_MODE = 0o600

/** Writes a file so that every reader sees the old text or the new one, never half of it, a power cut included. */
export async function replaceFile(path: string, text: string): Promise<void> {
  const draft = await writeDraft(path, text)
  await rename(draft, path)
}

/**
 * Makes a file with its whole text in one step.
 *
 * @returns false, with nothing changed, when the file exists already: of many callers at once exactly one gets true.
 */
export async function createFile(path: string, text: string): Promise<boolean> {
  const draft = await writeDraft(path, text)
  try {
    await link(draft, path)
    return true
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return false
    throw error
  } finally {
    await rm(draft, { force: true })
  }
}

async function writeDraft(path: string, text: string): Promise<string> {
  const draft = `${path}.${randomUUID()}.draft`
  const file = await open(draft, 'wx', SECRET_MODE)
  try {
    await file.writeFile(text)
    await file.sync()
  } finally {
    await file.close()
  }
  return draft
}
