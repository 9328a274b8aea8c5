import { statement, type Queryable } from '../database/database.js'
import { BadInputError } from '../domainError.js'

/** How long a campaign waits; null leaves a time as it is. */
export interface CampaignWaits {
  /** After the promised instant, until a personal callback is offered to others; also how late is still on time. */
  readonly callbackGraceMinutes: number | null
  /** Between the dials of two numbers of one contact. */
  readonly numberPauseMinutes: number | null
}

/** A week; the database's CHECKs hold the same bound. */
const LONGEST_WAIT_MINUTES = 10_080

const setWaits = statement(
  'setCampaignWaits',
  `UPDATE campaign SET callback_grace_minutes = coalesce($3, callback_grace_minutes),
     number_pause_minutes = coalesce($4, number_pause_minutes)
   WHERE organization_id = $1 AND id = $2`,
)

/** Sets the times that are not null, within the transaction that creates or changes the campaign. Throws BadInputError. */
export async function setCampaignWaits(
  transaction: Queryable,
  organizationId: string,
  campaignId: string,
  { callbackGraceMinutes, numberPauseMinutes }: CampaignWaits,
): Promise<void> {
  checkMinutes('callbackGraceMinutes', callbackGraceMinutes)
  checkMinutes('numberPauseMinutes', numberPauseMinutes)
  if (callbackGraceMinutes === null && numberPauseMinutes === null) return
  await transaction.query(setWaits, [organizationId, campaignId, callbackGraceMinutes, numberPauseMinutes])
}

function checkMinutes(field: string, minutes: number | null): void {
  if (minutes !== null && (minutes < 0 || minutes > LONGEST_WAIT_MINUTES)) {
    throw new BadInputError(field, `${field} is from 0 to ${LONGEST_WAIT_MINUTES}`)
  }
}
