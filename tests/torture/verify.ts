import { setTimeout as delay } from 'node:timers/promises'
import { Database } from '../../src/database/database.js'
import { runDoctor } from '../../src/doctor/runDoctor.js'
import type { EntryShown } from './api.js'
import { describe, type CertainHold, type Ledger } from './ledger.js'

const FINAL = ['COMPLETED', 'FAILED', 'ABANDONED', 'CANCELLED']

/** Compares what clients were told with what the database holds now, and accuses in the ledger. */
export async function verify(connectionString: string, organizationId: string, ledger: Ledger): Promise<void> {
  const database = new Database(connectionString, 2, () => undefined)
  try {
    await verifyAcknowledged(database, organizationId, ledger)
    await verifyDials(database, organizationId, ledger)
    await verifyHealth(database, ledger)
    for (const overlap of overlaps(ledger.holds)) ledger.accuse(overlap)
  } finally {
    await database.close()
  }
}

/** The database holds each acknowledged version or a later one, and nothing has come after an end. */
async function verifyAcknowledged(database: Database, organizationId: string, ledger: Ledger): Promise<void> {
  // Taken before the rows are read: what is acknowledged meanwhile is not asked for.
  const told = new Map(ledger.entries)
  const generated = ledger.generated
  const { rows } = await database.pool.query<Omit<EntryShown, 'assignedAgent'> & { agentId: string | null }>(
    `SELECT id, version, status, outcome, assigned_agent_id AS "agentId" FROM dial_queue_entry WHERE organization_id = $1`,
    [organizationId],
  )
  if (rows.length < generated) ledger.accuse(`${generated} entries were generated, ${rows.length} are there`)
  const kept = new Map(rows.map((row) => [row.id, row]))
  for (const entry of told.values()) {
    const row = kept.get(entry.id)
    const now =
      row === undefined ? null : { ...entry, ...row, assignedAgent: row.agentId === null ? null : { id: row.agentId } }
    const isKept =
      now !== null && (now.version > entry.version ? !FINAL.includes(entry.status) : describe(now) === describe(entry))
    if (!isKept) {
      ledger.accuse(`entry ${entry.id} was ${describe(entry)} and is ${now === null ? 'gone' : describe(now)}`)
    }
  }
}

/** No dial of a contact begins before the last one is over and its delay too. */
async function verifyDials(database: Database, organizationId: string, ledger: Ledger): Promise<void> {
  const { rows } = await database.pool.query<{
    entry: string
    phone: string
    startedAt: Date
    /** Of the dial; null while it runs. */
    completedAt: Date | null
    outcome: string | null
    retryMinutes: number | null
  }>(
    `SELECT dial.id AS entry, dial.phone, dial.dialed_at AS "startedAt", dial.completed_at AS "completedAt", dial.outcome,
       outcome.retry_after_minutes AS "retryMinutes"
     FROM dial_queue_entry AS dial
     LEFT JOIN outcome ON outcome.organization_id = dial.organization_id AND outcome.code = dial.outcome
     WHERE dial.organization_id = $1 AND dial.dialed_at IS NOT NULL ORDER BY dial.phone, dial.dialed_at, dial.id`,
    [organizationId],
  )
  for (const [index, dial] of rows.entries()) {
    const before = rows[index - 1]
    if (before?.phone !== dial.phone) continue
    ledger.count('dials after an earlier one')
    const promised = before.outcome === 'CALLBACK' ? ledger.callbacks.get(before.entry) : undefined
    const retryAt =
      before.completedAt === null || (promised === undefined && before.retryMinutes === null)
        ? Infinity
        : (promised?.getTime() ?? before.completedAt.getTime() + (before.retryMinutes ?? 0) * 60_000)
    if (dial.startedAt.getTime() < retryAt || dial.startedAt < (before.completedAt ?? dial.startedAt)) {
      ledger.accuse(
        `entry ${dial.entry} was dialled too soon after entry ${before.entry} (${before.outcome ?? 'running'})`,
      )
    }
  }
}

/** Seconds in which a server that has just started may act on the holds that ran out while all was dead. */
const CATCH_UP_SECONDS = 3

async function verifyHealth(database: Database, ledger: Ledger): Promise<void> {
  const until = Date.now() + CATCH_UP_SECONDS * 1000
  for (;;) {
    const broken = (await runDoctor(database, null)).filter(({ count }) => count > 0)
    const isOnlyLate = broken.every(({ id }) => id === 'no-lease-overdue')
    if (broken.length > 0 && isOnlyLate && Date.now() < until) {
      await delay(100)
      continue
    }
    for (const { id, count, samples } of broken) ledger.accuse(`doctor: ${id} ${count} (${samples.join('; ')})`)
    return
  }
}

/** Every pair of agents that held one number at the same time. */
export function overlaps(holds: readonly CertainHold[]): string[] {
  const found: string[] = []
  const lastOf = new Map<string, CertainHold>()
  for (const hold of holds.toSorted((one, other) => one.from - other.from)) {
    if (hold.until <= hold.from) continue
    const last = lastOf.get(hold.phone)
    if (last !== undefined && last.until > hold.from && last.agentId !== hold.agentId) {
      found.push(`entries ${last.entryId} and ${hold.entryId} put one contact into two agents' hands at the same time`)
    }
    if (last === undefined || last.until < hold.until) lastOf.set(hold.phone, hold)
  }
  return found
}
