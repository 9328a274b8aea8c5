import { isAgentPresent } from '../callback/callback.js'
import { attemptsSinceReset } from '../campaign/attempts.store.js'
import { campaignStatuses, type CampaignStatus } from '../campaign/campaign.js'
import type { Clock } from '../database/clock.js'
import { planForWholeLists, statement, type Database, type Queryable, type Statement } from '../database/database.js'
import { number, textOrNull, word } from '../database/row.js'
import { DomainError, NotFoundError } from '../domainError.js'
import type { CampaignKey } from '../liveStatus/queueChanges.js'
import { turnAt, urgency } from './claimOrder.js'
import { ensureCallingSpans } from '../callingHours/ensureCallingSpans.js'
import { neededSkills, pickForAgents, pickForQueue, type Pick } from './generatePick.js'
import { eligibilityRules, exclusionReasons, firstReason, type ExclusionReason } from './eligibility.js'
import {
  campaignForRules,
  eligibilityJoins,
  liveEntryJoins,
  wholeListJoins,
  wholeListSets,
} from './eligibilityJoins.js'

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

/** Where the contacts to be judged come from, and how the names of the rules are joined to them. */
interface Scope {
  readonly sets: string
  readonly contacts: string
  readonly joins: string
}

const wholeLists: Scope = {
  sets: wholeListSets,
  contacts: `JOIN campaign_list AS chosen ON chosen.organization_id = $1 AND chosen.campaign_id = $2
    JOIN contact ON contact.organization_id = $1 AND contact.list_id = chosen.list_id`,
  joins: wholeListJoins,
}

const namedContacts: Scope = {
  sets: '',
  contacts: `JOIN unnest($5::bigint[]) AS named (contact_id) ON true
    JOIN contact ON contact.organization_id = $1 AND contact.id = named.contact_id`,
  joins: eligibilityJoins,
}

/**
 * Judges contacts once and inserts the eligible ones in the order in which they will be dialled, so that "older entry,
 * id" continues it. $1 organization $2 campaign $3 now $4 live entries wanted, null: as many as there are (or what the
 * pick says)
 *
 * A number that two contacts share is queued once: the unique index refuses the second (ON CONFLICT DO NOTHING), at about
 * a third more than a plain insert. `shared` counts the contacts that lose their number to one queued here, also those
 * for whom there was no room anyway: only then does it have to look for them.
 *
 * Each entry goes into the lane of its place, its skills and, where the campaign's lists have weights, its list.
 */
