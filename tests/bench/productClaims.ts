import type { BenchFloor } from './benchFloor.js'
import { claimAll, duplicateCount, type Claim, type MeasuredRound } from './claimLoad.js'
import { withCpuUse } from './cpuUse.js'
import { withConnections, type HttpConnection } from './httpConnection.js'
import { releaseAll, type BenchCampaign } from './queueFixture.js'

/** A full nextContact: the entry, its lease and its contact, as an agent's desk asks for them. */
export const NEXT_CONTACT = `mutation ($input: NextContactInput!) {
  nextContact(input: $input) {
    entry { id status attempt leaseExpiresAt contact { id firstName lastName phone } }
    reason
  }
}`

interface NextContactData {
  readonly nextContact: {
    readonly entry: { readonly id: string; readonly contact: { readonly id: string } } | null
    readonly reason: string | null
  }
}

/** A round, with how many contacts were handed out twice, by the answers and by the database. */
export interface CheckedRound extends MeasuredRound {
  readonly duplicates: number
  /** Claims that shared a statement and its commit, on average. */
  readonly perStatement: number
}

/** A claim over HTTP on this connection. */
export function claimOverHttp(connection: HttpConnection): Claim {
  return async (campaign, agentId) => {
    const { nextContact } = await connection.ask<NextContactData>(NEXT_CONTACT, {
      input: { campaignId: campaign.id, agentId },
    })
    const { entry, reason } = nextContact
    if (entry === null) throw new Error(`nextContact handed nothing out: ${reason ?? 'no reason'}`)
    return { entryId: entry.id, contactId: entry.contact.id }
  }
}

/** A round over HTTP, a keep-alive connection for each caller; everything is given back afterwards. */
export async function roundOverHttp(
  floor: BenchFloor,
  campaigns: readonly BenchCampaign[],
  callerCount: number,
  claims: number,
): Promise<CheckedRound> {
  return withConnections(floor.endpoint, callerCount, (connections) =>
    checkedRound(floor, campaigns, connections.map(claimOverHttp), claims),
  )
}

/**
 * A round by these callers, checked: no contact in two answers, and in the database exactly as many changes of entries
 * as there were answers, each on another entry. Everything is given back afterwards.
 */
export async function checkedRound(
  floor: BenchFloor,
  campaigns: readonly BenchCampaign[],
  callers: readonly Claim[],
  claims: number,
): Promise<CheckedRound> {
  const before = await readHeld(floor)
  const { value: round, cpu } = await withCpuUse(floor, () => claimAll(campaigns, callers, claims))
  const after = await readHeld(floor)
  const held = after.held - before.held
  const changed = after.versions - before.versions
  if (changed < round.handouts.length) {
    throw new Error(`${round.handouts.length} claims were answered, but entries changed ${changed} times`)
  }
  // An entry that was handed out twice has changed twice; a contact on two entries is held twice.
  const duplicates = Math.max(duplicateCount(round.handouts), changed - held, held - (after.contacts - before.contacts))
  await releaseAll(floor)
  return { ...round, cpu, duplicates, perStatement: round.handouts.length / (after.statements - before.statements) }
}

interface HeldEntries {
  readonly held: number
  readonly contacts: number
  readonly versions: number
  /** Each statement that changes entries of a campaign counts itself once. */
  readonly statements: number
}

async function readHeld({ pool, organizationId }: BenchFloor): Promise<HeldEntries> {
  const { rows } = await pool.query<HeldEntries>(
    `SELECT count(*) FILTER (WHERE status = 'DIALING')::int AS held,
       count(DISTINCT contact_id) FILTER (WHERE status = 'DIALING')::int AS contacts,
       sum(version)::float8 AS versions,
       (SELECT sum(changes)::float8 FROM queue_counter WHERE organization_id = $1) AS statements
     FROM dial_queue_entry WHERE organization_id = $1`,
    [organizationId],
  )
  const [row] = rows
  if (row === undefined) throw new Error('no counts')
  return row
}
