import { memo, useCallback, useSyncExternalStore, type ReactNode } from 'react'
import { codeWords } from '../page/words.js'
import type { Board } from './board.js'
import type { Card } from './boardTypes.js'
import { CampaignChart } from './campaignChart.js'
import { AgentFigures, QueueFigures } from './liveFigures.js'
import { useOnScreen } from './onScreen.js'
import { SlowFigures } from './slowFigures.js'

/** One campaign. It listens to its own slice of the store; its chart is there only while it is in sight. */
export const CampaignCard = memo(function CampaignCard({ id, board }: { id: string; board: Board }): ReactNode {
  const { store, feed } = board
  const slice = store.card(id)
  const card = useSyncExternalStore(slice.subscribe, slice.get)
  const tellStore = useCallback(
    (isOnScreen: boolean) => {
      store.setOnScreen(id, isOnScreen)
    },
    [store, id],
  )
  const [ref, isOnScreen] = useOnScreen<HTMLElement>(tellStore)
  const title = `campaign-${id}`
  return (
    <article ref={ref} className="card campaign-card" aria-labelledby={title} data-level={card?.alarms[0]?.level}>
      {card !== undefined && (
        <div className="campaign-card-body">
          <header>
            <h2 id={title}>{card.snapshot.campaignName}</h2>
            <p className="campaign-status" data-status={card.snapshot.campaignStatus}>
              {codeWords(card.snapshot.campaignStatus)}
            </p>
          </header>
          <Alarms alarms={card.alarms} />
          <QueueFigures snapshot={card.snapshot} diagnosis={card.diagnosis} />
          <AgentFigures agents={card.snapshot.agents} />
          <SlowFigures card={card} />
          <div className="chart-place">
            {isOnScreen && card.minutes.length > 0 && (
              <CampaignChart minutes={card.minutes} clockOffset={feed.clockOffset} />
            )}
          </div>
        </div>
      )}
    </article>
  )
})

const Alarms = memo(function Alarms({ alarms }: Pick<Card, 'alarms'>): ReactNode {
  if (alarms.length === 0) return null
  return (
    <ul className="alarms" aria-label="Alarms">
      {alarms.map(({ kind, level, words }) => (
        <li key={kind} data-level={level}>
          {words}
        </li>
      ))}
    </ul>
  )
})
