import { dataOf } from '../api/answer.js'
import type { AnyVariables, Client, OperationResult, TypedDocumentNode } from 'urql'

/** An answer that takes longer than this is given up; the next question may do better. */
const LONGEST_MS = 10_000

/** Asks once. Rejects when the API refuses, when nothing was answered in time, or when the answer is without data. */
export function ask<T, V extends AnyVariables>(
  client: Client,
  document: TypedDocumentNode<T, V>,
  variables: V,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const end = (): void => {
      clearTimeout(timer)
      // The client answers an operation that still runs from memory, so it has to end; not within its own callback.
      queueMicrotask(() => {
        subscription.unsubscribe()
      })
    }
    const timer = setTimeout(() => {
      end()
      reject(new Error('no answer in time'))
    }, LONGEST_MS)
    const subscription = client.query(document, variables).subscribe((result: OperationResult<T, V>) => {
      if (result.stale) return
      end()
      const data = dataOf(result)
      // A field that failed is null in an answer that holds the others.
      if (data === null) reject(result.error ?? new Error('the answer was empty'))
      else resolve(data)
    })
  })
}
