import { outcomeCatalogue } from '../call/outcome.store.js'
import { checkPast } from '../consent/consent.js'
import { findContactLists } from '../contact/contactList.store.js'
import type { Clock } from '../database/clock.js'
import { planForWholeLists, type Database, type Queryable } from '../database/database.js'
import { serverInstant } from '../database/serverInstant.js'
import { CampaignNotActiveError, lockGeneration } from '../dialQueue/generate.store.js'
import { wakeRefills } from '../dialQueue/refill.store.js'
import { BadInputError, NotFoundError } from '../domainError.js'
import { checkId } from '../inputRules.js'
import type { ResetCounts, ResetWish } from './listReset.js'
import { lockResettable, resetContacts } from './listReset.store.js'
import { campaignForReset, noteListReset, type ResetCampaign } from './resetAct.store.js'

/** A catalogue has some dozens of codes. */
const MOST_OUTCOMES = 100

/** What resetList did, or would have done in a dry run. */
export interface ListReset extends ResetCounts {
  readonly campaignId: string
  readonly listId: string
  readonly isDryRun: boolean
  /** What a supervisor should know besides the counts, a sentence each. */
  readonly warnings: readonly string[]
}

/**
 * Gives contacts of a worked list a fresh pass for one campaign that dials it: their attempts are counted anew, what closed
 * them no longer does, and they wait for no retry. Frequency caps go on counting, and nothing of what has happened is changed.
 * Whoever has said no, cannot be called, is promised a call or has a live entry is left out. A dry run counts the same and
 * changes nothing.
 *
 * @throws NotFoundError (campaign, list), CampaignNotActiveError (it is COMPLETED), BadInputError
 */
export async function resetList(
  work: { readonly database: Database; readonly clock: Clock },
  organizationId: string,
  given: ResetWish,
  isDryRun: boolean,
): Promise<ListReset> {
  const { database, clock } = work
  const wish = {
    ...given,
    campaignId: checkId('campaignId', given.campaignId),
    listId: checkId('listId', given.listId),
    outcomes: await checkOutcomes(database, organizationId, given.outcomes),
  }
  checkPast(await serverInstant(database, clock), 'notCalledSince', wish.notCalledSince)
  if ((await findContactLists(database, organizationId, [wish.listId])).length === 0) throw new NotFoundError('List')
  return database.transaction(async (transaction) => {
    if (!isDryRun) await lockGeneration(transaction, organizationId)
    const campaign = await checkCampaign(transaction, organizationId, wish)
    await transaction.query(planForWholeLists, [])
    const lockedIds = isDryRun ? null : await lockResettable(transaction, organizationId, wish)
    const counts = await resetContacts(transaction, clock, organizationId, wish, lockedIds)
    if (!isDryRun) {
      await noteListReset(transaction, organizationId, wish, counts)
      await wakeRefills(transaction, organizationId)
    }
    return { ...wish, ...counts, isDryRun, warnings: warningsOf(campaign) }
  })
}

/** Once each. Throws BadInputError for none, too many, an unknown one, and one by which the person has said no. */
async function checkOutcomes(
  database: Database,
  organizationId: string,
  outcomes: readonly string[],
): Promise<readonly string[]> {
  if (outcomes.length === 0) throw new BadInputError('outcomes', 'at least one outcome is needed')
  if (outcomes.length > MOST_OUTCOMES)
    throw new BadInputError('outcomes', `at most ${MOST_OUTCOMES} outcomes are named`)
  const catalogue = await outcomeCatalogue(database, organizationId)
  for (const code of outcomes) {
    const outcome = catalogue.get(code)
    if (outcome === undefined) throw new BadInputError('outcomes', 'no such outcome in the catalogue')
    if (outcome.isRefusal || outcome.category === 'DO_NOT_CALL') {
      throw new BadInputError('outcomes', `who has said no gets no fresh pass: ${code} cannot be reset`)
    }
  }
  return [...new Set(outcomes)]
}

async function checkCampaign(transaction: Queryable, organizationId: string, wish: ResetWish): Promise<ResetCampaign> {
  const campaign = await campaignForReset(transaction, organizationId, wish)
  if (campaign === null) throw new NotFoundError('Campaign')
  if (!campaign.dialsList) throw new BadInputError('listId', 'the campaign does not dial this list')
  if (campaign.status === 'COMPLETED') throw new CampaignNotActiveError(campaign.status)
  return campaign
}

function warningsOf({ status, isRefilled, otherCampaigns }: ResetCampaign): readonly string[] {
  const others = otherCampaigns === 1 ? '1 other campaign dials' : `${otherCampaigns} other campaigns dial`
  return [
    ...(status === 'ACTIVE' ? [] : [`The campaign is ${status}: nobody is called before it is ACTIVE.`]),
    ...(isRefilled ? [] : ['The queue of the campaign does not fill itself: fill it with generateQueue.']),
    ...(otherCampaigns === 0
      ? []
      : [`${others} this list: there too these contacts no longer wait for a retry; its own limits stay.`]),
  ]
}
