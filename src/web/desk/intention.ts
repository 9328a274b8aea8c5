import { personalPrefix } from '../session/session.js'
import type { ChosenStatus } from './desk.types.js'
import type { UpdateQueueStatusInput } from './generated/graphql.js'

/**
 * What the agent has decided and the server is to do, once. It has its key from the moment of the keystroke and keeps it
 * however often it is sent.
 */
export type Intention =
  | {
      readonly kind: 'next'
      readonly key: string
      /** Epoch milliseconds of this browser's clock. */
      readonly at: number
      readonly campaignId: string
    }
  | {
      readonly kind: 'step'
      readonly key: string
      readonly at: number
      /** Without the key. */
      readonly input: Omit<UpdateQueueStatusInput, 'idempotencyKey'>
      /** For the message once it is saved. */
      readonly contactName: string
      readonly outcomeLabel: string | null
    }
  | {
      readonly kind: 'status'
      readonly key: string
      readonly at: number
      readonly status: ChosenStatus
      readonly reason: string | null
    }

/**
 * After so long (milliseconds) an unanswered wish for a contact or a status is no wish any more: nobody who comes back to
 * a tab after lunch wants a call out of nowhere. What was said about a call stays true, and the server keeps its key for
 * 24 hours.
 */
const WISH_IS_OVER_AFTER = 2 * 60_000
const STEP_IS_OVER_AFTER = 23 * 3_600_000

const keyOf = (agentId: string): string => `${personalPrefix(agentId)}sending`

/** Keeps what is being sent, so that a reload of this tab can send it again. */
export function keepIntention(agentId: string, intention: Intention): void {
  sessionStorage.setItem(keyOf(agentId), JSON.stringify(intention))
}

/** The server has answered. */
export function forgetIntention(agentId: string): void {
  sessionStorage.removeItem(keyOf(agentId))
}

/** Whether it is still to be sent. */
export function isStillMeant({ kind, at }: Intention, now: number): boolean {
  return now - at < (kind === 'step' ? STEP_IS_OVER_AFTER : WISH_IS_OVER_AFTER)
}

/** What this tab was sending when it was reloaded; null when nothing, or when it is too old to be meant. */
export function keptIntention(agentId: string, now: number): Intention | null {
  const text = sessionStorage.getItem(keyOf(agentId))
  if (text === null) return null
  try {
    const intention = JSON.parse(text) as Intention
    return isStillMeant(intention, now) ? intention : null
  } catch {
    return null
  }
}

/** A new idempotency key. `crypto.randomUUID` is missing on plain http addresses of a local network. */
export function newKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
