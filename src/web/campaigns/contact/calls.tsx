import { useState, type ReactNode } from 'react'
import { useQuery } from 'urql'
import { clockWords, codeWords, NOTHING } from '../../page/words.js'
import { ContactCallsDocument, type ContactCallsQuery, type ContactQuery } from '../generated/graphql.js'
import { Loaded } from '../room/loaded.js'
import { Link } from '../room/router.js'
import { Table, type Column } from '../room/table.js'
import { Panel } from '../room/view.js'
import { When } from '../room/when.js'
import { PageButtons } from './pageButtons.js'

type Call = ContactCallsQuery['callRecords']['edges'][number]['node']

/** Every call to the contact: when, by whom, from which campaign, what came of it and what was noted. */
export function Calls({
  contactId,
  campaigns,
}: {
  contactId: string
  campaigns: ContactQuery['campaigns']
}): ReactNode {
  const [after, setAfter] = useState<string | null>(null)
  const [answer] = useQuery({ query: ContactCallsDocument, variables: { contactId, after } })
  return (
    <Panel title="Calls">
      <Loaded answer={answer}>
        {({ callRecords: { edges, pageInfo }, agents }) => (
          <>
            <Table
              caption="Calls, the first one first"
              columns={columnsFor(campaigns, agents)}
              rows={edges.map(({ node }) => node)}
              keyOf={({ id }) => id}
              empty="There is no finished call."
            />
            <PageButtons what="calls" after={after} pageInfo={pageInfo} onChange={setAfter} />
          </>
        )}
      </Loaded>
    </Panel>
  )
}

function columnsFor(
  campaigns: ContactQuery['campaigns'],
  agents: ContactCallsQuery['agents'],
): readonly Column<Call>[] {
  const seconds = ({ answeredAt, endedAt }: Call): number | null =>
    answeredAt === null ? null : (Date.parse(endedAt) - Date.parse(answeredAt)) / 1000
  return [
    { name: 'Dialled', isHeader: true, cell: ({ startedAt }) => <When at={startedAt} /> },
    {
      name: 'Campaign',
      cell: ({ campaignId }) => (
        <Link to={`/campaigns/${campaignId}`}>{campaigns.find(({ id }) => id === campaignId)?.name ?? campaignId}</Link>
      ),
    },
    { name: 'Attempt', isNumber: true, cell: ({ attempt }) => attempt },
    { name: 'Number', cell: ({ phone }) => <span className="number">{phone}</span> },
    { name: 'Agent', cell: ({ agentId }) => agents.find(({ id }) => id === agentId)?.name ?? NOTHING },
    { name: 'Talk', isNumber: true, cell: (call) => clockWords(seconds(call)) },
    { name: 'Ended as', cell: ({ finalStatus }) => codeWords(finalStatus) },
    { name: 'Outcome', cell: ({ outcome }) => codeWords(outcome) },
    { name: 'Notes', cell: ({ notes }) => <span className="notes">{notes ?? NOTHING}</span> },
  ]
}
