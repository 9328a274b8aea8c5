import { memo, useState, useSyncExternalStore, type ReactNode } from 'react'
import { useNow } from '../page/now.js'
import { clockWords, codeWords, countWords, NOTHING } from '../page/words.js'
import { secondsInState, stateLevel } from './agentLines.js'
import type { Board } from './board.js'
import type { AgentLine } from './boardTypes.js'

/** Those who have waited longest stand first; who wants more asks for all. */
const LINES_AT_FIRST = 20

/** Who is in which state for how long, longest first, and whom they have on the line. */
export function AgentsPanel({ board }: { board: Board }): ReactNode {
  const agents = useSyncExternalStore(board.store.agents.subscribe, board.store.agents.get)
  const offset = useSyncExternalStore(board.feed.clockOffset.subscribe, board.feed.clockOffset.get)
  const now = useNow() + offset
  const [showsAll, setShowsAll] = useState(false)
  const atWork = agents?.atWork ?? []
  const lines = showsAll ? atWork : atWork.slice(0, LINES_AT_FIRST)
  return (
    <section className="card agents-panel" aria-labelledby="agents-title">
      <header>
        <h2 id="agents-title">Agents</h2>
        {agents !== null && (
          <p className="soft">
            {countWords(atWork.length)} at work, {countWords(agents.offlineCount)} offline
          </p>
        )}
      </header>
      {lines.length > 0 && (
        <table>
          <thead>
            <tr>
              <th scope="col">Agent</th>
              <th scope="col">State</th>
              <th scope="col" className="number">
                For
              </th>
            </tr>
          </thead>
          <tbody>
            {lines.map((line) => (
              <AgentRow
                key={line.id}
                line={line}
                time={clockWords(secondsInState(line, now))}
                level={stateLevel(line, now)}
              />
            ))}
          </tbody>
        </table>
      )}
      {atWork.length > lines.length && (
        <button
          type="button"
          onClick={() => {
            setShowsAll(true)
          }}
        >
          Show all {countWords(atWork.length)}
        </button>
      )}
    </section>
  )
}

const AgentRow = memo(function AgentRow({
  line,
  time,
  level,
}: {
  line: AgentLine
  time: string
  level: 'warning' | 'danger' | null
}): ReactNode {
  const { name, status, pauseReason, currentEntry } = line
  return (
    <tr data-level={level}>
      <th scope="row">
        {name}
        {currentEntry !== null && (
          <span className="agent-contact">
            {currentEntry.contact.maskedPhone} <span className="agent-campaign">{currentEntry.campaign.name}</span>
          </span>
        )}
      </th>
      <td>
        <span className="agent-state" data-status={status}>
          {codeWords(status)}
        </span>
        {currentEntry !== null && status === 'BUSY' && (
          <span className="agent-contact">{codeWords(currentEntry.status)}</span>
        )}
        {status === 'PAUSED' && <span className="agent-contact">{pauseReason ?? NOTHING}</span>}
      </td>
      <td className="number">
        {time}
        {level !== null && <span className="agent-level">{level === 'danger' ? 'too long' : 'long'}</span>}
      </td>
    </tr>
  )
})
