import type { Clock } from '../database/clock.js'
import { statement, type Queryable } from '../database/database.js'
import { instant, instantOrNull, text, textOrNull, word, type Row } from '../database/row.js'
import { consentBases, type Consent, type ConsentTarget, type GrantedBasis, type ReassignedAnswer } from './consent.js'

const columns = (alias: string): string =>
  [
    'id',
    'contact_id',
    'phone',
    'basis',
    'given_at',
    'source',
    'expires_at',
    'revoked_at',
    'revoked_reason',
    'recorded_at',
  ]
    .map((column) => `${alias}.${column}`)
    .join(', ')

function parseConsent(row: Row): Consent {
  return {
    id: text(row, 'id'),
    contactId: textOrNull(row, 'contact_id'),
    phone: textOrNull(row, 'phone'),
    basis: word(row, 'basis', consentBases),
    givenAt: instant(row, 'given_at'),
    source: text(row, 'source'),
    expiresAt: instantOrNull(row, 'expires_at'),
    revokedAt: instantOrNull(row, 'revoked_at'),
    revokedReason: textOrNull(row, 'revoked_reason'),
    recordedAt: instant(row, 'recorded_at'),
  }
}

/** The contact and the number of a target, one of them null. */
function pairOf(target: ConsentTarget): [contactId: string | null, phone: string | null] {
  return 'contactId' in target ? [target.contactId, null] : [null, target.phone]
}

/** A consent as it is written down. */
export interface GivenConsent {
  readonly basis: GrantedBasis
  /** Null: now. */
  readonly givenAt: Date | null
  readonly source: string
  readonly expiresAt: Date | null
}

// The same basis of the same instant is the same consent, told again: the later telling knows better where and how long.
const insertGiven = (target: 'contact_id' | 'phone') =>
  statement(
    `recordConsentOf_${target}`,
    `INSERT INTO consent AS known (organization_id, ${target}, basis, given_at, source, expires_at, recorded_at)
     SELECT $1, $2, $3, coalesce($4::timestamptz, moment.at), $5, $6, moment.at
     FROM (SELECT coalesce($7::timestamptz, now()) AS at) AS moment
     ON CONFLICT (organization_id, ${target}, basis, given_at) WHERE ${target} IS NOT NULL AND revoked_at IS NULL
       DO UPDATE SET source = excluded.source, expires_at = excluded.expires_at
     RETURNING ${columns('known')}`,
  )
const insertOfContact = insertGiven('contact_id')
const insertOfPhone = insertGiven('phone')

/** Writes a consent down. An unknown contact violates consent_contact_fkey. */
export async function insertConsent(
  transaction: Queryable,
  clock: Clock,
  organizationId: string,
  target: ConsentTarget,
  { basis, givenAt, source, expiresAt }: GivenConsent,
): Promise<Consent> {
  const insert = 'contactId' in target ? insertOfContact : insertOfPhone
  const whose = 'contactId' in target ? target.contactId : target.phone
  const [row] = await transaction.query(insert, [organizationId, whose, basis, givenAt, source, expiresAt, clock()])
  return parseConsent(row ?? {})
}

const endGiven = statement(
  'withdrawConsents',
  `UPDATE consent SET revoked_at = coalesce($6::timestamptz, now()), revoked_reason = $5
   WHERE organization_id = $1 AND (contact_id = $2::bigint OR phone = $3) AND revoked_at IS NULL AND basis <> 'NONE'
     AND given_at <= coalesce($4::timestamptz, $6::timestamptz, now())
   RETURNING id`,
)
const insertNone = (target: 'contact_id' | 'phone') =>
  statement(
    `recordNoConsentOf_${target}`,
    `INSERT INTO consent AS known (organization_id, ${target}, basis, given_at, source, recorded_at)
     SELECT $1, $2, 'NONE', coalesce($3::timestamptz, moment.at), $4, moment.at
     FROM (SELECT coalesce($5::timestamptz, now()) AS at) AS moment
     ON CONFLICT (organization_id, ${target}, basis, given_at) WHERE ${target} IS NOT NULL AND revoked_at IS NULL
       DO UPDATE SET source = known.source
     RETURNING ${columns('known')}`,
  )
const insertNoneOfContact = insertNone('contact_id')
const insertNoneOfPhone = insertNone('phone')

/** That a person does not agree. */
export interface Refusal {
  /** When the person said so; null: now. */
  readonly at: Date | null
  readonly source: string
  readonly reason: string
}

/** What a refusal did. */
export interface Withdrawn {
  /** The record that says NONE. */
  readonly none: Consent
  /** How many consents were withdrawn. */
  readonly revoked: number
}

