import type { ReactNode } from 'react'
import { countWords } from '../../page/words.js'
import { meaningOf, type ColumnMapping } from './columnMapping.js'
import type { CsvPreview } from './csvPreview.js'

/** The first rows of a file, each column with what becomes of it. */
export function PreviewTable({
  preview: { header, rows, estimatedRows },
  mapping,
}: {
  preview: CsvPreview
  mapping: ColumnMapping
}): ReactNode {
  return (
    <>
      <div className="scroller" role="region" aria-label="First rows of the file" tabIndex={0}>
        <table className="preview">
          <thead>
            <tr>
              {header.map((column, index) => (
                // Two columns may have one name until the server refuses them.
                <th key={index} scope="col">
                  {column}
                  <span className="meaning">{meaningOf(column, mapping)}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row, index) => (
              <tr key={index}>
                {header.map((_, place) => (
                  <td key={place}>{row[place]}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="soft">
        {estimatedRows === null
          ? `The first ${countWords(rows.length)} rows.`
          : `The first ${countWords(rows.length)} of some ${countWords(estimatedRows)} rows.`}
      </p>
    </>
  )
}
