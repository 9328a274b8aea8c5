import { useEffect, useState, type ReactNode } from 'react'
import { pagesFor } from '../page/shell.js'
import { codeWords } from '../page/words.js'
import { currentSession, keepSession, nextPage, readToken, signOut, type Session } from '../session/session.js'
import { demoIdentities, demoToken, type DemoIdentity } from './demoIdentities.js'

const whyWords = new Map([
  ['expired', 'Your token has ended. Sign in again and you are back where you were.'],
  ['refused', 'The server did not accept your token. Sign in again and you are back where you were.'],
  ['left', 'You have signed out.'],
])

/** The way in: a token, or on the demo one of its people. Whoever is signed in already chooses a page. */
export function SignIn(): ReactNode {
  const [session, setSession] = useState(currentSession)
  const query = new URLSearchParams(location.search)
  return (
    <main className="sign-in">
      <header>
        <img src="/icon.svg" alt="" width="56" height="56" />
        <div>
          <h1>dialqueue</h1>
          <p className="soft">Each contact once, within the rules, live.</p>
        </div>
      </header>
      {session === null ? (
        <>
          <Why reason={query.get('why')} />
          <TokenForm onSession={enter} />
          <Demo onSession={enter} />
        </>
      ) : (
        <Choice session={session} onLeave={setSession} />
      )}
    </main>
  )
}

function enter(session: Session): void {
  keepSession(session)
  location.assign(nextPage(location.search) ?? pagesFor(session.role)[0]?.path ?? '/')
}

function Why({ reason }: { reason: string | null }): ReactNode {
  const words = whyWords.get(reason ?? '')
  return words === undefined ? null : (
    <p className="message" role="status">
      {words}
    </p>
  )
}

function TokenForm({ onSession }: { onSession: (session: Session) => void }): ReactNode {
  const [text, setText] = useState('')
  const [isBad, setBad] = useState(false)
  return (
    <form
      className="card"
      onSubmit={(event) => {
        event.preventDefault()
        const session = readToken(text)
        setBad(session === null)
        if (session !== null) onSession(session)
      }}
    >
      <h2>
        <label htmlFor="token">Your token</label>
      </h2>
      <input
        id="token"
        type="password"
        autoComplete="off"
        spellCheck={false}
        value={text}
        aria-describedby="token-hint"
        aria-invalid={isBad}
        onChange={(event) => {
          setText(event.target.value)
        }}
      />
      <p id="token-hint" className={isBad ? 'danger' : 'soft'} role={isBad ? 'alert' : undefined}>
        {isBad
          ? 'This is no token, or its time is over.'
          : 'From whoever runs this server, or from the command dialqueue token. It is kept for this tab only.'}
      </p>
      <button type="submit" className="primary">
        Sign in
      </button>
    </form>
  )
}

function Demo({ onSession }: { onSession: (session: Session) => void }): ReactNode {
  const [identities, setIdentities] = useState<readonly DemoIdentity[]>([])
  const [fault, setFault] = useState<string | null>(null)
  useEffect(() => {
    demoIdentities().then(setIdentities, () => undefined)
  }, [])
  if (identities.length === 0) return null
  const signIn = async (identity: DemoIdentity): Promise<void> => {
    try {
      const session = readToken(await demoToken(identity))
      if (session !== null) onSession(session)
    } catch (error) {
      setFault(error instanceof Error ? error.message : String(error))
    }
  }
  return (
    <section className="card" aria-labelledby="demo-title">
      <h2 id="demo-title">This is the demo: sign in as</h2>
      <div className="demo-people">
        {identities.map((identity) => (
          <button key={identity.agentId ?? 'supervisor'} type="button" onClick={() => void signIn(identity)}>
            {identity.name} <span className="soft">{codeWords(identity.role)}</span>
          </button>
        ))}
      </div>
      {fault !== null && (
        <p className="danger" role="alert">
          {fault}
        </p>
      )}
    </section>
  )
}

function Choice({ session, onLeave }: { session: Session; onLeave: (session: null) => void }): ReactNode {
  return (
    <nav className="card" aria-label="Pages">
      <h2>You are signed in as {codeWords(session.role)}</h2>
      <ul>
        {pagesFor(session.role).map(({ path, name }) => (
          <li key={path}>
            <a href={path}>{name}</a>
          </li>
        ))}
      </ul>
      <button
        type="button"
        onClick={() => {
          signOut('left')
          onLeave(null)
        }}
      >
        Sign out
      </button>
    </nav>
  )
}
