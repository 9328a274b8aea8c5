import type { ReactNode } from 'react'
import { signOut, type Session } from '../session/session.js'

const pages = [
  { path: '/wallboard', name: 'Wallboard', roles: ['SUPERVISOR', 'ADMIN'] },
  { path: '/campaigns', name: 'Campaigns', roles: ['SUPERVISOR', 'ADMIN'] },
  { path: '/desk', name: 'Desk', roles: ['AGENT'] },
  { path: '/graphiql', name: 'GraphiQL', roles: ['AGENT', 'SUPERVISOR', 'ADMIN', 'DIALER'] },
] as const satisfies readonly { path: string; name: string; roles: readonly Session['role'][] }[]

/** The pages that are for a role, in the order of the navigation. */
export function pagesFor(role: Session['role']): { path: string; name: string }[] {
  return pages.filter(({ roles }) => (roles as readonly Session['role'][]).includes(role))
}

/**
 * What every page has: its name, the way to the others, and the way out. `status` stands beside the name; `onLeave` is
 * done before somebody is signed out.
 */
export function Shell({
  session,
  title,
  status,
  onLeave,
  children,
}: {
  session: Session
  title: string
  status?: ReactNode
  onLeave?: () => Promise<void>
  children: ReactNode
}): ReactNode {
  return (
    <>
      <a className="skip-link" href="#content">
        Skip to the content
      </a>
      <header className="page-header">
        <img src="/icon.svg" alt="" width="28" height="28" />
        <h1>{title}</h1>
        <div className="page-status">{status}</div>
        <nav aria-label="Pages">
          {pagesFor(session.role).map(({ path, name }) => (
            <a key={path} href={path} aria-current={location.pathname.startsWith(path) ? 'page' : undefined}>
              {name}
            </a>
          ))}
          <button
            type="button"
            className="link"
            onClick={() => {
              void Promise.resolve(onLeave?.()).finally(() => {
                signOut('left')
              })
            }}
          >
            Sign out
          </button>
        </nav>
      </header>
      <main id="content">{children}</main>
    </>
  )
}
