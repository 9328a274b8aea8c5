/** Where a campaign may call, and the packs of rules that are made for there, the strictest first. */
const countryPacks: Readonly<Record<string, readonly string[]>> = {
  US: ['US_STATES', 'US_FEDERAL', 'US_DEBT_COLLECTION'],
  GB: ['UK'],
  FR: ['FR'],
  AU: ['AU'],
  CA: ['CA'],
}

/** A country for which no pack is made. */
const OTHER = 'OTHER'

/** What the form offers; empty: nothing is chosen yet. */
export const countries: readonly string[] = ['', ...Object.keys(countryPacks), OTHER]

const names = new Intl.DisplayNames('en', { type: 'region' })

/** A country of the form in words. */
export function countryWords(country: string): string {
  if (country === '') return 'Choose a country'
  return country === OTHER ? 'Another country, or several' : (names.of(country) ?? country)
}

/** The country that a pack is made for; OTHER for NONE and for packs of the organization's own, empty while none is named. */
export function countryOfPack(pack: string): string {
  if (pack === '') return ''
  return Object.keys(countryPacks).find((country) => countryPacks[country]?.includes(pack)) ?? OTHER
}

/**
 * The packs to choose from in a country, in the order in which they are offered: its own, the organization's, NONE.
 *
 * @param known codes of all packs there are
 */
export function packsOfCountry(country: string, known: readonly string[]): string[] {
  const own = (countryPacks[country] ?? []).filter((pack) => known.includes(pack))
  const others = known.filter((pack) => pack !== 'NONE' && countryOfPack(pack) === OTHER)
  return country === '' ? [] : [...own, ...others, ...known.filter((pack) => pack === 'NONE')]
}

/** The pack that a country begins with: the strictest that is made for it; empty where somebody has to choose. */
export function firstPackOf(country: string, known: readonly string[]): string {
  return countryPacks[country]?.find((pack) => known.includes(pack)) ?? ''
}
