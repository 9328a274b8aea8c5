import { statement, type Queryable } from '../database/database.js'
import { instant, instantOrNull, number, text, textOrNull, word } from '../database/row.js'
import { outcomeCategories, type OutcomeCategory } from './outcome.js'

/** A finished call to a contact, as the next agent wants to know it. */
export interface ContactCall {
  readonly id: string
  readonly contactId: string
  readonly campaignId: string
  readonly agentId: string | null
  /** 1 for the first dial of the contact in its campaign. */
  readonly attempt: number
  readonly startedAt: Date
  /** Null when nobody answered. */
  readonly answeredAt: Date | null
  readonly endedAt: Date
  readonly outcome: string
  readonly category: OutcomeCategory
  readonly notes: string | null
}

// A contact's calls are a range of call_record_contact_idx, read from its end.
const readLastCalls = statement(
  'lastCallsOfContacts',
  `SELECT call.* FROM unnest($2::bigint[]) AS asked (contact_id) CROSS JOIN LATERAL (
     SELECT id, contact_id, campaign_id, agent_id, attempt, started_at, answered_at, ended_at, outcome, category, notes
     FROM call_record WHERE organization_id = $1 AND contact_id = asked.contact_id
     ORDER BY started_at DESC, id DESC LIMIT $3) AS call`,
)

/** The last calls of these contacts, at most `limit` of each, newest first. */
export async function lastCallsOfContacts(
  database: Queryable,
  organizationId: string,
  contactIds: readonly string[],
  limit: number,
): Promise<ContactCall[]> {
  return (await database.query(readLastCalls, [organizationId, contactIds, limit])).map((row) => ({
    id: text(row, 'id'),
    contactId: text(row, 'contact_id'),
    campaignId: text(row, 'campaign_id'),
    agentId: textOrNull(row, 'agent_id'),
    attempt: number(row, 'attempt'),
    startedAt: instant(row, 'started_at'),
    answeredAt: instantOrNull(row, 'answered_at'),
    endedAt: instant(row, 'ended_at'),
    outcome: text(row, 'outcome'),
    category: word(row, 'category', outcomeCategories),
    notes: textOrNull(row, 'notes'),
  }))
}
