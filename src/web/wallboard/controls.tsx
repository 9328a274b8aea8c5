import { useId, useState, useSyncExternalStore, type ReactNode } from 'react'
import { codeWords, countWords } from '../page/words.js'
import type { Board } from './board.js'
import { writeAddress, type BoardAddress } from './boardAddress.js'

/** What a supervisor can set: which campaigns, sound, and the way to the kiosk. All of it stands in the address. */
export function Controls({
  board,
  address,
  onChange,
}: {
  board: Board
  address: BoardAddress
  onChange: (address: BoardAddress) => void
}): ReactNode {
  const [isOpen, setOpen] = useState(false)
  const chooser = useId()
  const count = address.campaignIds?.length
  return (
    <div className="controls">
      <button
        type="button"
        aria-expanded={isOpen}
        aria-controls={chooser}
        onClick={() => {
          if (!isOpen) void board.feed.listCampaigns()
          setOpen(!isOpen)
        }}
      >
        Campaigns: {count === undefined ? 'all' : countWords(count)}
      </button>
      <button
        type="button"
        aria-pressed={address.hasSound}
        onClick={() => {
          onChange({ ...address, hasSound: !address.hasSound })
        }}
      >
        Alarm sound: {address.hasSound ? 'on' : 'off'}
      </button>
      <a href={`/wallboard${writeAddress({ ...address, isKiosk: true })}`}>Kiosk for a screen on the wall</a>
      <div id={chooser} className="card chooser" hidden={!isOpen}>
        {isOpen && <Chooser board={board} address={address} onChange={onChange} />}
      </div>
    </div>
  )
}

function Chooser({ board, address, onChange }: Parameters<typeof Controls>[0]): ReactNode {
  const campaigns = useSyncExternalStore(board.feed.campaigns.subscribe, board.feed.campaigns.get) ?? []
  const [search, setSearch] = useState('')
  const { campaignIds } = address
  const chosen = new Set(campaignIds)
  const toggle = (id: string): void => {
    const others = [...chosen].filter((one) => one !== id)
    const next = chosen.has(id) ? others : [...others, id]
    onChange({ ...address, campaignIds: next.length === 0 ? null : next })
  }
  const found = campaigns.filter(({ name }) => name.toLowerCase().includes(search.trim().toLowerCase()))
  return (
    <fieldset>
      <legend>Which campaigns this board shows</legend>
      <div className="chooser-tools">
        <label className="field">
          Find
          <input
            type="search"
            value={search}
            onChange={(event) => {
              setSearch(event.target.value)
            }}
          />
        </label>
        <label className="choice">
          <input
            type="checkbox"
            checked={campaignIds === null}
            onChange={() => {
              onChange({ ...address, campaignIds: null })
            }}
          />
          All, also those still to come
        </label>
      </div>
      <div className="choices">
        {found.map(({ id, name, status }) => (
          <label key={id} className="choice">
            <input
              type="checkbox"
              checked={chosen.has(id)}
              onChange={() => {
                toggle(id)
              }}
            />
            {name} <span className="soft">{codeWords(status)}</span>
          </label>
        ))}
        {found.length === 0 && <p className="soft">No campaign has such a name.</p>}
      </div>
    </fieldset>
  )
}
