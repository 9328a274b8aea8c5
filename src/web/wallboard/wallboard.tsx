import { useEffect, useState, useSyncExternalStore, type ReactNode } from 'react'
import { Shell } from '../page/shell.js'
import type { Session } from '../session/session.js'
import { AgentsPanel } from './agentsPanel.js'
import { AlarmNews } from './alarmNews.js'
import type { Board } from './board.js'
import { readAddress, writeAddress, type BoardAddress } from './boardAddress.js'
import { CampaignCard } from './campaignCard.js'
import { Controls } from './controls.js'
import { Dimmed } from './dimmed.js'
import { emptyWords } from './emptyWords.js'
import { FreshnessBadge } from './freshnessBadge.js'
import { Kiosk } from './kiosk.js'

/** The wallboard: a card per campaign, the agents, the alarms. `?kiosk` is for a screen that nobody touches. */
export function Wallboard({ session, board }: { session: Session; board: Board }): ReactNode {
  const [address, setAddress] = useState<BoardAddress>(() => readAddress(location.search))
  const chosen = address.campaignIds?.join() ?? ''
  useEffect(() => {
    void board.feed.choose(chosen === '' ? null : chosen.split(','))
  }, [board, chosen])
  const change = (next: BoardAddress): void => {
    history.replaceState(null, '', location.pathname + writeAddress(next))
    setAddress(next)
  }
  if (address.isKiosk) return <Kiosk board={board} hasSound={address.hasSound} />
  return (
    <Shell session={session} title="Wallboard" status={<FreshnessBadge watch={board.feed.freshness} />}>
      <Dimmed board={board}>
        <AlarmNews store={board.store} hasSound={address.hasSound} />
        <Controls board={board} address={address} onChange={change} />
        <div className="board">
          <Cards board={board} />
          <AgentsPanel board={board} />
        </div>
      </Dimmed>
    </Shell>
  )
}

function Cards({ board }: { board: Board }): ReactNode {
  const ids = useSyncExternalStore(board.store.ids.subscribe, board.store.ids.get)
  const campaigns = useSyncExternalStore(board.feed.campaigns.subscribe, board.feed.campaigns.get)
  if (ids.length === 0) return <p className="cards-empty">{emptyWords(campaigns?.length ?? null)}</p>
  return (
    <section className="cards" aria-label="Campaigns">
      {ids.map((id) => (
        <CampaignCard key={id} id={id} board={board} />
      ))}
    </section>
  )
}
