import type { DeskState } from './deskState.js'
import type { DeskSettingQuery, UpdateQueueStatusInput } from './generated/graphql.js'
import type { NotesDraft } from './notesDraft.js'

/** Everything that is shown; a new object for each change. */
export interface DeskView extends DeskState {
  readonly setting: DeskSettingQuery | null
  /** The campaign of the next contact. */
  readonly campaignId: string | null
  readonly asksByItself: boolean
  /** When it asks again, epoch milliseconds of this browser; null when it does not. */
  readonly asksAt: number | null
  /** What stands in the notes field. */
  readonly notes: string
  /** Notes of contacts that are gone, which the server never got. */
  readonly leftNotes: readonly NotesDraft[]
}

/** What a step of a call says besides the status. */
export type StepDetails = Pick<UpdateQueueStatusInput, 'outcome' | 'callbackAt' | 'callbackLocalTime' | 'callbackFor'>
