import { isHeld, type ChosenStatus, type DeskAgent, type DeskEntry } from './desk.types.js'
import type { Intention } from './intention.js'
import { losesEntry, noticeOfRefusal, notReached, wentSilent, type Notice, type Refusal } from './notice.js'

/** All that the desk shows of the work; what the agent types stands apart. */
export interface DeskState {
  /** Null until the server has said where the agent stands. */
  readonly agent: DeskAgent | null
  /** What the agent holds; null: nothing. */
  readonly entry: DeskEntry | null
  /** What is being sent; no other is begun meanwhile. */
  readonly sending: Intention | null
  /** The answer was lost; it is sent again with the same key. */
  readonly isSendingAgain: boolean
  /** The last wish for a contact found none. Instants are ISO 8601 of the server's clock. */
  readonly nothing: { readonly reason: string | null; readonly retryAt: string | null; readonly askedAt: number } | null
  readonly notice: Notice | null
  /** PAUSED or OFFLINE was asked for during the call and takes effect after it. */
  readonly afterwards: Exclude<ChosenStatus, 'AVAILABLE'> | null
}

/** What can happen to the desk. */
export type DeskEvent =
  /** The server said where the agent stands; null: the token stands for no agent. */
  | { readonly type: 'stands'; readonly agent: DeskAgent; readonly entry: DeskEntry | null }
  | { readonly type: 'intended'; readonly intention: Intention }
  /** No answer came: the connection is gone, or the server cannot work now. */
  | { readonly type: 'unanswered' }
  | {
      readonly type: 'handedOut'
      readonly entry: DeskEntry | null
      readonly reason: string | null
      readonly retryAt: string | null
      /** Epoch milliseconds of this browser's clock. */
      readonly now: number
    }
  | { readonly type: 'stepped'; readonly entry: DeskEntry; readonly warnings: readonly string[] }
  | { readonly type: 'statusSet'; readonly agent: DeskAgent }
  | { readonly type: 'refused'; readonly refusal: Refusal }
  /** The entry was gone when the desk looked, and this is why. */
  | { readonly type: 'vanished'; readonly entryId: string; readonly notice: Notice }
  /** It was sent again and again for as long as it is still meant. */
  | { readonly type: 'gaveUp' }
  | { readonly type: 'renewed'; readonly entryId: string; readonly leaseExpiresAt: string | null }
  | { readonly type: 'read' }

/** Before anything is known. */
export const emptyDesk: DeskState = {
  agent: null,
  entry: null,
  sending: null,
  isSendingAgain: false,
  nothing: null,
  notice: null,
  afterwards: null,
}

/** The desk after an event: the whole of its logic, without React, network or clock. */
export function nextDesk(state: DeskState, event: DeskEvent): DeskState {
  switch (event.type) {
    case 'stands':
      return stands(state, event.agent, event.entry)
    case 'intended':
      return { ...state, sending: event.intention, isSendingAgain: false, notice: null }
    case 'unanswered':
      return { ...state, isSendingAgain: state.sending !== null }
    case 'handedOut': {
      const answered = { ...state, ...done }
      const { entry, reason, retryAt, now } = event
      if (entry === null) return { ...answered, nothing: { reason, retryAt, askedAt: now } }
      // A repeated answer may tell of an entry that has gone on to its end since.
      return { ...withEntry(answered, isHeld(entry) ? entry : null), agent: entry.assignedAgent ?? state.agent }
    }
    case 'stepped':
      return stepped(state, event.entry, event.warnings)
    case 'statusSet':
      return statusSet({ ...state, ...done }, event.agent, state.sending)
    case 'refused': {
      const { sending } = state
      if (sending === null) return state
      const answered = { ...state, ...done, notice: noticeOfRefusal(event.refusal, sending) }
      return sending.kind === 'step' && losesEntry(event.refusal) ? { ...answered, entry: null } : answered
    }
    case 'vanished':
      return state.entry === null || state.entry.id === event.entryId
        ? { ...state, entry: null, notice: event.notice }
        : state
    case 'renewed':
      return state.entry?.id === event.entryId
        ? { ...state, entry: { ...state.entry, leaseExpiresAt: event.leaseExpiresAt } }
        : state
    case 'gaveUp':
      return { ...state, ...done, notice: notReached }
    case 'read':
      return { ...state, notice: null }
  }
}

const done = { sending: null, isSendingAgain: false } as const

function stands(state: DeskState, agent: DeskAgent, entry: DeskEntry | null): DeskState {
  const known = state.entry
  // An answer that was overtaken by a newer one says nothing.
  if (known !== null && entry?.id === known.id && entry.version < known.version) return state
  const wasSignedOff =
    state.agent !== null && state.agent.status !== 'OFFLINE' && agent.status === 'OFFLINE' && agent.pauseReason !== null
  const isOver = agent.status !== 'BUSY' && agent.status !== 'WRAP_UP'
  return {
    ...withEntry(state, entry),
    agent,
    afterwards: isOver ? null : state.afterwards,
    notice: wasSignedOff && state.notice === null ? wentSilent : state.notice,
  }
}

/** Nothing to dial is old news once a contact is there. */
function withEntry(state: DeskState, entry: DeskEntry | null): DeskState {
  return { ...state, entry, nothing: entry === null ? state.nothing : null }
}

function stepped(state: DeskState, entry: DeskEntry, warnings: readonly string[]): DeskState {
  const { sending } = state
  const answered = { ...withEntry(state, isHeld(entry) ? entry : null), ...done }
  // A skipped entry names no agent any more; the agent is free, or what it asked to be afterwards.
  const agent = entry.assignedAgent ?? freed(state)
  const afterwards = isHeld(entry) ? state.afterwards : null
  if (sending?.kind !== 'step' || isHeld(entry)) return { ...answered, agent, afterwards }
  return { ...answered, agent, afterwards, notice: savedNotice(sending, entry, warnings) }
}

function freed({ agent, afterwards }: DeskState): DeskAgent | null {
  return agent === null ? null : { ...agent, status: afterwards ?? 'AVAILABLE', pauseReason: null }
}

function savedNotice(
  { contactName, outcomeLabel }: Extract<Intention, { kind: 'step' }>,
  entry: DeskEntry,
  warnings: readonly string[],
): Notice | null {
  const title =
    outcomeLabel === null
      ? `${contactName} goes back to the queue`
      : `Saved: ${outcomeLabel.toLowerCase()}, ${contactName}`
  if (outcomeLabel === null && entry.status === 'CANCELLED') {
    return {
      ...{ kind: 'saved', tone: 'good', title: `${contactName} was given back`, liftsAt: null },
      words: 'It must not be called any more, so it was withdrawn.',
    }
  }
  return warnings.length === 0
    ? { kind: 'saved', tone: 'good', title, words: '', liftsAt: null }
    : { kind: 'savedWithWarning', tone: 'warning', title, words: warnings.join(' '), liftsAt: null }
}

function statusSet(state: DeskState, agent: DeskAgent, sending: Intention | null): DeskState {
  const asked = sending?.kind === 'status' ? sending.status : null
  const isLater = asked !== null && asked !== 'AVAILABLE' && agent.status !== asked
  return { ...state, agent, afterwards: isLater ? asked : null, nothing: null }
}
