import { createHash } from 'node:crypto'
import { BadInputError, DomainError } from '../domainError.js'

/** The key was used before, for something else: nothing was done. */
export class IdempotencyMismatchError extends DomainError {
  readonly code = 'IDEMPOTENCY_MISMATCH'

  constructor() {
    super('this idempotency key was used for another input')
  }
}

/** What an operation answered to a key within the last 24 hours. */
export interface RememberedAnswer {
  readonly operation: string
  readonly inputHash: string
  readonly entryId: string
}

const LONGEST_KEY = 200

/** Refuses a key that cannot be kept: empty, longer than 200 characters, or with control characters. */
export function checkIdempotencyKey(key: string | null): void {
  if (key === null) return
  if (key.length === 0 || key.length > LONGEST_KEY || /[\u0000-\u001f\u007f]/.test(key)) {
    throw new BadInputError('idempotencyKey', 'an idempotency key has 1 to 200 characters and no control characters')
  }
}

/** SHA-256, hexadecimal, of an input without its key. The order of `fields` is part of the hash. */
export function hashInput(fields: readonly (string | number | null)[]): string {
  return createHash('sha256').update(JSON.stringify(fields)).digest('hex')
}

/** The entry that the key stands for. Throws IdempotencyMismatchError when the key was used for something else. */
export function replay(remembered: RememberedAnswer, operation: string, inputHash: string): string {
  if (remembered.operation !== operation || remembered.inputHash !== inputHash) throw new IdempotencyMismatchError()
  return remembered.entryId
}
