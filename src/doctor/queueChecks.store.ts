import { everyEntry, isAsked, sampleOf, type Check } from './check.js'

// The promises of the queue (design, sections 3 and 5). The database's own CHECKs and unique indexes hold most of them;
// here they are found out from the rows, as after a restored backup, a dropped index or a fault of the disk.

const LIVE = `('QUEUED', 'RESERVED', 'DIALING', 'CONNECTED', 'WRAP_UP')`
const HELD = `('RESERVED', 'DIALING', 'CONNECTED', 'WRAP_UP')`
const FINAL = `('COMPLETED', 'FAILED', 'ABANDONED', 'CANCELLED')`
const DIALED_FINAL = `('COMPLETED', 'FAILED', 'ABANDONED')`

const entrySample = sampleOf({ organization: 'entry.organization_id', entry: 'entry.id' })

/** SQL for the entries of these statuses that share `columns` with another one. */
function sharing(statuses: string, columns: readonly string[]): string {
  const keys = ['organization_id', ...columns]
  return `SELECT ${entrySample}
   FROM (SELECT ${keys.join(', ')}, array_agg(id) AS ids FROM dial_queue_entry AS entry
     WHERE ${isAsked('entry')} AND status IN ${statuses}
     GROUP BY ${keys.join(', ')} HAVING count(*) > 1) AS shared
   CROSS JOIN LATERAL (SELECT shared.organization_id, unnest(shared.ids) AS id) AS entry`
}

/** Seconds that a hold may be past its end: it is acted on within one, the rest is for a busy machine. */
const LEASE_GRACE_SECONDS = 5

/** Entries and who holds them. */
export const queueChecks: readonly Check[] = [
  {
    id: 'entry-parents',
    sentence: 'Every entry is for a campaign and a contact that exist.',
    // Two queries, because an OR of the two would look for each row's parents on its own.
    sql: `SELECT ${entrySample} FROM ${everyEntry} AS entry
     WHERE ${isAsked('entry')} AND NOT EXISTS (SELECT FROM contact
       WHERE contact.organization_id = entry.organization_id AND contact.id = entry.contact_id)
     UNION
     SELECT ${entrySample} FROM ${everyEntry} AS entry
     WHERE ${isAsked('entry')} AND NOT EXISTS (SELECT FROM campaign
       WHERE campaign.organization_id = entry.organization_id AND campaign.id = entry.campaign_id)`,
  },
  {
    id: 'entry-in-one-place',
    sentence: 'Every entry is either in the queue or in its history.',
    sql: `SELECT ${entrySample} FROM dial_queue_entry AS entry
     JOIN dial_queue_history AS past ON past.organization_id = entry.organization_id AND past.id = entry.id
     WHERE ${isAsked('entry')}`,
  },
  {
    id: 'one-live-entry-per-contact',
    sentence: 'A contact has at most one live entry in the whole organization.',
    sql: sharing(LIVE, ['contact_id']),
  },
  {
    id: 'one-live-entry-per-number',
    sentence: 'A number has at most one live entry in the whole organization.',
    sql: sharing(LIVE, ['phone']),
  },
  {
    id: 'one-entry-per-agent',
    sentence: 'An agent holds at most one entry.',
    sql: sharing(HELD, ['assigned_agent_id']),
  },
  {
    id: 'held-by-an-agent',
    sentence: 'Every entry that is held has its agent and the end of the hold, and no other entry has such an end.',
    sql: `SELECT ${entrySample} FROM dial_queue_entry AS entry
     WHERE ${isAsked('entry')} AND (
       (status IN ${HELD}) <> (lease_expires_at IS NOT NULL)
       OR (status IN ${HELD} AND assigned_agent_id IS NULL)
       OR (status = 'QUEUED' AND assigned_agent_id IS NOT NULL))`,
  },
  {
    id: 'agent-follows-entry',
    sentence: 'An agent is BUSY or in WRAP_UP exactly when it holds an entry of that kind.',
    sql: `WITH hold AS (
       SELECT organization_id, assigned_agent_id AS agent_id, bool_or(status = 'WRAP_UP') AS is_wrap_up,
         bool_or(status <> 'WRAP_UP') AS is_busy
       FROM dial_queue_entry AS entry WHERE ${isAsked('entry')} AND status IN ${HELD}
       GROUP BY organization_id, assigned_agent_id
     )
     SELECT ${sampleOf({ organization: 'agent.organization_id', agent: 'agent.id' })}
     FROM agent LEFT JOIN hold ON hold.organization_id = agent.organization_id AND hold.agent_id = agent.id
     WHERE ${isAsked('agent')} AND (
       (agent.status = 'BUSY') <> coalesce(hold.is_busy, false)
       OR (agent.status = 'WRAP_UP') <> coalesce(hold.is_wrap_up, false))`,
  },
  {
    // Not a fault of the data when no server runs on it: then nobody acts on leases.
    id: 'no-lease-overdue',
    sentence: `A hold that has run out is acted on (here: within ${LEASE_GRACE_SECONDS} seconds, by a server that runs).`,
    sql: `SELECT ${entrySample} FROM dial_queue_entry AS entry
     WHERE ${isAsked('entry')} AND lease_expires_at < now() - make_interval(secs => ${LEASE_GRACE_SECONDS})`,
  },
  {
    id: 'final-entry-complete',
    sentence: 'Every final entry has the timestamps of its life and, after a dial, an outcome.',
    sql: `SELECT ${entrySample} FROM ${everyEntry} AS entry
     WHERE ${isAsked('entry')} AND status IN ${FINAL} AND (
       completed_at IS NULL
       OR (status IN ${DIALED_FINAL} AND (dialed_at IS NULL OR ended_at IS NULL OR outcome IS NULL))
       OR (status = 'CANCELLED' AND (dialed_at IS NOT NULL OR outcome IS NOT NULL)))`,
  },
]
