import { PrismaPg } from '@prisma/adapter-pg'
import { PrismaClient } from '../../src/database/generated/prisma/client.js'
import type { BenchFloor } from './benchFloor.js'
import type { Handout } from './claimLoad.js'
import { BARE_TABLE, releaseEntries, type BenchCampaign } from './queueFixture.js'
import { timed } from './rounds.js'

/** What the original algorithm did in its time. */
export interface OriginalRound {
  readonly handouts: readonly Handout[]
  readonly perSecond: number
}

/**
 * The module that this product replaces: find the first queued entry, then update it, both through Prisma. Between the
 * two everybody else finds the same entry. On the copy without triggers, and in an order that an index serves, so that
 * nothing but the algorithm is slow.
 */
export async function originalClaims(
  floor: BenchFloor,
  campaigns: readonly BenchCampaign[],
  callerCount: number,
  seconds: number,
): Promise<OriginalRound> {
  const organizationId = BigInt(floor.organizationId)
  const adapter = new PrismaPg({ connectionString: floor.connectionString, max: callerCount }, { schema: 'bare' })
  const prisma = new PrismaClient({ adapter })
  const handouts: Handout[] = []
  const claim = async (campaign: BenchCampaign, agentId: string): Promise<void> => {
    const found = await prisma.dialQueueEntry.findFirst({
      where: { organizationId, campaignId: BigInt(campaign.id), status: 'QUEUED' },
      orderBy: { id: 'asc' },
    })
    if (found === null) throw new Error('the original algorithm found nothing')
    const dialedAt = new Date()
    const claimed = await prisma.dialQueueEntry.update({
      where: { organizationId_id: { organizationId, id: found.id } },
      data: {
        status: 'DIALING',
        assignedAgentId: BigInt(agentId),
        dialedAt,
        leaseExpiresAt: new Date(dialedAt.getTime() + 90_000),
        version: { increment: 1 },
      },
    })
    handouts.push({ entryId: String(claimed.id), contactId: String(claimed.contactId) })
  }
  try {
    // Prisma compiles its query engine and opens its connections with the first queries.
    await Promise.all(Array.from({ length: callerCount }, () => prisma.dialQueueEntry.findFirst()))
    const { seconds: elapsed } = await timed(async () => {
      const endsAt = performance.now() + seconds * 1000
      const agents = campaigns.map(({ agentIds }) => agentIds.values())
      await Promise.all(
        Array.from({ length: callerCount }, async (_, caller) => {
          const lane = caller % campaigns.length
          const campaign = campaigns[lane]
          if (campaign === undefined) return
          for (const agentId of agents[lane] ?? []) {
            if (performance.now() > endsAt) return
            await claim(campaign, agentId)
          }
        }),
      )
    })
    return { handouts, perSecond: handouts.length / elapsed }
  } finally {
    await prisma.$disconnect()
    await floor.pool.query(releaseEntries(BARE_TABLE), [floor.organizationId])
    await floor.pool.query(`VACUUM ANALYZE ${BARE_TABLE}`)
  }
}
