import { nameOf, type InputLeaf } from './inputLeaves.js'

/** More than any text of the API may hold. */
const tooLong = 'x'.repeat(20_000)

/** A filter of so many levels. */
function nested(levels: number): object {
  return levels === 1 ? { exists: { field: 'email' } } : { not: nested(levels - 1) }
}

/** What nobody can mean, by the type of the place where it is put. */
const byType: Readonly<Record<string, readonly unknown[]>> = {
  ID: [
    ...['abc', '-1', '1.5', '1e3', '', ' ', ' 1', '1 ', '+1', '0x1', '1_000', '１２', '٣', '1\u0000', '1;--'],
    ...['9223372036854775808', '99999999999999999999', '9'.repeat(20_000), 1.5, true, {}, null],
  ],
  String: ['a\u0000b', '\u0000', tooLong, 7, true, {}],
  Int: [1.5, 2_147_483_648, -2_147_483_649, 1e300, '1', 'one', true],
  Float: ['0.5', 'NaN', true, -0.01, 1.01, 1e300],
  DateTime: [
    ...['2026-02-30T00:00:00Z', '2027-02-29T12:00:00Z', '2026-13-01T00:00:00Z', '2026-01-32T00:00:00Z'],
    ...['2026-01-01T24:00:01Z', '2026-01-01T00:60:00Z', '2026-01-01T00:00:00+25:00', '2026-01-01T00:00:00+00:60'],
    ...['10000-01-01T00:00:00Z', '+010000-01-01T00:00:00Z', '-000001-01-01T00:00:00Z', '0000-01-01T00:00:00Z'],
    // An instant after the year 9999 and one before the year 0, once the offset is taken off.
    ...['9999-12-31T23:59:59-14:00', '0000-01-01T00:00:00+14:00'],
    ...['2026-01-01T00:00:00', '2026-01-01', 'tomorrow', '', tooLong, 1_767_225_600_000, '2026-01-01T00:00:00Z\u0000'],
  ],
  LocalDate: [
    ...['2026-02-30', '2027-02-29', '2026-13-01', '2026-01-32', '2026-1-1', '0000-01-01', '1969-12-31', '3000-01-01'],
    ...['10000-01-01', '-2026-01-01', '2026-01-01T00:00:00Z', 'today', '', tooLong, 20_261_122, true, {}],
  ],
  ContactFilterInput: [
    ...['gold', 7, [], {}, { and: [] }, { or: [{}] }, { not: {} }, { equals: { field: 'email' } }, { xor: [] }],
    { exists: { field: 'phone' }, equals: { field: 'phone', value: '1' } },
    ...[
      '',
      'Phone',
      'attributes',
      'attributes.',
      'attributes.a\u0000',
      'attributes.\ud800',
      'notes',
      '__proto__',
      tooLong,
    ].map((field) => ({ exists: { field } })),
    ...['', tooLong, 'a\u0000b', '\udfff', null, {}, ['gold']].map((value) => ({
      equals: { field: 'attributes.plan', value },
    })),
    ...['high', '1.0', true].map((value) => ({ equals: { field: 'priority', value } })),
    { equals: { field: 'status', value: 'QUEUED' } },
    ...[[], [''], [null], 'x'.repeat(1_001).split('')].map((values) => ({ in: { field: 'attributes.plan', values } })),
    ...[
      {},
      { from: 2, to: 1 },
      { from: 1, to: 1 },
      { from: 1, to: '2026-01-01' },
      { from: '18' },
      { to: 'May' },
      { to: true },
    ].map((range) => ({ range: { field: 'attributes.age', ...range } })),
    { range: { field: 'firstName', from: 1 } },
    { range: { field: 'priority', from: '2026-01-01' } },
    nested(9),
    { and: Array.from({ length: 100 }, () => ({ exists: { field: 'email' } })) },
  ],
  FilterValue: [{}, [], null],
  JSONObject: ['{}', 7, true, [], [{}]],
}

