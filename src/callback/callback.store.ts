import { planForValues, statement, type Database, type Queryable } from '../database/database.js'
import { instant, instantOrNull, number, text, textOrNull, word, type Row } from '../database/row.js'
import { callbackStatuses, type Callback, type CallbackStatus } from './callback.js'

const columns = `organization_id, id, campaign_id, contact_id, agent_id, due_at, grace_minutes, status, promised_at, dialed_at,
  ended_at, ended_reason`

function parseCallback(row: Row): Callback {
  return {
    organizationId: text(row, 'organization_id'),
    id: text(row, 'id'),
    campaignId: text(row, 'campaign_id'),
    contactId: text(row, 'contact_id'),
    agentId: textOrNull(row, 'agent_id'),
    dueAt: instant(row, 'due_at'),
    graceMinutes: number(row, 'grace_minutes'),
    status: word(row, 'status', callbackStatuses),
    promisedAt: instant(row, 'promised_at'),
    dialedAt: instantOrNull(row, 'dialed_at'),
    endedAt: instantOrNull(row, 'ended_at'),
    endedReason: textOrNull(row, 'ended_reason'),
  }
}

/** Which callbacks; null leaves a condition out. */
export interface CallbackFilter {
  readonly campaignId: string | null
  /** Promised by this agent in person. */
  readonly agentId: string | null
  /** Promised to this contact. */
  readonly contactId: string | null
  readonly dueBefore: Date | null
  readonly status: CallbackStatus | null
  /** What this agent may see: its own, and those for anybody in its campaigns. */
  readonly seenBy: string | null
}

/** Where a page starts: behind this place of the order by instant and id. */
export interface CallbackPlace {
  readonly dueAt: Date
  readonly id: string
}

const readPage = statement(
  'callbackPage',
  `SELECT ${columns} FROM callback
   WHERE organization_id = $1
     AND ($2::bigint IS NULL OR campaign_id = $2) AND ($3::bigint IS NULL OR agent_id = $3)
     AND ($4::timestamptz IS NULL OR due_at < $4) AND ($5::text IS NULL OR status = $5)
     AND ($6::bigint IS NULL OR agent_id = $6 OR (agent_id IS NULL AND campaign_id IN (
       SELECT campaign_id FROM campaign_agent WHERE organization_id = $1 AND agent_id = $6)))
     AND ($7::timestamptz IS NULL OR (due_at, id) > ($7, $8::bigint))
     AND ($10::bigint IS NULL OR contact_id = $10)
   ORDER BY due_at, id LIMIT $9`,
)

/** The callbacks behind `after`, by instant and id, at most `limit`. */
export async function callbacksAfter(
  database: Database,
  organizationId: string,
  filter: CallbackFilter,
  after: CallbackPlace | null,
  limit: number,
): Promise<Callback[]> {
  const { campaignId, agentId, contactId, dueBefore, status, seenBy } = filter
  const place = [after?.dueAt ?? null, after?.id ?? null]
  const values = [organizationId, campaignId, agentId, dueBefore, status, seenBy, ...place, limit, contactId]
  return database.transaction(async (transaction) => {
    // Which index serves depends on which conditions are there.
    await transaction.query(planForValues, [])
    return (await transaction.query(readPage, values)).map(parseCallback)
  })
}

const readOne = statement('callback', `SELECT ${columns} FROM callback WHERE organization_id = $1 AND id = $2`)

/** The callback of this id; null when the organization has none. */
export async function findCallback(database: Queryable, organizationId: string, id: string): Promise<Callback | null> {
  const row = (await database.query(readOne, [organizationId, id]))[0]
  return row === undefined ? null : parseCallback(row)
}
