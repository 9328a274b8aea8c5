import type { ReactNode } from 'react'
import { useQuery } from 'urql'
import { codeWords, NOTHING } from '../../page/words.js'
import { ContactEntriesDocument, type ContactEntriesQuery } from '../generated/graphql.js'
import { Loaded } from '../room/loaded.js'
import { Link } from '../room/router.js'
import { Status } from '../room/status.js'
import { Table, type Column } from '../room/table.js'
import { Panel } from '../room/view.js'
import { When } from '../room/when.js'

type Entry = NonNullable<ContactEntriesQuery['contact']>['entries'][number]

const columns: readonly Column<Entry>[] = [
  { name: 'Queued', isHeader: true, cell: ({ queuedAt }) => <When at={queuedAt} /> },
  { name: 'Campaign', cell: ({ campaign }) => <Link to={`/campaigns/${campaign.id}`}>{campaign.name}</Link> },
  { name: 'Status', cell: ({ status }) => <Status code={status} /> },
  { name: 'Attempt', isNumber: true, cell: ({ attempt }) => attempt },
  { name: 'Agent', cell: ({ assignedAgent }) => assignedAgent?.name ?? NOTHING },
  { name: 'Outcome', cell: ({ outcome }) => (outcome === null ? NOTHING : codeWords(outcome)) },
  { name: 'Dialled', cell: ({ dialedAt }) => <When at={dialedAt} isShort /> },
  { name: 'Completed', cell: ({ completedAt }) => <When at={completedAt} isShort /> },
]

/** The contact's entries in the queues of all campaigns, the newest first. */
export function Entries({ contactId }: { contactId: string }): ReactNode {
  const [answer] = useQuery({ query: ContactEntriesDocument, variables: { id: contactId } })
  return (
    <Panel title="Queue entries">
      <Loaded answer={answer}>
        {({ contact }) => (
          <Table
            caption="Entries of all campaigns, the newest first"
            columns={columns}
            rows={contact?.entries ?? []}
            keyOf={({ id }) => id}
            empty="No campaign has queued this contact yet."
          />
        )}
      </Loaded>
    </Panel>
  )
}
