import type { Clock } from '../database/clock.js'
import { violatedConstraint, type Database, type Queryable } from '../database/database.js'
import { BadInputError, NotFoundError } from '../domainError.js'
import { checkName } from '../inputRules.js'
import type { QueueChanges } from '../liveStatus/queueChanges.js'
import { lockPolicyPacks } from '../policy/policyPack.store.js'
import { MOST_AT_ONCE, MOST_CLOSED_DAYS, type ClosedDay } from './closedDay.js'
import { addClosedDayRows, removeClosedDayRows, touchCampaignHours } from './closedDay.store.js'

interface Work {
  readonly database: Database
  readonly clock: Clock
  readonly changes: QueueChanges
}

const REGION = /^[A-Z]{2}(?:-[A-Z0-9]{1,3})?$/
// Beyond them a day is a slip of the hand, and not every clock can say it.
const DAY = /^(?:19[7-9]\d|2\d{3})-/

/** A region as a caller names it. Throws BadInputError on `field`. */
export function checkRegion(field: string, region: string): string {
  if (!REGION.test(region)) throw new BadInputError(field, 'a region is an ISO 3166 code such as GB or US-UT')
  return region
}

/** A date as the scalar gives it. Throws BadInputError on `field` for one before 1970 or after 2999. */
export function checkDate(field: string, day: string): string {
  if (!DAY.test(day)) throw new BadInputError(field, `${field} is from 1970-01-01 to 2999-12-31`)
  return day
}

/**
 * Closes days: from this moment on nobody is handed out whom one of them concerns. A day that is there gets the new name.
 * Throws BadInputError for none, too many, a region that is none or a name without length, and NotFoundError (organization).
 */
export async function addClosedDays(
  work: Work,
  organizationId: string,
  days: readonly ClosedDay[],
): Promise<{ readonly total: number }> {
  checkCount(days.length)
  const checked = days.map(({ region, day, name }) => ({ ...checkDay({ region, day }), name: checkName('name', name) }))
  // The database writes a row once in a statement: of a day that is named twice the last name counts.
  const distinct = new Map(checked.map((each) => [`${each.region} ${each.day}`, each]))
  const total = await change(work, organizationId, async (transaction) => {
    const count = await addClosedDayRows(transaction, organizationId, [...distinct.values()])
    if (count > MOST_CLOSED_DAYS) {
      throw new BadInputError(
        'days',
        `an organization has at most ${MOST_CLOSED_DAYS.toLocaleString('en')} closed days`,
      )
    }
    return count
  })
  return { total }
}

/** Opens days again. How many were closed. Throws as `addClosedDays`. */
export async function removeClosedDays(
  work: Work,
  organizationId: string,
  days: readonly Pick<ClosedDay, 'region' | 'day'>[],
): Promise<{ readonly removed: number }> {
  checkCount(days.length)
  const checked = days.map(checkDay)
  const removed = await change(work, organizationId, (transaction) =>
    removeClosedDayRows(transaction, organizationId, checked),
  )
  return { removed }
}

/** The days and the version of the hours that follow from them change together, as with an edit of a pack. */
async function change<T>(
  work: Work,
  organizationId: string,
  write: (transaction: Queryable) => Promise<T>,
): Promise<T> {
  try {
    const { result, campaignIds } = await work.database.transaction(async (transaction) => {
      await lockPolicyPacks(transaction, organizationId)
      const written = await write(transaction)
      return { result: written, campaignIds: await touchCampaignHours(transaction, organizationId) }
    })
    for (const id of campaignIds) work.changes.mark(organizationId, id)
    return result
  } catch (error) {
    if (violatedConstraint(error) === 'closed_day_organization_fkey') throw new NotFoundError('Organization')
    throw error
  }
}

function checkCount(count: number): void {
  if (count < 1 || count > MOST_AT_ONCE) throw new BadInputError('days', `give 1 to ${MOST_AT_ONCE} days at a time`)
}

function checkDay({ region, day }: Pick<ClosedDay, 'region' | 'day'>): Pick<ClosedDay, 'region' | 'day'> {
  return { region: checkRegion('region', region), day: checkDate('day', day) }
}
