import type { ExclusionReason } from './generated/graphql.js'

/** Why there is nobody to dial, as an agent wants to hear it: the only table of these sentences. */
const sentences: Readonly<Record<ExclusionReason, string>> = {
  QUEUE_EMPTY: 'The queue of this campaign is empty.',
  CAMPAIGN_NOT_ACTIVE: 'This campaign is not running now. A supervisor has to start it.',
  OUTSIDE_CALLING_HOURS: 'It is outside the calling hours everywhere the waiting contacts live.',
  RETRY_NOT_DUE: 'Everybody who waits was called a short while ago; the next attempt is not due yet.',
  CALLBACK_RESERVED: 'The waiting contacts were promised a call by somebody else.',
  FREQUENCY_CAP: 'The waiting contacts were called as often as they may be for now.',
  FILTERED_OUT: 'None of the waiting contacts is for you: they ask for other skills, or the campaign leaves them out.',
  DO_NOT_CALL: 'The waiting contacts must not be called: they stand on a do-not-call list.',
  NO_CONSENT: 'The waiting contacts have not agreed to be called.',
  ALREADY_QUEUED: 'The contacts of this campaign are with other agents right now.',
  ALREADY_REACHED: 'Everybody on the lists of this campaign has been reached.',
  ATTEMPTS_EXHAUSTED: 'Everybody left was tried as often as this campaign allows.',
  INVALID_NUMBER: 'The numbers that are left have proved wrong.',
  PHONE_IN_USE: 'The waiting numbers are being called by another campaign right now.',
  UNKNOWN_TIME_ZONE: 'Nobody knows what time it is where the waiting contacts live, so they are not called.',
}

/** The sentence of a reason; a plain one for a reason that this page does not know yet. */
export function reasonSentence(reason: string | null): string {
  return Object.entries(sentences).find(([known]) => known === reason)?.[1] ?? 'There is nobody to call now.'
}

/** Why one contact may not be dialled at this moment, in the middle of a sentence. */
const dialRefusals: Readonly<Partial<Record<ExclusionReason, string>>> = {
  OUTSIDE_CALLING_HOURS: 'the calling hours there are over',
  DO_NOT_CALL: 'the number must not be called: it is on a do-not-call list now',
  NO_CONSENT: 'the contact has not agreed to be called, or has withdrawn it',
  FREQUENCY_CAP: 'the number has been called as often as it may be for now',
  CAMPAIGN_NOT_ACTIVE: 'the campaign is not running now',
  PHONE_IN_USE: 'the number is being called by another campaign right now',
  CALLBACK_RESERVED: 'another campaign has promised to call back',
  RETRY_NOT_DUE: 'the next attempt is not due yet',
  ATTEMPTS_EXHAUSTED: 'the contact was tried as often as the campaign allows',
  ALREADY_REACHED: 'the contact has been reached meanwhile',
  INVALID_NUMBER: 'the number has proved wrong',
  FILTERED_OUT: 'the campaign leaves the contact out now',
  UNKNOWN_TIME_ZONE: 'nobody knows what time it is there',
}

/** Why a previewed contact may not be dialled, as the end of "…, because". */
export function dialRefusal(reason: string | null): string {
  return Object.entries(dialRefusals).find(([known]) => known === reason)?.[1] ?? 'a rule forbids it at this moment'
}
