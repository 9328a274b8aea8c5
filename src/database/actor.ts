import { AsyncLocalStorage } from 'node:async_hooks'
import type { Role } from '../identity/viewer.js'

/** Who makes a change: what the audit log writes beside it. */
export interface Actor {
  /** The token's `sub`, `cli`, or `job:<name>`. */
  readonly subject: string
  /** SYSTEM is the product itself: a command, a background job. */
  readonly role: Role | 'SYSTEM'
  /** The agent that an AGENT is; null for everyone else. */
  readonly agentId: string | null
  /** Connects the change with the request's answer and log lines; null outside of a request. */
  readonly requestId: string | null
}

const actors = new AsyncLocalStorage<Actor>()

/** Runs `work`, and everything that it starts, as this actor: each transaction tells the database so in its BEGIN. */
export function runAs<T>(actor: Actor, work: () => T): T {
  return actors.run(actor, work)
}

/** Who acts here; null outside of every `runAs`. */
export function currentActor(): Actor | null {
  return actors.getStore() ?? null
}

/** The product itself at a command: `dialqueue …`. */
export const cliActor: Actor = { subject: 'cli', role: 'SYSTEM', agentId: null, requestId: null }

/** The product itself in the background, by the job's name. */
export function jobActor(name: string): Actor {
  return { subject: `job:${name}`, role: 'SYSTEM', agentId: null, requestId: null }
}

/**
 * The value of the setting `dialqueue.actor`, which the audit triggers read: the actor as JSON, empty when there is none
 * (the triggers then name the database's session user).
 */
export function actorText(actor: Actor | null = currentActor()): string {
  return actor === null ? '' : JSON.stringify(actor)
}

/**
 * As `actorText`, for one statement that serves several agents at once (a combined claim): the triggers choose by the
 * agent of each row, and a row of another agent has no actor.
 */
export function actorsText(byAgentId: ReadonlyMap<string, Actor | null>): string {
  return JSON.stringify({ agents: Object.fromEntries(byAgentId) })
}
