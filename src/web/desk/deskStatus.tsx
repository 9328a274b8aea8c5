import type { ReactNode } from 'react'
import { freshness, useConnection } from '../api/connection.js'
import { useNow } from '../page/now.js'

/** How the desk and the server stand to each other; in words besides the colour. */
export function DeskStatus({ isSendingAgain }: { isSendingAgain: boolean }): ReactNode {
  const connection = useConnection()
  const { isLive } = freshness(connection, useNow())
  if (isSendingAgain) return <span className="desk-connection danger">Sending again…</span>
  if (isLive) return <span className="desk-connection good">Live</span>
  return (
    <span className="desk-connection warning">
      {connection.state === 'connecting' ? 'Connecting…' : 'Connection lost, trying again…'}
    </span>
  )
}
