import { rows } from '../support/desk.js'
import type { Floor } from '../support/floor.js'

/** What the triggers of a table record, as their comment says. */
export interface AuditedTable {
  readonly table: string
  readonly recorded: readonly string[]
  readonly personal: readonly string[]
  /** Columns that the table has and no trigger knows. */
  readonly unknown: readonly string[]
}

/** Every table that audit_attach was called for. */
export async function audited(floor: Floor): Promise<AuditedTable[]> {
  const found = await rows(
    floor,
    `SELECT relname AS table, obj_description(pg_proc.oid, 'pg_proc') AS comment, ARRAY(
       SELECT attname::text FROM pg_attribute WHERE attrelid = pg_class.oid AND attnum > 0 AND NOT attisdropped
         AND attname <> 'organization_id' AND attname <> ALL (ARRAY(
           SELECT a.attname FROM pg_index CROSS JOIN unnest(indkey) AS key
           JOIN pg_attribute AS a ON a.attrelid = indrelid AND a.attnum = key
           WHERE indrelid = pg_class.oid AND indisprimary))) AS columns
     FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid JOIN pg_proc ON pg_proc.oid = tgfoid
     WHERE tgname = relname || '_audit_update' ORDER BY 1`,
  )
  return found.map(({ table, comment, columns }) => {
    const [recorded = [], personal = [], unrecorded = []] = String(comment)
      .split('; ')
      .map((part) => part.slice(part.indexOf(': ') + 2).split(','))
    const unknown = (columns as string[]).filter((name) => !recorded.includes(name) && !unrecorded.includes(name))
    return { table: String(table), recorded, personal, unknown }
  })
}
