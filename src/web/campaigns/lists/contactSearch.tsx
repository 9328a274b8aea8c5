import { useState, type ReactNode } from 'react'
import { useQuery } from 'urql'
import { codeWords, countWords, NOTHING } from '../../page/words.js'
import { ContactSearchDocument, type ContactListsQuery, type ContactSearchQuery } from '../generated/graphql.js'
import { Field } from '../room/field.js'
import { Loaded } from '../room/loaded.js'
import { Link, navigate } from '../room/router.js'
import { Status } from '../room/status.js'
import { Table, type Column } from '../room/table.js'
import { Panel } from '../room/view.js'
import { When } from '../room/when.js'
import { contactFilter, contactsAddress } from './contactFilter.js'

type Contact = ContactSearchQuery['contacts']['edges'][number]['node']

const columns: readonly Column<Contact>[] = [
  {
    name: 'Contact',
    isHeader: true,
    cell: ({ id, firstName, lastName }) => (
      <Link to={`/campaigns/contacts/${id}`}>{`${firstName} ${lastName}`.trim() || `Contact ${id}`}</Link>
    ),
  },
  { name: 'Number', cell: ({ phone }) => <span className="number">{phone}</span> },
  { name: 'List', cell: ({ list }) => list.name },
  { name: 'External id', cell: ({ externalId }) => externalId ?? NOTHING },
  { name: 'Status', cell: ({ status }) => <Status code={status} /> },
  { name: 'Dials', isNumber: true, cell: ({ attemptCount }) => countWords(attemptCount) },
  { name: 'Last dial', cell: ({ lastAttemptAt }) => <When at={lastAttemptAt} isShort /> },
  {
    name: 'Last outcome',
    cell: ({ lastOutcome }) => (lastOutcome === null ? NOTHING : codeWords(lastOutcome)),
  },
]

/** Contacts of one list or of all, found by the beginning of the last name, the external id or a number; page by page. */
export function ContactSearch({
  query,
  lists,
}: {
  query: URLSearchParams
  lists: ContactListsQuery['contactLists']
}): ReactNode {
  const filter = contactFilter(query)
  const { listId, search, after } = filter
  const [answer] = useQuery({ query: ContactSearchDocument, variables: { listId, search, after } })
  return (
    <Panel title="Contacts">
      <SearchForm key={`${listId ?? ''} ${search}`} listId={listId} search={search} lists={lists} />
      <Loaded answer={answer}>
        {({ contacts: { edges, pageInfo } }) => (
          <>
            <Table
              caption="Contacts by last name"
              columns={columns}
              rows={edges.map(({ node }) => node)}
              keyOf={({ id }) => id}
              empty={search === '' ? 'There is no contact.' : 'No contact was found.'}
            />
            <nav aria-label="Pages of contacts" className="actions">
              {after !== null && <Link to={contactsAddress({ ...filter, after: null })}>First page</Link>}
              {pageInfo.hasNextPage && (
                <Link to={contactsAddress({ ...filter, after: pageInfo.endCursor })} className="button">
                  Next page
                </Link>
              )}
            </nav>
          </>
        )}
      </Loaded>
    </Panel>
  )
}

/** What is typed becomes the address when it is sent, so that each search is a step that the back button takes back. */
function SearchForm({
  listId,
  search,
  lists,
}: {
  listId: string | null
  search: string
  lists: ContactListsQuery['contactLists']
}): ReactNode {
  const [text, setText] = useState(search)
  return (
    <form
      role="search"
      className="inline-form"
      onSubmit={(event) => {
        event.preventDefault()
        navigate(contactsAddress({ listId, search: text.trim(), after: null }))
      }}
    >
      <Field
        name="search"
        label="Find"
        hint="How the last name begins, the external id, or a number with its country code."
        fault={null}
      >
        {(control) => (
          <input
            {...control}
            type="search"
            maxLength={200}
            value={text}
            onChange={(event) => {
              setText(event.target.value)
            }}
          />
        )}
      </Field>
      <button type="submit">Find</button>
      <Field name="listId" label="In" fault={null}>
        {(control) => (
          <select
            {...control}
            value={listId ?? ''}
            onChange={(event) => {
              navigate(contactsAddress({ listId: event.target.value || null, search: text.trim(), after: null }))
            }}
          >
            <option value="">all lists</option>
            {lists.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        )}
      </Field>
    </form>
  )
}
