import { statusesAtWork } from '../agent/agent.js'

// Who of the eligible is queued, when there is not room for all.

/**
 * Which of the eligible are queued: CTEs that end in `picked`, behind `judged`, `live` and `class` (the skills that the
 * eligible need, `is_served` where somebody at work has them, or nobody is at work).
 */
export type Pick = string

/** Behind `judged`: the skills that the eligible need. */
export const neededSkills = `
able_kind AS MATERIALIZED (
  SELECT DISTINCT agent.skills FROM campaign_agent AS member
  JOIN agent ON agent.organization_id = $1 AND agent.id = member.agent_id
  WHERE member.organization_id = $1 AND member.campaign_id = $2
    AND agent.status IN (${statusesAtWork.map((status) => `'${status}'`).join(', ')})
),
class AS MATERIALIZED (
  SELECT needed.required_skills, row_number() OVER (ORDER BY needed.required_skills) AS id,
    NOT EXISTS (SELECT FROM able_kind)
      OR EXISTS (SELECT FROM able_kind WHERE needed.required_skills <@ able_kind.skills) AS is_served
  FROM (SELECT DISTINCT required_skills FROM judged WHERE reason IS NULL) AS needed
)`

// What nobody at work can serve takes no room from what somebody can; looked at only when there is not room for all.
export const pickForQueue: Pick = `
room AS (SELECT CASE WHEN $4::bigint IS NOT NULL THEN greatest($4::bigint - count, 0) END AS entries FROM live),
picked AS MATERIALIZED (
  SELECT * FROM judged WHERE reason IS NULL
  ORDER BY CASE WHEN (SELECT contacts > entries FROM eligible CROSS JOIN room)
      AND required_skills IN (SELECT required_skills FROM class WHERE is_served) THEN 0 ELSE 1 END,
    is_callback DESC, priority DESC, fresh_attempt, id
  LIMIT (SELECT entries FROM room)
)`

// $4 is what each kind of agents at work lacks: [{ "key": its skills, "room": entries }], '*' for all of them together.
// Kinds that can serve the same eligible contacts are looked at once.
export const pickForAgents: Pick = `
room AS (SELECT NULL::bigint AS entries),
lack AS (
  SELECT max(wish.room) AS room, wish.classes
  FROM (
    SELECT lacking.room, ARRAY(SELECT class.id FROM class WHERE class.is_served
      AND (lacking.key = '*' OR class.required_skills <@ string_to_array(lacking.key, ' ')) ORDER BY class.id) AS classes
    FROM jsonb_to_recordset($4::jsonb) AS lacking (key text, room bigint)
  ) AS wish GROUP BY wish.classes
),
picked AS MATERIALIZED (
  SELECT * FROM judged WHERE reason IS NULL AND id IN (
    SELECT chosen.id FROM lack CROSS JOIN LATERAL (
      SELECT judged.id FROM judged JOIN class ON class.required_skills = judged.required_skills
      WHERE judged.reason IS NULL AND class.id = ANY (lack.classes)
      ORDER BY judged.is_callback DESC, judged.priority DESC, judged.fresh_attempt, judged.id LIMIT lack.room
    ) AS chosen)
)`
