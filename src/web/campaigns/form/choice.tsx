import type { ReactNode } from 'react'
import { codeWords } from '../../page/words.js'
import type { ControlProps } from '../room/field.js'

/** One of a few codes, each in words. */
export function Choice<Code extends string>({
  control,
  codes,
  value,
  words = codeWords,
  onChange,
}: {
  control: Partial<ControlProps> & { 'aria-label'?: string }
  codes: readonly Code[]
  value: Code
  words?: (code: Code) => string
  onChange: (code: Code) => void
}): ReactNode {
  return (
    <select
      {...control}
      value={value}
      onChange={(event) => {
        const chosen = codes.find((code) => code === event.target.value)
        if (chosen !== undefined) onChange(chosen)
      }}
    >
      {codes.map((code) => (
        <option key={code} value={code}>
          {words(code)}
        </option>
      ))}
    </select>
  )
}
