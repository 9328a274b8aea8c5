import { randomUUID } from 'node:crypto'
import { open, unlink, type FileHandle } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { DuplicateRow } from '../../contact/duplicates.store.js'
import { duplicateWords } from '../../contact/duplicateWords.js'
import type { ContactRowError } from '../../contact/contactRow.js'

/** Characters of lines that are kept in memory: some 15,000 rejected rows. What comes before them goes to disk. */
const MOST_IN_MEMORY = 1024 * 1024

/**
 * The rejected rows of an import, until somebody reads them. A browser reads no answer before it has sent its file, and
 * the transaction must not wait for a reader, so they are put aside: however many, memory does not grow. They hold row
 * numbers, fields and messages, nothing of a person.
 */
export class RejectedRows {
  private text = ''
  private file: FileHandle | null = null

  /** Adds one; gives a promise when the memory for them is full and they go to disk. */
  add({ row, field, message }: ContactRowError): Promise<void> | undefined {
    return this.addLine({ type: 'rejected', row, field, message })
  }

  /** Adds what is odd about a row that is imported. */
  addWarning({ row, field, message }: ContactRowError): Promise<void> | undefined {
    return this.addLine({ type: 'warning', row, field, message })
  }

  /** Adds a row that is imported, and whose number somebody else has. */
  addDuplicate(duplicate: DuplicateRow): Promise<void> | undefined {
    return this.addLine({ type: 'duplicate', ...duplicate, message: duplicateWords(duplicate) })
  }

  private addLine(line: object): Promise<void> | undefined {
    this.text += `${JSON.stringify(line)}\n`
    return this.text.length >= MOST_IN_MEMORY ? this.putAside() : undefined
  }

  /** All of them as lines of JSON, in the order in which they were added. */
  async *lines(): AsyncGenerator<string> {
    if (this.file !== null) {
      for await (const chunk of this.file.createReadStream({ start: 0, autoClose: false, encoding: 'utf8' })) {
        yield String(chunk)
      }
    }
    if (this.text !== '') yield this.text
  }

  /** Forgets them. Idempotent. */
  async close(): Promise<void> {
    const { file } = this
    this.file = null
    await file?.close()
  }

  private async putAside(): Promise<void> {
    this.file ??= await openNameless()
    await this.file.appendFile(this.text)
    this.text = ''
  }
}

/** A file that is gone when it is closed, or when the process ends in any way. */
async function openNameless(): Promise<FileHandle> {
  const path = join(tmpdir(), `dialqueue-import-${randomUUID()}`)
  const file = await open(path, 'ax+', 0o600)
  await unlink(path)
  return file
}
