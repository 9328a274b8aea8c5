import type { Floor } from './floor.js'

/**
 * Every row of every table, in an order of its own: two of these are equal when nothing at all was changed between them.
 * For the small databases of tests only.
 */
export async function everyRow(floor: Floor): Promise<Record<string, unknown[]>> {
  const { pool } = floor.database
  const { rows: tables } = await pool.query<{ name: string }>(
    `SELECT table_name AS name FROM information_schema.tables
     WHERE table_schema = 'public' AND table_name NOT LIKE '\\_prisma%' ORDER BY 1`,
  )
  const all: Record<string, unknown[]> = {}
  for (const { name } of tables) {
    const { rows } = await pool.query<{ row: unknown }>(
      `SELECT to_jsonb(t) AS row FROM "${name}" AS t ORDER BY to_jsonb(t)::text`,
    )
    all[name] = rows.map(({ row }) => row)
  }
  return all
}