/** What is more than a text or a number, by its name. */
const byName: Readonly<Record<string, readonly unknown[]>> = {
  name: ['', '   ', '\n', 'a\tb', 'n'.repeat(201)],
  email: ['', 'a', 'a@', '@b', 'a b@c', `${'a'.repeat(251)}@b.c`],
  timeZone: [
    '',
    'Mars/Olympus',
    '+02:00',
    'UTC+2',
    'America/New_York ',
    'CEST',
    'PST',
    'MIT',
    'SystemV/EST5',
    'US/Pacific-New',
  ],
  idempotencyKey: ['', 'k'.repeat(201), 'a\nb'],
  outcome: ['', 'sale', 'NOPE', '__proto__'],
  skills: ['', ' ', 'German', 'a b', '-a', '_a', 'a,b', 'ä', 'a'.repeat(41), 'a\nb', 'a\u0000b'],
  reason: ['r'.repeat(501)],
  notes: ['n'.repeat(10_001)],
  recording: ['r'.repeat(2_001)],
  callingNumber: ['', '12125550100', '+0123456789', '+1 212 555 0100', 'line 7'],
  after: ['', 'abc', 'ZW50cnk6MQ==', 'ZW50cnk6LTE', 'ZW50cnk6MSA', 'bGlzdDox', 'ZW50cnk6MQ\n', '{"id":1}'],
  first: [0, -1, 101, 2_147_483_647],
  maxAttempts: [0, -1, 101],
  code: ['', 'us', 'US FEDERAL', '1US', 'U'.repeat(41), '__proto__', 'A\n'],
  label: ['', '   ', 'a\tb', 'n'.repeat(201)],
  rules: [{}, { hours: [], caps: [] }, { hours: [], caps: [{}], nationalRegistryMaxAgeDays: null }],
  policyPack: ['', 'none', 'ATLANTIS', '__proto__'],
  limit: [0, -1, 1001],
  windowMinutes: [0, -1, 527_041],
  weight: [0, -1, 1_001],
  count: [0, -1, 101],
  ageingMinutes: [-1, 10_081],
  search: [' ', '\n', 'a\tb', 's'.repeat(201)],
  minutes: [0, -1, 241],
  maxEntries: [0, -1, 1_000_001],
  delayMinutes: [-1, 525_601],
  ceilingMinutes: [-1, 0, 525_601],
  retryAfterMinutes: [-1, 525_601],
  callbackGraceMinutes: [-1, 10_081],
  numberPauseMinutes: [-1, 10_081],
}

/** In a row of contacts, where an empty text is an absent one. */
const byNameInRow: Readonly<Record<string, readonly unknown[]>> = {
  phone: ['', '123', 'call me', '+1415555', '+999123456789', '00', '++14155550123', '+1 415 555 0123 4567'],
  email: ['a', 'a@', '@b', 'a b@c'],
  timeZone: ['Mars/Olympus', '+02:00', 'UTC+2', 'CEST'],
  priority: [2_147_483_647, -2_147_483_648],
  requiredSkills: ['a b', 'ö', 's'.repeat(41), '-a'],
}

/** Of a registry, whose code is a word in small letters. */
const byNameInRegistry: Readonly<Record<string, readonly unknown[]>> = {
  code: ['', 'US', 'us national', '1us', 'u'.repeat(41), '__proto__', 'a\n'],
  region: ['', 'Florida', 'us', 'US-', 'USA'],
}

/** Words that exist, but not for this place. */
const byPlace: Readonly<Record<string, readonly unknown[]>> = {
  'Mutation.setAgentStatus input.status': ['BUSY', 'WRAP_UP'],
  'Mutation.updateQueueStatus input.outcome': ['LEASE_EXPIRED'],
  'Mutation.updateQueueOutcome input.outcome': ['LEASE_EXPIRED'],
}

/** Every value that the leaf must refuse. */
export function badValues(leaf: InputLeaf): unknown[] {
  const name = String(leaf.path.at(-1))
  const isInRow = leaf.path.includes('contacts')
  const ofType = leaf.isEnum ? ['NOPE', 'queued', '', 1, true, {}] : (byType[leaf.typeName] ?? [])
  const isInRegistry = leaf.path.includes('registries')
  const ofName = (isInRow ? byNameInRow : isInRegistry ? byNameInRegistry : byName)[name] ?? []
  const values = [...ofType, ...ofName, ...(byPlace[nameOf(leaf)] ?? []), null]
  // A list holds no null; elsewhere null is as good as nothing unless something is needed.
  return values.filter((value) => value !== null || leaf.isNonNull || leaf.isList)
}
