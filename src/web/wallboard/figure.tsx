import { memo, type ReactNode } from 'react'

/** One figure with its name; rendered anew only when its text changes. A pair of a `dl`. */
export const Figure = memo(function Figure({
  name,
  text,
  isWords = false,
}: {
  name: string
  text: string
  /** Longer than a number, and so set smaller. */
  isWords?: boolean
}): ReactNode {
  return (
    <div className={isWords ? 'figure figure-words' : 'figure'}>
      <dt>{name}</dt>
      <dd>{text}</dd>
    </div>
  )
})
