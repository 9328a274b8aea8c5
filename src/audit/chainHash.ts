import { createHash } from 'node:crypto'

/** What the first row of a chain is hashed with. */
export const NO_HASH: Buffer = Buffer.alloc(0)

/**
 * The link of one row: SHA-256 over the link before (32 bytes; none for the first row) and the row's canonical content
 * (`canonicalContent`, UTF-8). Whoever changes, removes or swaps a row would have to rewrite every later link, and the
 * anchors that lie outside the database.
 */
export function chainHash(previous: Buffer, content: string): Buffer {
  return createHash('sha256').update(previous).update(content, 'utf8').digest()
}
