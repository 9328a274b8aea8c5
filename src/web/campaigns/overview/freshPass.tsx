import { useState, type ReactNode } from 'react'
import { useMutation, useQuery } from 'urql'
import { codeWords, countWords } from '../../page/words.js'
import {
  OutcomesDocument,
  ResetListDocument,
  type CampaignQuery,
  type OutcomesQuery,
  type ResetListMutation,
} from '../generated/graphql.js'
import { answered } from '../room/answered.js'
import { isAbout, type Fault } from '../room/faults.js'
import { FaultWords, Field, Tick } from '../room/field.js'
import { Loaded } from '../room/loaded.js'
import { Panel } from '../room/view.js'
import { Bars } from './bars.js'
import { touchedByCampaign } from './changeCampaign.js'

type Lists = NonNullable<CampaignQuery['campaign']>['lists']
type Result = ResetListMutation['resetList']

const touched = { additionalTypenames: [...touchedByCampaign.additionalTypenames, 'Contact', 'ContactExplanation'] }
const ownFields = ['listId', 'outcomes', 'notCalledSince']

/** Gives contacts of a worked list a fresh pass: first a dry run, whose counts are shown, then the same in earnest. */
export function FreshPass({ id, lists }: { id: string; lists: Lists }): ReactNode {
  const [answer] = useQuery({ query: OutcomesDocument })
  const [first] = lists
  if (first === undefined) return null
  return (
    <Panel title="Fresh pass of a list">
      <Loaded answer={answer}>
        {({ outcomes }) => (
          // Begun anew when the campaign dials other lists: the one that was chosen may be none of them.
          <FreshPassForm
            key={lists.map((list) => list.id).join()}
            id={id}
            lists={lists}
            firstId={first.id}
            outcomes={outcomes}
          />
        )}
      </Loaded>
    </Panel>
  )
}

function FreshPassForm({
  id,
  lists,
  firstId,
  outcomes,
}: {
  id: string
  lists: Lists
  firstId: string
  outcomes: OutcomesQuery['outcomes']
}): ReactNode {
  const [listId, setListId] = useState(firstId)
  const [codes, setCodes] = useState<readonly string[]>([])
  const [since, setSince] = useState('')
  const [fault, setFault] = useState<Fault | null>(null)
  const [result, setResult] = useState<Result | null>(null)
  const [{ fetching }, reset] = useMutation(ResetListDocument)
  /** Another choice has other counts: they are to be seen first. */
  const choose = (change: () => void): void => {
    change()
    setResult(null)
    setFault(null)
  }
  const run = async (dryRun: boolean): Promise<void> => {
    const notCalledSince = since === '' ? {} : { notCalledSince: new Date(since).toISOString() }
    const input = { campaignId: id, listId, outcomes: [...codes], ...notCalledSince, dryRun }
    const { data, fault: refusal } = answered(await reset({ input }, dryRun ? {} : touched))
    setFault(refusal)
    setResult(data === null ? null : data.resetList)
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        void run(true)
      }}
    >
      <div className="group-fields">
        <Field name="listId" label="List" fault={fault}>
          {(control) => (
            <select
              {...control}
              value={listId}
              onChange={({ target }) => {
                choose(() => {
                  setListId(target.value)
                })
              }}
            >
              {lists.map((list) => (
                <option key={list.id} value={list.id}>
                  {list.name}
                </option>
              ))}
            </select>
          )}
        </Field>
        <Field
          name="notCalledSince"
          label="Not called since"
          hint="Empty: whenever they were called. On this browser's clock."
          fault={fault}
        >
          {(control) => (
            <input
              {...control}
              type="datetime-local"
              value={since}
              onChange={({ target }) => {
                choose(() => {
                  setSince(target.value)
                })
              }}
            />
          )}
        </Field>
      </div>
      <fieldset>
        <legend>Last outcome</legend>
        <p className="hint soft">Who has said no is never called again by a fresh pass.</p>
        <div className="group-fields">
          {outcomes
            .filter(({ category, isRefusal }) => category !== 'DO_NOT_CALL' && !isRefusal)
            .map(({ code, label }) => (
              <Tick
                key={code}
                name={`outcome-${code}`}
                label={label}
                isOn={codes.includes(code)}
                onChange={(isOn) => {
                  choose(() => {
                    setCodes(isOn ? [...codes, code] : codes.filter((one) => one !== code))
                  })
                }}
              />
            ))}
        </div>
        {isAbout(fault, 'outcomes') && <FaultWords id="outcomes-fault" fault={fault} />}
      </fieldset>
      <div className="actions">
        <button type="submit" disabled={fetching}>
          Count first
        </button>
        <button
          type="button"
          className="primary"
          disabled={fetching || result === null || !result.isDryRun || result.resetCount === 0}
          onClick={() => void run(false)}
        >
          Give a fresh pass
        </button>
      </div>
      {fault !== null && !ownFields.includes(fault.field ?? '') && (
        <p className="message danger" role="alert">
          {fault.message}
        </p>
      )}
      <div role="status">{result !== null && <Sentence result={result} />}</div>
      {result !== null && <LeftOut result={result} />}
    </form>
  )
}

function Sentence({ result: { isDryRun, resetCount, warnings } }: { result: Result }): ReactNode {
  const contacts = resetCount === 1 ? '1 contact' : `${countWords(resetCount)} contacts`
  return (
    <>
      <p className={`message ${isDryRun ? '' : 'good'}`}>
        {isDryRun ? `${contacts} would get a fresh pass. Nothing was changed.` : `A fresh pass for ${contacts}.`}
      </p>
      {warnings.map((warning) => (
        <p key={warning} className="message warning">
          {warning}
        </p>
      ))}
    </>
  )
}

function LeftOut({ result: { leftOut } }: { result: Result }): ReactNode {
  const total = leftOut.reduce((sum, { count }) => sum + count, 0)
  if (total === 0) return <p className="soft">No contact of the list is left out.</p>
  return (
    <Bars
      caption={total === 1 ? '1 contact is left out' : `${countWords(total)} contacts are left out`}
      what="Because"
      bars={leftOut.map(({ reason, count }) => ({ key: reason, name: codeWords(reason), count }))}
      total={total}
    />
  )
}
