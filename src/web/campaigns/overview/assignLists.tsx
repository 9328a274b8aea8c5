import { useState, type ReactNode } from 'react'
import { useQuery } from 'urql'
import { listInput, type ChosenList } from '../form/listInput.js'
import { ListPicker } from '../form/listPicker.js'
import { CampaignChoicesDocument, type CampaignQuery, type CampaignStatus } from '../generated/graphql.js'
import type { Fault } from '../room/faults.js'
import { Loaded } from '../room/loaded.js'
import { Panel } from '../room/view.js'
import { useCampaignChange } from './changeCampaign.js'
import { Outcome } from './outcome.js'

type Parts = NonNullable<CampaignQuery['campaign']>

/** The lists that a campaign dials, and how they share its claims. */
export function AssignLists({
  id,
  lists,
  weights,
  status,
}: {
  id: string
  lists: Parts['lists']
  weights: Parts['listWeights']
  status: CampaignStatus
}): ReactNode {
  const [choices] = useQuery({ query: CampaignChoicesDocument })
  const [edited, setEdited] = useState<readonly ChosenList[] | null>(null)
  const [typed, setTyped] = useState<Fault | null>(null)
  const { isBusy, fault, done, change } = useCampaignChange(id)
  const saved = lists.map((list) => ({
    id: list.id,
    weight: String(weights.find((one) => one.list.id === list.id)?.weight ?? ''),
  }))
  const save = async (): Promise<void> => {
    const input = listInput(edited ?? saved)
    setTyped('message' in input ? input : null)
    if (!('message' in input) && (await change(input, 'The lists are saved.'))) setEdited(null)
  }
  return (
    <Panel title="Lists">
      <Loaded answer={choices}>
        {({ contactLists }) => (
          <form
            onSubmit={(event) => {
              event.preventDefault()
              void save()
            }}
          >
            <ListPicker lists={contactLists} chosen={edited ?? saved} fault={typed} onChange={setEdited} />
            {status !== 'COMPLETED' && (
              <div className="actions">
                <button type="submit" disabled={isBusy || edited === null}>
                  Save the lists
                </button>
              </div>
            )}
            <Outcome fault={fault} done={done} />
          </form>
        )}
      </Loaded>
    </Panel>
  )
}
