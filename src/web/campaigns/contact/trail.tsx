import { useState, type ReactNode } from 'react'
import { useQuery } from 'urql'
import { codeWords } from '../../page/words.js'
import { ContactTrailDocument, type ContactTrailQuery } from '../generated/graphql.js'
import { Loaded } from '../room/loaded.js'
import { Table, type Column } from '../room/table.js'
import { Panel } from '../room/view.js'
import { When } from '../room/when.js'
import { PageButtons } from './pageButtons.js'
import { changeWords } from './changeWords.js'

type Change = ContactTrailQuery['auditTrail']['edges'][number]['node']

const columns: readonly Column<Change>[] = [
  { name: 'When', isHeader: true, cell: ({ at }) => <When at={at} /> },
  { name: 'What', cell: ({ action }) => codeWords(action) },
  { name: 'Who', cell: ({ subject, role }) => (role === null ? subject : `${subject} (${codeWords(role)})`) },
  {
    name: 'Change',
    cell: ({ changes, personal, isErased }) => (
      <>
        <ul className="changes">
          {[...changeWords(changes), ...changeWords(personal)].map((words) => (
            <li key={words}>{words}</li>
          ))}
        </ul>
        {isErased && <span className="soft">what was personal is erased</span>}
      </>
    ),
  },
]

/** What was changed about the contact itself: by whom, when, from what, to what. */
export function Trail({ contactId }: { contactId: string }): ReactNode {
  const [after, setAfter] = useState<string | null>(null)
  const [answer] = useQuery({ query: ContactTrailDocument, variables: { contactId, after } })
  return (
    <Panel title="Audit trail">
      <Loaded answer={answer}>
        {({ auditTrail: { edges, pageInfo } }) => (
          <>
            <Table
              caption="Changes, the oldest first"
              columns={columns}
              rows={edges.map(({ node }) => node)}
              keyOf={({ id }) => id}
              empty="Nothing is recorded but the import that brought it."
            />
            <PageButtons what="the audit trail" after={after} pageInfo={pageInfo} onChange={setAfter} />
          </>
        )}
      </Loaded>
    </Panel>
  )
}
