import type { Contact } from '../contact/contact.js'
import { contactCounts, findContactLists } from '../contact/contactList.store.js'
import type { Database } from '../database/database.js'
import { BadInputError, NotFoundError } from '../domainError.js'
import { compileFilter } from './compileFilter.js'
import { readFilter, type GivenFilter } from './contactFilter.js'
import { filterMatches } from './filterMatch.store.js'

/** Whom a filter would mean. */
export interface FilterPreview {
  readonly matchingCount: number
  /** All contacts of the lists. */
  readonly contactCount: number
  /** The first five that match, by id. */
  readonly samples: readonly Contact[]
}

/** As many as a page of anything. */
const MOST_LISTS = 100

/**
 * Tries a filter on lists before a campaign has it: the count, and five contacts to look at. Changes nothing. Throws
 * BadInputError with the path of the fault, and NotFoundError for a list that the organization does not have.
 */
export async function previewFilter(
  database: Database,
  organizationId: string,
  listIds: readonly string[],
  given: GivenFilter,
): Promise<FilterPreview> {
  const filter = readFilter('filter', given)
  if (listIds.length === 0 || listIds.length > MOST_LISTS) {
    throw new BadInputError('listIds', `1 to ${MOST_LISTS} lists are needed`)
  }
  const lists = await findContactLists(database, organizationId, listIds)
  if (lists.length < new Set(listIds).size) throw new NotFoundError('Contact list')
  const counts = await contactCounts(database, organizationId, listIds)
  const matches = await filterMatches(database, organizationId, listIds, compileFilter(filter))
  return { ...matches, contactCount: [...counts.values()].reduce((sum, count) => sum + count, 0) }
}
