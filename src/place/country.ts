import { getCountries } from 'libphonenumber-js/max'

const aliases: Readonly<Record<string, string>> = {
  ...{ USA: 'US', 'U.S.': 'US', 'U.S.A.': 'US', 'UNITED STATES OF AMERICA': 'US', CAN: 'CA', UK: 'GB', GBR: 'GB' },
  ...{ 'GREAT BRITAIN': 'GB', ENGLAND: 'GB', SCOTLAND: 'GB', WALES: 'GB', 'NORTHERN IRELAND': 'GB' },
}

let countryByText: ReadonlyMap<string, string> | null = null

function readCountries(): ReadonlyMap<string, string> {
  const names = new Intl.DisplayNames('en', { type: 'region' })
  const countries = new Map<string, string>(Object.entries(aliases))
  for (const country of getCountries()) {
    countries.set(country, country)
    countries.set((names.of(country) ?? country).toUpperCase(), country)
  }
  return countries
}

/** The ISO 3166 code of two letters for such a code or an English name, in any case; null for any other text. */
export function findCountry(text: string): string | null {
  countryByText ??= readCountries()
  return countryByText.get(text.trim().toUpperCase()) ?? null
}

/** Countries of ISO 3166 whose addresses name another as theirs. */
const territories: Readonly<Record<string, readonly string[]>> = {
  US: ['AS', 'GU', 'MP', 'PR', 'VI'],
}

/** Whether a country is a territory of another, which addresses there name as their country. */
export function isPartOf(territory: string, country: string): boolean {
  return territories[country]?.includes(territory) ?? false
}
