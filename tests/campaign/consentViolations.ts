// Statements that each break one named promise of the tables of consent, of reassigned numbers, and of what packs ask of them.

import type { Rows } from './constraintViolations.js'

const later = `now() + interval '1 day'`

/** By constraint, one statement or several that it must refuse; the floor has one row in each of the tables. */
export function consentViolations(of: Rows): Record<string, string | readonly string[]> {
  const org = of.organization
  const insertConsent = (columns: string, values: string): string =>
    `INSERT INTO consent (organization_id, given_at, source, ${columns}) VALUES (${org}, '2026-11-01Z', 'a form', ${values})`
  const consentTwice = (column: string, value: string): string =>
    `INSERT INTO consent (organization_id, given_at, source, basis, ${column})
     SELECT ${org}, '2026-11-02Z', 's' || n, 'EXPRESS', ${value} FROM generate_series(1, 2) AS n`
  return {
    consent_organization_fkey: `UPDATE consent SET organization_id = -1, contact_id = NULL, phone = '${of.freePhone}'`,
    consent_contact_fkey: `UPDATE consent SET contact_id = -1`,
    consent_of_one: [`UPDATE consent SET phone = '${of.freePhone}'`, `UPDATE consent SET contact_id = NULL`],
    consent_phone_e164: ['12025550100', '+0202555010', '+123456', ''].map((phone) =>
      insertConsent('basis, phone', `'EXPRESS', '${phone}'`),
    ),
    consent_basis_known: `UPDATE consent SET basis = 'IMPLIED'`,
    consent_source_length: [`''`, `repeat('s', 201)`].map((source) => `UPDATE consent SET source = ${source}`),
    consent_expires_later: `UPDATE consent SET expires_at = given_at`,
    consent_revoked_whole: [
      `UPDATE consent SET revoked_at = now()`,
      `UPDATE consent SET revoked_reason = 'a letter'`,
      `UPDATE consent SET revoked_at = now(), revoked_reason = ''`,
      `UPDATE consent SET revoked_at = now(), revoked_reason = repeat('r', 501)`,
    ],
    consent_none_stays: [
      `UPDATE consent SET basis = 'NONE', expires_at = ${later}`,
      `UPDATE consent SET basis = 'NONE', revoked_at = now(), revoked_reason = 'a letter'`,
    ],
    consent_contact_key: consentTwice('contact_id', of.freeContact),
    consent_phone_key: consentTwice('phone', `'${of.freePhone}'`),

    reassigned_answer_organization_fkey: `UPDATE reassigned_answer SET organization_id = -1`,
    reassigned_answer_phone_e164: `UPDATE reassigned_answer SET phone = '12025550100'`,
    reassigned_answer_known: `UPDATE reassigned_answer SET answer = 'PERHAPS'`,
    reassigned_answer_phone_key: `INSERT INTO reassigned_answer (organization_id, phone, answer, asked_at)
      SELECT organization_id, phone, 'YES', asked_at FROM reassigned_answer`,

    campaign_consent_campaign_fkey: `UPDATE campaign_consent SET campaign_id = -1`,
    campaign_consent_rule_id_form: [`''`, `'Rule'`, `'1-rule'`, `repeat('r', 61)`].map(
      (id) => `UPDATE campaign_consent SET rule_id = ${id}`,
    ),
    campaign_consent_kind_known: `UPDATE campaign_consent SET kind = 'WISH'`,
    campaign_consent_region_form: ['', 'us', 'USA', 'US-'].map(
      (region) => `UPDATE campaign_consent SET region = '${region}'`,
    ),
    campaign_consent_dial_methods_known: `UPDATE campaign_consent SET dial_methods = '{MANUAL}'`,
    campaign_consent_line_types_known: `UPDATE campaign_consent SET line_types = '{SATELLITE}'`,
    campaign_consent_bases_known: ['NULL', `'{}'`, `'{NONE}'`].map(
      (bases) => `UPDATE campaign_consent SET bases = ${bases}`,
    ),
    campaign_consent_exempt_from_known: `UPDATE campaign_consent SET kind = 'EXEMPTION', exempt_from = 'DO_NOT_CALL'`,
    campaign_consent_exempt_from_whole: [
      `UPDATE campaign_consent SET exempt_from = 'CAPS'`,
      `UPDATE campaign_consent SET kind = 'EXEMPTION'`,
    ],
    campaign_consent_holds_order: `UPDATE campaign_consent SET holds_from = '2026-02-02', holds_until = '2026-02-01'`,
    campaign_reassigned_max_age_days_range: [0, 367].map(
      (days) => `UPDATE campaign SET reassigned_max_age_days = ${days} WHERE id = ${of.campaign}`,
    ),
  }
}
