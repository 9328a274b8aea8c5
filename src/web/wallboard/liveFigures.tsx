import type { ReactNode } from 'react'
import { countWords, minutesWords } from '../page/words.js'
import type { Card, Snapshot } from './boardTypes.js'
import { Figure } from './figure.js'

/** Entries in each status, and how long their work lasts. */
export function QueueFigures({ snapshot: { counts }, diagnosis }: Pick<Card, 'snapshot' | 'diagnosis'>): ReactNode {
  return (
    <dl className="figures queue-figures" aria-label="Queue">
      <Figure name="Queued" text={countWords(counts.queued)} />
      <Figure name="Reserved" text={countWords(counts.reserved)} />
      <Figure name="Dialing" text={countWords(counts.dialing)} />
      <Figure name="Connected" text={countWords(counts.connected)} />
      <Figure name="Completed" text={countWords(counts.completed)} />
      <Figure name="Failed" text={countWords(counts.failed)} />
      <Figure name="Abandoned" text={countWords(counts.abandoned)} />
      <Figure name="Work left" text={minutesWords(diagnosis?.value.minutesUntilDry)} isWords />
    </dl>
  )
}

/** The campaign's agents in each state. */
export function AgentFigures({ agents }: Pick<Snapshot, 'agents'>): ReactNode {
  return (
    <dl className="figures agent-figures" aria-label="Agents">
      <Figure name="Available" text={countWords(agents.available)} />
      <Figure name="Busy" text={countWords(agents.busy)} />
      <Figure name="Wrap-up" text={countWords(agents.wrapUp)} />
      <Figure name="Paused" text={countWords(agents.paused)} />
    </dl>
  )
}
