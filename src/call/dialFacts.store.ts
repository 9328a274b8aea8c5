import { contactStatuses } from '../contact/contact.js'
import type { Clock } from '../database/clock.js'
import { statement, type Queryable } from '../database/database.js'
import {
  flag,
  instant,
  instantOrNull,
  jsonObject,
  number,
  numberOrNull,
  text,
  textOrNull,
  word,
  type Row,
} from '../database/row.js'
import type { DialFacts, DialledNumber, FinishedDial, OpenPromise } from './dialFacts.js'
import { retryGrowths, type RetryRule } from './retry.js'

// The numbers and the callback of a contact belong to all its dials: two that end at once, of two campaigns, must see
// each other's. So the contact is locked before anything is read; the entry before it, as everywhere.
const lockIn = (table: 'dial_queue_entry' | 'dial_queue_history'): string => `
  WITH held AS MATERIALIZED (
    SELECT phone, contact_id FROM ${table} WHERE organization_id = $1 AND id = $2 AND version = $3 FOR UPDATE
  )
  SELECT held.phone FROM held JOIN contact ON contact.organization_id = $1 AND contact.id = held.contact_id
  FOR NO KEY UPDATE OF contact`
const lockEntry = statement('lockEntryForResult', lockIn('dial_queue_entry'))
const lockOldEntry = statement('lockOldEntryForResult', lockIn('dial_queue_history'))

/**
 * Locks an entry of this version, wherever it is kept, and its contact: the number that it dials. Null when the version
 * has moved on.
 */
export async function lockDial(
  transaction: Queryable,
  entry: {
    readonly organizationId: string
    readonly id: string
    readonly version: number
    readonly completedAt: Date | null
  },
): Promise<{ readonly phone: string } | null> {
  const values = [entry.organizationId, entry.id, entry.version]
  const row =
    (await transaction.query(lockEntry, values))[0] ??
    (entry.completedAt === null ? undefined : (await transaction.query(lockOldEntry, values))[0])
  if (row === undefined) return null
  return { phone: text(row, 'phone') }
}

/**
 * SQL for the facts about a dial: what to select and what to join. Each argument is an expression over what stands before
 * the joins: of the dial's organization, campaign, contact and entry, the outcome's code, and the instant.
 */
export function dialFactsOf(dial: {
  readonly organization: string
  readonly campaign: string
  readonly contact: string
  readonly entry: string
  readonly outcome: string
  readonly now: string
}): { readonly columns: string; readonly joins: string } {
  const { organization, campaign, contact, entry, outcome, now } = dial
  return {
    // To the millisecond as the columns of the tables round, so that no later step seems to come before an earlier one.
    columns: `coalesce(${now}::timestamptz, now())::timestamptz(3) AS now,
     called.status AS contact_status, called.phone AS contact_phone, called.time_zone AS contact_time_zone,
     called.next_phone, called.next_attempt_at, called.last_attempt_at, called.xmin::text AS contact_version,
     caller.status = 'COMPLETED' AS is_campaign_over, caller.max_attempts AS campaign_max_attempts, caller.callback_grace_minutes, caller.number_pause_minutes,
     rule.delay_minutes, rule.growth, rule.ceiling_minutes, rule.other_part_of_day, rule.max_attempts AS rule_max_attempts,
     promise.id AS promise_id, promise.campaign_id AS promise_campaign_id, promise.due_at, promise.promised_by_entry_id,
     (SELECT count(*) FROM call_record AS call
      WHERE call.organization_id = ${organization} AND call.contact_id = ${contact} AND call.campaign_id = ${campaign}
        AND call.outcome = ${outcome} AND call.entry_id <> ${entry}
        AND call.attempt > coalesce(progress.attempts_before_reset, 0)) AS earlier_count,
     coalesce(progress.attempts_before_reset, 0) AS attempts_before_reset,
     (SELECT jsonb_agg(jsonb_build_object('phone', phone, 'time_zone', time_zone, 'is_retired', retired_at IS NOT NULL)
        ORDER BY position) FROM contact_number WHERE organization_id = ${organization} AND contact_id = ${contact}) AS numbers`,
    joins: `
   JOIN contact AS called ON called.organization_id = ${organization} AND called.id = ${contact}
   JOIN campaign AS caller ON caller.organization_id = ${organization} AND caller.id = ${campaign}
   LEFT JOIN LATERAL (
     SELECT * FROM retry_rule
     WHERE retry_rule.organization_id = ${organization} AND retry_rule.campaign_id IN (${campaign}, 0)
       AND retry_rule.outcome = ${outcome}
     ORDER BY retry_rule.campaign_id DESC LIMIT 1
   ) AS rule ON true
   LEFT JOIN callback AS promise ON promise.organization_id = ${organization} AND promise.contact_id = ${contact}
     AND promise.status = 'OPEN'
   LEFT JOIN campaign_contact AS progress ON progress.organization_id = ${organization}
     AND progress.campaign_id = ${campaign} AND progress.contact_id = ${contact}`,
  }
}

