import { useState, type ReactNode } from 'react'
import { useQuery } from 'urql'
import { ExplainContactDocument, type ContactQuery, type ExplainContactQuery } from '../generated/graphql.js'
import { Loaded } from '../room/loaded.js'
import { Table, type Column } from '../room/table.js'
import { Panel } from '../room/view.js'
import { When } from '../room/when.js'

type Campaigns = ContactQuery['campaigns']
type Rule = ExplainContactQuery['explainContact']['rules'][number]

const columns: readonly Column<Rule>[] = [
  { name: 'Rule', isHeader: true, cell: ({ sentence }) => sentence },
  { name: 'Verdict', cell: ({ passes }) => (passes ? 'passes' : <strong className="danger">in the way</strong>) },
  { name: 'Because', cell: ({ value }) => value },
  { name: 'Passes at', cell: ({ passes, passesAt }) => (passes ? null : <When at={passesAt} />) },
  { name: 'Source', cell: ({ source }) => <span className="soft">{source}</span> },
]

/** Whether a campaign may dial the contact now; if not, why not, and when. First for the campaigns that dial its list. */
export function Explanation({
  contactId,
  listId,
  campaigns,
}: {
  contactId: string
  listId: string
  campaigns: Campaigns
}): ReactNode {
  const dials = ({ lists, status }: Campaigns[number]): boolean =>
    status !== 'COMPLETED' && lists.some(({ id }) => id === listId)
  const ordered = [...campaigns.filter(dials), ...campaigns.filter((campaign) => !dials(campaign))]
  const [chosen, setChosen] = useState<string | null>(null)
  const campaignId = chosen ?? ordered[0]?.id ?? null
  return (
    <Panel title="May this contact be dialled?">
      {campaignId === null ? (
        <p className="soft">There is no campaign.</p>
      ) : (
        <>
          <div className="field">
            <label htmlFor="explain-campaign">By campaign</label>
            <select
              id="explain-campaign"
              value={campaignId}
              onChange={(event) => {
                setChosen(event.target.value)
              }}
            >
              {ordered.map((campaign) => (
                <option key={campaign.id} value={campaign.id}>
                  {campaign.name} {dials(campaign) ? '' : '(does not dial its list)'}
                </option>
              ))}
            </select>
          </div>
          <Verdict contactId={contactId} campaignId={campaignId} />
        </>
      )}
    </Panel>
  )
}

function Verdict({ contactId, campaignId }: { contactId: string; campaignId: string }): ReactNode {
  const [answer] = useQuery({ query: ExplainContactDocument, variables: { contactId, campaignId } })
  return (
    <Loaded answer={answer}>
      {({ explainContact: { isDialable, dialableAt, firstFailing, rules } }) => (
        <>
          <p className={`message ${isDialable ? 'good' : 'warning'}`}>
            {isDialable ? (
              'Yes, now.'
            ) : (
              <>
                Not now: {firstFailing?.sentence}{' '}
                {dialableAt === null ? (
                  'No instant is known at which it may.'
                ) : (
                  <>
                    It may from <When at={dialableAt} /> on.
                  </>
                )}
              </>
            )}
          </p>
          <details open={!isDialable}>
            <summary>All {rules.length} rules</summary>
            <Table
              caption="Rules in the order in which they are asked"
              columns={columns}
              rows={rules}
              keyOf={({ id }) => id}
              empty="There is no rule."
            />
          </details>
        </>
      )}
    </Loaded>
  )
}
