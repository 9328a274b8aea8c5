import { statement, type Queryable } from '../database/database.js'
import { entryColumns, parseEntry, type DialQueueEntry } from './dialQueueEntry.js'

// The live entry: one look (dial_queue_entry_live_contact_key). Finished ones: a range of dial_queue_entry_finished_contact_idx, and what has been
// archived (job archiveEntries) one of dial_queue_history_contact_idx. An entry is in exactly one of the three.
const readLastEntries = statement(
  'lastEntriesOfContacts',
  `SELECT entry.* FROM unnest($2::bigint[]) AS asked (contact_id) CROSS JOIN LATERAL (
     SELECT of_contact.* FROM (
       SELECT ${entryColumns('live')} FROM dial_queue_entry AS live
       WHERE live.organization_id = $1 AND live.contact_id = asked.contact_id
         AND live.status IN ('QUEUED', 'RESERVED', 'DIALING', 'CONNECTED', 'WRAP_UP')
       UNION ALL
       SELECT ${entryColumns('finished')} FROM dial_queue_entry AS finished
       WHERE finished.organization_id = $1 AND finished.contact_id = asked.contact_id AND finished.completed_at IS NOT NULL
       UNION ALL
       SELECT ${entryColumns('past')} FROM dial_queue_history AS past
       WHERE past.organization_id = $1 AND past.contact_id = asked.contact_id) AS of_contact
     WHERE $4::bigint IS NULL OR of_contact.assigned_agent_id = $4
     ORDER BY of_contact.id DESC LIMIT $3) AS entry`,
)

/** The last entries of these contacts, or of them those that the agent holds or held, newest first, at most `limit` each. */
export async function lastEntriesOfContacts(
  database: Queryable,
  organizationId: string,
  contactIds: readonly string[],
  agentId: string | null,
  limit: number,
): Promise<DialQueueEntry[]> {
  return (await database.query(readLastEntries, [organizationId, contactIds, limit, agentId])).map(parseEntry)
}
