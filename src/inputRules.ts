import { BadInputError } from './domainError.js'

/** The longest name of anything, in characters; the database's CHECKs hold the same bound. */
export const LONGEST_NAME = 200

/** The name without surrounding blanks. Throws BadInputError when it is empty, over 200 characters or holds a control character. */
export function checkName(field: string, name: string): string {
  const trimmed = name.trim()
  if (trimmed.length === 0) throw new BadInputError(field, `${field} is empty`)
  if (trimmed.length > LONGEST_NAME) throw new BadInputError(field, `${field} has at most ${LONGEST_NAME} characters`)
  if (/[\u0000-\u001f\u007f]/.test(trimmed)) throw new BadInputError(field, `${field} holds a control character`)
  return trimmed
}

/** The zone as given. Throws BadInputError unless it is UTC or an Area/Place of the IANA database; offsets such as +02:00 are none. */
export function checkTimeZone(field: string, timeZone: string): string {
  try {
    // Offsets are accepted by newer engines; the IANA name is what survives a DST change. Names without an area (PST, MIT)
    // and those of System V mean something else to the database than to this process, or nothing; US/Pacific-New left the
    // IANA database with 2020b.
    if (timeZone !== 'UTC' && !/^(?!SystemV\/|US\/Pacific-New$)[A-Za-z]+\//i.test(timeZone))
      throw new RangeError('not of the IANA database')
    new Intl.DateTimeFormat('en', { timeZone })
    return timeZone
  } catch {
    throw new BadInputError(field, 'not an IANA time zone, for example America/New_York')
  }
}

const MOST_BIGINT = 9_223_372_036_854_775_807n

/** A decimal id as the database knows it. Throws BadInputError for anything that cannot be one. */
export function checkId(field: string, id: string): string {
  if (!/^\d{1,19}$/.test(id) || BigInt(id) > MOST_BIGINT) throw new BadInputError(field, `${field} is not an id`)
  return BigInt(id).toString()
}
