import { agentOf, claim, type EntryView, generate, report, type ReportFields, row, rows } from '../support/desk.js'
import { type Floor, openShift, type Shift } from '../support/floor.js'
import type { MovableClock } from '../support/movableClock.js'

/** Seconds. */
export const HOUR = 3600

/** What the tests of callbacks do again and again, on the calling file's floor and clock. */
export interface CallbackDesk {
  /** The callbacks of the shift's first contact, oldest first. */
  readonly callbacksOf: (shift: Shift) => ReturnType<typeof rows>
  /** The shift's first contact. */
  readonly contactOf: (shift: Shift) => ReturnType<typeof row>
  /** One contact, dialled now, who asks for a call in an hour. */
  readonly promised: (
    options?: Parameters<typeof openShift>[1],
    fields?: ReportFields,
  ) => Promise<{ shift: Shift; dueAt: Date }>
  /** The callback's time has come: it is queued and handed to the agent. */
  readonly called: (shift: Shift, agentId?: string) => Promise<EntryView>
}

/** `floor` is asked for at each use, because it is there only from the file's first hook on. */
export function callbackDesk(floor: () => Floor, clock: MovableClock): CallbackDesk {
  const contactOf: CallbackDesk['contactOf'] = (shift) =>
    row(floor(), 'SELECT status, next_attempt_at FROM contact WHERE id = $1', [shift.contactIds[0]])
  return {
    contactOf,
    callbacksOf: (shift) =>
      rows(
        floor(),
        `SELECT status, agent_id, due_at, dialed_at, ended_at, ended_reason FROM callback WHERE contact_id = $1 ORDER BY id`,
        [shift.contactIds[0]],
      ),
    async promised(options = {}, fields = {}) {
      const shift = await openShift(floor(), { contacts: 1, agents: 2, ...options })
      const { id } = await claim(floor(), shift.campaignId, agentOf(shift))
      if (options.dialMethod === 'PREVIEW') await report(floor(), id, 'DIALING')
      const isTold = fields.callbackLocalTime !== undefined
      await report(floor(), id, 'COMPLETED', {
        outcome: 'CALLBACK',
        ...(isTold ? {} : { callbackAt: clock.at(HOUR) }),
        ...fields,
      })
      const { next_attempt_at: dueAt } = await contactOf(shift)
      return { shift, dueAt: dueAt as Date }
    },
    async called(shift, agentId = agentOf(shift)) {
      await generate(floor(), shift.campaignId, 10)
      return claim(floor(), shift.campaignId, agentId)
    },
  }
}