/**
 * Ends what the target had given up to then, and writes down that there is none: it also keeps what was given before, for
 * the contact or for its numbers, from counting, whenever that is recorded. An unknown contact violates consent_contact_fkey.
 */
export async function insertRefusal(
  transaction: Queryable,
  clock: Clock,
  organizationId: string,
  target: ConsentTarget,
  { at, source, reason }: Refusal,
): Promise<Withdrawn> {
  const [contactId, phone] = pairOf(target)
  const [row] = await transaction.query('contactId' in target ? insertNoneOfContact : insertNoneOfPhone, [
    organizationId,
    contactId ?? phone,
    at,
    source,
    clock(),
  ])
  const ended = await transaction.query(endGiven, [organizationId, contactId, phone, at, reason, clock()])
  return { none: parseConsent(row ?? {}), revoked: ended.length }
}

const readPage = statement(
  'consentsAfter',
  `SELECT ${columns('consent')} FROM consent
   WHERE consent.organization_id = $1 AND consent.id > $4::bigint AND (consent.contact_id = $2::bigint OR consent.phone = $3
     OR consent.phone IN (SELECT phone FROM contact WHERE organization_id = $1 AND id = $2::bigint
       UNION SELECT phone FROM contact_number WHERE organization_id = $1 AND contact_id = $2::bigint))
   ORDER BY consent.id LIMIT $5`,
)

/** What was ever recorded of a contact and of its numbers, or of a number, in the order of recording, behind an id. */
export async function consentsAfter(
  database: Queryable,
  organizationId: string,
  target: ConsentTarget,
  afterId: string,
  limit: number,
): Promise<Consent[]> {
  const values = [organizationId, ...pairOf(target), afterId, limit]
  return (await database.query(readPage, values)).map(parseConsent)
}

const readOfContacts = statement(
  'consentsOfContacts',
  `SELECT wanted.id::text AS of_contact, ${columns('given')}
   FROM unnest($2::bigint[]) AS wanted (id)
   CROSS JOIN LATERAL (
     SELECT ${columns('consent')} FROM consent
     WHERE consent.organization_id = $1 AND (consent.contact_id = wanted.id OR consent.phone IN (
       SELECT phone FROM contact WHERE organization_id = $1 AND id = wanted.id
       UNION SELECT phone FROM contact_number WHERE organization_id = $1 AND contact_id = wanted.id))
     ORDER BY consent.given_at DESC, consent.id DESC LIMIT $3
   ) AS given
   ORDER BY given.given_at DESC, given.id DESC`,
)

/** What was ever recorded of each of these contacts and of its numbers, latest first, at most `limit` of each. */
export async function consentsOfContacts(
  database: Queryable,
  organizationId: string,
  contactIds: readonly string[],
  limit: number,
): Promise<{ readonly contactId: string; readonly consent: Consent }[]> {
  const rows = await database.query(readOfContacts, [organizationId, contactIds, limit])
  return rows.map((row) => ({ contactId: text(row, 'of_contact'), consent: parseConsent(row) }))
}

// Of two answers of one instant the worse stays: YES, then NO_DATA.
const insertAnswers = statement(
  'recordReassignedAnswers',
  `INSERT INTO reassigned_answer AS known (organization_id, phone, answer, asked_at)
   SELECT DISTINCT ON (phone, asked_at) $1::bigint, phone, answer, asked_at
   FROM unnest($2::text[], $3::text[], $4::timestamptz[]) AS given (phone, answer, asked_at)
   ORDER BY phone, asked_at, array_position(ARRAY['YES', 'NO_DATA', 'NO'], answer)
   ON CONFLICT (organization_id, phone, asked_at) DO UPDATE SET answer = excluded.answer
     WHERE array_position(ARRAY['YES', 'NO_DATA', 'NO'], excluded.answer)
       < array_position(ARRAY['YES', 'NO_DATA', 'NO'], known.answer)`,
)

/** An answer of the reassigned-numbers database. */
export interface AnswerGiven {
  /** E.164. */
  readonly phone: string
  readonly answer: ReassignedAnswer
  readonly askedAt: Date
}

/** Writes the answers down, in one statement. */
export async function insertReassignedAnswers(
  transaction: Queryable,
  organizationId: string,
  answers: readonly AnswerGiven[],
): Promise<void> {
  await transaction.query(insertAnswers, [
    organizationId,
    answers.map(({ phone }) => phone),
    answers.map(({ answer }) => answer),
    answers.map(({ askedAt }) => askedAt),
  ])
}
