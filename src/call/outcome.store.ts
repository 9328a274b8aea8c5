import { statement, type Queryable } from '../database/database.js'
import { flag, numberOrNull, text, word, type Row } from '../database/row.js'
import { defaultOutcomes, isOutcomeCode, outcomeCategories, UnknownOutcomeError, type Outcome } from './outcome.js'

const readCatalogue = statement(
  'outcomeCatalogue',
  `SELECT code, label, category, retry_after_minutes, is_refusal FROM outcome WHERE organization_id = $1 ORDER BY code`,
)

/** The organization's outcomes by code, in the order of the codes; empty for an unknown organization. */
export async function outcomeCatalogue(
  database: Queryable,
  organizationId: string,
): Promise<ReadonlyMap<string, Outcome>> {
  const rows = await database.query(readCatalogue, [organizationId])
  return new Map(rows.map((row) => [text(row, 'code'), parseOutcome(row)]))
}

/** Reads a line of the catalogue: code, label, category, retry_after_minutes, is_refusal. */
export function parseOutcome(row: Row): Outcome {
  return {
    code: text(row, 'code'),
    label: text(row, 'label'),
    category: word(row, 'category', outcomeCategories),
    retryAfterMinutes: numberOrNull(row, 'retry_after_minutes'),
    isRefusal: flag(row, 'is_refusal'),
  }
}

const readOutcome = statement(
  'outcomeByCode',
  'SELECT code, label, category, retry_after_minutes, is_refusal FROM outcome WHERE organization_id = $1 AND code = $2',
)

/** One outcome of the catalogue. Throws BadInputError for a code that it does not hold. */
export async function outcomeByCode(database: Queryable, organizationId: string, code: string): Promise<Outcome> {
  const [row] = isOutcomeCode(code) ? await database.query(readOutcome, [organizationId, code]) : []
  if (row === undefined) throw new UnknownOutcomeError()
  return parseOutcome(row)
}

const insertDefaults = statement(
  'insertDefaultOutcomes',
  `INSERT INTO outcome (organization_id, code, label, category, retry_after_minutes, is_refusal)
   SELECT $1, code, label, category, minutes, is_refusal
   FROM unnest($2::text[], $3::text[], $4::text[], $5::integer[], $6::boolean[])
     AS o (code, label, category, minutes, is_refusal)`,
)

/** Gives a new organization the default catalogue. */
export async function insertDefaultOutcomes(database: Queryable, organizationId: string): Promise<void> {
  await database.query(insertDefaults, [
    organizationId,
    defaultOutcomes.map((outcome) => outcome.code),
    defaultOutcomes.map((outcome) => outcome.label),
    defaultOutcomes.map((outcome) => outcome.category),
    defaultOutcomes.map((outcome) => outcome.retryAfterMinutes),
    defaultOutcomes.map((outcome) => outcome.isRefusal),
  ])
}

const putOutcome = statement(
  'setOutcome',
  `INSERT INTO outcome (organization_id, code, label, category, retry_after_minutes, is_refusal)
   VALUES ($1, $2, $3, $4, $5, $6)
   ON CONFLICT (organization_id, code) DO UPDATE SET label = excluded.label, category = excluded.category,
     retry_after_minutes = excluded.retry_after_minutes, is_refusal = excluded.is_refusal`,
)

/** Adds a line to the catalogue, or replaces the one of its code. */
export async function putOutcomeRow(transaction: Queryable, organizationId: string, outcome: Outcome): Promise<void> {
  const { code, label, category, retryAfterMinutes, isRefusal } = outcome
  await transaction.query(putOutcome, [organizationId, code, label, category, retryAfterMinutes, isRefusal])
}
