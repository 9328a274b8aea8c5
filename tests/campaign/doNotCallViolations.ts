// Statements that each break one named promise of the tables of who may not be called.

import type { Rows } from './constraintViolations.js'

const registry = `'us-national', '2026-11-01'`
const insertLists = (columns: string, values: string): string =>
  `INSERT INTO do_not_call_list (organization_id, reason, source, ${columns}) ${values}`

/** What a number, a range and a file have in common, by constraint. */
function commonViolations(table: string): Record<string, string | readonly string[]> {
  return {
    [`${table}_organization_fkey`]: `UPDATE ${table} SET organization_id = -1`,
    [`${table}_campaign_fkey`]: `UPDATE ${table} SET campaign_id = -1`,
    [`${table}_reason_length`]: [`''`, `repeat('r', 501)`].map((reason) => `UPDATE ${table} SET reason = ${reason}`),
    [`${table}_source_length`]: [`''`, `repeat('s', 201)`].map((source) => `UPDATE ${table} SET source = ${source}`),
  }
}

/** What is removed says why, and stands no longer: by constraint, for numbers and ranges. */
function removalViolations(table: string): Record<string, readonly string[]> {
  return {
    [`${table}_removed`]: [
      `UPDATE ${table} SET removed_reason = 'a slip'`,
      `UPDATE ${table} SET expires_at = now(), removed_reason = ''`,
      `UPDATE ${table} SET expires_at = now(), removed_reason = repeat('r', 501)`,
    ],
  }
}

/** By constraint, one statement or several that it must refuse; the floor has a row without a campaign in each table. */
export function doNotCallViolations(of: Rows): Record<string, string | readonly string[]> {
  const org = of.organization
  return {
    ...commonViolations('do_not_call'),
    ...removalViolations('do_not_call'),
    do_not_call_phone_e164: ['12025550100', '+0202555010', '+123456', '+1234567890123456', ''].map(
      (phone) => `UPDATE do_not_call SET phone = '${phone}'`,
    ),
    do_not_call_phone_key: [
      `INSERT INTO do_not_call (organization_id, phone, reason, source)
         SELECT organization_id, phone, 'another', 'another' FROM do_not_call`,
      `INSERT INTO do_not_call (organization_id, campaign_id, phone, reason, source)
         SELECT ${org}, ${of.campaign}, '${of.freePhone}', 'r' || n, 's' FROM generate_series(1, 2) AS n`,
    ],

    do_not_call_role_length: [`''`, `repeat('r', 21)`].map((role) => `UPDATE do_not_call SET role = ${role}`),

    forbidden_contact_contact_fkey: `UPDATE forbidden_contact SET contact_id = -1`,
    forbidden_contact_reason_length: [`''`, `repeat('r', 501)`].map(
      (reason) => `UPDATE forbidden_contact SET reason = ${reason}`,
    ),
    forbidden_contact_source_length: [`''`, `repeat('s', 201)`].map(
      (source) => `UPDATE forbidden_contact SET source = ${source}`,
    ),
    forbidden_contact_role_length: [`''`, `repeat('r', 21)`].map(
      (role) => `UPDATE forbidden_contact SET role = ${role}`,
    ),
    forbidden_contact_status_before_known: `UPDATE forbidden_contact SET status_before = 'DO_NOT_CALL'`,

    ...commonViolations('do_not_call_prefix'),
    ...removalViolations('do_not_call_prefix'),
    do_not_call_prefix_form: ['', '+', '1900', '+0900', '+1 900', '+1234567890123456'].map(
      (prefix) => `UPDATE do_not_call_prefix SET prefix = '${prefix}'`,
    ),
    do_not_call_prefix_key: [
      `INSERT INTO do_not_call_prefix (organization_id, prefix, reason, source)
         SELECT organization_id, prefix, 'another', 'another' FROM do_not_call_prefix`,
      `INSERT INTO do_not_call_prefix (organization_id, campaign_id, prefix, reason, source)
         SELECT ${org}, ${of.campaign}, '+1976', 'r' || n, 's' FROM generate_series(1, 2) AS n`,
    ],

    ...commonViolations('do_not_call_list'),
    do_not_call_list_registry_form: [`''`, `'US'`, `'1us'`, `'us national'`, `repeat('u', 41)`].map((name) =>
      insertLists('registry, as_of', `VALUES (${org}, 'r', 's', ${name}, '2026-11-01')`),
    ),
    do_not_call_list_registry_whole: [
      insertLists('registry', `VALUES (${org}, 'r', 's', 'us-national')`),
      insertLists('as_of', `VALUES (${org}, 'r', 's', '2026-11-01')`),
      insertLists('registry, as_of, campaign_id', `VALUES (${org}, 'r', 's', ${registry}, ${of.campaign})`),
      insertLists('registry, as_of, expires_at', `VALUES (${org}, 'r', 's', ${registry}, now())`),
    ],
    do_not_call_list_registry_key: insertLists(
      'registry, as_of',
      `SELECT ${org}, 'r' || n, 's' || n, 'us-national', date '2026-11-01' + n FROM generate_series(1, 2) AS n`,
    ),
    do_not_call_list_file_key: [
      insertLists('campaign_id', `SELECT organization_id, reason, source, campaign_id FROM do_not_call_list`),
      insertLists(
        'campaign_id, expires_at',
        `SELECT ${org}, 'r', 's', ${of.campaign}, timestamptz '2027-01-01Z' FROM generate_series(1, 2)`,
      ),
    ],
    do_not_call_list_number_count_positive: `UPDATE do_not_call_list SET number_count = -1`,
    do_not_call_run_steps_given: `UPDATE do_not_call_run SET steps = NULL`,

    campaign_registry_campaign_fkey: `UPDATE campaign_registry SET campaign_id = -1`,
    campaign_registry_registry_form: [`''`, `'US'`, `'1us'`, `'us national'`, `repeat('u', 41)`].map(
      (name) => `UPDATE campaign_registry SET registry = ${name}`,
    ),
    campaign_registry_place_range: [0, 11].map((place) => `UPDATE campaign_registry SET place = ${place}`),
    campaign_registry_region_form: [`''`, `'us'`, `'USA'`, `'US-'`].map(
      (region) => `UPDATE campaign_registry SET region = ${region}`,
    ),
    campaign_registry_age_range: [0, 367].map((days) => `UPDATE campaign_registry SET max_age_days = ${days}`),
    campaign_relies_on_registry_form: [`''`, `'US'`, `'1us'`, `'us national'`, `repeat('u', 41)`].map(
      (name) => `UPDATE campaign SET relies_on_registry = ${name} WHERE id = ${of.campaign}`,
    ),
    campaign_registry_max_age_days_range: [0, 367].map(
      (days) => `UPDATE campaign SET registry_max_age_days = ${days} WHERE id = ${of.campaign}`,
    ),
  }
}
