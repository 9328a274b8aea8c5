import { usRegistries } from './registries.js'
import type { BuiltInPack, PackHoursRule } from '../policyPack.js'
import { secondHand } from './asOf.js'

const DAY = [['08:00', '21:00']] as const

/** The called party's local day, everywhere in the United States. */
export const usHours: PackHoursRule = {
  id: 'us-hours',
  region: null,
  days: { MON: DAY, TUE: DAY, WED: DAY, THU: DAY, FRI: DAY, SAT: DAY, SUN: DAY },
  ...secondHand('47 CFR 64.1200(c)(1); 16 CFR 310.4(c)'),
}

/** 16 CFR 310.4(b)(3)(iv): a version of the registry obtained no more than 31 days before the call. */
export const US_REGISTRY_MAX_AGE_DAYS = 31

/** What every American pack leaves to other parts of the product. */
export const usRemarks: readonly string[] = [
  'us-national-dnc (16 CFR 310.4(b)(3)(iv)): nationalRegistryMaxAgeDays; a campaign that relies on the registry stops when its copy is older.',
  'us-internal-dnc (47 CFR 64.1200(d)(3)): no setting; a request not to be called is honoured at once and kept.',
  'us-abandon, us-two-seconds, us-ring and us-safe-message (16 CFR 310.4(b)) concern pacing and the dialler, not who may be called.',
]

/** The federal rules for telemarketing in the United States. */
export const usFederalPack: BuiltInPack = {
  code: 'US_FEDERAL',
  label: 'United States, federal rules',
  rules: { hours: [usHours], caps: [], nationalRegistryMaxAgeDays: US_REGISTRY_MAX_AGE_DAYS, registries: usRegistries },
  remarks: usRemarks,
}
