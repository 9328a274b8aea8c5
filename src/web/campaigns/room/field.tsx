import type { ReactNode } from 'react'
import { isAbout, type Fault } from './faults.js'

/** What a control needs to be tied to its hint and its fault. */
export interface ControlProps {
  readonly id: string
  readonly 'aria-describedby': string | undefined
  readonly 'aria-invalid': boolean
}

/** A labelled control with its hint, and with the fault that was found in it, if one was. */
export function Field({
  name,
  label,
  hint,
  fault,
  children,
}: {
  /** As the API calls the argument; unique on the page. */
  name: string
  label: string
  hint?: string
  fault: Fault | null
  children: (control: ControlProps) => ReactNode
}): ReactNode {
  const isFaulty = isAbout(fault, name)
  const described = [hint === undefined ? null : `${name}-hint`, isFaulty ? `${name}-fault` : null].filter(Boolean)
  return (
    <div className="field">
      <label htmlFor={name}>{label}</label>
      {children({
        id: name,
        'aria-describedby': described.length === 0 ? undefined : described.join(' '),
        'aria-invalid': isFaulty,
      })}
      {hint !== undefined && (
        <p id={`${name}-hint`} className="hint soft">
          {hint}
        </p>
      )}
      {isFaulty && <FaultWords id={`${name}-fault`} fault={fault} />}
    </div>
  )
}

/** A fault beside its control. */
export function FaultWords({ id, fault }: { id: string; fault: Fault }): ReactNode {
  return (
    <p id={id} className="danger" role="alert">
      {fault.message}
    </p>
  )
}

/** A box to tick, with its hint. */
export function Tick({
  name,
  label,
  hint,
  isOn,
  onChange,
}: {
  name: string
  label: ReactNode
  hint?: string
  isOn: boolean
  onChange: (isOn: boolean) => void
}): ReactNode {
  return (
    <div className="tick">
      <input
        id={name}
        type="checkbox"
        checked={isOn}
        aria-describedby={hint === undefined ? undefined : `${name}-hint`}
        onChange={(event) => {
          onChange(event.target.checked)
        }}
      />
      <label htmlFor={name}>{label}</label>
      {hint !== undefined && (
        <p id={`${name}-hint`} className="hint soft">
          {hint}
        </p>
      )}
    </div>
  )
}
