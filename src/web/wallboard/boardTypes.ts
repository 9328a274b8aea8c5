import type { Alarm } from './alarms.js'
import type {
  AgentLineFragment,
  BoardDiagnosesQuery,
  BoardFiguresQuery,
  QueueStatusSubscription,
} from './generated/graphql.js'

/** What is live of a campaign. */
export type Snapshot = QueueStatusSubscription['queueStatus']

/** The slower figures of a campaign. */
export type Stats = BoardFiguresQuery['stats'][number]['stats']

/** Why a campaign's queue is as it is, and how long its work lasts. */
export type Diagnosis = NonNullable<BoardDiagnosesQuery['campaigns'][number]['queueDiagnosis']>

/** A minute of a campaign's chart. */
export type Minute = BoardFiguresQuery['charts'][number]['history']['minutes'][number]

/** An agent with its state and what it holds. */
export type AgentLine = AgentLineFragment

/** An answer, the version of the snapshot that it is at least as new as, and when it was asked for (browser's clock). */
export interface Answered<T> {
  readonly value: T
  readonly version: number
  readonly askedAt: number
}

/** All that the board knows of one campaign. Another object whenever anything of it changes. */
export interface Card {
  readonly id: string
  readonly snapshot: Snapshot
  /** Null until the first answer. */
  readonly figures: Answered<{ readonly abandonRateLimit: number; readonly stats: Stats }> | null
  readonly diagnosis: Answered<Diagnosis> | null
  /** The last 30 minutes, oldest first; empty until the first answer. */
  readonly minutes: readonly Minute[]
  /** When the chart was last asked for, and of which version. */
  readonly chart: Answered<null> | null
  /** Since when no agent is available, epoch milliseconds of the browser's clock; null while one is. */
  readonly noneAvailableSince: number | null
  readonly alarms: readonly Alarm[]
}
