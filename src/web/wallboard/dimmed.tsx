import type { ReactNode } from 'react'
import type { Board } from './board.js'
import { useFreshness } from './useFreshness.js'

/** Marks what is inside as not live when it is not: the style sheet dims it. */
export function Dimmed({ board, children }: { board: Board; children: ReactNode }): ReactNode {
  const { state } = useFreshness(board.feed.freshness)
  return (
    <div className="figures-area" data-freshness={state}>
      {children}
    </div>
  )
}
