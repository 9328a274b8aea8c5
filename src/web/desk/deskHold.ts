import { holdByMessages } from './holdByMessages.js'

/** Whether this tab is the one in which the agent works. */
export type Hold =
  /** Not known yet. */
  | 'asking'
  | 'held'
  /** Another tab was first. */
  | 'elsewhere'
  /** Another tab of this browser has taken over. */
  | 'taken'

/** The hold of one tab on the desk of an agent. */
export interface DeskHold {
  /** Makes this tab the one; the other is told. */
  takeOver(): void
  /** Lets go. Idempotent. */
  close(): void
}

/**
 * Holds the desk of an agent for this tab, as long as no other tab of the browser does; waits its turn otherwise, so that a
 * second tab goes on by itself when the first is closed, however it ends. The browser keeps the lock (Web Locks API): it
 * goes with the tab, crash or not, and a tab that has it is not frozen in the background. Where the browser gives no locks
 * (plain http on a network) the tabs agree by messages.
 */
export function holdDesk(agentId: string, onChange: (hold: Hold) => void): DeskHold {
  const locks = (navigator as { locks?: LockManager }).locks
  const name = `dialqueue.desk.${agentId}`
  if (locks === undefined) return holdByMessages(name, onChange)
  let isClosed = false
  let letGo: () => void = () => undefined
  let waiting = new AbortController()

  const keep = (): Promise<void> => {
    onChange('held')
    return new Promise((resolve) => {
      letGo = resolve
    })
  }
  const ask = (options: LockOptions, otherwise: Hold): void => {
    locks
      .request(name, options, (lock) => {
        if (isClosed) return undefined
        if (lock !== null) return keep()
        onChange(otherwise)
        wait()
        return undefined
      })
      .catch(() => {
        // Taken by another tab; a wait that was given up ends here too, and then there is a newer request.
        if (isClosed || options.signal?.aborted === true) return
        onChange('taken')
        wait()
      })
  }
  const wait = (): void => {
    waiting = new AbortController()
    ask({ signal: waiting.signal }, 'elsewhere')
  }

  ask({ ifAvailable: true }, 'elsewhere')
  return {
    takeOver() {
      waiting.abort()
      ask({ steal: true }, 'elsewhere')
    },
    close() {
      isClosed = true
      waiting.abort()
      letGo()
    },
  }
}
