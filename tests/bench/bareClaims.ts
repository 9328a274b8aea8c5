import pg from 'pg'
import type { BenchFloor } from './benchFloor.js'
import { claimAll, type Claim, type MeasuredRound } from './claimLoad.js'
import { withCpuUse } from './cpuUse.js'
import { BARE_TABLE, createBareTable, releaseEntries, type BenchCampaign } from './queueFixture.js'

/** $1 organization $2 campaign $3 agent */
const CLAIM = `
  UPDATE ${BARE_TABLE} SET status = 'DIALING', assigned_agent_id = $3, dialed_at = now(),
    lease_expires_at = now() + interval '90 seconds', version = version + 1
  WHERE organization_id = $1 AND id = (
    SELECT id FROM ${BARE_TABLE} WHERE organization_id = $1 AND campaign_id = $2 AND status = 'QUEUED'
    ORDER BY callback_rank, urgency, turn_at, id LIMIT 1 FOR UPDATE SKIP LOCKED)
  RETURNING *`

/** Connections that the baseline may have; the fastest of them is taken. */
const POOL_SIZES = [4, 8, 16, 32, 64]

/**
 * The baseline: the bare single-row claim, prepared, through `pg`, on a copy of the queue without triggers. It only
 * hands an entry out: no agent is looked at or made BUSY, no rule is asked again, nothing is counted.
 */
export class BareClaims {
  private constructor(
    private readonly floor: BenchFloor,
    private readonly campaigns: readonly BenchCampaign[],
    private readonly callerCount: number,
    /** Of the pool that was fastest. */
    readonly poolSize: number,
  ) {}

  /** Copies the queue and finds the pool size that makes the baseline fastest, with this many claims for each try. */
  static async prepare(
    floor: BenchFloor,
    campaigns: readonly BenchCampaign[],
    callerCount: number,
    claimsPerTry: number,
  ): Promise<BareClaims> {
    await createBareTable(floor.pool)
    await floor.pool.query(`INSERT INTO ${BARE_TABLE} SELECT * FROM public.dial_queue_entry`)
    await floor.pool.query(`VACUUM ANALYZE ${BARE_TABLE}`)
    let fastest = { poolSize: 0, perSecond: -1 }
    for (const poolSize of POOL_SIZES) {
      const { perSecond } = await new BareClaims(floor, campaigns, callerCount, poolSize).round(claimsPerTry)
      if (perSecond > fastest.perSecond) fastest = { poolSize, perSecond }
    }
    return new BareClaims(floor, campaigns, callerCount, fastest.poolSize)
  }

  /** One round; everything is given back afterwards. */
  async round(claims: number): Promise<MeasuredRound> {
    const pool = new pg.Pool({
      connectionString: this.floor.connectionString,
      max: this.poolSize,
      // As on the product's connections: the statement is planned once.
      options: '-c plan_cache_mode=force_generic_plan',
    })
    pool.on('error', () => undefined)
    try {
      const claim: Claim = async (campaign, agentId) => {
        const { rows } = await pool.query<{ id: string; contact_id: string }>({
          name: 'bareClaim',
          text: CLAIM,
          values: [this.floor.organizationId, campaign.id, agentId],
        })
        const [row] = rows
        if (row === undefined) throw new Error('the bare claim found nothing')
        return { entryId: row.id, contactId: row.contact_id }
      }
      await warmUp(pool, this.poolSize)
      const callers = Array.from({ length: this.callerCount }, () => claim)
      const { value, cpu } = await withCpuUse(this.floor, () => claimAll(this.campaigns, callers, claims))
      return { ...value, cpu }
    } finally {
      await pool.end()
      await this.release()
    }
  }

  private async release(): Promise<void> {
    const { pool, organizationId } = this.floor
    await pool.query(releaseEntries(BARE_TABLE), [organizationId])
    await pool.query(`VACUUM ANALYZE ${BARE_TABLE}`)
    await pool.query('CHECKPOINT')
  }
}

/** Opens every connection, so that none is opened within the measured time. */
async function warmUp(pool: pg.Pool, size: number): Promise<void> {
  const clients = await Promise.all(Array.from({ length: size }, () => pool.connect()))
  for (const client of clients) client.release()
}
