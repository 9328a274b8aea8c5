import { statement, type Database, type Queryable } from '../database/database.js'
import { text } from '../database/row.js'

/** The zones that a contact may have: known to the database and to this process. */
export interface TimeZoneNames {
  /** The zone as the IANA database spells it, whatever the case of `name`; aliases stay aliases. Null when unknown. */
  find(name: string): string | null
}

// Etc/GMT+5 and the like are offsets in disguise: no place where the hour of a call could be judged. Names without an
// area (EST, MST7MDT, Factory) are offsets or leftovers too, but for UTC.
const IS_PLACE = /^(?!Etc\/|posix\/|right\/|SystemV\/)[A-Z][A-Za-z]+\//

const readNames = statement('timeZoneNames', 'SELECT name FROM pg_timezone_names')
const namesByDatabase = new WeakMap<Database, Promise<TimeZoneNames>>()

/** The zones that this database knows; read once per process (15 ms). */
export function timeZoneNames(database: Database): Promise<TimeZoneNames> {
  let names = namesByDatabase.get(database)
  if (names === undefined) {
    names = readTimeZoneNames(database)
    namesByDatabase.set(database, names)
    // A failed read is no answer for ever.
    names.catch(() => namesByDatabase.delete(database))
  }
  return names
}

async function readTimeZoneNames(database: Queryable): Promise<TimeZoneNames> {
  const rows = await database.query(readNames, [])
  const names = rows.map((row) => text(row, 'name')).filter((name) => name === 'UTC' || IS_PLACE.test(name))
  return createTimeZoneNames(names)
}

/** Zones out of a list of names; those that `Intl` does not know are not found. */
export function createTimeZoneNames(names: readonly string[]): TimeZoneNames {
  const byLowerCase = new Map<string, string | null>(names.map((name) => [name.toLowerCase(), name]))
  const isChecked = new Set<string>()
  return {
    find: (name) => {
      const key = name.toLowerCase()
      const found = byLowerCase.get(key) ?? null
      if (found !== null && !isChecked.has(found)) {
        if (!isKnownToIntl(found)) byLowerCase.set(key, null)
        isChecked.add(found)
      }
      return byLowerCase.get(key) ?? null
    },
  }
}

function isKnownToIntl(timeZone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone })
    return true
  } catch {
    return false
  }
}
