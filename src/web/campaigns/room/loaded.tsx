import type { ReactNode } from 'react'
import type { CombinedError } from 'urql'
import { dataOf } from '../../api/answer.js'
import { faultWords } from './faults.js'

/** What a view shows of an answer: nothing yet, why there is none, or its content. Old content stays while it is asked anew. */
export function Loaded<T>({
  answer,
  children,
}: {
  answer: { readonly data?: T | null | undefined; readonly error?: CombinedError }
  children: (data: T) => ReactNode
}): ReactNode {
  const data = dataOf(answer)
  const { error } = answer
  return (
    <>
      {error !== undefined && (
        <p className="message danger" role="alert">
          {faultWords(error)}
        </p>
      )}
      {data === null ? error === undefined && <p className="soft">Loading …</p> : children(data)}
    </>
  )
}
