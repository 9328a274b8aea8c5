import { useEffect, useRef, type ReactNode } from 'react'

/**
 * The state of the work, which takes the focus whenever it changes: a keyboard goes on from here. Whoever is writing in a
 * field is left there.
 */
export function StateHeading({ children }: { children: string }): ReactNode {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    const focused = document.activeElement
    if (focused?.matches('input:not([type=radio], [type=checkbox]), textarea, select') !== true)
      heading.current?.focus()
  }, [children])
  return (
    <h2 id="state" ref={heading} tabIndex={-1}>
      {children}
    </h2>
  )
}
