import { databaseClock } from '../../src/database/clock.js'
import { Database, type Statement } from '../../src/database/database.js'
import type { Row } from '../../src/database/row.js'
import { ClaimCombiner } from '../../src/dialQueue/claimCombiner.js'
import { defaultLeaseSeconds } from '../../src/dialQueue/lease.js'
import type { BenchFloor } from './benchFloor.js'
import type { Claim } from './claimLoad.js'

/** Where the floor's `arrivals` stand among the claim's parameters, from 0. */
const FLOOR_PARAMETER = 8

/** A database whose claims always walk the order from its head: the moving lower bound is taken out of each. */
class FloorlessDatabase extends Database {
  override query(statement: Statement, values: readonly unknown[]): Promise<Row[]> {
    const isClaim = statement.name.startsWith('claimNextEntries')
    // No queue has had -1 arrivals, so the statement takes the floor for an old one.
    return super.query(statement, isClaim ? values.with(FLOOR_PARAMETER, '-1') : values)
  }
}

/** As the server sets it by default. */
const POOL_SIZE = 16

/**
 * Runs the work with a claim through the store only: the combiner and its statement in this process, without HTTP and
 * GraphQL.
 *
 * @param withFloor false lets each claim begin at the head of the order
 */
export async function withStoreClaims<T>(
  { connectionString, organizationId }: BenchFloor,
  withFloor: boolean,
  work: (claim: Claim) => Promise<T>,
): Promise<T> {
  const database = new (withFloor ? Database : FloorlessDatabase)(connectionString, POOL_SIZE, () => undefined)
  const combiner = new ClaimCombiner(database, databaseClock, defaultLeaseSeconds, { mark: () => undefined })
  try {
    return await work(async (campaign, agentId) => {
      const claimed = await combiner.claim(organizationId, campaign.id, {
        agentId,
        idempotencyKey: null,
        inputHash: '',
        actor: null,
      })
      if (claimed === null) throw new Error('the claim found nothing')
      return { entryId: claimed.entry.id, contactId: claimed.contact.id }
    })
  } finally {
    await database.close()
  }
}
