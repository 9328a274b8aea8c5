import { auPack } from './packs/au.js'
import { caPack } from './packs/ca.js'
import { frPack } from './packs/fr.js'
import { nonePack } from './packs/none.js'
import { ukPack } from './packs/uk.js'
import { usDebtCollectionPack } from './packs/usDebtCollection.js'
import { usFederalPack } from './packs/usFederal.js'
import { usStatesPack } from './packs/usStates.js'
import type { BuiltInPack } from './policyPack.js'

/** The packs that every organization has, in the order in which they are shown. */
export const builtInPacks: readonly BuiltInPack[] = [
  nonePack,
  usFederalPack,
  usStatesPack,
  usDebtCollectionPack,
  ukPack,
  frPack,
  auPack,
  caPack,
]

/** The built-in pack of this code; null when there is none. */
export function builtInPack(code: string): BuiltInPack | null {
  return builtInPacks.find((pack) => pack.code === code) ?? null
}
