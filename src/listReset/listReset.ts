/** Why a contact of the list gets no fresh pass, in the order in which they are looked for: each contact has one reason. */
export const resetExclusions = [
  'ERASED',
  'DO_NOT_CALL',
  'REFUSED',
  'INVALID_NUMBER',
  'CALLBACK_PROMISED',
  'LIVE_ENTRY',
  'NEVER_CALLED',
  'NOT_CHOSEN',
] as const
export type ResetExclusion = (typeof resetExclusions)[number]

/** Which contacts of a list are to get a fresh pass for a campaign. */
export interface ResetWish {
  readonly campaignId: string
  readonly listId: string
  /** Codes of the catalogue: the contact's last outcome is one of them, whichever campaign called. */
  readonly outcomes: readonly string[]
  /** Only contacts that nobody has dialled since; null: whenever that was. */
  readonly notCalledSince: Date | null
}

/** Contacts of the list that were left out for one reason. */
export interface ResetExclusionCount {
  readonly reason: ResetExclusion
  readonly count: number
}

/** What a reset did, or would have done: its counts add up to the contacts of the list. */
export interface ResetCounts {
  /** Contacts with a fresh pass. */
  readonly resetCount: number
  /** In the order of `resetExclusions`; reasons without a contact are absent. */
  readonly leftOut: readonly ResetExclusionCount[]
}
