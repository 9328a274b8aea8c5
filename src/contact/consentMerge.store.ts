import { statement, type Queryable } from '../database/database.js'

// The consents of imported rows, behind the new contacts and before the others change, so that entries whose lane depends on
// a consent are among those that this import puts elsewhere.

const createGiven = statement(
  'createImportedConsents',
  `CREATE TEMPORARY TABLE contact_consent_given ON COMMIT DROP AS
   WITH meant AS (
     SELECT contact_match.contact_id, staged.consent
     FROM contact_staging AS staged JOIN contact_match USING (row_number)
     JOIN contact ON contact.organization_id = $1 AND contact.id = contact_match.contact_id AND contact.erased_at IS NULL
     WHERE staged.consent IS NOT NULL
     UNION ALL
     SELECT contact.id, staged.consent
     FROM contact_staging AS staged
     JOIN contact ON contact.organization_id = $1 AND contact.list_id = $2 AND contact.external_id = staged.external_id
     WHERE staged.consent IS NOT NULL AND staged.external_id IS NOT NULL
       AND NOT EXISTS (SELECT FROM contact_match WHERE contact_match.row_number = staged.row_number)
     UNION ALL
     SELECT contact.id, staged.consent
     FROM contact_staging AS staged
     JOIN contact ON contact.organization_id = $1 AND contact.list_id = $2 AND contact.phone = staged.phone
       AND contact.external_id IS NULL
     WHERE staged.consent IS NOT NULL AND staged.external_id IS NULL
       AND NOT EXISTS (SELECT FROM contact_match WHERE contact_match.row_number = staged.row_number)
   ),
   said AS (
     SELECT contact_id, consent ->> 'basis' AS basis, (consent ->> 'givenAt')::timestamptz(3) AS given_at,
       consent ->> 'source' AS source, (consent ->> 'expiresAt')::timestamptz(3) AS expires_at FROM meant)
   SELECT said.contact_id, said.basis, coalesce(said.given_at, coalesce($3::timestamptz, now())::timestamptz(3)) AS given_at,
     said.source, said.expires_at
   FROM said
   -- A file that is imported every night says the same again: without a day it is news only where nothing of its kind stands
   -- there, and what was withdrawn since is not given anew by it.
   WHERE NOT EXISTS (SELECT FROM consent AS known
     WHERE known.organization_id = $1 AND known.contact_id = said.contact_id AND known.basis = said.basis
       AND (said.given_at IS NULL OR known.given_at = said.given_at AND known.revoked_at IS NOT NULL))`,
)
const endWithdrawn = statement(
  'endConsentsByImport',
  `UPDATE consent SET revoked_at = coalesce($2::timestamptz, now()), revoked_reason = refused.source
   FROM contact_consent_given AS refused
   WHERE refused.basis = 'NONE' AND consent.organization_id = $1 AND consent.contact_id = refused.contact_id
     AND consent.revoked_at IS NULL AND consent.basis <> 'NONE' AND consent.given_at <= refused.given_at`,
)
const insertGiven = statement(
  'insertImportedConsents',
  `INSERT INTO consent (organization_id, contact_id, basis, given_at, source, expires_at, recorded_at)
   SELECT $1, contact_id, basis, given_at, source, expires_at, coalesce($2::timestamptz, now())
   FROM contact_consent_given
   ON CONFLICT (organization_id, contact_id, basis, given_at) WHERE contact_id IS NOT NULL AND revoked_at IS NULL
     DO UPDATE SET source = excluded.source, expires_at = excluded.expires_at
     WHERE (consent.source, consent.expires_at) IS DISTINCT FROM (excluded.source, excluded.expires_at)`,
)
const relane = statement(
  'relaneForImportedConsents',
  'INSERT INTO contact_relane SELECT contact_id FROM contact_consent_given JOIN contact_match USING (contact_id)',
)

/** Writes down the consents of the staged rows; a NONE ends what the contact had given up to then. */
export async function mergeConsents(
  transaction: Queryable,
  organizationId: string,
  listId: string,
  at: Date | null,
): Promise<void> {
  await transaction.query(createGiven, [organizationId, listId, at])
  await transaction.query(endWithdrawn, [organizationId, at])
  await transaction.query(insertGiven, [organizationId, at])
  await transaction.query(relane, [])
}
