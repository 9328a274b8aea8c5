/** Why a contact is left out, or nothing is handed out. The words of the public contract. */
export const exclusionReasons = [
  'CAMPAIGN_NOT_ACTIVE',
  'QUEUE_EMPTY',
  'ALREADY_QUEUED',
  'OUTSIDE_CALLING_HOURS',
  'UNKNOWN_TIME_ZONE',
  'DO_NOT_CALL',
  'ATTEMPTS_EXHAUSTED',
  'RETRY_NOT_DUE',
  'FREQUENCY_CAP',
  'CALLBACK_RESERVED',
  'FILTERED_OUT',
  'INVALID_NUMBER',
  'ALREADY_REACHED',
  'PHONE_IN_USE',
] as const
export type ExclusionReason = (typeof exclusionReasons)[number]

/**
 * One rule that can stand between a contact and a dial. Its SQL reads these names, which `eligibilityJoins` provides:
 * `contact`, `campaign`, `listed` (the campaign dials the contact's list), `progress` (what the campaign has done with
 * the contact; null before its first dial), and `moment.at` (the instant that is asked about).
 */
export interface EligibilityRule {
  /** Stable: errors, docs and tests quote it. */
  readonly id: string
  readonly reason: ExclusionReason
  /** The rule as a supervisor would say it. */
  readonly sentence: string
  /** SQL, true when the rule forbids the dial. */
  readonly blocks: string
  /** SQL, the instant at which the rule no longer forbids; left out when time alone never lifts it. */
  readonly liftsAt?: string
  /**
   * The rule is true of a contact without a live entry only; from then on the named unique index of dial_queue_entry
   * holds it, so the claim need not ask again. Its SQL also reads `live_contact` and `live_phone`.
   */
  readonly guardedBy?: string
}

/** The one definition of who may be dialled: generateQueue and nextContact both use it. The first rule that blocks names the reason. */
export const eligibilityRules: readonly EligibilityRule[] = [
  {
    id: 'already-queued',
    reason: 'ALREADY_QUEUED',
    sentence: 'A contact has at most one live entry in a campaign.',
    blocks: 'live_contact.id IS NOT NULL',
    guardedBy: 'dial_queue_entry_live_contact_key',
  },
  {
    id: 'listed',
    reason: 'FILTERED_OUT',
    sentence: "The contact is in one of the campaign's lists.",
    blocks: 'listed.list_id IS NULL',
  },
  {
    id: 'do-not-call',
    reason: 'DO_NOT_CALL',
    sentence: 'A contact who asked not to be called is not called.',
    blocks: "contact.status = 'DO_NOT_CALL'",
  },
  {
    id: 'valid-number',
    reason: 'INVALID_NUMBER',
    sentence: 'A number that proved wrong is not dialled again.',
    blocks: "contact.status = 'INVALID'",
  },
  {
    id: 'not-reached',
    reason: 'ALREADY_REACHED',
    sentence: 'A contact who was reached is not called again by itself.',
    blocks: "contact.status = 'REACHED'",
  },
  {
    id: 'attempts-left',
    reason: 'ATTEMPTS_EXHAUSTED',
    // A callback is the contact's own wish: the limit protects people from us, not from what they asked for.
    sentence: 'A contact is dialled at most maxAttempts times by a campaign; a promised callback is always kept.',
    blocks: "(progress.is_closed OR progress.attempt_count >= campaign.max_attempts) AND contact.status <> 'CALLBACK'",
  },
  {
    id: 'retry-due',
    reason: 'RETRY_NOT_DUE',
    sentence: 'The next attempt waits until its instant: the delay of the last outcome, or the promised callback.',
    blocks: 'contact.next_attempt_at > moment.at',
    liftsAt: 'contact.next_attempt_at',
  },
  {
    id: 'phone-free',
    reason: 'PHONE_IN_USE',
    sentence: 'A number has at most one live entry in the whole organization.',
    blocks: 'live_phone.id IS NOT NULL',
    guardedBy: 'dial_queue_entry_live_phone_key',
  },
]

/** Rules that can begin to block while an entry waits: the claim asks these again. */
export const claimRules = eligibilityRules.filter((rule) => rule.guardedBy === undefined)

/** SQL that is true when one of the rules blocks. A rule over unknown values (null) does not block. */
export function blockedBy(rules: readonly EligibilityRule[]): string {
  return `(${rules.map((rule) => `coalesce(${rule.blocks}, false)`).join(' OR ')})`
}

/** SQL for the reason of the first rule that blocks, null for an eligible contact. */
export function firstReason(rules: readonly EligibilityRule[]): string {
  return `CASE ${rules.map((rule) => `WHEN ${rule.blocks} THEN '${rule.reason}'`).join(' ')} END`
}

/** SQL for the instant at which all blocking rules that time lifts have been lifted; null when none of them blocks. */
export function allLiftedAt(rules: readonly EligibilityRule[]): string {
  const instants = rules.flatMap((rule) =>
    rule.liftsAt === undefined ? [] : [`CASE WHEN ${rule.blocks} THEN ${rule.liftsAt} END`],
  )
  return `greatest(${instants.join(', ')})`
}

/** SQL that is true when a rule blocks that time alone never lifts. */
export function blockedForGood(rules: readonly EligibilityRule[]): string {
  return blockedBy(rules.filter((rule) => rule.liftsAt === undefined))
}

/** The joins that give the rules their names, behind `contact`, `campaign` and `moment`. */
export const eligibilityJoins = `
  LEFT JOIN campaign_list AS listed ON listed.organization_id = contact.organization_id
    AND listed.campaign_id = campaign.id AND listed.list_id = contact.list_id
  LEFT JOIN campaign_contact AS progress ON progress.organization_id = contact.organization_id
    AND progress.campaign_id = campaign.id AND progress.contact_id = contact.id`

/** The joins that the guarded rules need besides: the live entry of the contact in the campaign, and of its number. */
export const liveEntryJoins = `
  LEFT JOIN dial_queue_entry AS live_contact ON live_contact.organization_id = contact.organization_id
    AND live_contact.campaign_id = campaign.id AND live_contact.contact_id = contact.id
    AND live_contact.status IN ('QUEUED', 'RESERVED', 'DIALING', 'CONNECTED', 'WRAP_UP')
  LEFT JOIN dial_queue_entry AS live_phone ON live_phone.organization_id = contact.organization_id
    AND live_phone.phone = contact.phone
    AND live_phone.status IN ('QUEUED', 'RESERVED', 'DIALING', 'CONNECTED', 'WRAP_UP')`
