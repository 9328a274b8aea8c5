import type { Database, Queryable } from '../database/database.js'
import type { AnchorFile } from './anchorFile.js'
import {
  chainHeads,
  lockChainHead,
  organizationsToChain,
  unchainedRows,
  writeLinks,
  type ChainHead,
  type UnchainedRows,
} from './chain.store.js'
import { chainHash } from './chainHash.js'

/** What chaining needs. */
export interface ChainWork {
  readonly database: Database
  /** Where the heads are written down outside of the database. */
  readonly anchors: AnchorFile
}

/** Rows in one transaction. */
const BATCH = 2_000
/**
 * Rows in one run, over all organizations: at a run every five seconds 2,000 rows a second for ever, which is more than
 * 500 agents make, and never more than a tenth of a core while a flood of claims needs both. What is left waits.
 */
const MOST_ROWS_A_RUN = 10_000

/**
 * Chains what was committed since the last run, per organization, and anchors the heads. A row is chained when it is
 * visible, so the chain is in commit order from batch to batch, and by id within one. Safe to run twice at once: the
 * head's lock makes one wait for the other.
 */
export async function chainAudit(work: ChainWork, signal: AbortSignal, mostRows = MOST_ROWS_A_RUN): Promise<string> {
  let chained = 0
  for (const organizationId of await organizationsToChain(work.database)) {
    for (;;) {
      if (signal.aborted || chained >= mostRows) break
      const count = await chainBatch(work.database, organizationId)
      chained += count
      if (count < BATCH) break
    }
  }
  await work.anchors.append(await chainHeads(work.database, null))
  return `${chained} rows chained`
}

/** Chains one batch of an organization's rows; how many. */
async function chainBatch(database: Database, organizationId: string): Promise<number> {
  return database.transaction(async (transaction: Queryable) => {
    const head = await lockChainHead(transaction, organizationId)
    const found = await unchainedRows(transaction, organizationId, head.settledId, BATCH)
    let hash = head.hash
    const links = found.rows.map(({ id, content }) => ({ id, hash: (hash = chainHash(hash, content)) }))
    const next = { ...settle(head, found, links.length < BATCH), seq: head.seq + links.length, hash }
    await writeLinks(transaction, organizationId, head.seq, links, next)
    return links.length
  })
}

/**
 * How far the log is settled after this batch. Ids are drawn before they are committed, so a row with a lower id may
 * still appear after one with a higher id was seen; a transaction that commits late must not be missed. Let M be the
 * highest id that a snapshot saw, and X the snapshot's xmax. Whoever drew an id below M had its transaction number by
 * then, so it is below X. When a later snapshot's xmin has reached X, all of those have ended: what that snapshot does not
 * show below M never comes. Until then the rows above the settled id are looked through again, by anti-join.
 */
function settle(
  head: ChainHead,
  { rows, highestId, xmin, xmax }: UnchainedRows,
  isComplete: boolean,
): Pick<ChainHead, 'settledId' | 'candidateId' | 'candidateXmax'> {
  // All visible rows up to here have links after this batch.
  const doneUpTo = BigInt((isComplete ? highestId : rows.at(-1)?.id) ?? head.settledId)
  const candidate = BigInt(head.candidateId)
  const hasCandidate = candidate > BigInt(head.settledId)
  const isSettled = hasCandidate && BigInt(xmin) >= BigInt(head.candidateXmax) && doneUpTo >= candidate
  const settled = isSettled ? candidate : BigInt(head.settledId)
  if (hasCandidate && !isSettled) {
    return { settledId: head.settledId, candidateId: head.candidateId, candidateXmax: head.candidateXmax }
  }
  const next = doneUpTo > settled ? { id: doneUpTo, xmax } : { id: settled, xmax: '0' }
  return { settledId: settled.toString(), candidateId: next.id.toString(), candidateXmax: next.xmax }
}
