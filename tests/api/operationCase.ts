import type { Stage } from './stage.js'

/** A root field in use: a document that takes every argument as a variable. */
export interface OperationCase {
  readonly document: string
  /** Good ones, with every input field set: on a fresh stage the operation succeeds for a SUPERVISOR. */
  readonly variables: (stage: Stage) => object
  /** Whom an AGENT's token stands for; the holder when left out. */
  readonly agent?: 'free'
}

/** A day ago. */
export const ago = (): string => new Date(Date.now() - 86_400_000).toISOString()

/** A day from now. */
export const soon = (): string => new Date(Date.now() + 86_400_000).toISOString()
