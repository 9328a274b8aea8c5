import type { Database } from '../database/database.js'
import { signToken } from '../identity/token.js'
import { demoAgents } from './demo.store.js'

/** Somebody of the demo as whom a visitor may sign in. */
export interface DemoIdentity {
  readonly role: 'SUPERVISOR' | 'AGENT'
  /** Null for the supervisor. */
  readonly agentId: string | null
  readonly name: string
}

/** The demo is the first organization of an embedded database. */
const DEMO_ORGANIZATION = '1'
const TOKEN_LIFE = '12h'

/** The supervisor and the agents of the demo; nobody when the database holds none. */
export async function demoIdentities(database: Database): Promise<readonly DemoIdentity[]> {
  const agents = await demoAgents(database)
  if (agents.length === 0) return []
  const supervisor: DemoIdentity = { role: 'SUPERVISOR', agentId: null, name: 'Sam' }
  return [supervisor, ...agents.map(({ id, name }): DemoIdentity => ({ role: 'AGENT', agentId: id, name }))]
}

/** A token for the agent, or for the supervisor when `agentId` is null; null for whoever is not of the demo. */
export async function demoToken(database: Database, secret: string, agentId: string | null): Promise<string | null> {
  const identity = (await demoIdentities(database)).find((known) => known.agentId === agentId)
  if (identity === undefined) return null
  const { role, name } = identity
  return signToken(secret, { organizationId: DEMO_ORGANIZATION, subject: `demo-${name}`, role, agentId }, TOKEN_LIFE)
}
