import type { RuleSource } from '../policyPack.js'

/** When the notes were made that name most of the rules. Nobody has read the sources themselves for these packs. */
const NOTED_ON = '2026-11-22'

/** Of which year the secondary lists of the American states' hours are: its last day. */
export const STATE_LISTS_OF = '2025-12-31'

/**
 * The provenance of a number that was taken second-hand: it is to be checked.
 *
 * @param source name and section of the law or code
 * @param asOf the source's own date, YYYY-MM-DD, where it is known; else that of the notes which name it
 */
export function secondHand(source: string, asOf = NOTED_ON): RuleSource {
  return { source: `${source}; taken second-hand, not read there`, asOf, reviewedBy: null, check: true }
}
