import fc from 'fast-check'

/** Registries that numbers of a scene may stand in. */
export const registryCodes = ['us-national', 'state', 'gb'] as const

/** What a campaign relies on: nothing, one everywhere, several with their regions, fresh, too old and never imported. */
export const drawnRegistries = fc.constantFrom(
  [],
  // Still good when the test moves its clock past midnight UTC.
  [{ code: 'us-national', region: null, ageDays: 29 }],
  [
    { code: 'us-national', region: 'US', ageDays: 10 },
    { code: 'state', region: 'US-NY', ageDays: 31 },
    { code: 'gb', region: 'GB', ageDays: 1 },
  ],
  [
    { code: 'state', region: 'US-CA', ageDays: 1 },
    { code: 'gb', region: 'GB', ageDays: null },
  ],
)
