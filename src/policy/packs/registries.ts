import type { RegistryRule } from '../policyPack.js'
import { secondHand } from './asOf.js'

// How old the copy of a registry may be. None was read at its source: `check`.

/** The national registry of the United States. */
export const usRegistries: readonly RegistryRule[] = [
  { code: 'us-national', region: 'US', maxAgeDays: 31, ...secondHand('16 CFR 310.4(b)(3)(iv)') },
]

/** The Telephone Preference Services of the United Kingdom: TPS for consumers, CTPS for businesses. */
export const ukRegistries: readonly RegistryRule[] = [
  { code: 'uk-tps', region: 'GB', maxAgeDays: 28, ...secondHand('PECR 2003, regulation 21(3)') },
  { code: 'uk-ctps', region: 'GB', maxAgeDays: 28, ...secondHand('PECR 2003, regulation 21(3)') },
]

/** Canada's National Do Not Call List. */
export const caRegistries: readonly RegistryRule[] = [
  {
    code: 'ca',
    region: 'CA',
    maxAgeDays: 31,
    ...secondHand('CRTC, Unsolicited Telecommunications Rules, part II'),
  },
]

/** Australia's Do Not Call Register: a wash. */
export const auRegistries: readonly RegistryRule[] = [
  { code: 'au', region: 'AU', maxAgeDays: 30, ...secondHand('Do Not Call Register Act 2006, section 11') },
]
