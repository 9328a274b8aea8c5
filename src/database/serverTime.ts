import type { Clock } from './clock.js'
import { statement, type Queryable } from './database.js'
import { instant } from './row.js'

const readTime = statement('serverTime', 'SELECT coalesce($1::timestamptz, now()) AS at')

/** The database's time, by which every instant of the product is written. */
export async function serverTime(database: Queryable, clock: Clock): Promise<Date> {
  return instant((await database.query(readTime, [clock()]))[0] ?? {}, 'at')
}
