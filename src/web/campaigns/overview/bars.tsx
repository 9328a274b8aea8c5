import type { ReactNode } from 'react'
import { countWords, percentWords } from '../../page/words.js'

/** One bar. */
export interface Bar {
  readonly key: string
  readonly name: string
  /** In words, below the name. */
  readonly note?: string
  readonly count: number
}

/**
 * Counts as a bar chart that is a table: who does not see the bars reads the same figures. The longest bar is the largest
 * count; the share is of `total`.
 */
export function Bars({
  caption,
  what,
  bars,
  total,
}: {
  caption: string
  /** What the names are. */
  what: string
  bars: readonly Bar[]
  total: number
}): ReactNode {
  const largest = Math.max(1, ...bars.map(({ count }) => count))
  return (
    <table className="bars">
      <caption>{caption}</caption>
      <thead>
        <tr>
          <th scope="col">{what}</th>
          <th scope="col" className="number">
            Contacts
          </th>
          <th scope="col" className="number">
            Share
          </th>
        </tr>
      </thead>
      <tbody>
        {bars.map(({ key, name, note, count }) => (
          <tr key={key}>
            <th scope="row">
              {name}
              {note !== undefined && <span className="bar-note">{note}</span>}
              <svg className="bar" width="100%" height="8" aria-hidden="true">
                <rect className="bar-ground" width="100%" height="8" rx="4" />
                <rect className="bar-value" width={`${(count / largest) * 100}%`} height="8" rx="4" />
              </svg>
            </th>
            <td className="number">{countWords(count)}</td>
            <td className="number">{total === 0 ? '' : percentWords(count / total)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
