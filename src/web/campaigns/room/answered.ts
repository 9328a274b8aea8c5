import type { CombinedError } from 'urql'
import { dataOf } from '../../api/answer.js'
import { faultOf, type Fault } from './faults.js'

/** What became of an order: it was done and gave `data`, or it was refused and nothing was changed. */
export type Answered<T> = { readonly data: T; readonly fault: null } | { readonly data: null; readonly fault: Fault }

/** Reads the answer to an order. An error is a refusal, whatever stands beside it; so is an answer without content. */
export function answered<T>(result: {
  readonly data?: T | null | undefined
  readonly error?: CombinedError | undefined
}): Answered<T> {
  if (result.error !== undefined) return { data: null, fault: faultOf(result.error) }
  const data = dataOf(result)
  if (data !== null) return { data, fault: null }
  return { data: null, fault: { field: null, message: 'The server gave no answer; look whether it was done.' } }
}