const given = dialFactsOf({ organization: '$1', campaign: '$2', contact: '$3', entry: '$4', outcome: '$5', now: '$6' })
const readFacts = statement('dialFacts', `SELECT ${given.columns} FROM (SELECT 1) AS one ${given.joins}`)

/** What is known when this dial ends with this outcome. Read behind `lockDial`, in the same transaction. */
export async function readDialFacts(
  transaction: Queryable,
  clock: Clock,
  dial: Pick<FinishedDial, 'entryId' | 'campaignId'> & { readonly organizationId: string; readonly contactId: string },
  outcome: string,
): Promise<DialFacts> {
  const { organizationId, campaignId, contactId, entryId } = dial
  const values = [organizationId, campaignId, contactId, entryId, outcome, clock()]
  return parseDialFacts((await transaction.query(readFacts, values))[0] ?? {})
}

/** The facts of a row with the columns of `dialFactsOf`. */
export function parseDialFacts(row: Row): DialFacts {
  return {
    now: instant(row, 'now'),
    contact: {
      status: word(row, 'contact_status', contactStatuses),
      phone: text(row, 'contact_phone'),
      timeZone: textOrNull(row, 'contact_time_zone'),
      nextPhone: textOrNull(row, 'next_phone'),
      nextAttemptAt: instantOrNull(row, 'next_attempt_at'),
      lastAttemptAt: instantOrNull(row, 'last_attempt_at'),
    },
    numbers: parseNumbers(row['numbers']),
    promise: parsePromise(row),
    retryRule: parseRule(row),
    earlierCount: number(row, 'earlier_count'),
    attemptsBeforeReset: number(row, 'attempts_before_reset'),
    isCampaignOver: flag(row, 'is_campaign_over'),
    maxAttempts: number(row, 'campaign_max_attempts'),
    callbackGraceMinutes: number(row, 'callback_grace_minutes'),
    numberPauseMinutes: number(row, 'number_pause_minutes'),
  }
}

function parseNumbers(value: unknown): readonly DialledNumber[] {
  if (value === null) return []
  if (!Array.isArray(value)) throw new Error('the numbers are not an array')
  return value.map((item: unknown) => {
    const row = jsonObject({ item }, 'item')
    return { phone: text(row, 'phone'), timeZone: textOrNull(row, 'time_zone'), isRetired: flag(row, 'is_retired') }
  })
}

function parsePromise(row: Row): OpenPromise | null {
  if (row['promise_id'] === null) return null
  return {
    id: text(row, 'promise_id'),
    campaignId: text(row, 'promise_campaign_id'),
    dueAt: instant(row, 'due_at'),
    promisedByEntryId: textOrNull(row, 'promised_by_entry_id'),
  }
}

function parseRule(row: Row): RetryRule | null {
  if (row['growth'] === null) return null
  return {
    delayMinutes: number(row, 'delay_minutes'),
    growth: word(row, 'growth', retryGrowths),
    ceilingMinutes: numberOrNull(row, 'ceiling_minutes'),
    otherPartOfDay: flag(row, 'other_part_of_day'),
    maxAttempts: numberOrNull(row, 'rule_max_attempts'),
  }
}
