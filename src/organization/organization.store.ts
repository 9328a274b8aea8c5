import type { Database } from '../database/database.js'
import { insertDefaultOutcomes } from '../call/outcome.store.js'
import { statement } from '../database/database.js'
import { text } from '../database/row.js'
import { checkName, checkTimeZone } from '../inputRules.js'

/** The tenant. */
export interface Organization {
  readonly id: string
  readonly name: string
  /** IANA zone. */
  readonly timeZone: string
}

const insertOrganization = statement(
  'createOrganization',
  'INSERT INTO organization (name, time_zone) VALUES ($1, $2) RETURNING id',
)

/** Adds an organization with the default catalogue of outcomes. Throws BadInputError for a bad name or zone. */
export async function createOrganization(
  database: Database,
  input: { name: string; timeZone: string },
): Promise<Organization> {
  const name = checkName('name', input.name)
  const timeZone = checkTimeZone('timeZone', input.timeZone)
  return database.transaction(async (transaction) => {
    const [row] = await transaction.query(insertOrganization, [name, timeZone])
    const id = text(row ?? {}, 'id')
    await insertDefaultOutcomes(transaction, id)
    return { id, name, timeZone }
  })
}

/** The organization of this id; null when there is none. */
export async function findOrganization(database: Database, id: string): Promise<Organization | null> {
  const found = await database.prisma.organization.findUnique({ where: { id: BigInt(id) } })
  return found === null ? null : { id: String(found.id), name: found.name, timeZone: found.timeZone }
}
