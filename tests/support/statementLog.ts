import type pg from 'pg'

/** Of the leases' sweeper, of agents' signs of life, and of a connection that has just been opened. */
const besideRequests = /^\/\* (expiredHolds|seeAgents) |^SET /

/** The statements that ran through a pool since it was made. */
export interface StatementLog {
  /** Their texts, oldest first, but for those that run beside requests. */
  readonly texts: string[]
}

/** Listens on every connection that the pool hands out from now on. */
export function logStatements(pool: pg.Pool): StatementLog {
  const texts: string[] = []
  const known = new WeakSet()
  pool.on('acquire', (client) => {
    if (known.has(client)) return
    known.add(client)
    const query = client.query.bind(client) as (...args: unknown[]) => unknown
    const logged = (...args: unknown[]): unknown => {
      const [statement] = args
      const text = typeof statement === 'string' ? statement : ((statement as { text?: string }).text ?? '')
      if (!besideRequests.test(text)) texts.push(text)
      return query(...args)
    }
    Object.assign(client, { query: logged })
  })
  return { texts }
}
