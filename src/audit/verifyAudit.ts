import type { Database } from '../database/database.js'
import type { Anchor } from './anchorFile.js'
import { chainHeads } from './chain.store.js'
import { chainHash, NO_HASH } from './chainHash.js'
import { linksAfter, readWholeLog, type LinkedRow } from './verify.store.js'

/** The first place where an organization's chain does not hold. */
export interface ChainFault {
  /**
   * MISSING: the row, or its link, is gone. CHANGED: the row, or its place, is not what was chained. PERSONAL: its
   * personal part was changed, or (seq null) some were taken away without an erasure. ADDED: a row was put in behind the chain. CUT_OFF: the end of the chain is gone.
   * REWRITTEN: the chain is whole but not the one that an anchor saw.
   */
  readonly kind: 'MISSING' | 'CHANGED' | 'PERSONAL' | 'ADDED' | 'CUT_OFF' | 'REWRITTEN'
  /** Place in the chain, from 1; null when it is not known, or for a row without one. */
  readonly seq: number | null
  /** The row's id in the log; null when only its place is known. */
  readonly auditId: string | null
}

/** What a verification found. */
export interface ChainReport {
  readonly organizationId: string
  /** Rows that were read. */
  readonly rows: number
  /** Anchors of this organization that were compared. */
  readonly anchors: number
  /** Null: the chain holds. */
  readonly fault: ChainFault | null
}

/** Links in memory at once. */
const BATCH = 5_000

/**
 * Reads an organization's whole chain and log again and compares them with each other, with the head, and with the anchors
 * (of which those of other organizations are left out). Stops at the first fault. Rows that were committed since the last
 * run of the job are not chained yet, and are no fault. Memory does not grow with the rows.
 */
export async function verifyAudit(
  database: Database,
  organizationId: string,
  anchors: readonly Anchor[],
): Promise<ChainReport> {
  const own = anchors.filter((anchor) => anchor.organizationId === organizationId)
  const anchored = new Map(own.map((anchor) => [anchor.seq, anchor.hash]))
  // Before the links: what the job adds meanwhile is behind this head, and is verified as far as it was seen.
  const [head] = await chainHeads(database, organizationId)
  let seq = 0
  let hash = NO_HASH
  const report = (fault: ChainFault | null): ChainReport => ({ organizationId, rows: seq, anchors: own.length, fault })
  for (;;) {
    const links = await linksAfter(database, organizationId, seq, BATCH)
    for (const link of links) {
      const fault = faultOf(link, seq + 1, hash) ?? anchorFault(link, anchored)
      if (fault !== null) return report(fault)
      seq = link.seq
      hash = link.hash
      if (seq === head?.seq && !hash.equals(head.hash)) return report({ kind: 'REWRITTEN', seq, auditId: link.auditId })
    }
    if (links.length < BATCH) break
  }
  // Not by spreading: an anchor a minute is half a million in a year, more than a call takes arguments.
  const lastSeen = own.reduce((last, anchor) => Math.max(last, anchor.seq), head?.seq ?? 0)
  if (seq < lastSeen) return report({ kind: 'CUT_OFF', seq: seq + 1, auditId: null })
  const { strayId, missingParts, erasedParts } = await readWholeLog(database, organizationId)
  if (strayId !== null) return report({ kind: 'ADDED', seq: null, auditId: strayId })
  return report(missingParts === erasedParts ? null : { kind: 'PERSONAL', seq: null, auditId: null })
}

function faultOf(link: LinkedRow, expectedSeq: number, previous: Buffer): ChainFault | null {
  const { seq, auditId, content } = link
  if (seq !== expectedSeq) return { kind: 'MISSING', seq: expectedSeq, auditId: null }
  if (content === null) return { kind: 'MISSING', seq, auditId }
  if (!chainHash(previous, content).equals(link.hash)) return { kind: 'CHANGED', seq, auditId }
  return link.isPersonalWhole ? null : { kind: 'PERSONAL', seq, auditId }
}

function anchorFault({ seq, auditId, hash }: LinkedRow, anchored: ReadonlyMap<number, string>): ChainFault | null {
  const expected = anchored.get(seq)
  return expected === undefined || expected === hash.toString('hex') ? null : { kind: 'REWRITTEN', seq, auditId }
}
