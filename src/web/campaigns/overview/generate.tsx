import { useState, type ReactNode } from 'react'
import { useMutation } from 'urql'
import { codeWords, countWords } from '../../page/words.js'
import { GenerateQueueDocument, type GenerateQueueMutation } from '../generated/graphql.js'
import { answered } from '../room/answered.js'
import type { Fault } from '../room/faults.js'
import { Field } from '../room/field.js'
import { readWhole } from '../room/readNumber.js'
import { Panel } from '../room/view.js'
import { Bars } from './bars.js'
import { touchedByCampaign } from './changeCampaign.js'

type Result = GenerateQueueMutation['generateQueue']

/** Tops the queue up, after a dry run or at once, and shows why contacts are left out. */
export function Generate({ id, optimalSize }: { id: string; optimalSize: number }): ReactNode {
  const [size, setSize] = useState('')
  const [fault, setFault] = useState<Fault | null>(null)
  const [result, setResult] = useState<Result | null>(null)
  const [{ fetching }, generate] = useMutation(GenerateQueueDocument)
  const run = async (dryRun: boolean): Promise<void> => {
    const maxEntries = size.trim() === '' ? null : readWhole(size, 1, 1_000_000)
    if (maxEntries === 'not a number') {
      setFault({ field: 'maxEntries', message: 'A whole number from 1 to 1,000,000, or nothing.' })
      return
    }
    const { data, fault: refusal } = answered(
      await generate({ input: { campaignId: id, maxEntries, dryRun } }, dryRun ? {} : touchedByCampaign),
    )
    setFault(refusal)
    setResult(data === null ? null : data.generateQueue)
  }
  return (
    <Panel title="Fill the queue">
      <form
        className="generate"
        onSubmit={(event) => {
          event.preventDefault()
          void run(true)
        }}
      >
        <Field
          name="maxEntries"
          label="Live entries at most"
          hint={`Empty: the optimal size for the agents at work, now ${countWords(optimalSize)}.`}
          fault={fault}
        >
          {(control) => (
            <input
              {...control}
              inputMode="numeric"
              value={size}
              onChange={(event) => {
                setSize(event.target.value)
              }}
            />
          )}
        </Field>
        <div className="actions">
          <button type="submit" disabled={fetching}>
            Dry run
          </button>
          <button type="button" className="primary" disabled={fetching} onClick={() => void run(false)}>
            Generate
          </button>
        </div>
      </form>
      {fault !== null && fault.field !== 'maxEntries' && (
        <p className="message danger" role="alert">
          {fault.message}
        </p>
      )}
      <div role="status">{result !== null && <Sentence result={result} />}</div>
      {result !== null && <Reasons result={result} />}
    </Panel>
  )
}

function Sentence({ result: { isDryRun, created, kept } }: { result: Result }): ReactNode {
  const entries = (count: number): string => (count === 1 ? '1 entry' : `${countWords(count)} entries`)
  return (
    <p className={`message ${isDryRun ? '' : 'good'}`}>
      {isDryRun
        ? `A dry run: ${entries(created)} would be added, ${countWords(kept)} kept. Nothing was changed.`
        : `${entries(created)} added, ${countWords(kept)} kept.`}
    </p>
  )
}

function Reasons({ result: { excluded } }: { result: Result }): ReactNode {
  const bars = [...excluded].sort((one, other) => other.count - one.count)
  const total = bars.reduce((sum, { count }) => sum + count, 0)
  if (total === 0) return <p className="soft">No contact was left out.</p>
  return (
    <Bars
      caption={total === 1 ? '1 contact was left out' : `${countWords(total)} contacts were left out`}
      what="Because"
      bars={bars.map(({ reason, count }) => ({ key: reason, name: codeWords(reason), count }))}
      total={total}
    />
  )
}
