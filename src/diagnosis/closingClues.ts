import { placeOf } from '../callingHours/callingSpan.store.js'
import { weeksOfPlaces } from '../callingHours/weekHours.js'
import { closedDaysAround, closedDaysOf, closedDayWords } from '../closedDay/closedDaysNow.js'
import { dialableNumber } from '../contact/phoneNumber.js'
import type { Queryable } from '../database/database.js'
import type { PlaceClueKind } from '../place/placeClues.js'
import { shownClues, type ShownClue } from '../place/shownClues.js'
import { cluesOf } from '../place/storedClues.js'
import type { ContactJudgement } from './explainContact.store.js'

/** How a contact's place bears on its hours. */
export interface HoursOfPlace {
  /** Hours of the next seven days in which all its zones and regions allow a call; null while its place is unknown. */
  readonly openHoursInWeek: number | null
  /** Which closed days and clues close the hour, in words; null when it is open, or none alone does. */
  readonly closedBy: string | null
}

const words: Readonly<Record<PlaceClueKind, string>> = {
  NUMBER: 'the number',
  FIRST_NUMBER: 'the first number',
  TIME_ZONE: 'the named zone',
  COUNTRY: 'the country',
  STATE: 'the state',
  POSTAL_CODE: 'the postal code',
  EARLIER: 'the place known before',
}

/** The clues that close the hour of the judgement, and how many hours of a week all of them together leave. */
export async function hoursOfPlace(
  queryable: Queryable,
  organizationId: string,
  campaignId: string,
  judgement: ContactJudgement,
): Promise<HoursOfPlace> {
  const { place, at } = judgement
  if (place === null) return { openHoursInWeek: null, closedBy: null }
  const whole = placeOf(place)
  const clues = cluesOfJudgement(judgement).filter(({ timeZones, regions }) => timeZones.length + regions.length > 0)
  // A clue that names no zone has its regions' rules hold in all zones of the contact.
  const places = clues.map(({ regions, timeZones }) => ({
    ...{ region: regions.join(','), timeZones: timeZones.length === 0 ? whole.timeZones : timeZones },
    isExempt: place.isExempt,
  }))
  const [week, ...ofClues] = await weeksOfPlaces(queryable, organizationId, campaignId, [whole, ...places], at)
  const closing = clues.filter((_, index) => ofClues[index]?.isOpen === false)
  const days = closedDaysOf(await closedDaysAround(queryable, organizationId, at), whole, at)
  const reasons = [...days.map(closedDayWords), ...closing.map(quote)]
  const isClosed = week?.isOpen === false && reasons.length > 0
  return { openHoursInWeek: week?.hours ?? null, closedBy: isClosed ? reasons.join('; ') : null }
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
