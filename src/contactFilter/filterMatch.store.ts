import { contactColumns, parseContact, type Contact } from '../contact/contact.js'
import { planForWholeLists, statement, type Database } from '../database/database.js'
import { number } from '../database/row.js'
import type { CompiledFilter } from './compileFilter.js'
import { filterBlocks } from './contactFilter.store.js'

/** So many contacts show a person whether the filter means whom it should. */
const SAMPLES = 5

// One pass over the lists; whether there are any rows does not matter to the counts, hence the outer join.
const readMatches = statement(
  'previewFilter',
  `WITH campaign AS (SELECT $3::text::jsonpath AS filter_path, $4::jsonb AS filter_values),
   matching AS MATERIALIZED (
     SELECT contact.id FROM contact CROSS JOIN campaign
     WHERE contact.organization_id = $1 AND contact.list_id = ANY ($2::bigint[]) AND NOT ${filterBlocks}
   )
   SELECT counted.matching_count, ${contactColumns('contact')}
   FROM (SELECT count(*) AS matching_count FROM matching) AS counted
   LEFT JOIN (
     SELECT contact.* FROM (SELECT id FROM matching ORDER BY id LIMIT ${SAMPLES}) AS first
     JOIN contact ON contact.organization_id = $1 AND contact.id = first.id
   ) AS contact ON true
   ORDER BY contact.id`,
)

/** How many contacts of the lists match, and the first five of them by id. Reads every contact of the lists. */
export async function filterMatches(
  database: Database,
  organizationId: string,
  listIds: readonly string[],
  { path, values }: CompiledFilter,
): Promise<{ readonly matchingCount: number; readonly samples: readonly Contact[] }> {
  return database.transaction(async (transaction) => {
    await transaction.query(planForWholeLists, [])
    const rows = await transaction.query(readMatches, [organizationId, listIds, path, JSON.stringify(values)])
    return {
      matchingCount: number(rows[0] ?? {}, 'matching_count'),
      samples: rows.filter((row) => row['id'] !== null).map((row) => parseContact(row)),
    }
  })
}

const countMatches = statement(
  'campaignFilterMatches',
  `SELECT count(*) AS count
   FROM (SELECT id, filter_path::jsonpath AS filter_path, filter_values FROM campaign WHERE organization_id = $1 AND id = $2)
     AS campaign
   JOIN campaign_list AS chosen ON chosen.organization_id = $1 AND chosen.campaign_id = campaign.id
   JOIN contact ON contact.organization_id = $1 AND contact.list_id = chosen.list_id
   WHERE NOT ${filterBlocks}`,
)

/** How many contacts of the campaign's lists match its filter, all of them when it has none. Reads every one of them. */
export async function campaignFilterMatchCount(
  database: Database,
  organizationId: string,
  campaignId: string,
): Promise<number> {
  return database.transaction(async (transaction) => {
    await transaction.query(planForWholeLists, [])
    const [row] = await transaction.query(countMatches, [organizationId, campaignId])
    return number(row ?? {}, 'count')
  })
}
