import type { ReactNode } from 'react'
import { useQuery } from 'urql'
import { codeWords, countWords, NOTHING } from '../../page/words.js'
import { QueuePageDocument, type QueuePageQuery, type QueueStatus } from '../generated/graphql.js'
import { Loaded } from '../room/loaded.js'
import { Link, navigate } from '../room/router.js'
import { Status } from '../room/status.js'
import { Table, type Column } from '../room/table.js'
import { View } from '../room/view.js'
import { When } from '../room/when.js'
import { queueAddress, queueFilter, queueStatuses } from './queueFilter.js'
import { QueueNews } from './queueNews.js'

type Entry = QueuePageQuery['dialQueue']['edges'][number]['node']

const columns: readonly Column<Entry>[] = [
  {
    name: 'Contact',
    isHeader: true,
    cell: ({ contact }) => (
      <Link to={`/campaigns/contacts/${contact.id}`}>
        {`${contact.firstName} ${contact.lastName}`.trim() || `Contact ${contact.id}`}
      </Link>
    ),
  },
  { name: 'Number', cell: ({ contact }) => <span className="number">{contact.phone}</span> },
  { name: 'Status', cell: ({ status }) => <Status code={status} /> },
  { name: 'Attempt', isNumber: true, cell: ({ attempt }) => attempt },
  { name: 'Priority', isNumber: true, cell: ({ priority }) => countWords(priority) },
  { name: 'Agent', cell: ({ assignedAgent }) => assignedAgent?.name ?? NOTHING },
  { name: 'Outcome', cell: ({ outcome }) => (outcome === null ? NOTHING : codeWords(outcome)) },
  { name: 'Queued', cell: ({ queuedAt }) => <When at={queuedAt} isShort /> },
  { name: 'Dialled', cell: ({ dialedAt }) => <When at={dialedAt} isShort /> },
  { name: 'Answered', cell: ({ connectedAt }) => <When at={connectedAt} isShort /> },
  { name: 'Ended', cell: ({ endedAt }) => <When at={endedAt} isShort /> },
  { name: 'Completed', cell: ({ completedAt }) => <When at={completedAt} isShort /> },
]

/** A campaign's entries, of the statuses in the address (?status=, several allowed), page by page (?after=). */
export function Queue({ id, query }: { id: string; query: URLSearchParams }): ReactNode {
  const { statuses, after } = queueFilter(query)
  const [answer, ask] = useQuery({
    query: QueuePageDocument,
    variables: { campaignId: id, status: statuses.length === 0 ? null : statuses, after },
  })
  const name = answer.data?.campaign?.name
  return (
    <View
      title={name === undefined ? `Queue of campaign ${id}` : `Queue of ${name}`}
      aside={<Link to={`/campaigns/${id}`}>{name ?? 'The campaign'}</Link>}
    >
      <StatusFilter
        chosen={statuses}
        onChange={(next) => {
          navigate(queueAddress(id, next, null))
        }}
      />
      <section className="card" aria-label="Entries">
        <Loaded answer={answer}>
          {({ dialQueue: { edges, pageInfo, totalCount } }) => (
            <>
              <div className="table-head">
                <p role="status">
                  {totalCount === 1 ? '1 entry' : `${countWords(totalCount)} entries`}
                  {statuses.length > 0 && `: ${statuses.map(codeWords).join(', ')}`}
                </p>
                <QueueNews
                  key={answer.operation?.key}
                  campaignId={id}
                  isFetching={answer.fetching}
                  onRefresh={() => {
                    ask({ requestPolicy: 'network-only' })
                  }}
                />
              </div>
              <Table
                caption="Entries by id"
                columns={columns}
                rows={edges.map(({ node }) => node)}
                keyOf={(entry) => entry.id}
                empty="No entry is like that."
              />
              <nav aria-label="Pages of the queue" className="actions">
                {after !== null && <Link to={queueAddress(id, statuses, null)}>First page</Link>}
                {pageInfo.hasNextPage && (
                  <Link to={queueAddress(id, statuses, pageInfo.endCursor)} className="button">
                    Next page
                  </Link>
                )}
              </nav>
            </>
          )}
        </Loaded>
      </section>
    </View>
  )
}

function StatusFilter({
  chosen,
  onChange,
}: {
  chosen: readonly QueueStatus[]
  onChange: (statuses: readonly QueueStatus[]) => void
}): ReactNode {
  return (
    <fieldset className="filter">
      <legend className="hidden-from-sight">Only entries that are</legend>
      {queueStatuses.map((status) => (
        <label key={status}>
          <input
            type="checkbox"
            checked={chosen.includes(status)}
            onChange={(event) => {
              onChange(event.target.checked ? [...chosen, status] : chosen.filter((one) => one !== status))
            }}
          />
          {codeWords(status)}
        </label>
      ))}
    </fieldset>
  )
}
