import type { Clock } from './clock.js'
import { statement, type Queryable } from './database.js'
import { instant } from './row.js'

const readNow = statement('serverInstant', 'SELECT now() AS at')

/**
 * The instant by which times from outside are judged: the clock's, in production the database's own. Never this process's:
 * a server whose clock is minutes ahead would refuse a callback that is still to come.
 */
export async function serverInstant(queryable: Queryable, clock: Clock): Promise<Date> {
  return clock() ?? instant((await queryable.query(readNow, []))[0] ?? {}, 'at')
}