function insertEligible(name: string, scope: Scope, pick: Pick = pickForQueue): Statement {
  return statement(
    name,
    `
WITH moment AS (SELECT coalesce($3::timestamptz, now()) AS at),
campaign AS MATERIALIZED (${campaignForRules}),
${scope.sets}
live AS (
  SELECT coalesce(sum(queued + reserved + dialing + connected + wrap_up), 0)::bigint AS count
  FROM queue_counter WHERE organization_id = $1 AND campaign_id = $2
),
balance AS MATERIALIZED (
  SELECT EXISTS (SELECT FROM campaign_list WHERE organization_id = $1 AND campaign_id = $2 AND weight IS NOT NULL) AS by_list
),
judged AS MATERIALIZED (
  SELECT contact.id, dialed.phone, contact.priority, coalesce(progress.attempt_count, 0) + 1 AS attempt,
    coalesce(${attemptsSinceReset('progress')}, 0) + 1 AS fresh_attempt,
    contact.status = 'CALLBACK' AS is_callback, promise.agent_id, promise.due_at, promise.grace_minutes,
    dialed.region, dialed.time_zone, consented.is_exempt_from_hours AS is_exempt,
    CASE WHEN balance.by_list THEN contact.list_id ELSE 0 END AS lane_list,
    contact.required_skills, ${firstReason(eligibilityRules)} AS reason
  FROM campaign
  CROSS JOIN moment
  CROSS JOIN balance
  ${scope.contacts}
  ${scope.joins}
  ${liveEntryJoins}
),
eligible AS (SELECT count(*) AS contacts FROM judged WHERE reason IS NULL),
${neededSkills},
${pick},
lane_wanted AS (SELECT DISTINCT region, time_zone, is_exempt, lane_list, required_skills FROM picked),
lane_known AS (
  SELECT id, region, time_zones, is_exempt, coalesce(list_id, 0) AS lane_list, skills FROM queue_lane
  WHERE organization_id = $1 AND campaign_id = $2
),
lane_added AS (
  INSERT INTO queue_lane (organization_id, campaign_id, region, time_zones, is_exempt, list_id, skills)
  SELECT $1, $2, region, time_zone, is_exempt, nullif(lane_list, 0), required_skills
  FROM lane_wanted AS wanted
  WHERE NOT EXISTS (SELECT FROM lane_known AS known WHERE known.region = wanted.region
    AND known.time_zones = wanted.time_zone AND known.is_exempt = wanted.is_exempt AND known.lane_list = wanted.lane_list AND known.skills = wanted.required_skills)
  RETURNING id, region, time_zones, is_exempt, coalesce(list_id, 0) AS lane_list, skills
),
lane AS MATERIALIZED (SELECT * FROM lane_known UNION ALL SELECT * FROM lane_added),
inserted AS (
  INSERT INTO dial_queue_entry (organization_id, campaign_id, contact_id, phone, lane_id, callback_rank, callback_agent_id,
    callback_released_at, priority, attempt, urgency, turn_at, queued_at)
  SELECT $1, $2, picked.id, picked.phone, lane.id, CASE WHEN picked.is_callback THEN 0 ELSE 1 END, picked.agent_id,
    CASE WHEN picked.agent_id IS NOT NULL THEN picked.due_at + make_interval(
      mins => CASE WHEN ${isAgentPresent('picked.agent_id')} THEN picked.grace_minutes ELSE 0 END) END,
    picked.priority, picked.attempt, ${urgency('picked', 'picked.fresh_attempt', 'campaign')}, ${turnAt('picked', 'picked.fresh_attempt', 'moment.at', 'campaign')},
    moment.at
  FROM picked CROSS JOIN moment CROSS JOIN campaign
  JOIN lane ON lane.region = picked.region AND lane.time_zones = picked.time_zone AND lane.is_exempt = picked.is_exempt
    AND lane.lane_list = picked.lane_list
    AND lane.skills = picked.required_skills
  ORDER BY picked.is_callback DESC, picked.priority DESC, picked.fresh_attempt, picked.id
  ON CONFLICT DO NOTHING
  RETURNING phone
)
SELECT 'created' AS kind, NULL AS reason, count(*) AS count FROM inserted
UNION ALL SELECT 'picked', NULL, count(*) FROM picked
UNION ALL SELECT 'shared', NULL, CASE WHEN contacts <= coalesce(entries, contacts) THEN contacts
    ELSE (SELECT count(*) FROM judged WHERE reason IS NULL AND phone IN (SELECT phone FROM inserted)) END
  - (SELECT count(*) FROM inserted) FROM eligible CROSS JOIN room
UNION ALL SELECT 'kept', NULL, count FROM live
UNION ALL SELECT 'excluded', reason, count(*) FROM judged WHERE reason IS NOT NULL GROUP BY reason`,
  )
}

const insertFromLists = insertEligible('generateQueue', wholeLists)
const insertNamed = insertEligible('generateNamedContacts', namedContacts)
const insertForAgents = insertEligible('refillQueue', wholeLists, pickForAgents)

/** What a generate is asked for. */
export interface GenerateWish {
  /** Live entries that the queue should hold afterwards; null: every eligible contact goes in. */
  readonly maxEntries: number | null
  /** Only these contacts, wherever they are; null: all of the campaign's lists. */
  readonly contactIds: readonly string[] | null
  /** Everything is done and counted, and then taken back. */
  readonly isDryRun: boolean
}

/** Takes a dry run back, and carries what it found. */
class DryRunOver extends Error {
  constructor(readonly generated: GeneratedEntries) {
    super('the dry run is over')
  }
}

/**
 * Tops the campaign's queue up, in one transaction. Live entries are neither deleted nor reordered. Serialised per
 * organization. Throws NotFoundError, and CampaignNotActiveError once it is COMPLETED.
 */
