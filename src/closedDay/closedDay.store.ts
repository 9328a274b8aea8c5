import { statement, type Queryable } from '../database/database.js'
import { number, text } from '../database/row.js'
import type { ClosedDay } from './closedDay.js'

const readDays = statement(
  'closedDays',
  `SELECT region, to_char(day, 'YYYY-MM-DD') AS day, name FROM closed_day
   WHERE organization_id = $1 AND ($2::text IS NULL OR region = $2) AND ($3::date IS NULL OR day >= $3)
     AND ($4::date IS NULL OR day <= $4)
   ORDER BY day, region`,
)

/** Which closed days: null is no limit. Days are YYYY-MM-DD, both included. */
export interface ClosedDayFilter {
  readonly region: string | null
  readonly from: string | null
  readonly until: string | null
}

/** The organization's closed days, by day and region. */
export async function findClosedDays(
  queryable: Queryable,
  organizationId: string,
  { region, from, until }: ClosedDayFilter = { region: null, from: null, until: null },
): Promise<ClosedDay[]> {
  const rows = await queryable.query(readDays, [organizationId, region, from, until])
  return rows.map((row) => ({ region: text(row, 'region'), day: text(row, 'day'), name: text(row, 'name') }))
}

const addDays = statement(
  'addClosedDays',
  `INSERT INTO closed_day (organization_id, region, day, name)
   SELECT $1, region, day, name FROM unnest($2::text[], $3::date[], $4::text[]) AS d (region, day, name)
   ORDER BY region, day
   ON CONFLICT (organization_id, region, day) DO UPDATE SET name = excluded.name WHERE closed_day.name <> excluded.name`,
)
const countDays = statement('countClosedDays', 'SELECT count(*) AS count FROM closed_day WHERE organization_id = $1')

/** Adds the days, or gives those that are there their new names; how many there are then. */
export async function addClosedDayRows(
  transaction: Queryable,
  organizationId: string,
  days: readonly ClosedDay[],
): Promise<number> {
  await transaction.query(addDays, [
    organizationId,
    days.map(({ region }) => region),
    days.map(({ day }) => day),
    days.map(({ name }) => name),
  ])
  const [row] = await transaction.query(countDays, [organizationId])
  return number(row ?? {}, 'count')
}

const removeDays = statement(
  'removeClosedDays',
  `DELETE FROM closed_day USING unnest($2::text[], $3::date[]) AS d (region, day)
   WHERE closed_day.organization_id = $1 AND closed_day.region = d.region AND closed_day.day = d.day RETURNING 1 AS removed`,
)

/** Removes the days; how many were there. */
export async function removeClosedDayRows(
  transaction: Queryable,
  organizationId: string,
  days: readonly Pick<ClosedDay, 'region' | 'day'>[],
): Promise<number> {
  const values = [organizationId, days.map(({ region }) => region), days.map(({ day }) => day)]
  return (await transaction.query(removeDays, values)).length
}

const touchCampaigns = statement(
  'touchCampaignsForClosedDays',
  `UPDATE campaign SET hours_version = hours_version + 1 WHERE organization_id = $1 AND status <> 'COMPLETED' RETURNING id`,
)

/** Raises the version of the hours of every campaign that may still call: spans of before are never read again. Their ids. */
export async function touchCampaignHours(transaction: Queryable, organizationId: string): Promise<string[]> {
  return (await transaction.query(touchCampaigns, [organizationId])).map((row) => text(row, 'id'))
}
