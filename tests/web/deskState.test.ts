import { describe, expect, it } from 'vitest'
import type { DeskAgent, DeskEntry } from '../../src/web/desk/desk.types.js'
import { emptyDesk, nextDesk, type DeskEvent, type DeskState } from '../../src/web/desk/deskState.js'
import type { Intention } from '../../src/web/desk/intention.js'
import { finishedElsewhere, lostLease, noticeOfLoss, removed } from '../../src/web/desk/notice.js'

const agent: DeskAgent = {
  ...{ id: '7', name: 'Alma', status: 'AVAILABLE', pauseReason: null },
  statusChangedAt: '2026-11-28T12:00:00.000Z',
}
const busy: DeskAgent = { ...agent, status: 'BUSY' }
const entry: DeskEntry = {
  ...{ id: '1', phone: '+12125550100', status: 'DIALING', version: 2, attempt: 1, notes: null, outcome: null },
  ...{ leaseExpiresAt: '2026-11-28T12:01:30.000Z', dialedAt: '2026-11-28T12:00:00.000Z' },
  ...{ connectedAt: null, endedAt: null, assignedAgent: busy },
  campaign: { id: '1', name: 'Spring', dialMethod: 'PROGRESSIVE', seller: null, product: null, script: null },
  contact: {
    ...{ id: '5', firstName: 'Ada', lastName: 'Adler', phone: '+12125550100', email: null, regions: ['US-NY'] },
    ...{ timeZone: 'America/New_York', timeZones: ['America/New_York'], attributes: {}, numbers: [], calls: [] },
  },
}
const next: Intention = { kind: 'next', key: 'k1', at: 0, campaignId: '1' }
const stepTo = (
  status: 'CONNECTED' | 'DIALING' | 'COMPLETED' | 'QUEUED',
  outcomeLabel: string | null = null,
): Intention => ({
  ...{ kind: 'step', key: 'k2', at: 0, contactName: 'Ada Adler', outcomeLabel },
  input: { entryId: '1', status, expectedVersion: 2 },
})
const pause: Intention = { kind: 'status', key: 'k3', at: 0, status: 'PAUSED', reason: 'Lunch' }

/** The desk after these events, from an agent who is available and holds nothing. */
function deskAfter(...events: DeskEvent[]): DeskState {
  return [{ type: 'stands', agent, entry: null } as const, ...events].reduce(nextDesk, emptyDesk)
}

const holding: DeskEvent = { type: 'stands', agent: busy, entry }
const intended = (intention: Intention): DeskEvent => ({ type: 'intended', intention })
const refused = (code: string, details: Record<string, unknown> = {}, message = 'no'): DeskEvent => ({
  type: 'refused',
  refusal: { code, message, details },
})

