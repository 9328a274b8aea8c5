/**
 * Which of a campaign's AVAILABLE agents gets pushed work first.
 * - LONGEST_WAITING: who has been AVAILABLE longest.
 * - FEWEST_CALLS: who has dialled least since midnight in the campaign's time zone, then who waits longest.
 * - BY_SKILL: who has the fewest skills beyond those that the next waiting contacts need, so that rare skills stay free
 *   for the contacts that need them; then who waits longest.
 */
export const distributions = ['LONGEST_WAITING', 'FEWEST_CALLS', 'BY_SKILL'] as const
export type Distribution = (typeof distributions)[number]
