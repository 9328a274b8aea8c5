import { placeOf } from '../callingHours/callingSpan.store.js'
import { weeksOfPlaces } from '../callingHours/weekHours.js'
import { closedDaysAround, closedDaysOf, closedDayWords } from '../closedDay/closedDaysNow.js'
import { dialableNumber } from '../contact/phoneNumber.js'
import type { Queryable } from '../database/database.js'
import type { PlaceClueKind } from '../place/placeClues.js'
import { shownClues, type ShownClue } from '../place/shownClues.js'
import { cluesOf } from '../place/storedClues.js'
import type { ContactJudgement } from './explainContact.store.js'

const words: Readonly<Record<PlaceClueKind, string>> = {
  NUMBER: 'the number',
  FIRST_NUMBER: 'the first number',
  TIME_ZONE: 'the named zone',
  COUNTRY: 'the country',
  STATE: 'the state',
  POSTAL_CODE: 'the postal code',
  EARLIER: 'the place known before',
}

/**
 * Which closed days and which clues close the hour of a contact, in words; null when its place is unknown, or when none alone
 * does. Asked of closed hours only: each clue's hours are worked out by the rules.
 */
export async function closedBy(
  queryable: Queryable,
  organizationId: string,
  campaignId: string,
  judgement: ContactJudgement,
): Promise<string | null> {
  const { place, at } = judgement
  if (place === null) return null
  const whole = placeOf(place)
  const clues = cluesOfJudgement(judgement).filter(({ timeZones, regions }) => timeZones.length + regions.length > 0)
  // A clue that names no zone has its regions' rules hold in all zones of the contact.
  const places = clues.map(({ regions, timeZones }) => ({
    ...{ region: regions.join(','), timeZones: timeZones.length === 0 ? whole.timeZones : timeZones },
    isExempt: place.isExempt,
  }))
  const weeks = await weeksOfPlaces(queryable, organizationId, campaignId, places, at)
  const closing = clues.filter((_, index) => weeks[index]?.isOpen === false)
  const days = closedDaysOf(await closedDaysAround(queryable, organizationId, at), whole, at)
  return [...days.map(closedDayWords), ...closing.map(quote)].join('; ') || null
}

function cluesOfJudgement({ phone, firstPhone, placeClues }: ContactJudgement): ShownClue[] {
  const first = cluesOf(dialableNumber(firstPhone), placeClues)
  return shownClues(first, phone === firstPhone ? null : { number: dialableNumber(phone), timeZone: null })
}

/** `the state FL (US-FL, America/Chicago America/New_York)`. */
function quote({ kind, value, regions, timeZones }: ShownClue): string {
  const said = [regions.join(' '), timeZones.join(' ')].filter((text) => text !== '').join(', ')
  return `${words[kind]} ${value} (${said})`
}
