import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { agentOf, claim, report, row } from '../support/desk.js'
import { openFloor, openShift, type Floor } from '../support/floor.js'
import { chainAll } from './trail.js'

let floor: Floor
beforeAll(async () => {
  floor = await openFloor()
  const shift = await openShift(floor, { contacts: 2, agents: 1 })
  const entry = await claim(floor, shift.campaignId, agentOf(shift))
  await report(floor, entry.id, 'COMPLETED', { outcome: 'SALE' })
  await chainAll(floor)
})
afterAll(() => floor.close())

const attempts = ['audit_log', 'audit_chain'].flatMap((table) =>
  [`UPDATE ${table} SET organization_id = organization_id`, `DELETE FROM ${table}`, `TRUNCATE ${table}`].map(
    (sql) => sql,
  ),
)

/** The fault of a statement on a connection; null when it was done. */
async function faultOf(run: (sql: string) => Promise<unknown>, sql: string): Promise<pg.DatabaseError | null> {
  try {
    await run(sql)
    return null
  } catch (error) {
    if (error instanceof pg.DatabaseError) return error
    throw error
  }
}

describe('the log of changes', () => {
  it.each(attempts)('is not for the server to change: %s', async (sql) => {
    const { pool } = floor.instance.work.database
    const { rows } = await pool.query<{ role: string }>('SELECT current_user AS role')
    expect(rows[0]?.role).toBe('dialqueue_app')
    expect((await faultOf((text) => pool.query(text), sql))?.code).toBe('42501')
  })

  it.each(attempts)('is not for its owner to change either: %s', async (sql) => {
    const fault = await faultOf((text) => floor.database.pool.query(text), sql)
    expect(fault?.constraint).toMatch(/_append_only$/)
    expect(fault?.message).toMatch(/append-only/)
  })

  it('loses nothing but the personal part in an erasure, whoever pretends to be one', async () => {
    const pretend = `BEGIN; SELECT set_config('dialqueue.erasing', 'audit_log', true);`
    const change = `UPDATE audit_log SET personal = NULL, entity_id = 'x'; COMMIT`
    expect((await faultOf((text) => floor.database.pool.query(text), `${pretend} ${change}`))?.constraint).toBe(
      'audit_log_append_only',
    )
  })
})

describe('a call record', () => {
  it('keeps what the dialler says of the call with its final report', async () => {
    const shift = await openShift(floor, { contacts: 1, agents: 1 })
    await floor.get('mutation ($input: UpdateCampaignInput!) { updateCampaign(input: $input) { id } }', {
      input: { id: shift.campaignId, callerId: '+12125550100', callsBusinesses: true },
    })
    const entry = await claim(floor, shift.campaignId, agentOf(shift))
    const particulars = { recording: 'recordings/17.wav', callingNumber: '+12125550199', isPrerecorded: true }
    await report(floor, entry.id, 'COMPLETED', { outcome: 'SALE', ...particulars }, { role: 'DIALER' })
    const kept = await row(
      floor,
      'SELECT recording, calling_number, caller_id, is_prerecorded, is_consumer FROM call_record WHERE entry_id = $1',
      [entry.id],
    )
    expect(kept).toEqual({
      ...{ recording: 'recordings/17.wav', calling_number: '+12125550199', caller_id: '+12125550100' },
      ...{ is_prerecorded: true, is_consumer: false },
    })
  })

  it('says for whom and how long it is kept', async () => {
    const shift = await openShift(floor, { contacts: 1, agents: 1 })
    await floor.get('mutation ($input: UpdateCampaignInput!) { updateCampaign(input: $input) { seller callerId } }', {
      input: { id: shift.campaignId, seller: 'Acme', product: 'Roofs', callerId: '+12125550100', script: 'Good day' },
    })
    const entry = await claim(floor, shift.campaignId, agentOf(shift))
    await report(floor, entry.id, 'COMPLETED', { outcome: 'SALE' })
    type Data = { callRecords: { edges: { node: Record<string, unknown> }[] } }
    const { callRecords } = await floor.get<Data>(
      `query ($id: ID!) { callRecords(contactId: $id) { edges { node { entryId phone agentId outcome finalStatus seller
        product callerId callingNumber script isConsumer isPrerecorded recording startedAt retainUntil } } } }`,
      { id: entry.contact.id },
    )
    expect(callRecords.edges).toHaveLength(1)
    const node = callRecords.edges[0]?.node ?? {}
    expect(node).toMatchObject({
      ...{ entryId: entry.id, agentId: agentOf(shift), outcome: 'SALE', finalStatus: 'COMPLETED', seller: 'Acme' },
      ...{ product: 'Roofs', callerId: '+12125550100', callingNumber: '+12125550100', script: 'Good day' },
      ...{ isConsumer: true, isPrerecorded: false, recording: null },
    })
    const years =
      new Date(String(node['retainUntil'])).getUTCFullYear() - new Date(String(node['startedAt'])).getUTCFullYear()
    expect(years).toBe(5)
    const byPhone = await floor.get<Data>(
      'query ($phone: String!) { callRecords(phone: $phone) { edges { node { entryId } } } }',
      { phone: node['phone'] },
    )
    expect(byPhone.callRecords.edges.map(({ node: { entryId } }) => entryId)).toContain(entry.id)
  })

  it('is not deleted before its time, and its time is not brought forward', async () => {
    const { id } = await row(floor, 'SELECT max(id) AS id FROM call_record')
    const ask = (sql: string): ReturnType<typeof faultOf> => faultOf((text) => floor.database.pool.query(text), sql)
    expect((await ask(`DELETE FROM call_record WHERE id = ${String(id)}`))?.constraint).toBe('call_record_retained')
    expect((await ask('TRUNCATE call_record'))?.constraint).toBe('call_record_retained')
    expect((await ask(`UPDATE call_record SET retain_until = now() WHERE id = ${String(id)}`))?.constraint).toBe(
      'call_record_retention_kept',
    )
    // Once it is over, it may go.
    await floor.database.pool.query(
      `BEGIN; SET LOCAL session_replication_role = replica; UPDATE call_record SET retain_until = now() - interval '1 day'
       WHERE id = ${String(id)}; COMMIT`,
    )
    expect(await ask(`DELETE FROM call_record WHERE id = ${String(id)}`)).toBeNull()
  })

  it('is asked for by contact or by number, not by both', async () => {
    const both = await floor.ask('{ callRecords(contactId: "1", phone: "+12125550100") { edges { cursor } } }')
    const none = await floor.ask('{ callRecords { edges { cursor } } }')
    const unknown = await floor.ask('{ callRecords(contactId: "999999") { edges { cursor } } }')
    expect([both, none, unknown].map(({ errors }) => errors[0]?.extensions.code)).toEqual([
      'BAD_USER_INPUT',
      'BAD_USER_INPUT',
      'NOT_FOUND',
    ])
  })
})
