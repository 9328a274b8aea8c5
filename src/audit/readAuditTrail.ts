import type { Database } from '../database/database.js'
import { BadInputError } from '../domainError.js'
import type { AuditEntity } from './auditEntity.js'
import { auditRecordsAfter, type AuditRecord } from './auditTrail.store.js'
import { keysetPage, type KeysetPage } from './keysetPage.js'

/** Ids and codes, joined by ':'. */
const ENTITY_ID = /^[\w:-]{1,100}$/

/**
 * A page of the changes of one thing, oldest first; empty when nothing is known of it. Throws BadInputError for an id that
 * nothing can have, and for a page size or cursor that is none.
 */
export async function readAuditTrail(
  database: Database,
  organizationId: string,
  { entity, id }: { readonly entity: AuditEntity; readonly id: string },
  page: { readonly first: number; readonly after: string | null },
): Promise<KeysetPage<AuditRecord>> {
  if (!ENTITY_ID.test(id)) throw new BadInputError('id', "id is an id or a code, parts joined by ':'")
  return keysetPage('audit', page, (afterId, limit) =>
    auditRecordsAfter(database, organizationId, entity, id, afterId, limit),
  )
}
