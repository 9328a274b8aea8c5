import { beforeEach, describe, expect, it } from 'vitest'
import { SnapshotMailbox } from '../../src/liveStatus/snapshotMailbox.js'
import type { QueueStatusSnapshot } from '../../src/liveStatus/snapshot.store.js'

const counts = {
  ...{ queued: 0, reserved: 0, dialing: 0, connected: 0, wrapUp: 0 },
  ...{ completed: 0, failed: 0, abandoned: 0, cancelled: 0, total: 0 },
}
const agents = { available: 0, busy: 0, wrapUp: 0, paused: 0, offline: 0 }

function snapshot(campaignId: string, version: number, organizationId = '1'): QueueStatusSnapshot {
  const campaign = { campaignName: 'Spring', campaignStatus: 'ACTIVE' } as const
  return { organizationId, campaignId, ...campaign, version, at: new Date(), counts, agents }
}

let closed: SnapshotMailbox[]
let mailbox: SnapshotMailbox

beforeEach(() => {
  closed = []
  mailbox = new SnapshotMailbox('1', null, (one) => closed.push(one))
})

/** Campaign and version of what is read next. */
async function read(from = mailbox): Promise<string> {
  const step = await from.next()
  return step.done === true ? 'the end' : `${step.value.campaignId}@${step.value.version}`
}

describe('a subscriber', () => {
  it('who was slow reads the latest state next, and only that', async () => {
    for (let version = 1; version <= 10_000; version += 1) mailbox.offer(snapshot('7', version))
    expect(await read()).toBe('7@10000')
    const next = read()
    mailbox.offer(snapshot('7', 10_001))
    expect(await next).toBe('7@10001')
  })

  it('never reads a version twice, nor an older one after a newer', async () => {
    for (const version of [3, 3, 2]) mailbox.offer(snapshot('7', version))
    expect(await read()).toBe('7@3')
    for (const version of [3, 1, 2]) mailbox.offer(snapshot('7', version))
    const next = read()
    mailbox.offer(snapshot('7', 4))
    expect(await next).toBe('7@4')
  })

  it('reads the first version of a campaign, whatever it is', async () => {
    mailbox.offer(snapshot('7', 0))
    expect(await read()).toBe('7@0')
  })

  it('reads a quiet campaign although another one never stops changing', async () => {
    mailbox.offer(snapshot('busy', 1))
    mailbox.offer(snapshot('quiet', 1))
    expect(await read()).toBe('busy@1')
    mailbox.offer(snapshot('busy', 2))
    expect(await read()).toBe('quiet@1')
    expect(await read()).toBe('busy@2')
  })

  it('reads only the campaigns it named, of its own organization', async () => {
    const narrow = new SnapshotMailbox('1', new Set(['7']), () => undefined)
    narrow.offer(snapshot('8', 1))
    narrow.offer(snapshot('7', 1, '2'))
    narrow.offer(snapshot('7', 2))
    expect(await read(narrow)).toBe('7@2')
  })

  it('who waits is done when the subscription ends, once, and reads nothing more', async () => {
    const waiting = read()
    await mailbox.return()
    await mailbox.return()
    mailbox.offer(snapshot('7', 1))
    expect([await waiting, await read()]).toEqual(['the end', 'the end'])
    expect(closed).toEqual([mailbox])
  })

  it('who left does not read what was waiting', async () => {
    mailbox.offer(snapshot('7', 1))
    await mailbox.return()
    expect(await read()).toBe('the end')
  })
})
