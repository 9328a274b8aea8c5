import type { ReactNode } from 'react'
import { countWords, percentWords } from '../../page/words.js'
import type { CampaignQuery } from '../generated/graphql.js'
import { Link } from '../room/router.js'
import { Panel } from '../room/view.js'
import { When } from '../room/when.js'

type Stats = NonNullable<CampaignQuery['campaign']>['stats']

const statuses = [
  ['QUEUED', 'queued'],
  ['RESERVED', 'reserved'],
  ['DIALING', 'dialing'],
  ['CONNECTED', 'connected'],
  ['WRAP_UP', 'wrapUp'],
  ['COMPLETED', 'completed'],
  ['FAILED', 'failed'],
  ['ABANDONED', 'abandoned'],
  ['CANCELLED', 'cancelled'],
] as const

/** Entries in each status, each the way to the entries themselves, and the day's rates. */
export function Figures({ id, stats }: { id: string; stats: Stats }): ReactNode {
  const { counts } = stats
  return (
    <Panel title="Queue" aside={<Link to={`/campaigns/${id}/queue`}>Browse the queue</Link>}>
      <dl className="figures">
        {statuses.map(([status, name]) => (
          <div key={status}>
            <dt>{name === 'wrapUp' ? 'wrap-up' : name}</dt>
            <dd>
              <Link to={`/campaigns/${id}/queue?status=${status}`}>{countWords(counts[name])}</Link>
            </dd>
          </div>
        ))}
        <div>
          <dt>dialled today</dt>
          <dd>{countWords(stats.dialedToday)}</dd>
        </div>
        <div>
          <dt>answer rate</dt>
          <dd>{percentWords(stats.answerRate)}</dd>
        </div>
        <div>
          <dt>conversion</dt>
          <dd>{percentWords(stats.conversionRate)}</dd>
        </div>
        <div>
          <dt>penetration</dt>
          <dd>{percentWords(stats.listPenetration)}</dd>
        </div>
      </dl>
      <p className="soft">
        As of <When at={stats.at} />; the wallboard shows them live.
      </p>
    </Panel>
  )
}
