import { StrictMode, type ReactNode } from 'react'
import { createRoot } from 'react-dom/client'
import { Provider, type Client } from 'urql'
import { createApiClient, type ApiUse } from '../api/client.js'
import { currentSession, signInAddress, type Session } from '../session/session.js'
import './page.css'

/**
 * Shows a page for whoever is signed in; nobody is led to the sign-in page, which leads back. A role that the page is not
 * for is told so.
 */
export function openPage(
  roles: readonly Session['role'][],
  page: (session: Session, client: Client) => ReactNode,
  use: ApiUse = {},
): void {
  const session = currentSession()
  if (session === null) {
    location.replace(signInAddress(location, null))
    return
  }
  const client = createApiClient(session, use)
  const content = roles.includes(session.role) ? page(session, client) : <NotForRole role={session.role} />
  show(<Provider value={client}>{content}</Provider>)
}

/** Puts a page into the document. */
export function show(content: ReactNode): void {
  const element = document.getElementById('page')
  if (element === null) throw new Error('the document has no place for the page')
  createRoot(element).render(<StrictMode>{content}</StrictMode>)
}

function NotForRole({ role }: { role: Session['role'] }): ReactNode {
  return (
    <main className="notice">
      <h1>This page is not for you</h1>
      <p>You are signed in as {role.toLowerCase()}.</p>
      <p>
        <a href="/">Choose another page, or sign in as somebody else</a>
      </p>
    </main>
  )
}
