import { appendFile, mkdir, open, readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'

/** Where a chain ended at some instant: a witness outside of the database. */
export interface Anchor {
  readonly organizationId: string
  /** The link's place in the chain, from 1. */
  readonly seq: number
  /** Of that link, hexadecimal. */
  readonly hash: string
  /** ISO 8601, this machine's clock. */
  readonly at: string
}

interface Head {
  readonly organizationId: string
  readonly seq: number
  readonly hash: Buffer
}

/** Where the anchors are: the file of the setting `AUDIT_ANCHOR_FILE`, else one under DATA_DIR. */
export function anchorPath(config: { readonly auditAnchorFile: string | null; readonly dataDir: string }): string {
  return config.auditAnchorFile ?? join(config.dataDir, 'audit-anchors.jsonl')
}

const LEAST_MILLISECONDS_BETWEEN = 60_000

/**
 * The heads of the chains, appended to a file beside the database (one JSON object a line) and told to the log: who
 * rewrites the chain in the database, or cuts its end off, has to find these too. Copy the file, or ship the log, to a
 * machine that the database's owner cannot write to.
 */
export class AnchorFile {
  private appendedAt = -Infinity
  private readonly last = new Map<string, number>()

  /**
   * @param path null: only the log is told
   * @param log told of each anchor that is written
   */
  constructor(
    private readonly path: string | null,
    private readonly log: (anchor: Anchor) => void,
  ) {}

  /** Writes the heads that have moved; at most once a minute, unless `isLast` (the instance drains). */
  async append(heads: readonly Head[], isLast = false): Promise<void> {
    if (!isLast && performance.now() - this.appendedAt < LEAST_MILLISECONDS_BETWEEN) return
    const moved = heads.filter(({ organizationId, seq }) => this.last.get(organizationId) !== seq)
    if (moved.length === 0) return
    this.appendedAt = performance.now()
    const at = new Date().toISOString()
    const anchors = moved.map(({ organizationId, seq, hash }) => ({
      organizationId,
      seq,
      hash: hash.toString('hex'),
      at,
    }))
    if (this.path !== null) {
      await mkdir(dirname(this.path), { recursive: true })
      const end = (await endsInALine(this.path)) ? '\n' : ''
      await appendFile(this.path, end + anchors.map((anchor) => `${JSON.stringify(anchor)}\n`).join(''))
    }
    for (const anchor of anchors) {
      this.last.set(anchor.organizationId, anchor.seq)
      this.log(anchor)
    }
  }
}

/** True when the file's last line has no end: the machine stopped while it was being written. */
async function endsInALine(path: string): Promise<boolean> {
  const file = await open(path, 'a+')
  try {
    const { size } = await file.stat()
    const { bytesRead, buffer } = await file.read(Buffer.alloc(1), 0, 1, Math.max(0, size - 1))
    return bytesRead === 1 && buffer.toString() !== '\n'
  } finally {
    await file.close()
  }
}

/**
 * The anchors of a file, oldest first; none when there is no such file. A line that was being written when the machine
 * stopped is none. Throws Error with the line that is no anchor.
 */
export async function readAnchors(path: string): Promise<Anchor[]> {
  const content = await readFile(path, 'utf8').catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return ''
    throw error
  })
  const lines = content.split('\n').slice(0, -1)
  return lines.flatMap((line, index) => {
    const anchor = parseAnchor(line)
    if (anchor !== null) return [anchor]
    if (line.startsWith('{') && !line.endsWith('}')) return []
    throw new Error(`line ${index + 1} of ${path} is no anchor`)
  })
}

function parseAnchor(line: string): Anchor | null {
  try {
    const value = JSON.parse(line) as Partial<Record<keyof Anchor, unknown>> | null
    const { organizationId, seq, hash, at } = value ?? {}
    const isWhole = typeof organizationId === 'string' && typeof seq === 'number' && typeof hash === 'string'
    return isWhole && typeof at === 'string' ? { organizationId, seq, hash, at } : null
  } catch {
    return null
  }
}
