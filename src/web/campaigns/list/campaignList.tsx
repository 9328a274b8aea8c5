import type { ReactNode } from 'react'
import { useQuery } from 'urql'
import { codeWords, countWords, percentWords } from '../../page/words.js'
import { CampaignsDocument, type CampaignsQuery, type CampaignStatus } from '../generated/graphql.js'
import { Loaded } from '../room/loaded.js'
import { Link } from '../room/router.js'
import { Status } from '../room/status.js'
import { Table, type Column } from '../room/table.js'
import { View } from '../room/view.js'

type Campaign = CampaignsQuery['campaigns'][number]

const statuses = ['ACTIVE', 'PAUSED', 'DRAFT', 'COMPLETED'] as const satisfies readonly CampaignStatus[]

const columns: readonly Column<Campaign>[] = [
  {
    name: 'Campaign',
    isHeader: true,
    cell: ({ id, name }) => <Link to={`/campaigns/${id}`}>{name}</Link>,
  },
  { name: 'Status', cell: ({ status }) => <Status code={status} /> },
  { name: 'Dial method', cell: ({ dialMethod }) => codeWords(dialMethod) },
  {
    name: 'Lists',
    cell: ({ lists }) => (lists.length === 0 ? 'none' : lists.map(({ name }) => name).join(', ')),
  },
  { name: 'Agents', isNumber: true, cell: ({ agents }) => countWords(agents.length) },
  { name: 'At work', isNumber: true, cell: ({ stats }) => countWords(stats.activeAgents) },
  {
    name: 'Queued',
    isNumber: true,
    cell: ({ id, stats }) => <Link to={`/campaigns/${id}/queue?status=QUEUED`}>{countWords(stats.counts.queued)}</Link>,
  },
  { name: 'Dialled today', isNumber: true, cell: ({ stats }) => countWords(stats.dialedToday) },
  { name: 'Penetration', isNumber: true, cell: ({ stats }) => percentWords(stats.listPenetration) },
]

/** All campaigns, or those of one status (?status=). */
export function CampaignList({ query }: { query: URLSearchParams }): ReactNode {
  const status = statuses.find((known) => known === query.get('status')) ?? null
  const [answer] = useQuery({ query: CampaignsDocument, variables: { status } })
  return (
    <View
      title="All campaigns"
      aside={
        <Link to="/campaigns/new" className="button primary">
          New campaign
        </Link>
      }
    >
      <nav aria-label="Campaigns by status" className="filter">
        <Link to="/campaigns" isCurrent={status === null}>
          all
        </Link>
        {statuses.map((known) => (
          <Link key={known} to={`/campaigns?status=${known}`} isCurrent={status === known}>
            {codeWords(known)}
          </Link>
        ))}
      </nav>
      <section className="card" aria-label="Campaigns">
        <Loaded answer={answer}>
          {({ campaigns }) => (
            <Table
              caption="Campaigns by name"
              columns={columns}
              rows={campaigns}
              keyOf={({ id }) => id}
              empty={status === null ? 'There is no campaign yet.' : `No campaign is ${codeWords(status)}.`}
            />
          )}
        </Loaded>
      </section>
    </View>
  )
}
