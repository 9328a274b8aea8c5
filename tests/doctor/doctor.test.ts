import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { Database } from '../../src/database/database.js'
import type { Finding } from '../../src/doctor/check.js'
import { openExamination } from '../../src/doctor/doctor.store.js'
import { checks, runDoctor } from '../../src/doctor/runDoctor.js'
import { createOrganization } from '../../src/organization/organization.store.js'
import { createDatabase, databaseAddress, dropDatabase } from '../support/databases.js'
import { openFloor, openShift, type Floor } from '../support/floor.js'
import { countedColumns, damages } from './damages.js'
import { workShift } from './workedShift.js'

function brokenIds(findings: readonly Finding[]): string[] {
  return findings.flatMap(({ id, count }) => (count > 0 ? [id] : [])).toSorted()
}

describe('the doctor', () => {
  let floor: Floor
  let patientCount = 0

  beforeAll(async () => {
    // No hold runs out while its copies are examined.
    const leaseSeconds = { RESERVED: 3_600, DIALING: 3_600, CONNECTED: 3_600, WRAP_UP: 3_600 }
    floor = await openFloor({ leaseSeconds })
    await workShift(floor)
  })
  afterAll(() => floor.close())

  it('has checks with stable ids, each of which is broken in this file', () => {
    const ids = checks.map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    expect(ids.filter((id) => !/^[a-z]+(-[a-z]+)*$/.test(id))).toEqual([])
    expect(new Set(damages.map(({ id }) => id))).toEqual(new Set(ids))
  })

  it('finds a shift in perfect health that was worked through the API', async () => {
    const findings = await runDoctor(floor.database, null)
    expect(findings.map(({ id }) => id)).toEqual(checks.map(({ id }) => id))
    expect(findings.filter(({ count }) => count > 0)).toEqual([])
  })

  it('raises no false alarm beside agents at work', async () => {
    const shift = await openShift(floor, { contacts: 100, agents: 8 })
    const shiftOf = { isOver: false }
    const work = Promise.all(
      shift.agentIds.map(async (agentId) => {
        for (let round = 0; round < 10; round += 1) {
          const { nextContact } = await floor.get<{ nextContact: { entry: { id: string } } }>(
            'mutation ($input: NextContactInput!) { nextContact(input: $input) { entry { id } } }',
            { input: { campaignId: shift.campaignId } },
            { agentId },
          )
          await floor.get(
            'mutation ($input: UpdateQueueStatusInput!) { updateQueueStatus(input: $input) { entry { id } } }',
            { input: { entryId: nextContact.entry.id, status: 'FAILED' } },
            { agentId },
          )
        }
      }),
    ).finally(() => {
      shiftOf.isOver = true
    })
    const alarms: string[] = []
    while (!shiftOf.isOver) alarms.push(...brokenIds(await runDoctor(floor.database, null)))
    await work
    expect(alarms).toEqual([])
  })

  describe('on a database that was damaged', () => {
    let healthy: string

    beforeAll(async () => {
      healthy = floor.connectionString
      // A database is cloned only when nobody is connected to it.
      await floor.instance.close()
      await floor.database.close()
    })

    /** A copy of the shift, damaged; what the doctor finds. */
    async function onCopy<T>(work: (patient: Database) => Promise<T>): Promise<T> {
      const template = new URL(healthy).pathname.slice(1)
      const name = `${template}_${(patientCount += 1)}`
      const server = databaseAddress(healthy, 'postgres')
      await createDatabase(server, name, template)
      const patient = new Database(databaseAddress(healthy, name), 2, () => undefined, 'login')
      try {
        return await work(patient)
      } finally {
        await patient.close()
        await dropDatabase(server, name)
      }
    }

    it.each(damages.map((damage) => [damage.title, damage] as const))('finds that %s', async (_title, damage) => {
      const { id, breaksToo = [], sql } = damage
      const findings = await onCopy(async (patient) => {
        await patient.pool.query(sql)
        return runDoctor(patient, null)
      })
      expect(brokenIds(findings)).toEqual([id, ...breaksToo].toSorted())
      for (const { count, samples } of findings.filter((finding) => finding.count > 0)) {
        expect(samples).toHaveLength(Math.min(count, 5))
        for (const sample of samples) {
          expect(sample).toMatch(
            /^organization \d+(, (campaign|list|entry|agent|contact|call) \d{1,6}|, status [A-Z_]+|, quarter [-\dT:]+Z)+$|^(role|trigger) \w+ /,
          )
        }
      }
    })

    it('recounts every column of every counter', async () => {
      await onCopy(async (patient) => {
        expect(countedColumns).toHaveLength(25)
        for (const [table, column, id] of countedColumns) {
          // An update moves the row to another place.
          const add = async (amount: number, place: string): Promise<string> => {
            const text = `UPDATE ${table} SET ${column} = ${column} + $1 WHERE ctid = $2::tid RETURNING ctid::text AS place`
            return (await patient.pool.query<{ place: string }>(text, [amount, place])).rows[0]?.place ?? ''
          }
          const found = await patient.pool.query<{ place: string }>(`SELECT ctid::text AS place FROM ${table} LIMIT 1`)
          const place = await add(1, found.rows[0]?.place ?? '')
          expect(brokenIds(await runDoctor(patient, null)), `${table}.${column}`).toEqual([id])
          await add(-1, place)
        }
      })
    })

    it('leaves a server the few seconds that acting on a hold may take', async () => {
      const findings = await onCopy(async (patient) => {
        await patient.pool.query(
          `UPDATE dial_queue_entry SET lease_expires_at = now() - interval '3 seconds' WHERE lease_expires_at IS NOT NULL`,
        )
        return runDoctor(patient, null)
      })
      expect(brokenIds(findings)).toEqual([])
    })

    it('looks at one organization alone when it is told so', async () => {
      await onCopy(async (patient) => {
        const other = await createOrganization(patient, { name: 'Other', timeZone: 'Europe/Berlin' })
        await patient.pool.query('UPDATE contact SET attempt_count = 7')
        expect(brokenIds(await runDoctor(patient, other.id))).toEqual([])
        expect(brokenIds(await runDoctor(patient, floor.organizationId))).toEqual(['contact-attempts'])
      })
    })

    it('does not believe an index: what only the table shows is found', async () => {
      const plans = await onCopy(async (patient) => {
        await patient.pool.query('DROP INDEX dial_queue_entry_live_contact_key')
        return patient.transaction(async (transaction) => {
          await openExamination(transaction)
          const rows = []
          for (const { id, sql } of checks) {
            rows.push(...(await transaction.query({ name: `explain-${id}`, text: `EXPLAIN ${sql}` }, [null])))
          }
          return rows.map((row) => String(row['QUERY PLAN']))
        })
      })
      expect(plans.filter((line) => /Index|Bitmap/.test(line))).toEqual([])
    })
  })
})
