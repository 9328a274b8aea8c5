import type { ReactNode } from 'react'
import { useQuery } from 'urql'
import { codeWords } from '../../page/words.js'
import { ContactCallbacksDocument, type ContactCallbacksQuery } from '../generated/graphql.js'
import { Loaded } from '../room/loaded.js'
import { Link } from '../room/router.js'
import { Status } from '../room/status.js'
import { Table, type Column } from '../room/table.js'
import { Panel } from '../room/view.js'
import { When } from '../room/when.js'

type Callback = ContactCallbacksQuery['callbacks']['edges'][number]['node']

const columns: readonly Column<Callback>[] = [
  { name: 'Promised for', isHeader: true, cell: ({ dueAt }) => <When at={dueAt} /> },
  { name: 'Campaign', cell: ({ campaign }) => <Link to={`/campaigns/${campaign.id}`}>{campaign.name}</Link> },
  { name: 'By', cell: ({ agent }) => agent?.name ?? 'anybody' },
  { name: 'Promised', cell: ({ promisedAt }) => <When at={promisedAt} isShort /> },
  { name: 'Status', cell: ({ status }) => <Status code={status} /> },
  {
    name: 'What became of it',
    cell: ({ wasOnTime, endedAt, endedReason }) => (
      <>
        {wasOnTime !== null && (wasOnTime ? 'on time, ' : 'late, ')}
        {endedReason !== null && `${codeWords(endedReason)}, `}
        <When at={endedAt} isShort />
      </>
    ),
  },
]

/** The calls that were promised to the contact. */
export function Callbacks({ contactId }: { contactId: string }): ReactNode {
  const [answer] = useQuery({ query: ContactCallbacksDocument, variables: { contactId } })
  return (
    <Panel title="Callbacks">
      <Loaded answer={answer}>
        {({ callbacks: { edges } }) => (
          <Table
            caption="Callbacks in the order of their instants"
            columns={columns}
            rows={edges.map(({ node }) => node)}
            keyOf={({ id }) => id}
            empty="No call was promised."
          />
        )}
      </Loaded>
    </Panel>
  )
}
