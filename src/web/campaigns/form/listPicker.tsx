import type { ReactNode } from 'react'
import { countWords } from '../../page/words.js'
import type { CampaignChoicesQuery } from '../generated/graphql.js'
import { FaultWords, Tick } from '../room/field.js'
import { isAbout, type Fault } from '../room/faults.js'
import { Link } from '../room/router.js'
import { hints } from './hints.js'
import type { ChosenList } from './listInput.js'

/** Which lists a campaign dials, and with what weights. */
export function ListPicker({
  lists,
  chosen,
  fault,
  onChange,
}: {
  lists: CampaignChoicesQuery['contactLists']
  chosen: readonly ChosenList[]
  fault: Fault | null
  onChange: (chosen: readonly ChosenList[]) => void
}): ReactNode {
  if (lists.length === 0) {
    return (
      <p className="soft">
        There is no list yet: <Link to="/campaigns/import">import contacts</Link>.
      </p>
    )
  }
  const change = (id: string, next: ChosenList | null): void => {
    const others = chosen.filter((list) => list.id !== id)
    // In the order of the page, so that the same choice is always the same input.
    const all = next === null ? others : [...others, next]
    onChange(lists.flatMap((list) => all.filter((one) => one.id === list.id)))
  }
  return (
    <>
      <ul className="picker">
        {lists.map(({ id, name, contactCount }) => {
          const own = chosen.find((list) => list.id === id)
          return (
            <li key={id}>
              <Tick
                name={`list-${id}`}
                label={
                  <>
                    {name} <span className="soft">{countWords(contactCount)}</span>
                  </>
                }
                isOn={own !== undefined}
                onChange={(isOn) => {
                  change(id, isOn ? { id, weight: '' } : null)
                }}
              />
              {own !== undefined && (
                <label className="weight">
                  <span className="soft">Weight</span>
                  <input
                    aria-label={`Weight of ${name}`}
                    inputMode="numeric"
                    size={5}
                    value={own.weight}
                    onChange={(event) => {
                      change(id, { id, weight: event.target.value })
                    }}
                  />
                </label>
              )}
            </li>
          )
        })}
      </ul>
      <p className="hint soft">{hints.listWeights}</p>
      {['listIds', 'listWeights'].map(
        (name) => isAbout(fault, name) && <FaultWords key={name} id={`${name}-fault`} fault={fault} />,
      )}
    </>
  )
}
