import { standInNumber } from '../audit/erase.store.js'
import { everyEntry, isAsked, sampleOf, type Check } from './check.js'

// What was dialled, as it is written down in three places: the entry, its call record, and the attempts of the contact.

const DIALED_FINAL = `('COMPLETED', 'FAILED', 'ABANDONED')`

/** Call records, the attempts that are counted from them, and what was promised in them. */
export const callChecks: readonly Check[] = [
  {
    id: 'one-call-per-dial',
    sentence: 'Every entry that ended after a dial has exactly one call record.',
    sql: `WITH recorded AS (
       SELECT organization_id, entry_id, count(*) AS calls FROM call_record AS call WHERE ${isAsked('call')}
       GROUP BY organization_id, entry_id
     )
     SELECT ${sampleOf({ organization: 'entry.organization_id', entry: 'entry.id' })}
     FROM ${everyEntry} AS entry
     LEFT JOIN recorded ON recorded.organization_id = entry.organization_id AND recorded.entry_id = entry.id
     WHERE ${isAsked('entry')} AND entry.status IN ${DIALED_FINAL} AND coalesce(recorded.calls, 0) <> 1`,
  },
  {
    id: 'call-agrees-with-entry',
    // An erasure replaces the number of the entry at once, and that of the record when it need not be kept any longer.
    sentence: 'Every call record says what its entry says; of an erased contact the entry no longer has the number.',
    sql: `SELECT ${sampleOf({ organization: 'call.organization_id', call: 'call.id' })}
     FROM call_record AS call
     LEFT JOIN ${everyEntry} AS entry ON entry.organization_id = call.organization_id AND entry.id = call.entry_id
     LEFT JOIN contact AS erased ON erased.organization_id = call.organization_id AND erased.id = call.contact_id
       AND erased.erased_at IS NOT NULL
     WHERE ${isAsked('call')} AND (call.campaign_id, call.contact_id, call.agent_id,
         CASE WHEN erased.id IS NULL THEN call.phone ELSE ${standInNumber('erased.id')} END, call.attempt,
         call.started_at, call.answered_at, call.ended_at, call.completed_at, call.final_status, call.outcome, call.notes)
       IS DISTINCT FROM (entry.campaign_id, entry.contact_id, entry.assigned_agent_id, entry.phone, entry.attempt,
         entry.dialed_at, entry.connected_at, entry.ended_at, entry.completed_at, entry.status, entry.outcome, entry.notes)`,
  },
  {
    id: 'campaign-attempts',
    sentence: 'What a campaign knows of its attempts at a contact is the number of its calls to that contact.',
    sql: `WITH recount AS (
       SELECT organization_id, campaign_id, contact_id, count(*) AS calls FROM call_record AS call
       WHERE ${isAsked('call')} GROUP BY organization_id, campaign_id, contact_id
     ),
     progress AS (
       SELECT organization_id, campaign_id, contact_id, sum(attempt_count) AS attempts FROM campaign_contact AS counted
       WHERE ${isAsked('counted')} GROUP BY organization_id, campaign_id, contact_id
     )
     SELECT ${sampleOf({ organization: 'organization_id', campaign: 'campaign_id', contact: 'contact_id' })}
     FROM recount FULL JOIN progress USING (organization_id, campaign_id, contact_id)
     WHERE coalesce(recount.calls, 0) <> coalesce(progress.attempts, 0)`,
  },
  {
    id: 'attempts-before-reset',
    sentence: 'What a campaign counts as before the reset of a list was dialled, and dialled before that reset.',
    sql: `WITH recount AS (
       SELECT call.organization_id, call.campaign_id, call.contact_id, count(*) AS calls
       FROM call_record AS call
       JOIN campaign_contact AS counted ON counted.organization_id = call.organization_id
         AND counted.campaign_id = call.campaign_id AND counted.contact_id = call.contact_id
       WHERE ${isAsked('call')} AND call.completed_at <= counted.reset_at
       GROUP BY call.organization_id, call.campaign_id, call.contact_id
     )
     SELECT ${sampleOf({
       organization: 'counted.organization_id',
       campaign: 'counted.campaign_id',
       contact: 'counted.contact_id',
     })}
     FROM campaign_contact AS counted
     LEFT JOIN recount ON recount.organization_id = counted.organization_id
       AND recount.campaign_id = counted.campaign_id AND recount.contact_id = counted.contact_id
     WHERE ${isAsked('counted')}
       AND CASE WHEN counted.reset_at IS NULL THEN counted.attempts_before_reset <> 0
         ELSE counted.attempts_before_reset > coalesce(recount.calls, 0) END`,
  },
  {
    id: 'contact-attempts',
    sentence: "The attempts of a contact are the number of all campaigns' calls to it.",
    sql: `WITH recount AS (
       SELECT organization_id, contact_id, count(*) AS calls FROM call_record AS call WHERE ${isAsked('call')}
       GROUP BY organization_id, contact_id
     )
     SELECT ${sampleOf({ organization: 'contact.organization_id', contact: 'contact.id' })}
     FROM contact
     LEFT JOIN recount ON recount.organization_id = contact.organization_id AND recount.contact_id = contact.id
     WHERE ${isAsked('contact')} AND contact.attempt_count <> coalesce(recount.calls, 0)`,
  },
  {
    // Live entries belong to the row: their number was given when they were queued, and nothing else can use it since.
    id: 'attempts-in-a-row',
    sentence: 'The attempts of a campaign at a contact are numbered 1, 2, 3, up to the one that waits or runs.',
    sql: `WITH attempt AS (
       SELECT organization_id, campaign_id, contact_id, attempt FROM call_record AS call WHERE ${isAsked('call')}
       UNION ALL
       SELECT organization_id, campaign_id, contact_id, attempt FROM dial_queue_entry AS entry
       WHERE ${isAsked('entry')} AND status IN ('QUEUED', 'RESERVED', 'DIALING', 'CONNECTED', 'WRAP_UP')
     )
     SELECT ${sampleOf({ organization: 'organization_id', campaign: 'campaign_id', contact: 'contact_id' })}
     FROM attempt GROUP BY organization_id, campaign_id, contact_id
     HAVING min(attempt) <> 1 OR max(attempt) <> count(*) OR count(DISTINCT attempt) <> count(*)`,
  },
  {
    id: 'no-promise-of-a-completed-campaign',
    sentence: 'Nobody waits for a callback of a campaign that is COMPLETED.',
    sql: `SELECT ${sampleOf({
      organization: 'callback.organization_id',
      campaign: 'callback.campaign_id',
      contact: 'callback.contact_id',
    })}
     FROM callback
     JOIN campaign ON campaign.organization_id = callback.organization_id AND campaign.id = callback.campaign_id
     WHERE ${isAsked('callback')} AND callback.status = 'OPEN' AND campaign.status = 'COMPLETED'`,
  },
  {
    id: 'promises-can-be-kept',
    sentence:
      "Every open callback is of a contact of its campaign's lists, for anybody or for an agent of the campaign.",
    sql: `SELECT ${sampleOf({
      organization: 'callback.organization_id',
      campaign: 'callback.campaign_id',
      contact: 'callback.contact_id',
    })}
     FROM callback
     JOIN contact ON contact.organization_id = callback.organization_id AND contact.id = callback.contact_id
     LEFT JOIN campaign_list AS listed ON listed.organization_id = callback.organization_id
       AND listed.campaign_id = callback.campaign_id AND listed.list_id = contact.list_id
     LEFT JOIN campaign_agent AS member ON member.organization_id = callback.organization_id
       AND member.campaign_id = callback.campaign_id AND member.agent_id = callback.agent_id
     WHERE ${isAsked('callback')} AND callback.status = 'OPEN'
       AND (listed.list_id IS NULL OR (callback.agent_id IS NOT NULL AND member.agent_id IS NULL))`,
  },
]
