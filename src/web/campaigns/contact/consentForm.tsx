import { useState, type ReactNode } from 'react'
import { useMutation } from 'urql'
import { codeWords } from '../../page/words.js'
import { RecordConsentDocument, RevokeConsentDocument, type ConsentBasis } from '../generated/graphql.js'
import { Outcome } from '../overview/outcome.js'
import { answered } from '../room/answered.js'
import type { Fault } from '../room/faults.js'
import { Field } from '../room/field.js'

/** What a consent, or its end, can make look different. */
const touched = {
  additionalTypenames: ['Consent', 'Contact', 'ContactExplanation', 'DialQueueEntry', 'QueueDiagnosis', 'Callback'],
}
const bases: readonly ConsentBasis[] = [
  'EXPRESS',
  'WRITTEN',
  'ESTABLISHED_RELATIONSHIP',
  'INQUIRY',
  'REQUESTED_CALLBACK',
  'NONE',
]
const ownFields = ['source', 'reason', 'givenAt', 'expiresAt']

/** Writes down what the contact has said about being called, or withdraws all of it. */
export function ConsentForm({ contactId }: { contactId: string }): ReactNode {
  const [{ fetching: isRecording }, record] = useMutation(RecordConsentDocument)
  const [{ fetching: isRevoking }, revoke] = useMutation(RevokeConsentDocument)
  const [basis, setBasis] = useState<ConsentBasis>('EXPRESS')
  const [source, setSource] = useState('')
  const [given, setGiven] = useState('')
  const [until, setUntil] = useState('')
  const [fault, setFault] = useState<Fault | null>(null)
  const [done, setDone] = useState<string | null>(null)
  const isBusy = isRecording || isRevoking

  /** Says what was done, or why the server refused; words that were refused stay to be mended. */
  const finish = <T,>(result: Parameters<typeof answered<T>>[0], words: (data: T) => string): void => {
    const { data, fault: refusal } = answered(result)
    // One box holds the proof of a record and the reason of a withdrawal.
    setFault(refusal?.field === 'reason' ? { ...refusal, field: 'source' } : refusal)
    setDone(data === null ? null : words(data))
    if (data !== null) setSource('')
  }
  const write = async (): Promise<void> => {
    const instants = {
      ...(given === '' ? {} : { givenAt: new Date(given).toISOString() }),
      ...(until === '' ? {} : { expiresAt: new Date(until).toISOString() }),
    }
    finish(await record({ input: { contactId, basis, source, ...instants } }, touched), ({ recordConsent }) =>
      basis === 'NONE' ? `Recorded; ${entries(recordConsent.cancelled)} cancelled.` : 'Recorded.',
    )
  }
  const withdraw = async (): Promise<void> => {
    finish(
      await revoke({ input: { contactId, reason: source } }, touched),
      ({ revokeConsent }) => `Withdrawn; ${entries(revokeConsent.cancelled)} cancelled.`,
    )
  }
  return (
    <form
      className="suppression"
      onSubmit={(event) => {
        event.preventDefault()
        void write()
      }}
    >
      <div className="group-fields">
        <Field name="source" label="Proof, or why" hint="1 to 200 characters, kept as evidence." fault={fault}>
          {(control) => (
            <input
              {...control}
              value={source}
              onChange={(event) => {
                setSource(event.target.value)
              }}
            />
          )}
        </Field>
        <Field name="basis" label="On the basis" fault={fault}>
          {(control) => (
            <select
              {...control}
              value={basis}
              onChange={(event) => {
                setBasis(bases.find((one) => one === event.target.value) ?? 'EXPRESS')
              }}
            >
              {bases.map((one) => (
                <option key={one} value={one}>
                  {codeWords(one)}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Instant name="givenAt" label="Said on" hint="Empty: now." value={given} onChange={setGiven} fault={fault} />
        <Instant
          name="expiresAt"
          label="Until"
          hint="Empty: for good."
          value={until}
          onChange={setUntil}
          fault={fault}
        />
      </div>
      <div className="actions">
        <button type="submit" disabled={isBusy}>
          Record
        </button>
        <button type="button" disabled={isBusy} onClick={() => void withdraw()}>
          Withdraw all
        </button>
      </div>
      <Outcome fault={fault?.field != null && ownFields.includes(fault.field) ? null : fault} done={done} />
    </form>
  )
}

function Instant({
  value,
  onChange,
  ...field
}: {
  name: string
  label: string
  hint: string
  fault: Fault | null
  value: string
  onChange: (value: string) => void
}): ReactNode {
  return (
    <Field {...field} hint={`${field.hint} On this browser's clock.`}>
      {(control) => (
        <input
          {...control}
          type="datetime-local"
          value={value}
          onChange={(event) => {
            onChange(event.target.value)
          }}
        />
      )}
    </Field>
  )
}

function entries(count: number): string {
  return count === 1 ? '1 waiting entry is' : `${count} waiting entries are`
}
