import type { ReactNode } from 'react'
import { useQuery } from 'urql'
import { codeWords } from '../../page/words.js'
import { ContactConsentsDocument, type ContactConsentsQuery } from '../generated/graphql.js'
import { Loaded } from '../room/loaded.js'
import { Table, type Column } from '../room/table.js'
import { Panel } from '../room/view.js'
import { When } from '../room/when.js'
import { ConsentForm } from './consentForm.js'

type Consent = NonNullable<ContactConsentsQuery['contact']>['consents'][number]

const columns: readonly Column<Consent>[] = [
  { name: 'Basis', isHeader: true, cell: ({ basis }) => codeWords(basis) },
  { name: 'Of', cell: ({ phone }) => (phone === null ? 'the contact' : <span className="number">{phone}</span>) },
  { name: 'Said', cell: ({ givenAt }) => <When at={givenAt} /> },
  { name: 'Proof', cell: ({ source }) => source },
  { name: 'Until', cell: ({ expiresAt }) => (expiresAt === null ? 'for good' : <When at={expiresAt} />) },
  { name: 'State', cell: (consent) => <State consent={consent} /> },
]

/** That it counts is not said of a refusal, nor whether something later voids it: the explanation says that. */
function State({ consent: { basis, revokedAt, revokedReason } }: { consent: Consent }): ReactNode {
  if (revokedAt === null) return basis === 'NONE' ? 'what was said before does not count' : 'counts until it expires'
  return (
    <>
      withdrawn <When at={revokedAt} isShort />: {revokedReason}
    </>
  )
}

/** What the person has said about being called, and writing down more of it. */
export function Consents({ contactId }: { contactId: string }): ReactNode {
  const [answer] = useQuery({ query: ContactConsentsDocument, variables: { contactId }, context: consentsContext })
  return (
    <Panel title="Consent">
      <Loaded answer={answer}>
        {({ contact }) => (
          <Table
            caption="What was said about being called, the latest first"
            columns={columns}
            rows={contact?.consents ?? []}
            keyOf={({ id }) => id}
            empty="Nothing is recorded."
          />
        )}
      </Loaded>
      <ConsentForm contactId={contactId} />
    </Panel>
  )
}

/** An empty answer has no type by which the cache could know that it is touched. */
const consentsContext = { additionalTypenames: ['Consent'] }
