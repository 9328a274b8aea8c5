import { cluesOf, type StoredClues } from '../place/storedClues.js'
import { resolvePlace } from '../place/resolvePlace.js'
import { statement, type Queryable } from '../database/database.js'
import { jsonObject, number, text, type Row } from '../database/row.js'
import { partOfPlace } from './completeRows.store.js'
import { dialableNumber } from './phoneNumber.js'
import { PLACE_VERSION } from './placeVersion.js'
import type { TimeZoneNames } from './timeZoneNames.store.js'

// Within an import, behind `completeRows`: a row that brings some of the clues is read together with those that the contact
// has kept. Only of contacts whose clues are kept: of others nobody knows which zone came from what, and they only widen.

const openRows = statement(
  'openRowsOfMergedClues',
  `DECLARE merged_clues NO SCROLL CURSOR FOR
   SELECT staged.row_number, staged.phone, coalesce(staged.place_clues, '{}') AS place_clues
   FROM contact_staging AS staged JOIN contact_match USING (row_number)
   JOIN contact ON contact.organization_id = $1 AND contact.id = contact_match.contact_id
   WHERE contact.place_version >= $2 AND ${partOfPlace}`,
)
const fetchRows = statement('fetchRowsOfMergedClues', 'FETCH 5000 FROM merged_clues')
const closeRows = statement('closeRowsOfMergedClues', 'CLOSE merged_clues')
const createPlaces = statement(
  'createMergedPlaces',
  `CREATE TEMPORARY TABLE merged_place (row_number integer NOT NULL, time_zone text, region text NOT NULL) ON COMMIT DROP`,
)
const addPlaces = statement(
  'addMergedPlaces',
  `INSERT INTO merged_place SELECT * FROM unnest($1::integer[], $2::text[], $3::text[])`,
)
const writePlaces = statement(
  'writeMergedPlaces',
  `UPDATE contact_staging AS staged SET time_zone = merged.time_zone, region = merged.region
   FROM merged_place AS merged WHERE merged.row_number = staged.row_number`,
)

/** Gives the staged rows that bring a part of a contact's clues the place that all its clues together say. */
export async function placeMergedRows(
  transaction: Queryable,
  organizationId: string,
  names: TimeZoneNames,
): Promise<void> {
  await transaction.query(createPlaces, [])
  await transaction.query(openRows, [organizationId, PLACE_VERSION])
  for (;;) {
    const rows = await transaction.query(fetchRows, [])
    if (rows.length === 0) break
    const places = rows.map((row) => placeOf(row, names))
    await transaction.query(addPlaces, [
      rows.map((row) => number(row, 'row_number')),
      places.map(({ timeZone }) => timeZone),
      places.map(({ region }) => region),
    ])
  }
  await transaction.query(closeRows, [])
  await transaction.query(writePlaces, [])
}

function placeOf(row: Row, names: TimeZoneNames): ReturnType<typeof resolvePlace> {
  const stored: StoredClues = jsonObject(row, 'place_clues')
  return resolvePlace(cluesOf(dialableNumber(text(row, 'phone')), stored), names)
}
