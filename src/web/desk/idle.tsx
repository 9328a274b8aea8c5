import type { ReactNode } from 'react'
import { useNow } from '../page/now.js'
import { clockWords } from '../page/words.js'
import { stateWords } from './announcement.js'
import { CommandButton } from './commandButton.js'
import type { Desk } from './desk.js'
import type { DeskView } from './deskView.js'
import { instantWords } from './instantWords.js'
import { isPossible, type Command } from './shortcuts.js'
import { StateHeading } from './stateHeading.js'

/** Between two contacts: the key for the next, and why there is none. */
export function Idle({
  desk,
  view,
  onCommand,
}: {
  desk: Desk
  view: DeskView
  onCommand: (command: Command) => void
}): ReactNode {
  const { agent, nothing } = view
  const { heading, words } = stateWords(view)
  const isAway = agent?.status === 'PAUSED' || agent?.status === 'OFFLINE'
  return (
    <section className="card desk-idle" aria-labelledby="state">
      <StateHeading>{heading}</StateHeading>
      <p>{words}</p>
      {nothing !== null && !isAway && <AskAgain view={view} desk={desk} />}
      {agent !== null &&
        (isAway ? (
          <CommandButton command="available" label="Be available" onCommand={onCommand} isPrimary />
        ) : (
          <CommandButton
            command="next"
            label={nothing === null ? 'Next contact' : 'Ask again now'}
            onCommand={onCommand}
            isDisabled={!isPossible('next', view)}
            isPrimary
          />
        ))}
      {!isAway && (
        <label className="desk-check">
          <input
            type="checkbox"
            checked={view.asksByItself}
            onChange={(event) => {
              desk.askByItself(event.target.checked)
            }}
          />
          When there is nothing to dial, ask again by itself
        </label>
      )}
    </section>
  )
}

function AskAgain({ view: { nothing, asksAt }, desk }: { view: DeskView; desk: Desk }): ReactNode {
  const now = useNow()
  const retryAt = nothing?.retryAt ?? null
  return (
    <>
      <p>
        {retryAt === null
          ? 'Nobody can say when asking helps: try again in a while.'
          : `Asking helps from ${instantWords(new Date(retryAt), null)} on your clock, ${inWords(
              (Date.parse(retryAt) - desk.clock.at(now)) / 1000,
            )}.`}
      </p>
      {asksAt !== null && (
        <p className="number">This desk asks by itself in {clockWords(Math.max(0, asksAt - now) / 1000)}.</p>
      )}
    </>
  )
}

function inWords(seconds: number): string {
  return seconds <= 0 ? 'that is now' : `in ${clockWords(seconds)}`
}
