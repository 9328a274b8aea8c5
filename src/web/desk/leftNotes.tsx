import type { ReactNode } from 'react'
import { timeOfDayWords } from '../page/words.js'
import type { Desk } from './desk.js'
import type { NotesDraft } from './notesDraft.js'

/** Notes that were typed for contacts that are gone and that the server never got. */
export function LeftNotes({ desk, drafts }: { desk: Desk; drafts: readonly NotesDraft[] }): ReactNode {
  if (drafts.length === 0) return null
  return (
    <section className="card left-notes" aria-labelledby="left-notes">
      <h2 id="left-notes">Notes that were not saved</h2>
      <p className="soft">
        They belong to contacts that are no longer yours. Pass on what matters; they are removed after a day, and when
        you sign out.
      </p>
      <ul>
        {drafts.map(({ entryId, text, at }) => (
          <li key={entryId}>
            <p className="soft">{timeOfDayWords(new Date(at), null)}</p>
            <p className="written">{text}</p>
            <button
              type="button"
              onClick={() => {
                desk.discardNotes(entryId)
              }}
            >
              Discard these notes
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
