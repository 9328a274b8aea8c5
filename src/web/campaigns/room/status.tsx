import type { ReactNode } from 'react'
import { codeWords } from '../../page/words.js'

const tones: Readonly<Record<string, 'good' | 'warning' | 'danger' | undefined>> = {
  ACTIVE: 'good',
  AVAILABLE: 'good',
  COMPLETED: undefined,
  CONNECTED: 'good',
  PAUSED: 'warning',
  FAILED: 'danger',
  ABANDONED: 'danger',
  DO_NOT_CALL: 'danger',
  INVALID: 'danger',
}

/** A state as a word in a frame; the colour only repeats it. */
export function Status({ code }: { code: string }): ReactNode {
  return <span className={`badge ${tones[code] ?? ''}`}>{codeWords(code)}</span>
}
