import { consentBlocks, consentValue, reassignedBlocks, reassignedValue } from '../consent/consentRule.store.js'
import { attemptsSinceReset } from '../campaign/attempts.store.js'
import { filterBlocks } from '../contactFilter/contactFilter.store.js'
import {
  registryBlocks,
  suppressedBlocks,
  suppressedForGood,
  suppressedLiftsAt,
} from '../doNotCall/suppression.store.js'

/** Why a contact is left out, or nothing is handed out. The words of the public contract. */
export const exclusionReasons = [
  'CAMPAIGN_NOT_ACTIVE',
  'QUEUE_EMPTY',
  'ALREADY_QUEUED',
  'OUTSIDE_CALLING_HOURS',
  'UNKNOWN_TIME_ZONE',
  'DO_NOT_CALL',
  'NO_CONSENT',
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
 * One rule that can stand between a contact and a dial. Its SQL reads these names, which the joins of
 * eligibilityJoins.ts provide:
 * - `contact`, `campaign`, `moment.at` (the instant that is asked about);
 * - `listed`: the campaign dials the contact's list;
 * - `progress`: what the campaign has done with the contact; null before its first dial;
 * - `promise`: the contact's open callback, of whichever campaign;
 * - `dialed.phone`, `.time_zone`, `.region`: the number that would be dialled, and where it is;
 * - `consented.unmet_rule`: the demand for consent that nothing meets; null when none is, or none concerns the call;
 *   `consented.is_number_unsafe`: whether the number may be somebody else's by now, where the campaign asks for that;
 * - `person.reached_id`, `.promised_id`, `.held_id`: other contacts that share a number with it (personRule.store.ts);
 * - `capped.lifts_at`: when the last of the frequency caps that are reached lets go; null when none is;
 * - `hours.is_open`, `.until_at`: the calling hours there at that instant; null when they are not known.
 */
export interface EligibilityRule {
  /** Stable: errors, docs and tests quote it. */
  readonly id: string
  readonly reason: ExclusionReason
  /** The rule as a supervisor would say it. */
  readonly sentence: string
  /** Where the rule comes from: a law (rules.md names the section), or the product's own promise. */
  readonly source: string
  /** SQL, true when the rule forbids the dial. */
  readonly blocks: string
  /** SQL, text: the value that decided, for a person to read; holds no name and no number of the contact. */
  readonly value: string
  /** SQL, the instant at which the rule no longer forbids; left out when time alone never lifts it. */
  readonly liftsAt?: string
  /**
   * SQL, true when the entry of such a contact is not worth keeping: only new facts about the contact can lift the rule.
   * Left out: `blocks` of a rule that time never lifts, nothing of one that it does.
   */
  readonly blocksForGood?: string
  /** Where the rule blocks for good, the campaign is done with the contact: when all are, the campaign is over. */
  readonly isFinal?: true
  /**
   * The rule is true of a contact without a live entry only; from then on the named unique index of dial_queue_entry
   * holds it, so the claim need not ask again. Its SQL also reads `live_contact` and `live_phone`: the live entry of the
   * contact, and of the number, in whichever campaign.
   */
  readonly guardedBy?: string
}

const OWN = 'dialqueue'
/** A callback is kept by the campaign that promised it; one of before there was a record of them, by any. */
const isOwnCallback = "(contact.status = 'CALLBACK' AND coalesce(promise.campaign_id, campaign.id) = campaign.id)"

/** SQL for an instant as a person reads it, ISO 8601 in UTC to the millisecond. */
function instantText(instant: string): string {
  return `to_char(${instant} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
}

/** The one definition of who may be dialled: generateQueue, nextContact and explainContact use it. The first rule that blocks names the reason. */
export const eligibilityRules: readonly EligibilityRule[] = [
  {
    id: 'already-queued',
    reason: 'ALREADY_QUEUED',
    sentence: 'A contact has at most one live entry in a campaign.',
    source: OWN,
    blocks: 'live_contact.campaign_id = campaign.id',
    value:
      "CASE WHEN live_contact.campaign_id = campaign.id THEN 'entry ' || live_contact.id || ' is ' || live_contact.status END",
    guardedBy: 'dial_queue_entry_live_contact_key',
  },
  {
    id: 'listed',
    reason: 'FILTERED_OUT',
    sentence: "The contact is in one of the campaign's lists.",
    source: OWN,
    blocks: 'listed.list_id IS NULL',
    value: "'list ' || contact.list_id",
  },
  {
    id: 'campaign-filter',
    reason: 'FILTERED_OUT',
    sentence: "The contact matches the campaign's filter.",
    source: OWN,
    blocks: filterBlocks,
    value:
      "CASE WHEN campaign.filter_path IS NULL THEN 'the campaign has no filter' ELSE 'filter ' || campaign.filter_path::text END",
  },
  {
    id: 'do-not-call',
    reason: 'DO_NOT_CALL',
    sentence: 'Who asked not to be called, and what stands on a do-not-call list, is not called.',
    source: '47 CFR 64.1200(d)(3); 16 CFR 310.4(b)(3)',
    blocks: suppressedBlocks,
    isFinal: true,
    value: `CASE WHEN contact.status = 'DO_NOT_CALL' THEN 'the contact asked not to be called'
      WHEN suppressed.until = 'infinity' THEN 'the number is listed'
      WHEN suppressed.until > moment.at THEN 'the number is listed until ' || ${instantText('suppressed.until')}
      WHEN suppressed.until IS NOT NULL THEN 'was listed until ' || ${instantText('suppressed.until')}
      ELSE 'not listed' END`,
    liftsAt: suppressedLiftsAt,
    blocksForGood: suppressedForGood,
  },
  {
    id: 'registry-fresh',
    reason: 'DO_NOT_CALL',
    sentence:
      'A campaign that relies on a do-not-call registry calls nobody whom it concerns while its copy is too old.',
    source: '16 CFR 310.4(b)(3)(iv): at most 31 days',
    blocks: registryBlocks,
    value: `CASE WHEN registry.registry IS NULL THEN 'relies on no registry'
      ELSE 'registry ' || registry.registry || coalesce(' of ' || registry.as_of, ', never imported') END`,
    // An import lifts it: its entries wait for that.
    blocksForGood: 'false',
  },
  {
    id: 'consent',
    reason: 'NO_CONSENT',
    sentence: 'Where a policy pack demands consent, only who has given it, and has not withdrawn it, is called.',
    source: 'Code de la consommation L223-1, and what the pack of the campaign names',
    blocks: consentBlocks,
    value: `coalesce(${consentValue}, 'no consent is demanded')`,
  },
  {
    id: 'reassigned-number',
    reason: 'NO_CONSENT',
    sentence:
      "Where a policy pack asks for it, a number is called that has not become somebody else's since the consent.",
    source: '47 CFR 64.1200(m): only the answer "no" is safe',
    blocks: reassignedBlocks,
    value: reassignedValue,
  },
  {
    id: 'valid-number',
    reason: 'INVALID_NUMBER',
    sentence: 'A number that proved wrong is not dialled again.',
    source: OWN,
    blocks: "contact.status = 'INVALID'",
    isFinal: true,
    value: "'the contact is ' || contact.status",
  },
  {
    id: 'not-reached',
    reason: 'ALREADY_REACHED',
    sentence: 'A contact who was reached is not called again by itself.',
    source: OWN,
    blocks: "contact.status = 'REACHED'",
    isFinal: true,
    value: "'the contact is ' || contact.status",
  },
  {
    id: 'person-reached',
    reason: 'ALREADY_REACHED',
    sentence: 'Who was reached as one contact is not called again as another with the same number.',
    source: OWN,
    blocks: 'person.reached_id IS NOT NULL',
    isFinal: true,
    value:
      "coalesce('contact ' || person.reached_id || ' with the same number was reached', 'no other contact of the person was reached')",
  },
  {
    id: 'attempts-left',
    reason: 'ATTEMPTS_EXHAUSTED',
    // A callback is the contact's own wish: the limit protects people from us, not from what they asked for.
    sentence: 'A contact is dialled at most maxAttempts times by a campaign; a promised callback is always kept.',
    source: OWN,
    blocks: `(progress.is_closed OR ${attemptsSinceReset('progress')} >= campaign.max_attempts) AND NOT ${isOwnCallback}`,
    isFinal: true,
    value: `coalesce(${attemptsSinceReset('progress')}, 0) || ' of ' || campaign.max_attempts || ' attempts'
      || coalesce(' since the reset of the list at ' || ${instantText('progress.reset_at')}, '')
      || CASE WHEN progress.is_closed THEN ', closed by an outcome' ELSE '' END`,
  },
  {
    id: 'known-time-zone',
    reason: 'UNKNOWN_TIME_ZONE',
    sentence: 'A contact whose time zone is unknown is never dialled.',
    source: '47 CFR 64.1200(c)(1): the hour is that of the called party',
    // Behind an upgrade the place is read anew first (rereadPlaces): what the old reading said may be too narrow.
    blocks: '(dialed.time_zone IS NULL OR contact.place_version = 0)',
    value: `CASE WHEN contact.place_version = 0 THEN 'is read anew after an upgrade'
      ELSE coalesce(dialed.time_zone, 'unknown') END`,
  },
  {
    id: 'callback-reserved',
    reason: 'CALLBACK_RESERVED',
    sentence: 'A contact who was promised a callback is called by the campaign that promised it.',
    source: OWN,
    blocks: "contact.status = 'CALLBACK' AND promise.campaign_id <> campaign.id",
    blocksForGood: 'false',
    value:
      "CASE WHEN promise.id IS NULL THEN 'no callback' ELSE 'callback ' || promise.id || ' of campaign ' || promise.campaign_id END",
  },
  {
    id: 'person-callback',
    reason: 'CALLBACK_RESERVED',
    sentence: 'Who was promised a callback as one contact is not called before it as another with the same number.',
    source: OWN,
    // Of two contacts of one person who were both promised a call, each is called when it was promised.
    blocks: `person.promised_id IS NOT NULL AND NOT ${isOwnCallback}`,
    blocksForGood: 'false',
    value:
      "coalesce('contact ' || person.promised_id || ' with the same number has a callback', 'no other contact of the person has a callback')",
  },
  {
    id: 'retry-due',
    reason: 'RETRY_NOT_DUE',
    sentence: 'The next attempt waits until its instant: the delay of the last outcome, or the promised callback.',
    source: OWN,
    blocks: 'contact.next_attempt_at > moment.at',
    value: `coalesce('next attempt from ' || ${instantText('contact.next_attempt_at')}, 'nothing to wait for')`,
    liftsAt: 'contact.next_attempt_at',
  },
  {
    id: 'frequency-cap',
    reason: 'FREQUENCY_CAP',
    sentence: 'A number and a contact are called at most so often within a rolling window.',
    source: "12 CFR 1006.14(b)(2), Fla. 501.616(6)(b), and the campaign's own caps",
    blocks: 'capped.lifts_at > moment.at',
    value: "coalesce('cap ' || capped.rule_id, 'no cap is reached')",
    liftsAt: 'capped.lifts_at',
  },
  {
    id: 'calling-hours',
    reason: 'OUTSIDE_CALLING_HOURS',
    sentence: 'A contact is called within the calling hours of every place where the number may be.',
    source: '47 CFR 64.1200(c)(1), state law, and the hours of the campaign',
    blocks: 'hours.is_open IS NOT TRUE',
    value: `concat_ws(' ', nullif(dialed.region, ''), dialed.time_zone,
      CASE WHEN consented.is_exempt_from_hours THEN 'exempt from the hours of the pack:' END,
      CASE hours.is_open WHEN true THEN 'open' WHEN false THEN 'closed' ELSE 'hours unknown' END)`,
    liftsAt: 'hours.until_at',
  },
  {
    id: 'person-in-call',
    reason: 'PHONE_IN_USE',
    sentence: 'Nobody is in two calls at once: not on two numbers, and not as two contacts.',
    source: OWN,
    blocks: 'person.held_id IS NOT NULL',
    blocksForGood: 'false',
    value:
      "coalesce('contact ' || person.held_id || ' with the same number is in an agent''s hands', 'no other contact of the person is in a call')",
  },
  {
    id: 'phone-free',
    reason: 'PHONE_IN_USE',
    sentence: 'A contact and a number have at most one live entry in the whole organization.',
    source: OWN,
    // Its own entry in this campaign is no second one. Another campaign's may be under a number that it had before.
    blocks: 'live_contact.campaign_id <> campaign.id OR live_phone.id <> coalesce(live_contact.id, 0)',
    value: `coalesce('entry ' || live_phone.id || ' of campaign ' || live_phone.campaign_id,
      'entry ' || live_contact.id || ' of campaign ' || live_contact.campaign_id, 'free')`,
    guardedBy: 'dial_queue_entry_live_phone_key',
  },
]

/** Rules that can begin to block while an entry waits: the claim asks these again. */
export const claimRules = eligibilityRules.filter((rule) => rule.guardedBy === undefined)

/** The ids of the rules that a dial has passed, as the audit log keeps them. */
export const passedRules = claimRules.map(({ id }) => id).join(',')

/** SQL that is true when one of the rules blocks. A rule over unknown values (null) does not block. */
export function blockedBy(rules: readonly EligibilityRule[]): string {
  return `(${rules.map((rule) => `coalesce(${rule.blocks}, false)`).join(' OR ')})`
}

/** SQL for the reason of the first rule that blocks, null for an eligible contact. */
export function firstReason(rules: readonly EligibilityRule[]): string {
  return `CASE ${rules.map((rule) => `WHEN ${rule.blocks} THEN '${rule.reason}'`).join(' ')} END`
}

/** SQL for the id of the first rule that blocks, null for an eligible contact. */
export function firstRule(rules: readonly EligibilityRule[]): string {
  return `CASE ${rules.map((rule) => `WHEN ${rule.blocks} THEN '${rule.id}'`).join(' ')} END`
}

/** SQL for the instant at which all blocking rules that time lifts have been lifted; null when none of them blocks. */
export function allLiftedAt(rules: readonly EligibilityRule[]): string {
  const instants = rules.flatMap((rule) =>
    rule.liftsAt === undefined ? [] : [`CASE WHEN ${rule.blocks} THEN ${rule.liftsAt} END`],
  )
  return `greatest(${instants.join(', ')})`
}

/** SQL that is true when neither time nor another call can make the contact dialable: an entry of it is not worth keeping. */
export function blockedForGood(rules: readonly EligibilityRule[]): string {
  const conditions = rules.map((rule) => rule.blocksForGood ?? (rule.liftsAt === undefined ? rule.blocks : 'false'))
  return `(${conditions.map((condition) => `coalesce(${condition}, false)`).join(' OR ')})`
}

/** Rules that say that the campaign is done with a contact, where they block for good (`blockedForGood`). */
export const finalRules = eligibilityRules.filter((rule) => rule.isFinal)
