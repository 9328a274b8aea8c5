import type { Clock } from '../database/clock.js'
import { statement, type Queryable } from '../database/database.js'
import { instant, number, text, textOrNull, word, type Row } from '../database/row.js'
import { agentStatuses } from './agent.js'
import type { CallTimes, StateTime } from './agentFigures.js'

/** What an agent did on one day, as far as it has passed. */
export interface AgentDayTimes {
  readonly agentId: string
  /** YYYY-MM-DD. */
  readonly date: string
  /** IANA zone whose midnights bound the day. */
  readonly timeZone: string
  readonly from: Date
  /** Not part of the day. */
  readonly until: Date
  /** The statement's clock, to which running states and calls count. */
  readonly at: Date
  readonly states: readonly StateTime[]
  readonly calls: CallTimes
}

/** SQL for the instant at which a day begins: where the clocks go back to midnight it strikes twice, and the first counts. */
function midnight(date: string): string {
  const second = `(${date}::timestamp AT TIME ZONE zone.name)`
  return `CASE WHEN (${second} - interval '1 hour') AT TIME ZONE zone.name >= ${date} THEN ${second} - interval '1 hour' ELSE ${second} END`
}

/**
 * SQL for the milliseconds of [from, until) within the part of the day that has passed; 0 when there are none. Without a
 * `from` there is no such time: greatest() would leave the null out and begin with the day.
 */
function passedMs(from: string, until: string): string {
  const seconds = `greatest(0, extract(epoch FROM least(${until}, day.passed_at) - greatest(${from}, day.starts_at)))`
  return `coalesce(sum(${seconds} * 1000) FILTER (WHERE ${from} IS NOT NULL), 0)`
}

// By ranges of two keys, for each agent: its states of the day and the one before; its calls of the day, the one before (an
// agent has one call at a time) and the one that runs.
const readDays = statement(
  'agentDays',
  `WITH moment AS (SELECT coalesce($5::timestamptz, now()) AS at),
   zone AS (SELECT coalesce($4::text, time_zone) AS name FROM organization WHERE id = $1),
   day AS MATERIALIZED (
     SELECT bounds.*, least(bounds.ends_at, moment.at) AS passed_at, moment.at
     FROM moment CROSS JOIN (
       SELECT chosen.date, zone.name AS time_zone, ${midnight('chosen.date')} AS starts_at,
         ${midnight('(chosen.date + 1)')} AS ends_at
       FROM zone CROSS JOIN LATERAL (
         SELECT coalesce($3::date, (SELECT at FROM moment) AT TIME ZONE zone.name)::date AS date) AS chosen
     ) AS bounds
   )
   SELECT wanted.agent_id, to_char(day.date, 'YYYY-MM-DD') AS date, day.time_zone, day.starts_at, day.ends_at, day.at,
     (SELECT coalesce(jsonb_agg(by_reason), '[]') FROM (
        SELECT state.status, state.reason, ${passedMs('state.started_at', `coalesce(state.ended_at, 'infinity')`)} AS ms
        FROM (
          SELECT status, reason, started_at, lead(started_at) OVER (ORDER BY started_at, seq) AS ended_at
          FROM agent_state
          WHERE organization_id = $1 AND agent_id = wanted.agent_id AND started_at < day.ends_at
            AND started_at >= coalesce((
              SELECT earlier.started_at FROM agent_state AS earlier
              WHERE earlier.organization_id = $1 AND earlier.agent_id = wanted.agent_id
                AND earlier.started_at <= day.starts_at
              ORDER BY earlier.started_at DESC, earlier.seq DESC LIMIT 1), '-infinity')
        ) AS state
        GROUP BY state.status, state.reason) AS by_reason) AS states,
     calls.*
   FROM unnest($2::bigint[]) AS wanted (agent_id) CROSS JOIN day
   CROSS JOIN LATERAL (
     SELECT ${passedMs('call.started_at', 'coalesce(call.answered_at, call.ended_at, day.at)')} AS dial_ms,
       ${passedMs('call.answered_at', 'coalesce(call.ended_at, day.at)')} AS talk_ms,
       ${passedMs('call.ended_at', 'coalesce(call.completed_at, day.at)')} AS wrap_up_ms,
       count(*) FILTER (WHERE call.started_at >= day.starts_at) AS dialed,
       count(*) FILTER (WHERE call.started_at >= day.starts_at AND call.is_answered) AS answered,
       count(*) FILTER (WHERE call.started_at >= day.starts_at AND call.is_recorded) AS handled
     FROM (
       SELECT started_at, answered_at, ended_at, completed_at, is_answered(answered_at, final_status, category) AS is_answered,
         true AS is_recorded
       FROM call_record
       WHERE organization_id = $1 AND agent_id = wanted.agent_id AND started_at >= day.starts_at
         AND started_at < day.ends_at
       UNION ALL
       (SELECT started_at, answered_at, ended_at, completed_at, false, true
        FROM call_record
        WHERE organization_id = $1 AND agent_id = wanted.agent_id AND started_at < day.starts_at
        ORDER BY started_at DESC LIMIT 1)
       UNION ALL
       SELECT dialed_at, connected_at, ended_at, NULL, connected_at IS NOT NULL, false
       FROM dial_queue_entry
       WHERE organization_id = $1 AND assigned_agent_id = wanted.agent_id
         AND status IN ('DIALING', 'CONNECTED', 'WRAP_UP') AND dialed_at < day.ends_at
     ) AS call
   ) AS calls`,
)

/**
 * What these agents did on a day (null: the present one) in a zone (null: the organization's). An agent without a history,
 * or of another organization, did nothing; nothing at all comes back when there is no such organization.
 */
export async function agentDayTimes(
  database: Queryable,
  clock: Clock,
  organizationId: string,
  agentIds: readonly string[],
  day: { readonly date: string | null; readonly timeZone: string | null },
): Promise<AgentDayTimes[]> {
  const rows = await database.query(readDays, [organizationId, agentIds, day.date, day.timeZone, clock()])
  return rows.map((row) => ({
    agentId: text(row, 'agent_id'),
    date: text(row, 'date'),
    timeZone: text(row, 'time_zone'),
    from: instant(row, 'starts_at'),
    until: instant(row, 'ends_at'),
    at: instant(row, 'at'),
    states: rowsIn(row, 'states').map((state) => ({
      status: word(state, 'status', agentStatuses),
      reason: textOrNull(state, 'reason'),
      milliseconds: number(state, 'ms'),
    })),
    calls: {
      dialMs: number(row, 'dial_ms'),
      talkMs: number(row, 'talk_ms'),
      wrapUpMs: number(row, 'wrap_up_ms'),
      dialed: number(row, 'dialed'),
      answered: number(row, 'answered'),
      handled: number(row, 'handled'),
    },
  }))
}

function rowsIn(row: Row, column: string): Row[] {
  const value: unknown = row[column]
  if (!Array.isArray(value)) throw new Error(`column ${column} is not an array`)
  return value.map((item: unknown) => item as Row)
}
