/** An audit row's {column: [from, to]} as lines such as "status: NEW → REACHED"; {count, …} of many as "count: 3". */
export function changeWords(changes: Readonly<Record<string, unknown>> | null): string[] {
  return Object.entries(changes ?? {}).map(([column, change]) => {
    const name = column.replaceAll('_', ' ')
    if (!Array.isArray(change) || change.length !== 2) return `${name}: ${valueWords(change)}`
    const [from, to] = change as [unknown, unknown]
    return from === null ? `${name}: ${valueWords(to)}` : `${name}: ${valueWords(from)} → ${valueWords(to)}`
  })
}

function valueWords(value: unknown): string {
  if (value === null || value === undefined || value === '') return 'nothing'
  return typeof value === 'string' ? value : JSON.stringify(value)
}
