import { campaignExists } from './registry.store.js'
import { wakeRefills } from '../dialQueue/refill.store.js'
import { NotFoundError } from '../domainError.js'
import { checkId } from '../inputRules.js'
import { freeContactsOf, numbersOfContact } from './contactNumbers.store.js'
import { checkStoredPhone, checkTarget, checkText, LONGEST_REASON, type TargetInput } from './doNotCall.js'
import { endForNumbers, endForPrefix } from './doNotCall.store.js'
import type { DoNotCallWork } from './addToDoNotCall.js'

/** What may be called again, where, and why. */
export interface RemoveFromDoNotCall extends TargetInput {
  /** Null ends what stands for the whole organization; what stands for one campaign is ended by naming it. */
  readonly campaignId: string | null
  readonly reason: string
}

/**
 * Ends what stands against a number, a contact's numbers, or a range, in exactly one scope. Without a campaign it also
 * frees the contact who had asked not to be called. The entries stay as evidence, expired from now on. Registries and, for
 * a number, prefixes stay: they are others' words. Removing what does not stand does nothing.
 *
 * @returns how many entries were ended, a freed contact among them
 * @throws BadInputError, NotFoundError (contact, campaign)
 */
export async function removeFromDoNotCall(
  work: DoNotCallWork,
  organizationId: string,
  input: RemoveFromDoNotCall,
): Promise<number> {
  const target = checkTarget(input, checkStoredPhone)
  const reason = checkText('reason', input.reason, LONGEST_REASON)
  const campaignId = input.campaignId === null ? null : checkId('campaignId', input.campaignId)
  const { database, clock } = work
  return database.transaction(async (transaction) => {
    if (campaignId !== null && !(await campaignExists(transaction, organizationId, campaignId))) {
      throw new NotFoundError('Campaign')
    }
    if ('prefix' in target) {
      const ended = await endForPrefix(transaction, clock, organizationId, target.prefix, campaignId, reason)
      await wakeRefills(transaction, organizationId)
      return ended
    }
    const contactId = 'contactId' in target ? target.contactId : null
    const phone = 'phone' in target ? target.phone : null
    const phones = contactId === null ? [phone ?? ''] : await numbersOfContact(transaction, organizationId, contactId)
    if (phones.length === 0) throw new NotFoundError('Contact')
    // The contact before its numbers, as the report of a call locks them whose outcome suppresses its number.
    const freed =
      campaignId === null ? await freeContactsOf(transaction, clock, organizationId, { contactId, phone }) : 0
    const ended = await endForNumbers(transaction, clock, organizationId, phones, campaignId, reason)
    await wakeRefills(transaction, organizationId)
    return freed + ended
  })
}
