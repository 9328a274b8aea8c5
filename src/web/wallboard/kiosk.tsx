import { useEffect, useState, useSyncExternalStore, type CSSProperties, type ReactNode } from 'react'
import { useNow } from '../page/now.js'
import { timeOfDayWords } from '../page/words.js'
import { AgentsPanel } from './agentsPanel.js'
import { AlarmNews } from './alarmNews.js'
import type { Board } from './board.js'
import { CampaignCard } from './campaignCard.js'
import { Dimmed } from './dimmed.js'
import { emptyWords } from './emptyWords.js'
import { FreshnessBadge } from './freshnessBadge.js'
import { kioskGrid, shownOnPage } from './kioskGrid.js'
import { keepAwake } from './wakeLock.js'

/** How long a page of cards stands before the next one comes (milliseconds): time to read four cards. */
const PAGE_MS = 15_000

/** The board on a wall: no controls, no cursor, everything large; more cards than fit take turns. */
export function Kiosk({ board, hasSound }: { board: Board; hasSound: boolean }): ReactNode {
  const { store, feed } = board
  useEffect(() => {
    document.documentElement.classList.add('is-kiosk')
    const stop = keepAwake()
    return () => {
      stop()
      document.documentElement.classList.remove('is-kiosk')
    }
  }, [])
  return (
    <div className="kiosk">
      <header className="kiosk-header">
        <h1>Wallboard</h1>
        <FreshnessBadge watch={feed.freshness} />
        <Clock />
      </header>
      <main>
        <Dimmed board={board}>
          <AlarmNews store={store} hasSound={hasSound} />
          <div className="kiosk-body">
            <Pages board={board} />
            <AgentsPanel board={board} />
          </div>
        </Dimmed>
      </main>
    </div>
  )
}

function Clock(): ReactNode {
  return <p className="kiosk-clock">{timeOfDayWords(new Date(useNow()), null)}</p>
}

function Pages({ board }: { board: Board }): ReactNode {
  const ids = useSyncExternalStore(board.store.ids.subscribe, board.store.ids.get)
  const campaigns = useSyncExternalStore(board.feed.campaigns.subscribe, board.feed.campaigns.get)
  const alarms = useSyncExternalStore(board.store.alarms.subscribe, board.store.alarms.get)
  const [turn, setTurn] = useState(0)
  useEffect(() => {
    const timer = setInterval(() => {
      setTurn((turned) => turned + 1)
    }, PAGE_MS)
    return () => {
      clearInterval(timer)
    }
  }, [])
  if (ids.length === 0) return <p className="cards-empty">{emptyWords(campaigns?.length ?? null)}</p>
  const grid = kioskGrid(ids.length)
  const { shown, page, pageCount } = shownOnPage(ids, grid, turn)
  const elsewhere = [...new Map(alarms.map((alarm) => [alarm.campaignId, alarm])).values()].filter(
    ({ campaignId }) => !shown.includes(campaignId),
  )
  return (
    <section className="kiosk-pages" aria-label="Campaigns">
      {pageCount > 1 && (
        <p className="kiosk-page">
          <span>
            Page {page + 1} of {pageCount}
          </span>
          {elsewhere.length > 0 && (
            <strong>
              Alarms on other pages:{' '}
              {elsewhere
                .slice(0, 3)
                .map(({ campaignName }) => campaignName)
                .join(', ')}
              {elsewhere.length > 3 && ` and ${elsewhere.length - 3} more`}
            </strong>
          )}
        </p>
      )}
      <div className="kiosk-cards" style={{ '--columns': grid.columns, '--rows': grid.rows } as CSSProperties}>
        {shown.map((id) => (
          <CampaignCard key={id} id={id} board={board} />
        ))}
      </div>
    </section>
  )
}
