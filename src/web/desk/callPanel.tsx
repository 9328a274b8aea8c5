import type { ReactNode } from 'react'
import { useNow } from '../page/now.js'
import { clockWords } from '../page/words.js'
import { stateWords } from './announcement.js'
import { CommandButton } from './commandButton.js'
import type { Desk } from './desk.js'
import type { DeskEntry } from './desk.types.js'
import { OutcomeForm, type CallProps } from './outcomeForm.js'
import { isPossible, keyWords, type Command } from './shortcuts.js'
import { StateHeading } from './stateHeading.js'

/** The call itself: where it stands, how long, the next step, the notes and the outcome. */
export function CallPanel({
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
  const { heading, words } = stateWords(view)
  const button = (command: Command, label: string, isPrimary = false): ReactNode => (
    <CommandButton {...{ command, label, onCommand, isPrimary }} isDisabled={!isPossible(command, view)} />
  )
  const { status } = entry
  return (
    <section className="card call" aria-labelledby="state">
      <div className="call-state">
        <StateHeading>{heading}</StateHeading>
        <CallTimer entry={entry} desk={desk} />
      </div>
      <p className="soft">{words}</p>
      <div className="desk-buttons call-steps">
        {status === 'RESERVED' && button('dial', 'Dial', true)}
        {status === 'RESERVED' && button('skip', 'Skip')}
        {status === 'DIALING' && button('answered', 'Answered', true)}
        {(status === 'DIALING' || status === 'CONNECTED') && button('hangUp', 'Hang up', status === 'CONNECTED')}
        {status === 'DIALING' && button('giveBack', 'Call was not placed')}
      </div>
      <div className="field">
        <label htmlFor="notes">
          Notes <kbd>{keyWords('notes')}</kbd>
        </label>
        <textarea
          id="notes"
          rows={5}
          maxLength={10_000}
          value={view.notes}
          // What is typed while the outcome is on its way would go with no call.
          readOnly={view.sending?.kind === 'step' && view.sending.outcomeLabel !== null}
          onChange={(event) => {
            desk.type(event.target.value)
          }}
        />
      </div>
      {status !== 'RESERVED' && (
        <OutcomeForm {...{ desk, api, view, entry, outcomes, wish, chosen, onCommand, onChoose, onWish }} />
      )}
    </section>
  )
}

/** How long it rings, how long they talk, how long the wrap-up takes. */
function CallTimer({
  entry: { status, dialedAt, connectedAt, endedAt },
  desk,
}: {
  entry: DeskEntry
  desk: Desk
}): ReactNode {
  const now = desk.clock.at(useNow())
  const since = (from: string | null, until = now): string | null =>
    from === null ? null : clockWords((until - Date.parse(from)) / 1000)
  const running = { DIALING: dialedAt, CONNECTED: connectedAt, WRAP_UP: endedAt } as const
  const shown = status === 'DIALING' || status === 'CONNECTED' || status === 'WRAP_UP' ? since(running[status]) : null
  if (shown === null) return null
  const talked = status === 'WRAP_UP' && endedAt !== null ? since(connectedAt, Date.parse(endedAt)) : null
  return (
    <p className="call-timer">
      <span className="number" role="timer">
        {shown}
      </span>
      {talked !== null && <span className="soft"> after a talk of {talked}</span>}
    </p>
  )
}
