import { useEffect, useRef, type ReactNode } from 'react'
import { usePlace } from './router.js'

/**
 * One view of the room: its heading, what stands beside it, its content. The document has the heading as its title, and
 * after a step from another view the focus is on it, so that a screen reader says where the step led.
 */
export function View({
  title,
  aside,
  children,
}: {
  title: string
  /** Links and buttons that concern the whole view. */
  aside?: ReactNode
  children: ReactNode
}): ReactNode {
  const heading = useRef<HTMLHeadingElement>(null)
  const { pathname, step } = usePlace()
  useEffect(() => {
    document.title = `${title} – dialqueue`
  }, [title])
  const isArrival = step > 0
  useEffect(() => {
    // A filter or a page of the same view leaves the focus on what the person used.
    if (isArrival) heading.current?.focus()
  }, [pathname, isArrival])
  return (
    <div className="view">
      <div className="view-head">
        <h2 ref={heading} tabIndex={-1}>
          {title}
        </h2>
        {aside !== undefined && <div className="view-aside">{aside}</div>}
      </div>
      {children}
    </div>
  )
}

/** A part of a view, named by its heading. */
export function Panel({
  title,
  aside,
  children,
}: {
  title: string
  aside?: ReactNode
  children: ReactNode
}): ReactNode {
  return (
    <section className="card panel" aria-label={title}>
      <div className="panel-head">
        <h3>{title}</h3>
        {aside}
      </div>
      {children}
    </section>
  )
}
