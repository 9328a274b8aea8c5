import type { ReactNode } from 'react'
import { NOTHING } from '../../page/words.js'

/**
 * An instant as "23 Nov 2026, 14:05:09" on this browser's clock, short as "23 Nov, 14:05:09", or "14:05:09" today; a dash
 * for null.
 */
export function When({ at, isShort = false }: { at: string | null | undefined; isShort?: boolean }): ReactNode {
  if (at == null) return NOTHING
  return (
    <time dateTime={at} title={isShort ? instantWords(new Date(at), false) : undefined}>
      {instantWords(new Date(at), isShort)}
    </time>
  )
}

/** An instant in words, to the second: what happened to a contact may be asked by a court. */
function instantWords(instant: Date, isShort: boolean): string {
  const isToday = instant.toDateString() === new Date().toDateString()
  return new Intl.DateTimeFormat('en-GB', {
    ...(isShort && isToday ? {} : { day: 'numeric', month: 'short' }),
    ...(isShort ? {} : { year: 'numeric' }),
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  }).format(instant)
}
