import { useState, type ReactNode } from 'react'
import { useMutation } from 'urql'
import { AddToDoNotCallDocument, RemoveFromDoNotCallDocument, type ContactQuery } from '../generated/graphql.js'
import { answered } from '../room/answered.js'
import type { Fault } from '../room/faults.js'
import { Field } from '../room/field.js'
import { Outcome } from '../overview/outcome.js'

/** What a suppression, or its end, can make look different. */
const touched = {
  additionalTypenames: [
    'DoNotCallEntry',
    'Contact',
    'ContactExplanation',
    'DialQueueEntry',
    'QueueDiagnosis',
    'Campaign',
  ],
}
const ownFields = ['reason', 'expiresAt', 'campaignId']

/** Adds the contact, with all its numbers, to do-not-call, or takes off what was added. */
export function SuppressionForm({
  contactId,
  campaigns,
}: {
  contactId: string
  campaigns: ContactQuery['campaigns']
}): ReactNode {
  const [{ fetching: isAdding }, add] = useMutation(AddToDoNotCallDocument)
  const [{ fetching: isRemoving }, remove] = useMutation(RemoveFromDoNotCallDocument)
  const [reason, setReason] = useState('')
  const [campaignId, setCampaignId] = useState('')
  const [until, setUntil] = useState('')
  const [fault, setFault] = useState<Fault | null>(null)
  const [done, setDone] = useState<string | null>(null)
  const isBusy = isAdding || isRemoving
  const scope = campaignId === '' ? {} : { campaignId }

  /** Says what was done, or why the server refused; a reason that was refused stays to be mended. */
  const finish = <T,>(result: Parameters<typeof answered<T>>[0], words: (data: T) => string): void => {
    const { data, fault: refusal } = answered(result)
    setFault(refusal)
    setDone(data === null ? null : words(data))
    if (data !== null) setReason('')
  }
  const suppress = async (): Promise<void> => {
    const expiresAt = until === '' ? {} : { expiresAt: new Date(until).toISOString() }
    finish(
      await add({ input: { contactId, reason, ...scope, ...expiresAt } }, touched),
      ({ addToDoNotCall }) => `Not called any more; ${entries(addToDoNotCall.cancelled)} cancelled.`,
    )
  }
  const release = async (): Promise<void> => {
    finish(await remove({ input: { contactId, reason, ...scope } }, touched), ({ removeFromDoNotCall }) =>
      removeFromDoNotCall.removed === 0
        ? 'Nothing stood there that could be taken off.'
        : 'May be called again, unless something else stands against it.',
    )
  }
  return (
    <form
      className="suppression"
      onSubmit={(event) => {
        event.preventDefault()
        void suppress()
      }}
    >
      <div className="group-fields">
        <Field name="reason" label="Reason" hint="1 to 500 characters, kept as evidence." fault={fault}>
          {(control) => (
            <input
              {...control}
              value={reason}
              onChange={(event) => {
                setReason(event.target.value)
              }}
            />
          )}
        </Field>
        <Field name="campaignId" label="For" fault={fault}>
          {(control) => (
            <select
              {...control}
              value={campaignId}
              onChange={(event) => {
                setCampaignId(event.target.value)
              }}
            >
              <option value="">the whole organization</option>
              {campaigns.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field name="expiresAt" label="Until" hint="Empty: for good. On this browser's clock." fault={fault}>
          {(control) => (
            <input
              {...control}
              type="datetime-local"
              value={until}
              onChange={(event) => {
                setUntil(event.target.value)
              }}
            />
          )}
        </Field>
      </div>
      <div className="actions">
        <button type="submit" disabled={isBusy}>
          Do not call any more
        </button>
        <button type="button" disabled={isBusy} onClick={() => void release()}>
          Take off again
        </button>
      </div>
      <Outcome fault={fault?.field != null && ownFields.includes(fault.field) ? null : fault} done={done} />
    </form>
  )
}

function entries(count: number): string {
  return count === 1 ? '1 waiting entry is' : `${count} waiting entries are`
}
