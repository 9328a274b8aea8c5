import { keysetPage, type KeysetPage } from '../audit/keysetPage.js'
import { contactsByIds } from '../contact/contact.store.js'
import type { Database } from '../database/database.js'
import { NotFoundError } from '../domainError.js'
import { checkConsentTarget, type Consent, type ConsentTargetInput } from './consent.js'
import { consentsAfter } from './consent.store.js'

/**
 * What was ever recorded of a contact and of its numbers, or of a number, in the order of recording, page by page. Throws
 * NotFoundError for the contact, BadInputError for a target, page size or cursor that is none.
 */
export async function browseConsents(
  database: Database,
  organizationId: string,
  request: ConsentTargetInput & { readonly first: number; readonly after: string | null },
): Promise<KeysetPage<Consent>> {
  const target = checkConsentTarget(request)
  const page = await keysetPage('consent', request, (afterId, limit) =>
    consentsAfter(database, organizationId, target, afterId, limit),
  )
  if (page.edges.length === 0 && 'contactId' in target) {
    const [contact] = await contactsByIds(database, organizationId, [target.contactId])
    if (contact === undefined) throw new NotFoundError('Contact')
  }
  return page
}
