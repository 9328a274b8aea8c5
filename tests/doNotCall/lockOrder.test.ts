import { afterAll, beforeAll, expect, it } from 'vitest'
import { agentOf, claim, nth, report, row } from '../support/desk.js'
import { openFloor, openShift, type Floor } from '../support/floor.js'
import { logStatements } from '../support/statementLog.js'
import { until } from '../support/until.js'
import { add, remove } from './doNotCallDesk.js'

let floor: Floor
beforeAll(async () => {
  floor = await openFloor()
})
afterAll(() => floor.close())

/** Waits until so many statements of the server wait for a lock. */
const blocked = (count: number): Promise<unknown> =>
  until(
    () =>
      row(
        floor,
        `SELECT count(*)::integer AS waiting FROM pg_stat_activity
         WHERE datname = current_database() AND wait_event_type = 'Lock'`,
      ),
    ({ waiting }) => waiting === count,
  )

it.each([
  { what: 'suppresses', isSuppressed: false, change: (contactId: string) => add(floor, { contactId }) },
  { what: 'frees', isSuppressed: true, change: (contactId: string) => remove(floor, { contactId }) },
])(
  'the report of a contact who asks not to be called, and a supervisor who $what that contact, do not stop each other',
  async ({ isSuppressed, change }) => {
    const shift = await openShift(floor, { contacts: 1, agents: 1 })
    const contactId = nth(shift.contactIds, 0)
    const { id } = await claim(floor, shift.campaignId, agentOf(shift))
    if (isSuppressed) await add(floor, { contactId })
    const log = logStatements(floor.instance.work.database.pool)
    const other = await floor.database.pool.connect()
    let both: Promise<unknown>
    try {
      await other.query('BEGIN')
      await other.query('SELECT FROM contact WHERE id = $1 FOR UPDATE', [contactId])
      const reported = report(floor, id, 'COMPLETED', { outcome: 'DO_NOT_CALL' })
      await blocked(1)
      both = Promise.all([reported, change(contactId)])
      await blocked(2)
      await other.query('COMMIT')
    } finally {
      other.release()
    }
    await both
    // Each was done once: the database had to end neither for the other's sake.
    const done = log.texts.filter((text) =>
      /\/\* (changeSeenEntry|addDoNotCallNumbers|removeDoNotCallNumbers) /.test(text),
    )
    expect(done).toHaveLength(2)
  },
)
