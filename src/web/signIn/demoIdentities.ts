/** Somebody of the demo as whom a visitor may sign in. */
export interface DemoIdentity {
  readonly role: string
  /** Null for the supervisor. */
  readonly agentId: string | null
  readonly name: string
}

/** Whom the demo offers; nobody where the server is no demo. */
export async function demoIdentities(): Promise<readonly DemoIdentity[]> {
  const response = await fetch('/demo/identities')
  if (!response.ok) return []
  return ((await response.json()) as { identities: readonly DemoIdentity[] }).identities
}

/** A token for one of them. Throws when the server makes none. */
export async function demoToken({ agentId }: DemoIdentity): Promise<string> {
  const response = await fetch('/demo/token', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ agentId }),
  })
  if (!response.ok) throw new Error('The demo signs nobody in now.')
  return ((await response.json()) as { token: string }).token
}
