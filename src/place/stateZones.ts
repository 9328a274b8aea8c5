import { stateAreaCodes } from './stateAreaCodes.js'
import { currentZone } from './zoneNames.js'

/** A state of the United States, a province of Canada, or one of their territories. */
export interface State {
  /** ISO 3166: 'US-CA', 'CA-ON'; a territory with a country code of its own has that: 'PR'. */
  readonly region: string
  /** IANA zones that are in use somewhere in it, one for each set of zones that now keep the same time (`currentZone`). */
  readonly timeZones: readonly string[]
}

const [NEW_YORK, CHICAGO, DENVER, LOS_ANGELES] = [
  'America/New_York',
  'America/Chicago',
  'America/Denver',
  'America/Los_Angeles',
]

/**
 * Name and zones by two-letter code. Source: the places and comments of the IANA database's zone.tab (2025b) for the
 * states and provinces that have several zones. Towns that keep a neighbour's time without a law are left out, but for
 * Lloydminster, whose charter says it.
 */
const us: Readonly<Record<string, readonly [name: string, ...timeZones: string[]]>> = {
  AL: ['Alabama', CHICAGO],
  AK: ['Alaska', 'America/Adak', 'America/Anchorage'],
  AZ: ['Arizona', DENVER, 'America/Phoenix'],
  AR: ['Arkansas', CHICAGO],
  CA: ['California', LOS_ANGELES],
  CO: ['Colorado', DENVER],
  CT: ['Connecticut', NEW_YORK],
  DE: ['Delaware', NEW_YORK],
  DC: ['District of Columbia', NEW_YORK],
  FL: ['Florida', CHICAGO, NEW_YORK],
  GA: ['Georgia', NEW_YORK],
  HI: ['Hawaii', 'Pacific/Honolulu'],
  ID: ['Idaho', DENVER, LOS_ANGELES],
  IL: ['Illinois', CHICAGO],
  IN: ['Indiana', CHICAGO, NEW_YORK],
  IA: ['Iowa', CHICAGO],
  KS: ['Kansas', CHICAGO, DENVER],
  KY: ['Kentucky', CHICAGO, NEW_YORK],
  LA: ['Louisiana', CHICAGO],
  ME: ['Maine', NEW_YORK],
  MD: ['Maryland', NEW_YORK],
  MA: ['Massachusetts', NEW_YORK],
  MI: ['Michigan', CHICAGO, NEW_YORK],
  MN: ['Minnesota', CHICAGO],
  MS: ['Mississippi', CHICAGO],
  MO: ['Missouri', CHICAGO],
  MT: ['Montana', DENVER],
  NE: ['Nebraska', CHICAGO, DENVER],
  NV: ['Nevada', DENVER, LOS_ANGELES],
  NH: ['New Hampshire', NEW_YORK],
  NJ: ['New Jersey', NEW_YORK],
  NM: ['New Mexico', DENVER],
  NY: ['New York', NEW_YORK],
  NC: ['North Carolina', NEW_YORK],
  ND: ['North Dakota', CHICAGO, DENVER],
  OH: ['Ohio', NEW_YORK],
  OK: ['Oklahoma', CHICAGO],
  OR: ['Oregon', DENVER, LOS_ANGELES],
  PA: ['Pennsylvania', NEW_YORK],
  RI: ['Rhode Island', NEW_YORK],
  SC: ['South Carolina', NEW_YORK],
  SD: ['South Dakota', CHICAGO, DENVER],
  TN: ['Tennessee', CHICAGO, NEW_YORK],
  TX: ['Texas', CHICAGO, DENVER],
  UT: ['Utah', DENVER],
  VT: ['Vermont', NEW_YORK],
  VA: ['Virginia', NEW_YORK],
  WA: ['Washington', LOS_ANGELES],
  WV: ['West Virginia', NEW_YORK],
  WI: ['Wisconsin', CHICAGO],
  WY: ['Wyoming', DENVER],
}
const territories: typeof us = {
  AS: ['American Samoa', 'Pacific/Pago_Pago'],
  GU: ['Guam', 'Pacific/Guam'],
  MP: ['Northern Mariana Islands', 'Pacific/Saipan'],
  PR: ['Puerto Rico', 'America/Puerto_Rico'],
  VI: ['U.S. Virgin Islands', 'America/St_Thomas'],
}
const canada: typeof us = {
  AB: ['Alberta', 'America/Edmonton'],
  BC: ['British Columbia', 'America/Edmonton', 'America/Fort_Nelson', 'America/Vancouver'],
  MB: ['Manitoba', 'America/Winnipeg'],
  NB: ['New Brunswick', 'America/Halifax'],
  NL: ['Newfoundland and Labrador', 'America/Halifax', 'America/St_Johns'],
  NS: ['Nova Scotia', 'America/Halifax'],
  NT: ['Northwest Territories', 'America/Edmonton'],
  NU: ['Nunavut', 'America/Atikokan', 'America/Edmonton', 'America/Toronto', 'America/Winnipeg'],
  ON: ['Ontario', 'America/Atikokan', 'America/Toronto', 'America/Winnipeg'],
  PE: ['Prince Edward Island', 'America/Halifax'],
  QC: ['Quebec', 'America/Blanc-Sablon', 'America/Halifax', 'America/Toronto'],
  SK: ['Saskatchewan', 'America/Edmonton', 'America/Regina'],
  YT: ['Yukon', 'America/Whitehorse'],
}

const stateByText = new Map<string, State>()
const statesByAreaCode = new Map<string, State[]>()
for (const [prefix, states] of [
  ['US-', us],
  ['', territories],
  ['CA-', canada],
] as const) {
  for (const [code, [name, ...timeZones]] of Object.entries(states)) {
    const state = { region: `${prefix}${code}`, timeZones: [...new Set(timeZones.map(currentZone))].sort() }
    for (const text of [code, name, state.region]) stateByText.set(text.toUpperCase(), state)
    for (const areaCode of stateAreaCodes[state.region]?.split(' ') ?? []) {
      statesByAreaCode.set(areaCode, [...(statesByAreaCode.get(areaCode) ?? []), state])
    }
  }
}
for (const [text, code] of [
  ['QUÉBEC', 'QC'],
  ['NEWFOUNDLAND', 'NL'],
  ['WASHINGTON D.C.', 'DC'],
  ['WASHINGTON DC', 'DC'],
] as const) {
  const state = stateByText.get(code)
  if (state !== undefined) stateByText.set(text, state)
}

/** The state of this two-letter code, English name or ISO 3166-2 code, in any case; null when it is none of them. */
export function findState(text: string): State | null {
  return stateByText.get(text.trim().toUpperCase()) ?? null
}

const NO_STATES: readonly State[] = []

/** The states in one of which every number of an E.164 number's area code is; none for a code that nobody knows. */
export function statesOfNumber(phone: string): readonly State[] {
  return phone.startsWith('+1') ? (statesByAreaCode.get(phone.slice(2, 5)) ?? NO_STATES) : NO_STATES
}
