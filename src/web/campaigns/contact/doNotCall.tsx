import type { ReactNode } from 'react'
import { useQuery } from 'urql'
import { codeWords, NOTHING } from '../../page/words.js'
import { DoNotCallDocument, type ContactQuery, type DoNotCallQuery } from '../generated/graphql.js'
import { Loaded } from '../room/loaded.js'
import { Table, type Column } from '../room/table.js'
import { Panel } from '../room/view.js'
import { When } from '../room/when.js'
import { SuppressionForm } from './suppressionForm.js'

type Campaigns = ContactQuery['campaigns']
type Standing = DoNotCallQuery['doNotCall'][number]

/** What stands against calling each number of the contact, and adding to it or ending it. */
export function DoNotCall({
  contactId,
  phones,
  campaigns,
}: {
  contactId: string
  phones: readonly string[]
  campaigns: Campaigns
}): ReactNode {
  return (
    <Panel title="Do not call">
      {phones.map((phone) => (
        <StandingFor key={phone} phone={phone} campaigns={campaigns} />
      ))}
      <SuppressionForm contactId={contactId} campaigns={campaigns} />
    </Panel>
  )
}

function StandingFor({ phone, campaigns }: { phone: string; campaigns: Campaigns }): ReactNode {
  const [answer] = useQuery({
    query: DoNotCallDocument,
    variables: { phone },
    context: standingContext,
  })
  return (
    <Loaded answer={answer}>
      {({ doNotCall }) => (
        <Table
          caption={`What stands against ${phone}`}
          columns={columnsFor(campaigns)}
          rows={doNotCall}
          keyOf={({ kind, matches, campaignId, since }) => [kind, matches, campaignId, since].join(' ')}
          empty={`Nothing stands against ${phone}.`}
        />
      )}
    </Loaded>
  )
}

/** An empty answer has no type by which the cache could know that it is touched. */
const standingContext = { additionalTypenames: ['DoNotCallEntry'] }

function columnsFor(campaigns: Campaigns): readonly Column<Standing>[] {
  return [
    { name: 'What', isHeader: true, cell: ({ kind, matches }) => `${codeWords(kind)} ${matches ?? ''}` },
    {
      name: 'For',
      cell: ({ campaignId }) =>
        campaignId === null
          ? 'the whole organization'
          : (campaigns.find(({ id }) => id === campaignId)?.name ?? `campaign ${campaignId}`),
    },
    { name: 'Why', cell: ({ reason }) => reason },
    { name: 'Who said so', cell: ({ source }) => source },
    { name: 'Since', cell: ({ since }) => <When at={since} /> },
    { name: 'Until', cell: ({ expiresAt }) => (expiresAt === null ? 'for good' : <When at={expiresAt} />) },
    { name: 'Contact', cell: ({ contactId }) => contactId ?? NOTHING },
  ]
}
