import type { ReactNode } from 'react'
import type { ColumnChoice, ColumnMapping, ImportField } from './columnMapping.js'

/** Which column of the file holds which field: what the server knows by the headers, and what a person says instead. */
export function ColumnTable({
  header,
  fields,
  mapping,
  chosen,
  onChange,
}: {
  header: readonly string[]
  fields: readonly ImportField[]
  mapping: ColumnMapping
  chosen: ColumnChoice
  onChange: (chosen: ColumnChoice) => void
}): ReactNode {
  return (
    <div className="mapping">
      {fields.map(({ field, description }) => {
        const known = mapping.get(field)
        const byItself = known === undefined ? 'not in the file' : `${known.column} (by its header)`
        return (
          <div key={field} className="field">
            <label htmlFor={`map-${field}`}>{field}</label>
            <select
              id={`map-${field}`}
              aria-describedby={`map-${field}-hint`}
              value={chosen.get(field) ?? ''}
              onChange={(event) => {
                const next = new Map(chosen)
                if (event.target.value === '') next.delete(field)
                else next.set(field, event.target.value)
                onChange(next)
              }}
            >
              <option value="">{known?.isChosen === true ? 'as the header says' : byItself}</option>
              {header.map((column) => (
                <option key={column} value={column}>
                  {column}
                </option>
              ))}
            </select>
            <p id={`map-${field}-hint`} className="hint soft">
              {description}
            </p>
          </div>
        )
      })}
    </div>
  )
}
