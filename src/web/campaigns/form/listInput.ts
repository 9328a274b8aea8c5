import type { Fault } from '../room/faults.js'
import { readWhole } from '../room/readNumber.js'

/** A list that a campaign is to dial. */
export interface ChosenList {
  readonly id: string
  /** As typed; empty: no weight of its own. */
  readonly weight: string
}

/** The arguments that say which lists, and how they share the claims; or what is wrong with a weight. */
export function listInput(
  chosen: readonly ChosenList[],
): { listIds: string[]; listWeights: { listId: string; weight: number }[] } | Fault {
  const listWeights: { listId: string; weight: number }[] = []
  for (const { id, weight } of chosen) {
    if (weight.trim() === '') continue
    const read = readWhole(weight, 1, 1_000)
    if (read === 'not a number') return { field: 'listWeights', message: 'A weight is from 1 to 1,000, or nothing.' }
    listWeights.push({ listId: id, weight: read })
  }
  return { listIds: chosen.map(({ id }) => id), listWeights }
}
