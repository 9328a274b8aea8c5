import { useEffect, useState } from 'react'
import { currentSession } from '../../session/session.js'
import type { ImportField } from './columnMapping.js'

/** What the columns of a file may hold, as the server says; null until it has, and when it cannot be reached. */
export function useImportFields(): readonly ImportField[] | null {
  const [fields, setFields] = useState<readonly ImportField[] | null>(null)
  useEffect(() => {
    const leave = new AbortController()
    void ask(leave.signal).then(setFields, () => undefined)
    return () => {
      leave.abort()
    }
  }, [])
  return fields
}

async function ask(signal: AbortSignal): Promise<readonly ImportField[]> {
  const headers = { authorization: `Bearer ${currentSession()?.token ?? ''}` }
  const response = await fetch('/import/fields', { headers, signal })
  if (!response.ok) throw new Error(`the fields of an import cannot be read: ${response.status}`)
  return ((await response.json()) as { data: { fields: readonly ImportField[] } }).data.fields
}
