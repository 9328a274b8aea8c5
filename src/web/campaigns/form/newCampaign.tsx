import { useRef, useState, type ReactNode } from 'react'
import { useMutation, useQuery } from 'urql'
import { CampaignChoicesDocument, CreateCampaignDocument } from '../generated/graphql.js'
import { answered } from '../room/answered.js'
import type { Fault } from '../room/faults.js'
import { Loaded } from '../room/loaded.js'
import { Link, navigate } from '../room/router.js'
import { View } from '../room/view.js'
import { touchedByCampaign } from '../overview/changeCampaign.js'
import { AgentPicker } from './agentPicker.js'
import { CampaignFields, Group } from './campaignFields.js'
import { createInput, DraftError, emptyDraft } from './draft.js'
import { listInput, type ChosenList } from './listInput.js'
import { ListPicker } from './listPicker.js'
import { useFaultFocus } from './faultFocus.js'
import { FormFault } from './formFault.js'

/** A new campaign, from its name to its script. It is a draft until it is started on its own page. */
export function NewCampaign(): ReactNode {
  const [choices] = useQuery({ query: CampaignChoicesDocument })
  const [draft, setDraft] = useState(emptyDraft)
  const [lists, setLists] = useState<readonly ChosenList[]>([])
  const [agents, setAgents] = useState<readonly string[]>([])
  const [fault, setFault] = useState<Fault | null>(null)
  const [{ fetching }, create] = useMutation(CreateCampaignDocument)
  const form = useRef<HTMLFormElement>(null)
  useFaultFocus(fault, form)
  const save = async (): Promise<void> => {
    setFault(null)
    try {
      const listed = listInput(lists)
      if ('message' in listed) {
        setFault(listed)
        return
      }
      const input = { ...createInput(draft), ...listed, agentIds: [...agents] }
      const { data, fault: refusal } = answered(await create({ input }, touchedByCampaign))
      if (data === null) setFault(refusal)
      else navigate(`/campaigns/${data.createCampaign.id}`)
    } catch (error) {
      if (!(error instanceof DraftError)) throw error
      setFault(error.fault)
    }
  }
  return (
    <View title="New campaign">
      <Loaded answer={choices}>
        {(known) => (
          <form
            ref={form}
            className="campaign-form"
            noValidate
            onSubmit={(event) => {
              event.preventDefault()
              void save()
            }}
          >
            <CampaignFields
              draft={draft}
              fault={fault}
              choices={known}
              listIds={lists.map(({ id }) => id)}
              isNew
              onChange={(change) => {
                setDraft((before) => ({ ...before, ...change }))
              }}
            />
            <Group title="Lists">
              <div className="wide">
                <ListPicker lists={known.contactLists} chosen={lists} fault={fault} onChange={setLists} />
              </div>
            </Group>
            <Group title="Agents">
              <div className="wide">
                <AgentPicker agents={known.agents} chosen={agents} onChange={setAgents} />
              </div>
            </Group>
            <FormFault fault={fault} />
            <div className="actions">
              <button type="submit" className="primary" disabled={fetching}>
                Create the campaign
              </button>
              <Link to="/campaigns">Leave</Link>
            </div>
          </form>
        )}
      </Loaded>
    </View>
  )
}
