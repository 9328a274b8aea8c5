import type { ReactNode } from 'react'
import type { Fault } from '../room/faults.js'

/** What became of the last change, for eyes and for a screen reader. */
export function Outcome({ fault, done }: { fault: Fault | null; done: string | null }): ReactNode {
  return (
    <>
      {fault !== null && (
        <p className="message danger" role="alert">
          {fault.message}
        </p>
      )}
      {/* Always there, so that what comes into it is announced. */}
      <p role="status" className={done === null ? 'hidden-from-sight' : 'message good'}>
        {done}
      </p>
    </>
  )
}
