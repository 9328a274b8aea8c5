import { everyEntry, isAsked, sampleOf, type Check } from './check.js'

// The counters that triggers keep, against a recount of the rows that they count (design, section 6). Rows and counters
// are read in one snapshot, in which they agree by construction: any difference is a fault, never a race.

const queueStatusColumns = [
  'queued',
  'reserved',
  'dialing',
  'connected',
  'wrap_up',
  'completed',
  'failed',
  'abandoned',
  'cancelled',
]
const agentStatusColumns = ['available', 'busy', 'wrap_up', 'paused', 'offline']

/** SQL rows (status, count) out of one counter row with a column for each status. */
function countsByStatus(columns: readonly string[]): string {
  return `(VALUES ${columns.map((column) => `('${column.toUpperCase()}', ${column})`).join(', ')}) AS kept_status (status, kept)`
}

/** SQL for the rows in which a recount and a counter differ; what one of them lacks counts as 0. */
function differences(keys: readonly string[], sample: string): string {
  return `SELECT ${sample} FROM recount FULL JOIN counter USING (${keys.join(', ')})
   WHERE coalesce(recount.count, 0) <> coalesce(counter.count, 0)`
}

const queueCounters: Check = {
  id: 'queue-counters',
  sentence: 'The counters of every campaign say how many entries it has in each status.',
  sql: `WITH recount AS (
     SELECT organization_id, campaign_id, status, count(*) AS count
     FROM ${everyEntry} AS entry WHERE ${isAsked('entry')} GROUP BY organization_id, campaign_id, status
   ),
   counter AS (
     SELECT organization_id, campaign_id, status, sum(kept) AS count
     FROM queue_counter AS slot CROSS JOIN LATERAL ${countsByStatus(queueStatusColumns)}
     WHERE ${isAsked('slot')} GROUP BY organization_id, campaign_id, status
   )
   ${differences(
     ['organization_id', 'campaign_id', 'status'],
     sampleOf({ organization: 'organization_id', campaign: 'campaign_id', status: 'status' }),
   )}`,
}

const queueWaitingTime: Check = {
  id: 'queue-waiting-time',
  sentence: 'The sum from which the mean wait of a queue is taken is the sum over its queued entries.',
  sql: `WITH recount AS (
     SELECT organization_id, campaign_id, sum(counter_ms(queued_at)) AS count
     FROM dial_queue_entry AS entry WHERE ${isAsked('entry')} AND status = 'QUEUED'
     GROUP BY organization_id, campaign_id
   ),
   counter AS (
     SELECT organization_id, campaign_id, sum(queued_at_sum) AS count
     FROM queue_counter AS slot WHERE ${isAsked('slot')} GROUP BY organization_id, campaign_id
   )
   ${differences(
     ['organization_id', 'campaign_id'],
     sampleOf({ organization: 'organization_id', campaign: 'campaign_id' }),
   )}`,
}

const agentCounters: Check = {
  id: 'agent-counters',
  sentence: 'The counters of every campaign say how many of its agents have each status.',
  sql: `WITH recount AS (
     SELECT member.organization_id, member.campaign_id, agent.status, count(*) AS count
     FROM campaign_agent AS member
     JOIN agent ON agent.organization_id = member.organization_id AND agent.id = member.agent_id
     WHERE ${isAsked('member')} GROUP BY member.organization_id, member.campaign_id, agent.status
   ),
   counter AS (
     SELECT organization_id, campaign_id, status, sum(kept) AS count
     FROM agent_counter AS slot CROSS JOIN LATERAL ${countsByStatus(agentStatusColumns)}
     WHERE ${isAsked('slot')} GROUP BY organization_id, campaign_id, status
   )
   ${differences(
     ['organization_id', 'campaign_id', 'status'],
     sampleOf({ organization: 'organization_id', campaign: 'campaign_id', status: 'status' }),
   )}`,
}

const contactListCounters: Check = {
  id: 'contact-list-counters',
  sentence: 'The counters of every contact list say how many contacts it has.',
  sql: `WITH recount AS (
     SELECT organization_id, list_id, count(*) AS count FROM contact WHERE ${isAsked('contact')}
     GROUP BY organization_id, list_id
   ),
   counter AS (
     SELECT organization_id, list_id, sum(contacts) AS count
     FROM contact_list_counter AS slot WHERE ${isAsked('slot')} GROUP BY organization_id, list_id
   )
   ${differences(['organization_id', 'list_id'], sampleOf({ organization: 'organization_id', list: 'list_id' }))}`,
}

const campaignListCounters: Check = {
  id: 'campaign-list-counters',
  sentence: 'The counters of every campaign say how many contacts of each list it has dialled.',
  sql: `WITH recount AS (
     SELECT organization_id, campaign_id, list_id, count(DISTINCT contact_id) AS count
     FROM call_record AS call WHERE ${isAsked('call')} GROUP BY organization_id, campaign_id, list_id
   ),
   counter AS (
     SELECT organization_id, campaign_id, list_id, sum(contacts_dialed) AS count
     FROM campaign_list_counter AS slot WHERE ${isAsked('slot')} GROUP BY organization_id, campaign_id, list_id
   )
   ${differences(
     ['organization_id', 'campaign_id', 'list_id'],
     sampleOf({ organization: 'organization_id', campaign: 'campaign_id', list: 'list_id' }),
   )}`,
}

const activityKeys = 'organization_id, campaign_id, quarter_at, outcome, category'
const measures = ['dialed', 'answered', 'connected', 'abandoned', 'dial_ms', 'talk_ms', 'wrap_up_ms', 'completed']

const callActivity: Check = {
  id: 'call-activity',
  sentence: 'The figures of every quarter of an hour are those of the calls that were recorded in it.',
  sql: `WITH recount AS (
     SELECT call.organization_id, call.campaign_id, measured.quarter_at, call.outcome, call.category,
       ${measures.map((measure) => `sum(measured.${measure}) AS ${measure}`).join(', ')}
     FROM call_record AS call
     CROSS JOIN LATERAL call_measures(call.started_at, call.answered_at, call.ended_at, call.completed_at,
       call.final_status, call.category) AS measured
     WHERE ${isAsked('call')} GROUP BY 1, 2, 3, 4, 5
   ),
   counter AS (
     SELECT ${activityKeys}, ${measures.map((measure) => `sum(${measure}) AS ${measure}`).join(', ')}
     FROM call_activity AS slot WHERE ${isAsked('slot')} GROUP BY ${activityKeys}
   )
   SELECT ${sampleOf({
     organization: 'organization_id',
     campaign: 'campaign_id',
     quarter: `to_char(quarter_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI"Z"')`,
   })}
   FROM recount FULL JOIN counter USING (${activityKeys})
   WHERE (${measures.map((measure) => `coalesce(recount.${measure}, 0)`).join(', ')})
     <> (${measures.map((measure) => `coalesce(counter.${measure}, 0)`).join(', ')})`,
}

/** The counters behind the figures and the live counts. */
export const counterChecks: readonly Check[] = [
  queueCounters,
  queueWaitingTime,
  agentCounters,
  contactListCounters,
  campaignListCounters,
  callActivity,
]
