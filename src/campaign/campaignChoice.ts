import { compileFilter, type CompiledFilter } from '../contactFilter/compileFilter.js'
import { readFilter, type ContactFilter, type GivenFilter } from '../contactFilter/contactFilter.js'
import type { Queryable } from '../database/database.js'
import { relaneQueue, rerankQueue } from '../dialQueue/laneAssignment.store.js'
import type { Distribution } from '../distribution/distribution.js'
import { BadInputError, NotFoundError } from '../domainError.js'
import {
  setCampaignAgeing,
  setCampaignDistribution,
  setCampaignFilter,
  setListWeights,
} from './campaignChoice.store.js'

/** A list and its share beside the other lists of the campaign. */
export interface ListWeight {
  readonly listId: string
  /** 1 to 1,000. */
  readonly weight: number
}

/** How a campaign chooses among the eligible, as a client asks for it; null leaves it as it is. */
export interface CampaignChoiceChange {
  readonly contactFilter: GivenFilter | null
  /** From now on every contact of the lists is meant. */
  readonly removesContactFilter: boolean
  /** Exactly these weights from now on; none: the lists share nothing, priority and age alone decide. */
  readonly listWeights: readonly ListWeight[] | null
  /** 1 to 10,080 minutes of waiting are worth one step of priority; 0: age never outweighs priority. */
  readonly ageingMinutes: number | null
  readonly distribution: Distribution | null
}

/** A change that was checked. */
export interface CampaignChoice {
  /** Null: it stays; `filter` null: it is removed. */
  readonly filter: { readonly filter: ContactFilter | null; readonly compiled: CompiledFilter | null } | null
  readonly listWeights: readonly ListWeight[] | null
  readonly ageingMinutes: number | null
  readonly distribution: Distribution | null
}

/** The database holds the same bounds. */
const HEAVIEST_WEIGHT = 1_000
/** A week: whoever waited longer than that for one step of priority would not notice the ageing. */
const SLOWEST_AGEING_MINUTES = 10_080

/** Checks a change. Throws BadInputError, with the path of the fault for a filter. */
export function readCampaignChoice(change: CampaignChoiceChange): CampaignChoice {
  const { contactFilter, removesContactFilter, listWeights, ageingMinutes, distribution } = change
  if (removesContactFilter && contactFilter !== null) {
    throw new BadInputError('removeContactFilter', 'a filter is either given or removed')
  }
  if (ageingMinutes !== null && (ageingMinutes < 0 || ageingMinutes > SLOWEST_AGEING_MINUTES)) {
    throw new BadInputError('ageingMinutes', `ageingMinutes is from 0 to ${SLOWEST_AGEING_MINUTES}`)
  }
  for (const { weight } of listWeights ?? []) {
    if (weight < 1 || weight > HEAVIEST_WEIGHT) {
      throw new BadInputError('listWeights', `a weight is from 1 to ${HEAVIEST_WEIGHT}`)
    }
  }
  if (new Set(listWeights?.map(({ listId }) => listId)).size < (listWeights?.length ?? 0)) {
    throw new BadInputError('listWeights', 'a list has one weight')
  }
  return { filter: readFilterChange(contactFilter, removesContactFilter), listWeights, ageingMinutes, distribution }
}

function readFilterChange(given: GivenFilter | null, isRemoved: boolean): CampaignChoice['filter'] {
  if (given === null) return isRemoved ? { filter: null, compiled: null } : null
  const filter = readFilter('contactFilter', given)
  return { filter, compiled: compileFilter(filter) }
}

/**
 * Gives a campaign its choice within the transaction that creates or changes it, behind the change of its lists. Throws
 * NotFoundError for a weight of a list that the campaign does not dial.
 */
export async function setCampaignChoice(
  transaction: Queryable,
  organizationId: string,
  campaignId: string,
  { filter, listWeights, ageingMinutes, distribution }: CampaignChoice,
): Promise<void> {
  if (filter !== null) {
    await setCampaignFilter(transaction, organizationId, campaignId, filter.filter, filter.compiled)
  }
  if (listWeights !== null && !(await setListWeights(transaction, organizationId, campaignId, listWeights))) {
    throw new NotFoundError('Contact list')
  }
  if (ageingMinutes !== null) await setCampaignAgeing(transaction, organizationId, campaignId, ageingMinutes)
  if (distribution !== null) await setCampaignDistribution(transaction, organizationId, campaignId, distribution)
}

/**
 * Brings what is queued into the order that the changed campaign asks for, in the transaction of the change and behind
 * `cancelForbiddenEntries`: lists that came, went or got weights move entries between lanes, another ageing moves them
 * within. The caller holds `lockGeneration`, so that no entry is queued by the old rules meanwhile.
 */
export async function reorderQueue(
  transaction: Queryable,
  organizationId: string,
  campaignId: string,
  change: Pick<CampaignChoice, 'listWeights' | 'ageingMinutes'> & { readonly listIds: readonly string[] | null },
): Promise<void> {
  if (change.listIds !== null || change.listWeights !== null) {
    await relaneQueue(transaction, organizationId, campaignId)
  }
  if (change.ageingMinutes !== null) await rerankQueue(transaction, organizationId, campaignId)
}
