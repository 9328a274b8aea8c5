import type { ReactNode } from 'react'
import type { CombinedError } from 'urql'
import { faultWords } from './faults.js'

/** What a view shows of an answer: nothing yet, why there is none, or its content. Old content stays while it is asked anew. */
export function Loaded<T>({
  answer: { data, error },
  children,
}: {
  answer: { readonly data?: T; readonly error?: CombinedError }
  children: (data: T) => ReactNode
}): ReactNode {
  return (
    <>
      {error !== undefined && (
        <p className="message danger" role="alert">
          {faultWords(error)}
        </p>
      )}
      {data === undefined ? error === undefined && <p className="soft">Loading …</p> : children(data)}
    </>
  )
}