export async function generateEntries(
  database: Database,
  clock: Clock,
  organizationId: string,
  campaignId: string,
  wish: GenerateWish,
): Promise<GeneratedEntries> {
  await checkGenerable(database, organizationId, campaignId)
  // Outside of the long transaction: another instance that misses the same hours would wait for its end.
  await ensureCallingSpans(database, clock, organizationId, campaignId)
  try {
    return await database.transaction(async (transaction) => {
      const generated = await generateWithin(transaction, clock, organizationId, campaignId, wish)
      if (wish.isDryRun) throw new DryRunOver(generated)
      return generated
    })
  } catch (error) {
    if (error instanceof DryRunOver) return error.generated
    throw error
  }
}

/** Entries that agents of some skills lack: see `Supply`. */
export interface Lack {
  readonly key: string
  /** Entries to be added for them; those that others can take as well count for both. */
  readonly room: number
}

/**
 * Queues what agents at work lack, as `generateEntries` does. `picked`: contacts that it chose; those whose number
 * another of them had were left out.
 */
export async function refillEntries(
  database: Database,
  clock: Clock,
  { organizationId, campaignId }: CampaignKey,
  lacks: readonly Lack[],
): Promise<{ readonly created: number; readonly picked: number }> {
  await checkGenerable(database, organizationId, campaignId)
  await ensureCallingSpans(database, clock, organizationId, campaignId)
  return database.transaction(async (transaction) => {
    await lockGeneration(transaction, organizationId)
    await checkGenerable(transaction, organizationId, campaignId)
    await transaction.query(planForWholeLists, [])
    const rows = await transaction.query(insertForAgents, [organizationId, campaignId, clock(), JSON.stringify(lacks)])
    const countOf = (kind: string): number => {
      const found = rows.find((row) => row['kind'] === kind)
      return found === undefined ? 0 : number(found, 'count')
    }
    return { created: countOf('created'), picked: countOf('picked') }
  })
}

/** Throws NotFoundError, and CampaignNotActiveError when the campaign is COMPLETED. */
export async function checkGenerable(database: Queryable, organizationId: string, campaignId: string): Promise<void> {
  const [campaign] = await database.query(readCampaignStatus, [organizationId, campaignId])
  if (campaign === undefined) throw new NotFoundError('Campaign')
  const status = word(campaign, 'status', campaignStatuses)
  if (status === 'COMPLETED') throw new CampaignNotActiveError(status)
}

async function generateWithin(
  transaction: Queryable,
  clock: Clock,
  organizationId: string,
  campaignId: string,
  wish: GenerateWish,
): Promise<GeneratedEntries> {
  await lockGeneration(transaction, organizationId)
  await checkGenerable(transaction, organizationId, campaignId)
  const { contactIds, maxEntries } = wish
  if (contactIds === null) await transaction.query(planForWholeLists, [])
  let created = 0
  let sharedNumbers = 0
  let first: GeneratedEntries | null = null
  // Once, in nearly every case. Numbers that were refused as already used leave room, and the next run sees whose
  // they are; each further run has fewer refusals, so this ends.
  for (;;) {
    const run = { created: 0, picked: 0, shared: 0, kept: 0 }
    const excluded: ReasonCount[] = []
    const values = [organizationId, campaignId, clock(), maxEntries]
    for (const row of contactIds === null
      ? await transaction.query(insertFromLists, values)
      : await transaction.query(insertNamed, [...values, contactIds])) {
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
}

/** Adds the contacts that lost their number, and puts the reasons into the order of the contract. */
function withSharedNumbers(excluded: readonly ReasonCount[], sharedNumbers: number): readonly ReasonCount[] {
  const counts = new Map(excluded.map(({ reason, count }) => [reason, count]))
  if (sharedNumbers > 0) counts.set('PHONE_IN_USE', (counts.get('PHONE_IN_USE') ?? 0) + sharedNumbers)
  return exclusionReasons.flatMap((reason) => {
    const count = counts.get(reason)
    return count === undefined ? [] : [{ reason, count }]
  })
}
