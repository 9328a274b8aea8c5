import { campaignStatuses, type CampaignStatus } from '../campaign/campaign.js'
import type { Clock } from '../database/clock.js'
import { planForWholeLists, statement, type Database, type Queryable } from '../database/database.js'
import { number, textOrNull, word } from '../database/row.js'
import { DomainError, NotFoundError } from '../domainError.js'
import {
  eligibilityJoins,
  eligibilityRules,
  exclusionReasons,
  firstReason,
  liveEntryJoins,
  type ExclusionReason,
} from './eligibility.js'

/** Contacts left out for one reason. */
export interface ReasonCount {
  readonly reason: ExclusionReason
  readonly count: number
}

/** The campaign is over: its queue can neither be filled nor dialled. */
export class CampaignNotActiveError extends DomainError {
  readonly code = 'CAMPAIGN_NOT_ACTIVE'

  constructor(status: CampaignStatus) {
    super(`the campaign is ${status}`, { status })
  }
}

/** What one run of the generate statement did. */
export interface GeneratedEntries {
  readonly created: number
  /** Live entries before the run. */
  readonly kept: number
  readonly excluded: readonly ReasonCount[]
}

// One generate at a time per organization: two campaigns that share numbers would otherwise wait for each other's rows
// crosswise. The unique indexes keep the promise anyway; the lock only spares the deadlock.
const lockGenerate = statement(
  'lockGenerate',
  `SELECT pg_advisory_xact_lock(hashtextextended('dialqueue.generate', $1::bigint))`,
)

// Each waiter holds a connection of the pool that all organizations share: a queue of them behind one long generate would
// stop every claim of the instance. The refused caller hears SERVICE_UNAVAILABLE and may ask again.
const waitBriefly = statement('waitBriefly', `SELECT set_config('lock_timeout', '3s', true)`)
const waitAsLong = statement('waitAsLong', `SELECT set_config('lock_timeout', '0', true)`)

/**
 * Keeps every generate of the organization out until the transaction ends: for whoever takes queued entries away because
 * of a campaign's change, and must not miss those of a generate that is about to commit. Pausing needs no such wait.
 */
export async function lockGeneration(transaction: Queryable, organizationId: string): Promise<void> {
  await transaction.query(waitBriefly, [])
  await transaction.query(lockGenerate, [organizationId])
  await transaction.query(waitAsLong, [])
}

const readCampaignStatus = statement(
  'campaignStatusForGenerate',
  'SELECT status FROM campaign WHERE organization_id = $1 AND id = $2',
)

/**
 * Judges every contact of the campaign's lists once and inserts the eligible ones in the order in which they will be
 * dialled, so that "older entry, id" continues it. $1 organization $2 campaign $3 now $4 live entries wanted
 *
 * A number that two contacts share is queued once: the unique index refuses the second (ON CONFLICT DO NOTHING), at about
 * a third more than a plain insert. `shared` counts the contacts that lose their number to one queued here, also those
 * for whom there was no room anyway: only then does it have to look for them.
 */
