import type { CallbackWish } from './callbackWish.js'

/** What the agent has chosen for a contact and not saved yet. */
export interface OutcomeWish {
  readonly entryId: string | null
  /** Code of the outcome. */
  readonly code: string | null
  /** Chosen with its digit: then the callback's field takes the focus. */
  readonly isByKey: boolean
  /** Counts with an outcome of category CALLBACK only. */
  readonly callback: CallbackWish | null
}

/** Nothing chosen. */
export const emptyChoice: OutcomeWish = { entryId: null, code: null, isByKey: false, callback: null }
