import type { ReactNode } from 'react'
import { CallbackFields } from './callbackFields.js'
import type { CallbackWish } from './callbackWish.js'
import { codeWords } from '../page/words.js'
import type { Desk } from './desk.js'
import type { DeskView } from './deskView.js'
import type { DeskEntry } from './desk.types.js'
import type { DeskApi } from './deskApi.js'
import { finalStatusOf, whyNotNow, type OutcomeChoice } from './outcomeChoice.js'
import type { OutcomeWish } from './outcomeWish.js'
import { isPossible, keyWords, type Command } from './shortcuts.js'

/** What the panel of a call and the form in it share. */
export interface CallProps {
  readonly desk: Desk
  readonly api: DeskApi
  readonly view: DeskView
  readonly entry: DeskEntry
  readonly outcomes: readonly OutcomeChoice[]
  readonly wish: OutcomeWish
  readonly chosen: OutcomeChoice | null
  readonly onCommand: (command: Command) => void
  readonly onChoose: (outcome: OutcomeChoice, isByKey: boolean) => void
  readonly onWish: (callback: CallbackWish) => void
}

/** How the call ended: one outcome of the catalogue, and with a callback when and by whom. */
export function OutcomeForm({
  desk,
  api,
  view,
  entry,
  outcomes,
  wish,
  chosen,
  onCommand,
  onChoose,
  onWish,
}: CallProps): ReactNode {
  const isSavable = chosen !== null && finalStatusOf(entry.status, chosen.category) !== null
  const notYet = outcomes.filter(({ category }) => whyNotNow(entry.status, category) !== null)
  return (
    <form
      className="outcome-form"
      onSubmit={(event) => {
        event.preventDefault()
        onCommand('save')
      }}
    >
      <fieldset>
        <legend>Outcome</legend>
        <div className="outcomes">
          {outcomes.map((outcome) => {
            const why = whyNotNow(entry.status, outcome.category)
            return (
              <label key={outcome.code} className="outcome" title={why ?? codeWords(outcome.category)}>
                <input
                  type="radio"
                  name="outcome"
                  checked={chosen?.code === outcome.code}
                  disabled={why !== null}
                  onChange={() => {
                    onChoose(outcome, false)
                  }}
                />
                <span>{outcome.label}</span>
                {outcome.digit !== null && <kbd>{outcome.digit}</kbd>}
              </label>
            )
          })}
        </div>
        {notYet.length > 0 && (
          <p className="soft">
            {notYet.map(({ label }) => label).join(', ')}: {whyNotNow(entry.status, notYet[0]?.category ?? 'FAILED')}.
          </p>
        )}
      </fieldset>
      {chosen?.category === 'CALLBACK' && wish.callback !== null && (
        <CallbackFields {...{ desk, api, entry, onWish }} hasFocus={wish.isByKey} wish={wish.callback} />
      )}
      <button type="submit" className="primary" aria-disabled={!isSavable || !isPossible('save', view)}>
        {entry.status === 'CONNECTED' ? 'Hang up and save' : 'Save'}
        {chosen === null ? '' : ` “${chosen.label}”`} <kbd>{keyWords('save')}</kbd>
      </button>
    </form>
  )
}
