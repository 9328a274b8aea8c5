import type { ReactNode } from 'react'
import { isAbout, type Fault } from '../room/faults.js'
import { emptyDraft } from './draft.js'

const shownAtField = [...Object.keys(emptyDraft), 'listWeights', 'listIds']

/** A fault that no single control has. */
export function FormFault({ fault }: { fault: Fault | null }): ReactNode {
  if (fault === null || shownAtField.some((name) => isAbout(fault, name))) return null
  return (
    <p className="message danger" role="alert">
      {fault.message}
    </p>
  )
}
