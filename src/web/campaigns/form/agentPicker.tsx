import { useState, type ReactNode } from 'react'
import { codeWords } from '../../page/words.js'
import type { CampaignChoicesQuery } from '../generated/graphql.js'
import { Tick } from '../room/field.js'

/** From so many agents on a name is found faster by typing than by looking. */
const MANY = 12

/** Which agents work for a campaign. */
export function AgentPicker({
  agents,
  chosen,
  onChange,
}: {
  agents: CampaignChoicesQuery['agents']
  chosen: readonly string[]
  onChange: (chosen: readonly string[]) => void
}): ReactNode {
  const [part, setPart] = useState('')
  if (agents.length === 0) return <p className="soft">There is no agent yet.</p>
  const wanted = part.trim().toLowerCase()
  const shown = agents.filter(({ name }) => name.toLowerCase().includes(wanted))
  return (
    <>
      {agents.length > MANY && (
        <input
          type="search"
          aria-label="Find an agent"
          placeholder="Find an agent"
          value={part}
          onChange={(event) => {
            setPart(event.target.value)
          }}
        />
      )}
      <ul className="picker">
        {shown.map(({ id, name, status, skills }) => (
          <li key={id}>
            <Tick
              name={`agent-${id}`}
              label={
                <>
                  {name}{' '}
                  <span className="soft">
                    {codeWords(status)}
                    {skills.length > 0 && `, ${skills.join(', ')}`}
                  </span>
                </>
              }
              isOn={chosen.includes(id)}
              onChange={(isOn) => {
                onChange(isOn ? [...chosen, id] : chosen.filter((one) => one !== id))
              }}
            />
          </li>
        ))}
      </ul>
    </>
  )
}
