import type { ReactNode } from 'react'
import { clockWords, codeWords } from '../page/words.js'
import type { DeskEntry } from './desk.types.js'
import type { OutcomeChoice } from './outcomeChoice.js'

const dateFormat = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium', timeStyle: 'short' })

/** What has happened to a contact before, newest first. */
export function EarlierCalls({
  calls,
  outcomes,
}: {
  calls: DeskEntry['contact']['calls']
  outcomes: readonly OutcomeChoice[]
}): ReactNode {
  const labelOf = (code: string): string => outcomes.find((outcome) => outcome.code === code)?.label ?? codeWords(code)
  return (
    <section className="card earlier" aria-labelledby="earlier">
      <h2 id="earlier">Earlier calls</h2>
      {calls.length === 0 ? (
        <p className="soft">None: this is the first.</p>
      ) : (
        <ol>
          {calls.map(({ id, attempt, startedAt, answeredAt, endedAt, outcome, notes, agentName, campaign }) => (
            <li key={id}>
              <p>
                <strong>{labelOf(outcome)}</strong>{' '}
                <span className="soft">
                  {dateFormat.format(new Date(startedAt))} · attempt {attempt} of {campaign.name}
                  {answeredAt !== null &&
                    ` · talked ${clockWords((Date.parse(endedAt) - Date.parse(answeredAt)) / 1000)}`}
                  {agentName !== null && ` · ${agentName}`}
                </span>
              </p>
              {notes !== null && notes !== '' && <p className="written">{notes}</p>}
            </li>
          ))}
        </ol>
      )}
    </section>
  )
}
