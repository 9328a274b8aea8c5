import type { BuiltInPack } from '../policyPack.js'

/** No rules of a jurisdiction: only the campaign's own hours and caps hold. */
export const nonePack: BuiltInPack = {
  code: 'NONE',
  label: 'No policy pack',
  rules: { hours: [], caps: [], nationalRegistryMaxAgeDays: null },
  remarks: ["Only the campaign's own hours and caps hold; contacts whose time zone is unknown are still never called."],
}
