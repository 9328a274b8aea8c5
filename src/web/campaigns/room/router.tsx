import { useSyncExternalStore, type MouseEvent, type ReactNode } from 'react'

// The addresses of the campaign room. The server answers every one of them with the same page; which view it is, and its
// filters, stand in the address alone, so that reload, bookmark, back button and middle click all work.

/** A view, and what the address says about it. */
export type Route =
  | { readonly view: 'campaigns' | 'new' | 'lists' | 'import' | 'unknown' }
  | { readonly view: 'campaign' | 'edit' | 'queue' | 'contact'; readonly id: string }

const views: readonly { readonly path: RegExp; readonly route: (id: string) => Route }[] = [
  { path: /^\/campaigns$/, route: () => ({ view: 'campaigns' }) },
  { path: /^\/campaigns\/new$/, route: () => ({ view: 'new' }) },
  { path: /^\/campaigns\/lists$/, route: () => ({ view: 'lists' }) },
  { path: /^\/campaigns\/import$/, route: () => ({ view: 'import' }) },
  { path: /^\/campaigns\/contacts\/(\d{1,19})$/, route: (id) => ({ view: 'contact', id }) },
  { path: /^\/campaigns\/(\d{1,19})$/, route: (id) => ({ view: 'campaign', id }) },
  { path: /^\/campaigns\/(\d{1,19})\/edit$/, route: (id) => ({ view: 'edit', id }) },
  { path: /^\/campaigns\/(\d{1,19})\/queue$/, route: (id) => ({ view: 'queue', id }) },
]

/** The view of a path, with or without a slash at its end; `unknown` for any other. */
export function routeOf(pathname: string): Route {
  const path = pathname.length > 1 ? pathname.replace(/\/$/, '') : pathname
  for (const view of views) {
    const match = view.path.exec(path)
    if (match !== null) return view.route(match[1] ?? '')
  }
  return { view: 'unknown' }
}

/** Where the room is: changes with every step, also one back to an address that was there before. */
export interface Place {
  readonly pathname: string
  readonly search: string
  /** 0 for the address that the browser loaded; the focus stays where the browser put it then. */
  readonly step: number
}

let place: Place = { pathname: location.pathname, search: location.search, step: 0 }
const listeners = new Set<() => void>()

function arrive(): void {
  if (location.pathname === place.pathname && location.search === place.search) return
  place = { pathname: location.pathname, search: location.search, step: place.step + 1 }
  for (const listener of listeners) listener()
}

// Back and forward; a jump to a part of the page (#content) changes neither path nor query and is none.
window.addEventListener('popstate', arrive)

/** Goes to an address of the room, by default as a step that the back button takes back. */
export function navigate(address: string, how: 'push' | 'replace' = 'push'): void {
  if (how === 'push') history.pushState(null, '', address)
  else history.replaceState(null, '', address)
  arrive()
  if (how === 'push') window.scrollTo(0, 0)
}

/** The present address, and a new rendering when it changes. */
export function usePlace(): Place {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => place,
  )
}

/**
 * A link within the room. With a middle click, or a key held down, it opens beside this one, as any link does; but by
 * script, because only so does the new tab begin with this one's token, which each tab keeps to itself.
 */
export function Link({
  to,
  className,
  isCurrent = false,
  children,
}: {
  to: string
  className?: string
  isCurrent?: boolean
  children: ReactNode
}): ReactNode {
  const follow = (event: MouseEvent): void => {
    const isBeside = event.button === 1 || event.metaKey || event.ctrlKey || event.shiftKey
    // The right button has its menu, and the Alt key saves what the link leads to.
    if (event.button > 1 || event.altKey) return
    event.preventDefault()
    if (isBeside) window.open(to, '_blank')
    else navigate(to)
  }
  return (
    <a
      href={to}
      className={className}
      aria-current={isCurrent ? 'page' : undefined}
      onClick={follow}
      onAuxClick={follow}
    >
      {children}
    </a>
  )
}
