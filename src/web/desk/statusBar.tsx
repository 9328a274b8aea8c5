import type { ReactNode } from 'react'
import { useNow } from '../page/now.js'
import { clockWords, codeWords } from '../page/words.js'
import { CommandButton } from './commandButton.js'
import type { Desk } from './desk.js'
import type { DeskView } from './deskView.js'
import { keyWords, type Command } from './shortcuts.js'

const pauseReasons = ['Break', 'Lunch', 'Training', 'Meeting', 'Other work']

/** Who the agent is to the floor: status, campaign, and the keys that change them. */
export function StatusBar({
  desk,
  view,
  isPausing,
  onPausing,
  onCommand,
}: {
  desk: Desk
  view: DeskView
  isPausing: boolean
  onPausing: (isPausing: boolean) => void
  onCommand: (command: Command) => void
}): ReactNode {
  const { agent, setting, campaignId, sending, afterwards } = view
  const campaigns = setting?.me.agent?.campaigns ?? []
  const isSending = sending !== null || agent === null
  const button = (command: Command, label: string, isPressed: boolean): ReactNode => (
    <CommandButton {...{ command, label, onCommand }} isDisabled={isSending} isPressed={isPressed} />
  )
  const is = (status: 'PAUSED' | 'OFFLINE'): boolean => agent?.status === status || afterwards === status
  return (
    <section className="desk-bar card" aria-label="Your status">
      <p className="desk-who">
        <strong>{agent?.name ?? '…'}</strong> {agent !== null && <StatusWords view={view} desk={desk} />}
      </p>
      <div className="desk-buttons">
        {button('available', 'Available', !is('PAUSED') && !is('OFFLINE') && agent !== null)}
        {button('pause', 'Break…', is('PAUSED'))}
        {button('offline', 'End shift', is('OFFLINE'))}
      </div>
      <label className="desk-campaign">
        <span>Campaign</span>
        <select
          value={campaignId ?? ''}
          onChange={(event) => {
            desk.chooseCampaign(event.target.value)
          }}
        >
          {campaigns.length === 0 && <option value="">{setting === null ? '…' : 'none: ask a supervisor'}</option>}
          {campaigns.map(({ id, name, status }) => (
            <option key={id} value={id}>
              {status === 'ACTIVE' ? name : `${name} (${codeWords(status)})`}
            </option>
          ))}
        </select>
      </label>
      {isPausing && (
        <form
          className="desk-pause"
          onSubmit={(event) => {
            event.preventDefault()
            const reason = new FormData(event.currentTarget).get('reason')
            onPausing(false)
            desk.choose('PAUSED', typeof reason === 'string' && reason.trim() !== '' ? reason.trim() : null)
          }}
        >
          <label htmlFor="pause-reason">Why the break?</label>
          <input id="pause-reason" name="reason" list="pause-reasons" maxLength={500} autoComplete="off" autoFocus />
          <datalist id="pause-reasons">
            {pauseReasons.map((reason) => (
              <option key={reason} value={reason} />
            ))}
          </datalist>
          <button type="submit" className="primary" disabled={isSending}>
            {view.entry === null ? 'Take the break' : 'Break after this contact'}
          </button>
          <button
            type="button"
            onClick={() => {
              onPausing(false)
            }}
          >
            No break
          </button>
        </form>
      )}
    </section>
  )
}

function StatusWords({ view: { agent, afterwards }, desk }: { view: DeskView; desk: Desk }): ReactNode {
  const now = useNow()
  if (agent === null) return null
  const seconds = (desk.clock.at(now) - Date.parse(agent.statusChangedAt)) / 1000
  return (
    <span>
      {codeWords(agent.status)}
      {agent.pauseReason !== null && `: ${agent.pauseReason}`}{' '}
      <span className="number soft">{clockWords(seconds)}</span>
      {afterwards !== null && (
        <span className="warning">
          {' '}
          · {afterwards === 'PAUSED' ? 'break' : 'shift ends'} after this contact ({keyWords('available')} takes it
          back)
        </span>
      )}
    </span>
  )
}
