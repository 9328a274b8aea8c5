import { useState, type ReactNode } from 'react'
import { countWords } from '../../page/words.js'
import type { CampaignStatus } from '../generated/graphql.js'
import { Status } from '../room/status.js'
import { useCampaignChange } from './changeCampaign.js'
import { Outcome } from './outcome.js'

const meaning: Readonly<Record<CampaignStatus, string>> = {
  DRAFT: 'Being prepared: nothing is handed out before it is started.',
  ACTIVE: 'Contacts are handed out.',
  PAUSED: 'Nothing is handed out until it is started again; calls that run are finished.',
  COMPLETED: 'Over for good; a new purpose is a new campaign.',
}

/** Whether contacts are handed out, and the steps from here: start, pause, complete. */
export function Life({ id, status, queued }: { id: string; status: CampaignStatus; queued: number }): ReactNode {
  const { isBusy, fault, done, change } = useCampaignChange(id)
  const [isEnding, setEnding] = useState(false)
  const end = async (): Promise<void> => {
    await change({ status: 'COMPLETED' }, 'The campaign is completed.')
    setEnding(false)
  }
  return (
    <div className="life">
      <p>
        <Status code={status} /> {meaning[status]}
      </p>
      {status !== 'COMPLETED' && (
        <div className="actions">
          {status === 'ACTIVE' ? (
            <button
              type="button"
              disabled={isBusy}
              onClick={() => void change({ status: 'PAUSED' }, 'The campaign is paused.')}
            >
              Pause
            </button>
          ) : (
            <button
              type="button"
              className="primary"
              disabled={isBusy}
              onClick={() => void change({ status: 'ACTIVE' }, 'The campaign is started.')}
            >
              Start
            </button>
          )}
          {!isEnding && (
            <button
              type="button"
              disabled={isBusy}
              onClick={() => {
                setEnding(true)
              }}
            >
              Complete …
            </button>
          )}
        </div>
      )}
      {isEnding && (
        <div className="message warning" role="group" aria-label="Complete the campaign">
          <p>
            Completed is for good. {queued === 1 ? '1 queued entry is' : `${countWords(queued)} queued entries are`}{' '}
            cancelled, and so are its open callbacks.
          </p>
          <div className="actions">
            <button type="button" disabled={isBusy} autoFocus onClick={() => void end()}>
              Complete for good
            </button>
            <button
              type="button"
              onClick={() => {
                setEnding(false)
              }}
            >
              Keep it
            </button>
          </div>
        </div>
      )}
      <Outcome fault={fault} done={done} />
    </div>
  )
}
