import type { ReactNode } from 'react'

/** A column of a table. */
export interface Column<Row> {
  readonly name: string
  readonly cell: (row: Row) => ReactNode
  /** Figures stand right. */
  readonly isNumber?: boolean
  /** Names the row: a header cell. */
  readonly isHeader?: boolean
}

/** A table; on a narrow screen each row becomes a block, with the column's name before each value. */
export function Table<Row>({
  caption,
  columns,
  rows,
  keyOf,
  empty,
}: {
  /** What it holds, for who does not see it. */
  caption: string
  columns: readonly Column<Row>[]
  rows: readonly Row[]
  keyOf: (row: Row) => string
  /** What is said in place of a table without rows. */
  empty: string
}): ReactNode {
  if (rows.length === 0) return <p className="soft">{empty}</p>
  // The roles are spelt out: a browser forgets them when a style sheet makes blocks of rows and cells.
  return (
    <table className="table" role="table">
      <caption className="hidden-from-sight">{caption}</caption>
      <thead role="rowgroup">
        <tr role="row">
          {columns.map(({ name, isNumber }) => (
            <th key={name} role="columnheader" scope="col" className={isNumber === true ? 'number' : undefined}>
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {rows.map((row) => (
          <tr key={keyOf(row)} role="row">
            {columns.map(({ name, cell, isNumber, isHeader }) =>
              isHeader === true ? (
                <th key={name} role="rowheader" scope="row" data-column={name}>
                  {cell(row)}
                </th>
              ) : (
                <td key={name} role="cell" data-column={name} className={isNumber === true ? 'number' : undefined}>
                  {cell(row)}
                </td>
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