const insertEligible = statement(
  'generateQueue',
  `
WITH moment AS (SELECT coalesce($3::timestamptz, now()) AS at),
campaign AS (SELECT organization_id, id, max_attempts FROM campaign WHERE organization_id = $1 AND id = $2),
live AS (
  SELECT coalesce(sum(queued + reserved + dialing + connected + wrap_up), 0)::bigint AS count
  FROM queue_counter WHERE organization_id = $1 AND campaign_id = $2
),
judged AS MATERIALIZED (
  SELECT contact.id, contact.phone, contact.priority, coalesce(progress.attempt_count, 0) + 1 AS attempt,
    contact.status = 'CALLBACK' AS is_callback, contact.callback_agent_id, ${firstReason(eligibilityRules)} AS reason
  FROM campaign
  CROSS JOIN moment
  JOIN campaign_list AS chosen ON chosen.organization_id = $1 AND chosen.campaign_id = $2
  JOIN contact ON contact.organization_id = $1 AND contact.list_id = chosen.list_id
  ${eligibilityJoins}
  ${liveEntryJoins}
),
room AS (SELECT greatest($4::bigint - count, 0) AS entries FROM live),
eligible AS (SELECT count(*) AS contacts FROM judged WHERE reason IS NULL),
picked AS (
  SELECT * FROM judged WHERE reason IS NULL
  ORDER BY is_callback DESC, priority DESC, attempt, id
  LIMIT (SELECT entries FROM room)
),
inserted AS (
  INSERT INTO dial_queue_entry
    (organization_id, campaign_id, contact_id, phone, callback_rank, callback_agent_id, priority, attempt, queued_at)
  SELECT $1, $2, picked.id, picked.phone, CASE WHEN picked.is_callback THEN 0 ELSE 1 END,
    CASE WHEN picked.is_callback THEN picked.callback_agent_id END, picked.priority, picked.attempt, moment.at
  FROM picked CROSS JOIN moment
  ON CONFLICT DO NOTHING
  RETURNING phone
)
SELECT 'created' AS kind, NULL AS reason, count(*) AS count FROM inserted
UNION ALL SELECT 'picked', NULL, least(contacts, entries) FROM eligible CROSS JOIN room
UNION ALL SELECT 'shared', NULL, CASE WHEN contacts <= entries THEN contacts
    ELSE (SELECT count(*) FROM judged WHERE reason IS NULL AND phone IN (SELECT phone FROM inserted)) END
  - (SELECT count(*) FROM inserted) FROM eligible CROSS JOIN room
UNION ALL SELECT 'kept', NULL, count FROM live
UNION ALL SELECT 'excluded', reason, count(*) FROM judged WHERE reason IS NOT NULL GROUP BY reason`,
)

/**
 * Tops the campaign's queue up to `maxEntries` live entries, in one transaction. Live entries are neither deleted nor
 * reordered. Serialised per organization. Throws NotFoundError, and CampaignNotActiveError once it is COMPLETED.
 */
export async function generateEntries(
  database: Database,
  clock: Clock,
  organizationId: string,
  campaignId: string,
  maxEntries: number,
): Promise<GeneratedEntries> {
  return database.transaction(async (transaction) => {
    await lockGeneration(transaction, organizationId)
    const [campaign] = await transaction.query(readCampaignStatus, [organizationId, campaignId])
    if (campaign === undefined) throw new NotFoundError('Campaign')
    const status = word(campaign, 'status', campaignStatuses)
    if (status === 'COMPLETED') throw new CampaignNotActiveError(status)
    await transaction.query(planForWholeLists, [])
    let created = 0
    let sharedNumbers = 0
    let first: GeneratedEntries | null = null
    // Once, in nearly every case. Numbers that were refused as already used leave room, and the next run sees whose
    // they are; each further run has fewer refusals, so this ends.
    for (;;) {
      const run = { created: 0, picked: 0, shared: 0, kept: 0 }
      const excluded: ReasonCount[] = []
      for (const row of await transaction.query(insertEligible, [organizationId, campaignId, clock(), maxEntries])) {
        const kind = word(row, 'kind', ['created', 'picked', 'shared', 'kept', 'excluded'] as const)
        const count = number(row, 'count')
        if (kind !== 'excluded') run[kind] = count
        else if (textOrNull(row, 'reason') !== null)
          excluded.push({ reason: word(row, 'reason', exclusionReasons), count })
      }
      first ??= { created: run.created, kept: run.kept, excluded }
      created += run.created
      sharedNumbers += run.shared
      if (run.created === run.picked) break
    }
    return { created, kept: first.kept, excluded: withSharedNumbers(first.excluded, sharedNumbers) }
  })
}

function withSharedNumbers(excluded: readonly ReasonCount[], sharedNumbers: number): readonly ReasonCount[] {
  if (sharedNumbers === 0) return excluded
  const before = excluded.find(({ reason }) => reason === 'PHONE_IN_USE')?.count ?? 0
  return [
    ...excluded.filter(({ reason }) => reason !== 'PHONE_IN_USE'),
    { reason: 'PHONE_IN_USE', count: before + sharedNumbers },
  ]
}