describe('the desk', () => {
  it('shows the contact that is handed out, and forgets that there was nothing to dial', () => {
    const nothing: DeskEvent = { type: 'handedOut', entry: null, reason: 'QUEUE_EMPTY', retryAt: null, now: 5 }
    expect(deskAfter(intended(next), nothing)).toMatchObject({
      ...{ sending: null, entry: null, nothing: { reason: 'QUEUE_EMPTY', retryAt: null, askedAt: 5 } },
    })
    const handed = deskAfter(intended(next), nothing, intended(next), {
      ...{ type: 'handedOut', entry, reason: null, retryAt: null, now: 9 },
    })
    expect(handed).toMatchObject({ sending: null, entry: { id: '1' }, agent: { status: 'BUSY' }, nothing: null })
  })

  it('holds nothing when a repeated answer tells of an entry that is over', () => {
    const over = { ...entry, status: 'COMPLETED', assignedAgent: agent } as const
    expect(
      deskAfter(intended(next), { type: 'handedOut', entry: over, reason: null, retryAt: null, now: 9 }).entry,
    ).toBeNull()
  })

  it('keeps an order without an answer, says that it is sent again, and gives it up only when it is told so', () => {
    const lost = deskAfter(holding, intended(stepTo('CONNECTED')), { type: 'unanswered' })
    expect(lost).toMatchObject({ isSendingAgain: true, sending: { key: 'k2' }, entry: { id: '1' } })
    const answered = nextDesk(lost, {
      type: 'stepped',
      entry: { ...entry, status: 'CONNECTED', version: 3 },
      warnings: [],
    })
    expect(answered).toMatchObject({ isSendingAgain: false, sending: null, entry: { status: 'CONNECTED', version: 3 } })
    expect(nextDesk(lost, { type: 'gaveUp' })).toMatchObject({
      sending: null,
      notice: { title: 'The server was not reached' },
    })
  })

  it('lets the contact go when its outcome is saved, and says what was saved and what may not go as meant', () => {
    const saved = { ...entry, status: 'COMPLETED', version: 3, assignedAgent: agent } as const
    const order = intended(stepTo('COMPLETED', 'Sale'))
    expect(deskAfter(holding, order, { type: 'stepped', entry: saved, warnings: [] })).toMatchObject({
      ...{ entry: null, agent: { status: 'AVAILABLE' }, notice: { kind: 'saved', title: 'Saved: sale, Ada Adler' } },
    })
    expect(deskAfter(holding, order, { type: 'stepped', entry: saved, warnings: ['Too late.'] }).notice).toMatchObject({
      ...{ kind: 'savedWithWarning', words: 'Too late.' },
    })
  })

  it('frees the agent after a skip, or lets it leave when it had asked for that', () => {
    const skipped = { ...entry, status: 'QUEUED', version: 3, assignedAgent: null } as const
    const skip = intended(stepTo('QUEUED'))
    const answer: DeskEvent = { type: 'stepped', entry: skipped, warnings: [] }
    expect(deskAfter(holding, skip, answer)).toMatchObject({ entry: null, agent: { status: 'AVAILABLE' } })
    const asked = deskAfter(holding, intended(pause), { type: 'statusSet', agent: busy })
    expect(asked.afterwards).toBe('PAUSED')
    expect([skip, answer].reduce(nextDesk, asked)).toMatchObject({ agent: { status: 'PAUSED' }, afterwards: null })
  })

  it('takes a break at once when nothing is held', () => {
    const paused = { ...agent, status: 'PAUSED', pauseReason: 'Lunch' } as const
    expect(deskAfter(intended(pause), { type: 'statusSet', agent: paused })).toMatchObject({
      ...{ agent: { status: 'PAUSED' }, afterwards: null, sending: null },
    })
  })

  it.for([
    ['LEASE_LOST', {}, 'leaseLost', null],
    ['NOT_FOUND', {}, 'removed', null],
    ['FORBIDDEN', {}, 'removed', null],
    ['CONFLICT', { currentVersion: 3 }, 'stale', '1'],
    ['INVALID_TRANSITION', { from: 'WRAP_UP', to: 'CONNECTED' }, 'notPossible', '1'],
    ['INVALID_TRANSITION', { ruleId: 'calling-hours', reason: 'OUTSIDE_CALLING_HOURS' }, 'dialForbidden', '1'],
    ['BAD_USER_INPUT', { field: 'callbackAt' }, 'badInput', '1'],
    ['IDEMPOTENCY_MISMATCH', {}, 'fault', '1'],
    ['LIMIT_EXCEEDED', {}, 'fault', '1'],
    ['INTERNAL_SERVER_ERROR', {}, 'fault', '1'],
  ] as const)('has a message and a way on for a step that is refused with %s %o', ([code, details, kind, entryId]) => {
    const desk = deskAfter(holding, intended(stepTo('DIALING')), refused(code, details))
    expect(desk).toMatchObject({ sending: null, isSendingAgain: false, notice: { kind } })
    expect(desk.entry?.id ?? null).toBe(entryId)
    expect(desk.notice?.words.length).toBeGreaterThan(20)
  })

  it('says why a previewed contact may not be dialled, and from when on it may', () => {
    const details = { ruleId: 'calling-hours', reason: 'OUTSIDE_CALLING_HOURS', liftsAt: '2026-11-30T13:00:00.000Z' }
    const { notice } = deskAfter(holding, intended(stepTo('DIALING')), refused('INVALID_TRANSITION', details))
    expect(notice?.words).toContain('the calling hours there are over')
    expect(notice?.liftsAt).toBe(details.liftsAt)
  })

  it.for([
    ['AGENT_UNAVAILABLE', { status: 'PAUSED' }, 'unavailable', 'You are on a break'],
    ['AGENT_UNAVAILABLE', { status: 'OFFLINE' }, 'unavailable', 'You are signed off'],
    ['AGENT_UNAVAILABLE', { status: 'BUSY' }, 'unavailable', 'You hold a contact already'],
    ['AGENT_UNAVAILABLE', { status: 'AVAILABLE' }, 'unavailable', 'Choose another campaign'],
    ['CAMPAIGN_NOT_ACTIVE', {}, 'campaignNotActive', 'Choose another campaign'],
    ['NOT_FOUND', {}, 'fault', 'Choose another campaign'],
  ] as const)(
    'has a message and a way on for a wish for a contact that is refused with %s %o',
    ([code, details, kind, words]) => {
      const { notice, sending } = deskAfter(intended(next), refused(code, details))
      expect({ kind: notice?.kind, sending }).toEqual({ kind, sending: null })
      expect(notice?.words).toContain(words)
    },
  )

  it('drops an answer that a newer one has overtaken', () => {
    const desk = deskAfter({ ...holding, entry: { ...entry, version: 4, status: 'CONNECTED' } }, holding)
    expect(desk.entry).toMatchObject({ version: 4, status: 'CONNECTED' })
  })

  it('says why a contact has vanished, unless the agent has another by then', () => {
    const vanished: DeskEvent = { type: 'vanished', entryId: '1', notice: removed }
    expect(deskAfter(holding, vanished)).toMatchObject({ entry: null, notice: { kind: 'removed' } })
    expect(deskAfter({ ...holding, entry: { ...entry, id: '2' } }, vanished)).toMatchObject({
      entry: { id: '2' },
      notice: null,
    })
    expect(noticeOfLoss(null, true)).toBe(lostLease)
    expect(noticeOfLoss(null, false)).toBe(removed)
    expect(noticeOfLoss({ status: 'FAILED', outcome: 'LEASE_EXPIRED' }, false)).toBe(lostLease)
    expect(noticeOfLoss({ status: 'CANCELLED', outcome: null }, false)).toBe(removed)
    expect(noticeOfLoss({ status: 'COMPLETED', outcome: 'SALE' }, false)).toBe(finishedElsewhere)
  })

  it('says that the agent was signed off for silence, but not when it left by itself', () => {
    const silent = { ...agent, status: 'OFFLINE', pauseReason: 'no heartbeat' } as const
    expect(deskAfter({ type: 'stands', agent: silent, entry: null }).notice?.kind).toBe('silent')
    expect(deskAfter({ type: 'stands', agent: { ...silent, pauseReason: null }, entry: null }).notice).toBeNull()
  })

  it('takes in a renewed hold of its own entry only', () => {
    const leaseExpiresAt = '2026-11-28T12:03:00.000Z'
    expect(deskAfter(holding, { type: 'renewed', entryId: '1', leaseExpiresAt }).entry?.leaseExpiresAt).toBe(
      leaseExpiresAt,
    )
    expect(deskAfter(holding, { type: 'renewed', entryId: '2', leaseExpiresAt }).entry).toEqual(entry)
  })

  it('puts a message away when it is read, and when the next thing is done', () => {
    const desk = deskAfter(holding, { type: 'vanished', entryId: '1', notice: removed })
    expect(nextDesk(desk, { type: 'read' }).notice).toBeNull()
    expect(nextDesk(desk, intended(next)).notice).toBeNull()
  })
})
