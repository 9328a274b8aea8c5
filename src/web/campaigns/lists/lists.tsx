import { useState, type ReactNode } from 'react'
import { useMutation, useQuery } from 'urql'
import { countWords } from '../../page/words.js'
import { ContactListsDocument, CreateContactListDocument, type ContactListsQuery } from '../generated/graphql.js'
import { answered } from '../room/answered.js'
import type { Fault } from '../room/faults.js'
import { Field } from '../room/field.js'
import { Loaded } from '../room/loaded.js'
import { Link } from '../room/router.js'
import { Table, type Column } from '../room/table.js'
import { Panel, View } from '../room/view.js'
import { When } from '../room/when.js'
import { ContactSearch } from './contactSearch.js'

const columns: readonly Column<ContactListsQuery['contactLists'][number]>[] = [
  { name: 'List', isHeader: true, cell: ({ id, name }) => <Link to={`/campaigns/lists?listId=${id}`}>{name}</Link> },
  { name: 'Contacts', isNumber: true, cell: ({ contactCount }) => countWords(contactCount) },
  { name: 'Created', cell: ({ createdAt }) => <When at={createdAt} /> },
  { name: 'More', cell: ({ id }) => <Link to={`/campaigns/import?listId=${id}`}>Import into it</Link> },
]

/** The contact lists, and the contacts in them. */
export function Lists({ query }: { query: URLSearchParams }): ReactNode {
  const [answer] = useQuery({ query: ContactListsDocument })
  return (
    <View
      title="Lists and contacts"
      aside={
        <Link to="/campaigns/import" className="button primary">
          Import contacts
        </Link>
      }
    >
      <Panel title="Lists">
        <Loaded answer={answer}>
          {({ contactLists }) => (
            <Table
              caption="Contact lists by name"
              columns={columns}
              rows={contactLists}
              keyOf={({ id }) => id}
              empty="There is no list yet."
            />
          )}
        </Loaded>
        <NewList />
      </Panel>
      <ContactSearch query={query} lists={answer.data?.contactLists ?? []} />
    </View>
  )
}

function NewList(): ReactNode {
  const [{ fetching }, create] = useMutation(CreateContactListDocument)
  const [name, setName] = useState('')
  const [fault, setFault] = useState<Fault | null>(null)
  const save = async (): Promise<void> => {
    const { fault: refusal } = answered(await create({ name }, { additionalTypenames: ['ContactList'] }))
    setFault(refusal)
    if (refusal === null) setName('')
  }
  return (
    <form
      className="inline-form"
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
    >
      <Field name="name" label="A new list" fault={fault}>
        {(control) => (
          <input
            {...control}
            value={name}
            onChange={(event) => {
              setName(event.target.value)
            }}
          />
        )}
      </Field>
      <button type="submit" disabled={fetching}>
        Add the list
      </button>
    </form>
  )
}
