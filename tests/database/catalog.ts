import pg from 'pg'

/**
 * What schema.prisma can say about a database, one line per fact, sorted: tables, columns with type, nullability and
 * default, primary keys, unique and other indexes, foreign keys.
 *
 * Left out, because Prisma cannot say it and only the migrations do: CHECKs, partial indexes, indexes over expressions
 * or with included columns, triggers, functions, storage parameters, the order of columns; and Prisma's own table.
 */
export async function readCatalog(connectionString: string): Promise<string[]> {
  const client = new pg.Client({ connectionString })
  await client.connect()
  try {
    const { rows } = await client.query<{ fact: string }>(FACTS)
    return rows.map((row) => row.fact).sort()
  } finally {
    await client.end()
  }
}

const FACTS = `
  WITH tables AS (
    SELECT oid, relname FROM pg_class
    WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace AND relname <> '_prisma_migrations'
  )
  SELECT 'table ' || relname AS fact FROM tables
  UNION ALL
  SELECT concat_ws(' ', 'column', relname || '.' || attname, format_type(atttypid, atttypmod),
    CASE WHEN attnotnull THEN 'NOT NULL' ELSE 'NULL' END,
    CASE attgenerated WHEN 's' THEN 'GENERATED' ELSE 'DEFAULT' END || ' ' || pg_get_expr(adbin, adrelid),
    CASE attidentity WHEN '' THEN NULL ELSE 'IDENTITY' END)
  FROM tables JOIN pg_attribute ON attrelid = tables.oid AND attnum > 0 AND NOT attisdropped
    LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
  UNION ALL
  SELECT CASE WHEN indisprimary THEN 'primary key ' ELSE '' END
    || regexp_replace(pg_get_indexdef(indexrelid), ' WITH \\(.*\\)$', '')
  FROM tables JOIN pg_index ON indrelid = tables.oid
  WHERE indpred IS NULL AND indexprs IS NULL AND indnkeyatts = indnatts
  UNION ALL
  SELECT concat_ws(' ', 'constraint', relname || '.' || conname, pg_get_constraintdef(pg_constraint.oid))
  FROM tables JOIN pg_constraint ON conrelid = tables.oid AND contype = 'f'`
