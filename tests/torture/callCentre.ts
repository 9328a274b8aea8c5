import { Database } from '../../src/database/database.js'
import { signToken } from '../../src/identity/token.js'
import { createOrganization } from '../../src/organization/organization.store.js'
import { TORTURE_SECRET } from './servers.js'

/** Whom the run works with. */
export interface CallCentre {
  readonly organizationId: string
  /** One that dials at once and one that lets agents look first, over the same list: they compete for its numbers. */
  readonly campaignIds: readonly string[]
  readonly agents: readonly { readonly id: string; readonly token: string }[]
  readonly supervisorToken: string
}

/** Minutes after which these outcomes may be dialled again: at once, and within a long run. The others stay as they are. */
const RETRY_MINUTES = { BUSY: 0, NO_ANSWER: 1 }

/** Makes an organization with contacts, agents (OFFLINE) and two active campaigns, by plain statements. */
export async function openCallCentre(
  connectionString: string,
  size: { readonly contacts: number; readonly agents: number },
): Promise<CallCentre> {
  const database = new Database(connectionString, 2, () => undefined)
  try {
    const { id: organizationId } = await createOrganization(database, { name: 'Torture', timeZone: 'America/Chicago' })
    const insert = async (text: string, ...values: unknown[]): Promise<string[]> => {
      const { rows } = await database.pool.query<{ id: string }>(text, [organizationId, ...values])
      return rows.map(({ id }) => id)
    }
    const [listId] = await insert(
      'INSERT INTO contact_list (organization_id, name) VALUES ($1, $2) RETURNING id',
      'All',
    )
    await insert(
      `INSERT INTO contact (organization_id, list_id, external_id, first_name, last_name, phone, time_zone)
       SELECT $1, $2, 'c' || g, 'First', 'Last', '+1' || (2000000000 + g)::text, 'America/Chicago'
       FROM generate_series(1, $3::int) AS g RETURNING id`,
      listId,
      size.contacts,
    )
    const agentIds = await insert(
      `INSERT INTO agent (organization_id, name, email)
       SELECT $1, 'Agent ' || g, g || '@torture.example' FROM generate_series(1, $2::int) AS g RETURNING id`,
      size.agents,
    )
    const campaignIds = await insert(
      `INSERT INTO campaign (organization_id, name, status, dial_method, max_attempts, time_zone, policy_pack)
       SELECT $1, method, 'ACTIVE', method, 100, 'America/Chicago', 'NONE'
       FROM unnest(ARRAY['PROGRESSIVE', 'PREVIEW']) AS method RETURNING id`,
    )
    const each = 'FROM unnest($2::bigint[]) AS campaign (id)'
    await insert(`INSERT INTO campaign_list SELECT $1, campaign.id, $3 ${each}`, campaignIds, listId)
    await insert(
      `INSERT INTO campaign_agent SELECT $1, campaign.id, agent.id ${each} CROSS JOIN unnest($3::bigint[]) AS agent (id)`,
      campaignIds,
      agentIds,
    )
    for (const [code, minutes] of Object.entries(RETRY_MINUTES)) {
      await insert(
        'UPDATE outcome SET retry_after_minutes = $3 WHERE organization_id = $1 AND code = $2',
        code,
        minutes,
      )
    }
    const viewer = { organizationId, subject: 'torture' }
    return {
      organizationId,
      campaignIds,
      agents: await Promise.all(
        agentIds.map(async (id) => ({
          id,
          token: await signToken(TORTURE_SECRET, { ...viewer, role: 'AGENT', agentId: id }, '6h'),
        })),
      ),
      supervisorToken: await signToken(TORTURE_SECRET, { ...viewer, role: 'SUPERVISOR', agentId: null }, '6h'),
    }
  } finally {
    await database.close()
  }
}
