import type { ReactNode } from 'react'
import { FaultWords } from '../room/field.js'
import { isAbout, type Fault } from '../room/faults.js'
import { Choice } from './choice.js'
import type { CapDraft } from './draft.js'
import { hints } from './hints.js'

/** The most that the API takes. */
const MOST_CAPS = 10

const subjectWords = { NUMBER: 'to one number', CONTACT: 'to one contact' } as const
const scopeWords = { CAMPAIGN: 'by this campaign', ORGANIZATION: 'by all campaigns' } as const
const countWords = {
  CALLS: 'calls',
  CONVERSATIONS: 'conversations',
  ABANDONED: 'abandoned calls',
  REFUSALS: 'refusals',
} as const
const unitWords = { MINUTES: 'minutes', CALENDAR_DAYS: 'days of their calendar' } as const
const windowLabels = { MINUTES: 'Window in minutes', CALENDAR_DAYS: 'Window in calendar days' } as const

const newCap: CapDraft = {
  subject: 'CONTACT',
  scope: 'ORGANIZATION',
  counts: 'CALLS',
  limit: '3',
  window: '1440',
  unit: 'MINUTES',
}

/** The campaign's own frequency caps, each a sentence with its figures to fill in. */
export function CapsEditor({
  caps,
  fault,
  onChange,
}: {
  caps: readonly CapDraft[]
  fault: Fault | null
  onChange: (caps: readonly CapDraft[]) => void
}): ReactNode {
  const change = (place: number, part: Partial<CapDraft>): void => {
    onChange(caps.map((cap, index) => (index === place ? { ...cap, ...part } : cap)))
  }
  return (
    <fieldset className="caps">
      <legend>Frequency caps of its own</legend>
      <p className="hint soft">{hints.frequencyCaps} For instance 3 calls to one contact in 1,440 minutes (a day).</p>
      {caps.map((cap, index) => (
        // The caps have no identity but their place.
        <fieldset key={index} className="cap">
          <legend>Cap {index + 1}</legend>
          <span>At most</span>
          <input
            aria-label="Limit"
            inputMode="numeric"
            size={4}
            value={cap.limit}
            onChange={(event) => {
              change(index, { limit: event.target.value })
            }}
          />
          <Choice
            control={{ 'aria-label': 'What is counted' }}
            codes={['CALLS', 'CONVERSATIONS', 'ABANDONED', 'REFUSALS']}
            value={cap.counts}
            words={(code) => countWords[code]}
            onChange={(counts) => {
              change(index, { counts })
            }}
          />
          <Choice
            control={{ 'aria-label': 'To whom' }}
            codes={['CONTACT', 'NUMBER']}
            value={cap.subject}
            words={(code) => subjectWords[code]}
            onChange={(subject) => {
              change(index, { subject })
            }}
          />
          <Choice
            control={{ 'aria-label': 'By whom' }}
            codes={['ORGANIZATION', 'CAMPAIGN']}
            value={cap.scope}
            words={(code) => scopeWords[code]}
            onChange={(scope) => {
              change(index, { scope })
            }}
          />
          <span>in</span>
          <input
            aria-label={windowLabels[cap.unit]}
            inputMode="numeric"
            size={7}
            value={cap.window}
            onChange={(event) => {
              change(index, { window: event.target.value })
            }}
          />
          <Choice
            control={{ 'aria-label': 'Unit of the window' }}
            codes={['MINUTES', 'CALENDAR_DAYS']}
            value={cap.unit}
            words={(code) => unitWords[code]}
            onChange={(unit) => {
              change(index, { unit })
            }}
          />
          <button
            type="button"
            onClick={() => {
              onChange(caps.filter((_, place) => place !== index))
            }}
          >
            Remove cap {index + 1}
          </button>
        </fieldset>
      ))}
      {isAbout(fault, 'frequencyCaps') && <FaultWords id="frequencyCaps-fault" fault={fault} />}
      {caps.length < MOST_CAPS && (
        <button
          type="button"
          onClick={() => {
            onChange([...caps, newCap])
          }}
        >
          Add a cap
        </button>
      )}
    </fieldset>
  )
}
