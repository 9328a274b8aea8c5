import type { Clock } from '../database/clock.js'
import type { Database } from '../database/database.js'
import type { Logger } from '../logger.js'
import { takeStaleRegistries } from './registry.store.js'

/**
 * Tells the log of every registry whose copy will be too old within five days, and once more when it is: each once per
 * copy, however many instances run this. Gives a sentence for `backgroundJobs`.
 */
export async function warnOfStaleRegistries(work: {
  readonly database: Database
  readonly clock: Clock
  readonly logger: Pick<Logger, 'warn'>
}): Promise<string> {
  const stale = await takeStaleRegistries(work.database, work.clock)
  for (const { organizationId, code, expiresAt, campaignCount, state } of stale) {
    const facts = { organizationId, registry: code, expiresAt: expiresAt.toISOString(), campaigns: campaignCount }
    work.logger.warn(
      facts,
      state === 'STOPPED'
        ? 'the copy of a do-not-call registry is too old: its campaigns dial nobody until the next import'
        : 'the copy of a do-not-call registry will be too old within five days',
    )
  }
  return `${stale.length} registries told of`
}
