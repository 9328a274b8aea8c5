import type { ReactNode } from 'react'
import { useQuery } from 'urql'
import { ContactDocument, type ContactQuery } from '../generated/graphql.js'
import { Loaded } from '../room/loaded.js'
import { View } from '../room/view.js'
import { Callbacks } from './callbacks.js'
import { Calls } from './calls.js'
import { Consents } from './consents.js'
import { Details } from './details.js'
import { DoNotCall } from './doNotCall.js'
import { Entries } from './entries.js'
import { Explanation } from './explanation.js'
import { Trail } from './trail.js'

/** A contact with everything that happened to it. */
export function ContactPage({ id }: { id: string }): ReactNode {
  const [answer] = useQuery({ query: ContactDocument, variables: { id } })
  return (
    <View title={nameOf(answer.data?.contact) ?? `Contact ${id}`}>
      <Loaded answer={answer}>
        {({ contact, campaigns, serverTime }) =>
          contact === null ? (
            <p className="message warning">There is no such contact.</p>
          ) : (
            <>
              <Details contact={contact} at={new Date(serverTime)} />
              <Explanation contactId={id} listId={contact.list.id} campaigns={campaigns} />
              <Calls contactId={id} campaigns={campaigns} />
              <Callbacks contactId={id} />
              <Consents contactId={id} />
              <DoNotCall contactId={id} phones={contact.numbers.map(({ phone }) => phone)} campaigns={campaigns} />
              <Entries contactId={id} />
              <Trail contactId={id} />
            </>
          )
        }
      </Loaded>
    </View>
  )
}

function nameOf(contact: ContactQuery['contact'] | undefined): string | null {
  if (contact == null) return null
  return `${contact.firstName} ${contact.lastName}`.trim() || null
}
