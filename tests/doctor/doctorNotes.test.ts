import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { doctorNotes } from '../../src/doctor/doctorNotes.js'
import { firstDifference } from '../../src/doctor/zoneNote.js'
import { nth, rows } from '../support/desk.js'
import { openFloor, openShift, type Floor } from '../support/floor.js'

let floor: Floor
beforeAll(async () => {
  floor = await openFloor()
})
afterAll(() => floor.close())

const noteOfZones = async () => (await doctorNotes(floor.database, null)).find(({ id }) => id === 'zone-data-agree')

/** Hours and minutes that this process says of a zone, by the formatter alone. */
function clockOf(zone: string): (at: Date) => string {
  const options = { timeZone: zone, hourCycle: 'h23', hour: '2-digit', minute: '2-digit' } as const
  const format = new Intl.DateTimeFormat('en-GB', options)
  return (at) => format.format(at)
}

describe('the notes of the doctor', () => {
  it('name exactly the zones of contacts of which PostgreSQL and this process say different times', async () => {
    const zones = [
      ...[
        'America/Vancouver',
        'America/New_York',
        'Europe/London',
        'Europe/Chisinau',
        'Africa/Casablanca',
        'Asia/Almaty',
      ],
      ...['America/Asuncion', 'Asia/Manila', 'Australia/Lord_Howe', 'Africa/Cairo', 'Asia/Gaza'],
    ]
    await rows(floor, "INSERT INTO place SELECT 'XX', unnest($1::text[])", [zones])
    const looks = await rows(
      floor,
      `SELECT zone, at, to_char(at AT TIME ZONE zone, 'HH24:MI') AS clock
       FROM unnest($1::text[]) AS zone CROSS JOIN generate_series(
         date_trunc('hour', now()), now() + interval '399 days', interval '1 hour') AS at`,
      [zones],
    )
    // Two laws may disagree for an hour only.
    const clocks = new Map(zones.map((zone) => [zone, clockOf(zone)]))
    const differing = new Set(
      looks
        .filter(({ zone, at, clock }) => clocks.get(String(zone))?.(at as Date) !== clock)
        .map(({ zone }) => String(zone)),
    )
    const note = await noteOfZones()
    expect(note).toMatchObject({ isNote: true, count: differing.size })
    const named = note?.samples.map((sample) => sample.split(' ')[0])
    expect(named).toEqual([...differing].sort().slice(0, 5))
    await rows(floor, "DELETE FROM place WHERE region = 'XX'", [])
  })

  it('A7: name a number that more than 1,000 contacts have by the oldest of them, and queueDiagnosis warns of it', async () => {
    const shift = await openShift(floor, { contacts: 1_001, agents: 1, queued: false })
    const note = async () => (await doctorNotes(floor.database, null)).find(({ id }) => id === 'no-switchboards')
    const warnings = async () => {
      const document = 'query ($id: ID!) { queueDiagnosis(campaignId: $id) { warnings { id count } } }'
      const { queueDiagnosis } = await floor.get<{ queueDiagnosis: { warnings: { id: string }[] } }>(document, {
        id: shift.campaignId,
      })
      return queueDiagnosis.warnings.filter(({ id }) => id === 'switchboard')
    }
    expect([await note(), await warnings()]).toMatchObject([{ count: 0, isNote: true }, []])
    await rows(floor, `UPDATE contact SET phone = '+12125550100' WHERE list_id = $1`, [shift.listId])
    expect(await note()).toMatchObject({
      count: 1,
      samples: [`organization ${floor.organizationId}, contact ${nth(shift.contactIds, 0)} and 1000 others`],
    })
    expect(await warnings()).toEqual([{ id: 'switchboard', count: 1_001 }])
    await rows(floor, `UPDATE contact SET phone = '+12125550101' WHERE id = $1`, [shift.contactIds[0]])
    expect([await note(), await warnings()]).toMatchObject([{ count: 0 }, []])
  })

  it('say from when two accounts of one zone differ', () => {
    const hour = 3_600_000
    const winter = (fromMs: number, untilMs: number) => ({ fromMs, untilMs, offsetMs: -8 * hour })
    const summer = (fromMs: number, untilMs: number) => ({ fromMs, untilMs, offsetMs: -7 * hour })
    expect(firstDifference([summer(0, 10), winter(10, 30)], [summer(0, 20), winter(20, 30)])).toBe(10)
    expect(firstDifference([summer(0, 10), summer(10, 30)], [summer(0, 30)])).toBeNull()
  })
})
