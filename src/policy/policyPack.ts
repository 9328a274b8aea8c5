import type { ConsentRules } from '../consent/consentRules.js'
import type { HoursRule } from '../callingHours/hoursRule.js'
import type { FrequencyCap } from './frequencyCap.js'
import type { RuleReach } from './ruleReach.js'

/** Where a rule's numbers come from, and whether anybody has checked them. Nothing here is legal advice. */
export interface RuleSource {
  /** Name and section of the law or code. */
  readonly source: string
  /** The day on which the source was read, YYYY-MM-DD; of a number taken second-hand (`check`) the date of what it was taken from. */
  readonly asOf: string
  /** Who has checked the rule against its source for the organization; null: nobody. */
  readonly reviewedBy: string | null
  /** True: from memory or a secondary source; check it before you rely on it. */
  readonly check?: boolean
}

/** When contacts of a region may be called, with its provenance. */
export type PackHoursRule = HoursRule & RuleSource

/** How often contacts of a region may be called, with its provenance. */
export interface CapRule extends FrequencyCap, RuleReach, RuleSource {
  /** Stable: explanations, audits and tests quote it. */
  readonly id: string
  /** Contacts there only: a country (US) or a part of one (US-FL); null for everywhere. */
  readonly region: string | null
}

/** How old the copy of a do-not-call registry may be on which campaigns of the pack rely, with its provenance. */
export interface RegistryRule extends RuleSource {
  /** As it is imported and as campaigns name it, such as us-national. */
  readonly code: string
  /** It concerns contacts there only: a country or a part of one; null for everywhere. */
  readonly region: string | null
  /** Days, 1 to 366. */
  readonly maxAgeDays: number
}

/** What a pack says: the document that an organization edits. */
export interface PolicyRules {
  readonly hours: readonly PackHoursRule[]
  readonly caps: readonly CapRule[]
  /** A national do-not-call list older than so many days may not be relied on; null: the pack has none. */
  readonly nationalRegistryMaxAgeDays: number | null
  /** Where consent is demanded, and what it exempts from; left out: nowhere, and from nothing. */
  readonly consent?: ConsentRules
  /** How old the copies of these registries may be; of others nationalRegistryMaxAgeDays. Left out: none. */
  readonly registries?: readonly RegistryRule[]
}

/** The rules of a jurisdiction, as an organization has them. */
export interface PolicyPack {
  /** What a campaign names. */
  readonly code: string
  /** What a person reads. */
  readonly label: string
  /** Grows by one with each edit; a built-in pack that was never edited is 1. */
  readonly version: number
  /** The organization has its own text of it. */
  readonly isEdited: boolean
  readonly rules: PolicyRules
}

/**
 * A pack as the product ships it. What holds in a whole jurisdiction names no region: a campaign that names the pack obeys
 * it wherever a contact is, so that one of an unknown region is not called at any hour.
 */
export interface BuiltInPack {
  readonly code: string
  readonly label: string
  readonly rules: PolicyRules
  /** What the pack does not hold and who does, sentence by sentence; docs/policies.md prints them. */
  readonly remarks: readonly string[]
}

/** Of the copy that a campaign relies on where its pack says nothing: 16 CFR 310.4(b)(3)(iv). */
export const DEFAULT_REGISTRY_MAX_AGE_DAYS = 31

/** Whether the text can be the code of a pack; the database holds the same form. */
export function isPackCode(text: string): boolean {
  return /^[A-Z][A-Z0-9_]{0,39}$/.test(text)
}

/** Said wherever packs are shown. */
export const NOT_LEGAL_ADVICE =
  'Policy packs are editable data, not legal advice: have them reviewed for what you sell and whom you call.'
