import type { RuleSource } from '../policy/policyPack.js'
import type { DialMethod } from '../campaign/dialMethod.js'
import type { GrantedBasis } from './consent.js'

// What a policy pack says about consent.

/** What a number is for. UNKNOWN: nobody can say, or it may be both. */
export const lineTypes = ['FIXED', 'MOBILE', 'UNKNOWN'] as const
export type LineType = (typeof lineTypes)[number]

/** From what a consent may exempt: the calling hours, or the frequency caps, of the pack; never a campaign's own. */
export const exemptedRules = ['HOURS', 'CAPS'] as const
export type ExemptedRule = (typeof exemptedRules)[number]

interface ConsentRule extends RuleSource {
  /** Stable: explanations and audits quote it. */
  readonly id: string
  /** Contacts there only: a country (FR) or a part of one (US-FL); null for everywhere. */
  readonly region: string | null
  /** Any of these is enough. */
  readonly bases: readonly GrantedBasis[]
  /** The first day of the rule, YYYY-MM-DD; null: from the beginning. */
  readonly holdsFrom: string | null
  /** Its last day; null: it has no end. */
  readonly holdsUntil: string | null
}

/** Nobody there is called without a consent. Who may be there is taken to be there. */
export interface ConsentDemand extends ConsentRule {
  /** With these dial methods only; null: with all. */
  readonly dialMethods: readonly DialMethod[] | null
  /** Of numbers of these types only; null: of all. A number of unknown type is taken to be of every type. */
  readonly lineTypes: readonly LineType[] | null
}

/** Who has given a consent is exempt from some of the pack's rules. Only who is surely there. */
export interface ConsentExemption extends ConsentRule {
  readonly from: ExemptedRule
}

/** The part of a pack about consent. */
export interface ConsentRules {
  readonly demands: readonly ConsentDemand[]
  readonly exemptions: readonly ConsentExemption[]
  /**
   * A number may only be called on an answer NO of the reassigned-numbers database, asked since the consent was given and
   * no longer ago than so many days; null: no answer is asked for.
   */
  readonly reassignedMaxAgeDays: number | null
}

/** Of a pack that says nothing about consent. */
export const noConsentRules: ConsentRules = { demands: [], exemptions: [], reassignedMaxAgeDays: null }
