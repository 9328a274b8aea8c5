import { useEffect, useRef, useState, useSyncExternalStore, type ReactNode } from 'react'
import { useClient } from 'urql'
import { Shell } from '../page/shell.js'
import type { Session } from '../session/session.js'
import { Desk } from './desk.js'
import { DeskApi } from './deskApi.js'
import { holdDesk, type DeskHold, type Hold } from './deskHold.js'
import { DeskStatus } from './deskStatus.js'
import { Work } from './work.js'

/** The agent's desk: the work in one tab of the browser, and in every other the way to it. */
export function DeskPage({ session }: { session: Session }): ReactNode {
  const client = useClient()
  const agentId = session.agentId ?? ''
  const [api] = useState(() => new DeskApi(client))
  const [desk] = useState(() => new Desk(api, agentId))
  const [hold, setHold] = useState<Hold>('asking')
  const lock = useRef<DeskHold>(null)
  useEffect(() => {
    const held = holdDesk(agentId, (next) => {
      setHold(next)
      if (next === 'held') desk.start()
      else desk.stop()
    })
    lock.current = held
    return () => {
      held.close()
      desk.stop()
    }
  }, [agentId, desk])
  const view = useSyncExternalStore(desk.subscribe, desk.snapshot)
  const isHere = hold === 'held'
  return (
    <Shell
      session={session}
      title="Agent desk"
      onLeave={() => desk.saveNotes()}
      status={isHere ? <DeskStatus isSendingAgain={view.isSendingAgain} /> : null}
    >
      {isHere ? (
        <Work desk={desk} api={api} view={view} />
      ) : (
        <Elsewhere
          hold={hold}
          onTakeOver={() => {
            lock.current?.takeOver()
          }}
        />
      )}
    </Shell>
  )
}

function Elsewhere({ hold, onTakeOver }: { hold: Hold; onTakeOver: () => void }): ReactNode {
  if (hold === 'asking') return null
  const isTaken = hold === 'taken'
  return (
    <section className="notice" role="alert">
      <h2>{isTaken ? 'Your desk has moved to another tab' : 'Your desk is open in another tab'}</h2>
      <p>
        {isTaken
          ? 'You have taken over there. This tab has stopped: it saves nothing and keeps no contact. Notes that you typed here are shown there.'
          : 'Only one tab works at a time, so that no call is handled twice. This one goes on by itself when the other is closed.'}
      </p>
      <p>
        <button type="button" className="primary" onClick={onTakeOver} autoFocus>
          {isTaken ? 'Take it back here' : 'Take over here'}
        </button>
      </p>
    </section>
  )
}
