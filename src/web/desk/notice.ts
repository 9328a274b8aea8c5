import type { Intention } from './intention.js'
import { dialRefusal } from './reasonWords.js'

/** What the agent is told about something that went another way than meant. */
export interface Notice {
  readonly kind: NoticeKind
  readonly tone: 'good' | 'warning' | 'danger'
  readonly title: string
  /** What it means and how to go on. */
  readonly words: string
  /** ISO instant at which what stands in the way is gone by itself; null when nobody can say. */
  readonly liftsAt: string | null
}

/** Each has its own message; tests and styles name it. */
export type NoticeKind =
  | 'saved'
  | 'savedWithWarning'
  | 'leaseLost'
  | 'stale'
  | 'removed'
  | 'finishedElsewhere'
  | 'silent'
  | 'dialForbidden'
  | 'notPossible'
  | 'unavailable'
  | 'campaignNotActive'
  | 'badInput'
  | 'fault'

/** What the API refused, and its details. */
export interface Refusal {
  readonly code: string
  readonly message: string
  readonly details: Readonly<Record<string, unknown>>
}

/** True when the entry is out of the agent's hands for good after this refusal. */
export function losesEntry({ code }: Refusal): boolean {
  return code === 'LEASE_LOST' || code === 'NOT_FOUND' || code === 'FORBIDDEN'
}

/** The message for a refusal of this intention. */
export function noticeOfRefusal(refusal: Refusal, intention: Intention): Notice {
  const say = (kind: NoticeKind, tone: Notice['tone'], title: string, words: string, liftsAt?: string): Notice => ({
    ...{ kind, tone, title, words },
    liftsAt: liftsAt ?? null,
  })
  const { code, details, message } = refusal
  switch (code) {
    case 'LEASE_LOST':
      return lostLease
    case 'CONFLICT':
      return say(
        'stale',
        'warning',
        'Somebody else was faster',
        'This contact was changed elsewhere (another tab or machine, a supervisor or the dialler). What you see now is how it stands; nothing of your last key was saved. Look, then do it again.',
      )
    case 'NOT_FOUND':
    case 'FORBIDDEN':
      return intention.kind === 'next' || intention.kind === 'status'
        ? say(
            'fault',
            'danger',
            'That is not yours to do',
            `${sentence(message)} Choose another campaign, or ask a supervisor.`,
          )
        : removed
    case 'INVALID_TRANSITION':
      if (typeof details['ruleId'] === 'string') {
        return say(
          'dialForbidden',
          'warning',
          'This contact may not be dialled now',
          `You cannot dial, because ${dialRefusal(textOf(details['reason']))}. Skip the contact and ask for the next.`,
          textOf(details['liftsAt']) ?? undefined,
        )
      }
      return say(
        'notPossible',
        'warning',
        'That step is not possible any more',
        'The call has gone on meanwhile. What you see now is how it stands; go on from here.',
      )
    case 'AGENT_UNAVAILABLE':
      return say('unavailable', 'warning', 'You get no contact now', unavailableWords(details['status'], message))
    case 'CAMPAIGN_NOT_ACTIVE':
      return say(
        'campaignNotActive',
        'warning',
        'This campaign is not running',
        'A supervisor has paused or ended it. Choose another campaign, or wait until it is started again.',
      )
    case 'BAD_USER_INPUT':
      return say('badInput', 'warning', 'That could not be saved', `${sentence(message)} Correct it and save again.`)
    case 'IDEMPOTENCY_MISMATCH':
      return say(
        'fault',
        'danger',
        'That was not saved',
        'What was sent did not fit what was sent before. Do it again.',
      )
    default:
      return say(
        'fault',
        'danger',
        'The server could not do that',
        `${sentence(message)} Nothing was lost here: try it again, and tell a supervisor if it stays so.`,
      )
  }
}

function unavailableWords(status: unknown, message: string): string {
  if (status === 'PAUSED') return 'You are on a break. Make yourself available first.'
  if (status === 'OFFLINE') return 'You are signed off. Make yourself available first.'
  if (status === 'BUSY' || status === 'WRAP_UP') return 'You hold a contact already; it is shown here. Finish it first.'
  return `${sentence(message)} Choose another campaign, or ask a supervisor.`
}

/** A message of the API as a sentence. */
function sentence(message: string): string {
  const trimmed = message.trim().replace(/\.$/, '')
  return `${trimmed.charAt(0).toUpperCase()}${trimmed.slice(1)}.`
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null
}

/** The hold ran out before anything was said. */
export const lostLease: Notice = {
  kind: 'leaseLost',
  tone: 'danger',
  title: 'You have lost this contact',
  words:
    'Nothing was heard from this desk for too long, so the contact was taken back: it is offered to others, or its call was closed as “agent went silent”. What you typed is kept below. Ask for the next contact to go on.',
  liftsAt: null,
}

/** The entry was cancelled, or handed to somebody else, under the agent's hand. */
export const removed: Notice = {
  kind: 'removed',
  tone: 'warning',
  title: 'This contact was withdrawn',
  words:
    'It must not be called any more: a supervisor, a do-not-call request or the end of the campaign has cancelled it. Do not dial. Ask for the next contact to go on.',
  liftsAt: null,
}

/** Somebody else saved the outcome. */
export const finishedElsewhere: Notice = {
  kind: 'finishedElsewhere',
  tone: 'warning',
  title: 'This call was finished elsewhere',
  words:
    'Its outcome was saved from another tab or machine, by a supervisor or by the dialler. Ask for the next contact to go on.',
  liftsAt: null,
}

/** The server took the agent for gone. */
export const wentSilent: Notice = {
  kind: 'silent',
  tone: 'warning',
  title: 'You were signed off',
  words: 'Nothing was heard from this desk for a while. Make yourself available to go on.',
  liftsAt: null,
}

/** The wish is too old to be carried out when the server is back. */
export const notReached: Notice = {
  kind: 'fault',
  tone: 'warning',
  title: 'The server was not reached',
  words: 'It was tried for a while and given up. Do it again once the connection is live.',
  liftsAt: null,
}

/** What became of an entry that is gone: by how it stands, and whether the hold ran out. */
export function noticeOfLoss(past: { status: string; outcome: string | null } | null, isLeaseLost: boolean): Notice {
  if (isLeaseLost || past?.outcome === 'LEASE_EXPIRED') return lostLease
  if (past === null || past.status === 'CANCELLED') return removed
  return finishedElsewhere
}
