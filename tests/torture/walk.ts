import type { QueueStatus } from '../../src/dialQueue/entryStatus.js'
import type { Random } from './random.js'

/** What an agent does next with the entry in its hands. */
export type Step =
  | { readonly kind: 'report'; readonly status: QueueStatus; readonly outcome?: string; readonly callbackInMs?: number }
  | { readonly kind: 'renew' }
  /** Asks for a pause that begins when the entry ends. */
  | { readonly kind: 'askForPause' }
  /** Says nothing until the hold has run out, and then reports too late. */
  | { readonly kind: 'silence' }

type Chances = readonly (readonly [weight: number, step: 'renew' | 'askForPause' | 'silence' | QueueStatus])[]

const asides: Chances = [
  [40, 'renew'],
  [15, 'askForPause'],
  [5, 'silence'],
]

/** Per thousand, roughly, for each status that an agent can hold: the steps of design section 3. */
const chances: Readonly<Record<string, Chances>> = {
  RESERVED: [[750, 'DIALING'], [150, 'QUEUED'], [40, 'CANCELLED'], ...asides],
  DIALING: [
    [450, 'CONNECTED'],
    [100, 'WRAP_UP'],
    [120, 'COMPLETED'],
    [180, 'FAILED'],
    [30, 'ABANDONED'],
    [60, 'QUEUED'],
    ...asides,
  ],
  CONNECTED: [[600, 'WRAP_UP'], [250, 'COMPLETED'], [30, 'ABANDONED'], [60, 'FAILED'], ...asides],
  WRAP_UP: [[940, 'COMPLETED'], ...asides],
}

const completedOutcomes = [
  [30, 'BUSY'],
  [12, 'NO_ANSWER'],
  [20, 'CALLBACK'],
  [12, 'SALE'],
  [12, 'NOT_INTERESTED'],
  [6, 'VOICEMAIL'],
  [4, 'WRONG_NUMBER'],
  [4, 'DO_NOT_CALL'],
] as const

const failedOutcomes = [
  [70, 'BUSY'],
  [20, undefined],
  [10, 'FAILED'],
] as const

/** The next step of the random walk over the life of an entry. Throws for a status that nobody holds. */
export function nextStep(random: Random, status: string): Step {
  const step = random.weighted(chances[status] ?? [])
  if (step === 'renew' || step === 'askForPause' || step === 'silence') return { kind: step }
  return reportOf(random, step)
}

/** A report of that status, with an outcome where one belongs to it. */
export function reportOf(random: Random, status: QueueStatus): Step & { kind: 'report' } {
  const outcome =
    status === 'COMPLETED'
      ? random.weighted(completedOutcomes)
      : status === 'FAILED'
        ? random.weighted(failedOutcomes)
        : undefined
  return {
    kind: 'report',
    status,
    ...(outcome === undefined ? {} : { outcome }),
    ...(outcome === 'CALLBACK' ? { callbackInMs: random.between(300, 3_000) } : {}),
  }
}
