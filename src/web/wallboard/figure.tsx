import { memo, type ReactNode } from 'react'

/** One figure with its name; rendered anew only when its text changes. A pair of a `dl`. */
export const Figure = memo(function Figure({
  name,
  text,
  tone,
}: {
  name: string
  text: string
  tone?: 'danger' | 'warning' | undefined
}): ReactNode {
  return (
    <div className="figure" data-tone={tone}>
      <dt>{name}</dt>
      <dd>{text}</dd>
    </div>
  )
})
