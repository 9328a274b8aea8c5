import { useState, type ReactNode } from 'react'
import { useQuery } from 'urql'
import { AgentPicker } from '../form/agentPicker.js'
import { CampaignChoicesDocument, type CampaignQuery, type CampaignStatus } from '../generated/graphql.js'
import { Loaded } from '../room/loaded.js'
import { Panel } from '../room/view.js'
import { useCampaignChange } from './changeCampaign.js'
import { Outcome } from './outcome.js'

type Parts = NonNullable<CampaignQuery['campaign']>

/** The agents who work for a campaign. */
export function AssignAgents({
  id,
  agents,
  status,
}: {
  id: string
  agents: Parts['agents']
  status: CampaignStatus
}): ReactNode {
  const [choices] = useQuery({ query: CampaignChoicesDocument })
  const [edited, setEdited] = useState<readonly string[] | null>(null)
  const { isBusy, fault, done, change } = useCampaignChange(id)
  const chosen = edited ?? agents.map((agent) => agent.id)
  const save = async (): Promise<void> => {
    if (await change({ agentIds: [...chosen] }, 'The agents are saved.')) setEdited(null)
  }
  return (
    <Panel title="Agents">
      <Loaded answer={choices}>
        {(data) => (
          <form
            onSubmit={(event) => {
              event.preventDefault()
              void save()
            }}
          >
            <AgentPicker agents={data.agents} chosen={chosen} onChange={setEdited} />
            {status !== 'COMPLETED' && (
              <div className="actions">
                <button type="submit" disabled={isBusy || edited === null}>
                  Save the agents
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
