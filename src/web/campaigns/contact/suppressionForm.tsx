import { useState, type ReactNode } from 'react'
import { useMutation } from 'urql'
import { AddToDoNotCallDocument, RemoveFromDoNotCallDocument, type ContactQuery } from '../generated/graphql.js'
import { faultOf, type Fault } from '../room/faults.js'
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

  const suppress = async (): Promise<void> => {
    const expiresAt = until === '' ? {} : { expiresAt: new Date(until).toISOString() }
    const { data, error } = await add({ input: { contactId, reason, ...scope, ...expiresAt } }, touched)
    setFault(error === undefined ? null : faultOf(error))
    const cancelled = data?.addToDoNotCall.cancelled ?? 0
    setDone(data === undefined ? null : `Not called any more; ${entries(cancelled)} cancelled.`)
    if (data !== undefined) setReason('')
  }
  const release = async (): Promise<void> => {
    const { data, error } = await remove({ input: { contactId, reason, ...scope } }, touched)
    setFault(error === undefined ? null : faultOf(error))
    const removed = data?.removeFromDoNotCall.removed ?? 0
    setDone(
      data === undefined
        ? null
        : removed === 0
          ? 'Nothing stood there that could be taken off.'
          : 'May be called again, unless something else stands against it.',
    )
    if (data !== undefined) setReason('')
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
