import { describe, expect, it } from 'vitest'
import { agentFigures, type CallTimes, type StateTime } from '../../src/agent/agentFigures.js'

const noCalls: CallTimes = { dialMs: 0, talkMs: 0, wrapUpMs: 0, dialed: 0, answered: 0, handled: 0 }
const time = (status: StateTime['status'], seconds: number, reason: string | null = null): StateTime => ({
  status,
  reason,
  milliseconds: seconds * 1000,
})

describe('the figures of a day', () => {
  it('have no ratio over nothing', () => {
    expect(agentFigures([], noCalls)).toMatchObject({ occupancy: null, utilisation: null, loggedInSeconds: 0 })
    expect(agentFigures([time('OFFLINE', 3600)], noCalls)).toMatchObject({ occupancy: null, utilisation: null })
    expect(agentFigures([time('PAUSED', 60)], noCalls)).toMatchObject({ occupancy: null, utilisation: 0 })
    expect(agentFigures([time('AVAILABLE', 60)], noCalls)).toMatchObject({ occupancy: 0, utilisation: 0 })
  })

  it('weigh work against waiting, pauses excluded, and against the whole time logged in', () => {
    const times = [time('AVAILABLE', 100), time('BUSY', 250), time('WRAP_UP', 50), time('PAUSED', 400, 'lunch')]
    const calls = { ...noCalls, dialMs: 50_000, talkMs: 200_000, wrapUpMs: 50_000, dialed: 3, answered: 2, handled: 3 }
    expect(agentFigures([...times, time('OFFLINE', 9_000)], calls)).toEqual({
      states: [
        { status: 'OFFLINE', seconds: 9_000 },
        { status: 'AVAILABLE', seconds: 100 },
        { status: 'BUSY', seconds: 250 },
        { status: 'WRAP_UP', seconds: 50 },
        { status: 'PAUSED', seconds: 400 },
      ],
      pauses: [{ reason: 'lunch', seconds: 400 }],
      dialSeconds: 50,
      talkSeconds: 200,
      wrapUpSeconds: 50,
      previewSeconds: 0,
      loggedInSeconds: 800,
      occupancy: 300 / 400,
      utilisation: 300 / 800,
      dialed: 3,
      answered: 2,
      callsHandled: 3,
    })
  })

  it('take looking at a contact for neither work nor waiting', () => {
    const calls = { ...noCalls, dialMs: 60_000 }
    expect(agentFigures([time('AVAILABLE', 60), time('BUSY', 90)], calls)).toMatchObject({
      previewSeconds: 30,
      occupancy: 0.5,
      utilisation: 60 / 150,
    })
  })

  it('list the longest pause first, those without a reason among them', () => {
    const times = [
      time('PAUSED', 10, 'tea'),
      time('PAUSED', 30),
      time('PAUSED', 10, 'chat'),
      time('PAUSED', 40, 'lunch'),
    ]
    expect(agentFigures(times, noCalls).pauses).toEqual([
      { reason: 'lunch', seconds: 40 },
      { reason: null, seconds: 30 },
      { reason: 'chat', seconds: 10 },
      { reason: 'tea', seconds: 10 },
    ])
  })
})
