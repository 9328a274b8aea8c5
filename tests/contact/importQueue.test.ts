import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { text } from '../../src/database/row.js'
import { importText, openImportFloor, type ImportFloor } from './importFloor.js'

let floor: ImportFloor
let listId: string
let campaignId: string
beforeAll(async () => {
  floor = await openImportFloor()
})
afterAll(() => floor.close())
beforeEach(async () => {
  listId = await floor.addList()
  await importText(floor, listId, 'id,phone\na,+12125550100\nb,+12125550101\nc,+12125550102\n')
  const [campaign] = await floor.query(
    `INSERT INTO campaign (organization_id, name, time_zone, status, policy_pack)
     VALUES ($1, 'C', 'UTC', 'ACTIVE', 'NONE') RETURNING id`,
    [floor.organizationId],
  )
  campaignId = text(campaign ?? {}, 'id')
  await floor.query('DELETE FROM dial_queue_entry')
  await floor.query(
    `INSERT INTO dial_queue_entry (organization_id, campaign_id, contact_id, phone, attempt)
     SELECT organization_id, $1, id, phone, 1 FROM contact WHERE list_id = $2`,
    [campaignId, listId],
  )
})

const entries = () =>
  floor.query(
    `SELECT external_id AS contact, entry.phone, entry.status, version, completed_at = '2026-05-05Z' AS is_completed
     FROM dial_queue_entry AS entry JOIN contact ON contact.id = contact_id ORDER BY entry.id`,
  )

describe('a queued entry', () => {
  it('is cancelled when an import changes the number of its contact, and its campaign is named', async () => {
    const clock = () => new Date('2026-05-05Z')
    const result = await importText(floor, listId, 'id,phone,x\na,+12125550109,\nb,+12125550101,new\n', { clock })
    expect(result).toMatchObject({ updated: 2, changedCampaignIds: [campaignId] })
    const waiting = { status: 'QUEUED', version: 1, is_completed: null }
    expect(await entries()).toEqual([
      { contact: 'a', phone: '+12125550100', status: 'CANCELLED', version: 2, is_completed: true },
      { contact: 'b', phone: '+12125550101', ...waiting },
      { contact: 'c', phone: '+12125550102', ...waiting },
    ])
    const [counter] = await floor.query(
      'SELECT sum(queued)::integer AS queued, sum(cancelled)::integer AS cancelled FROM queue_counter WHERE campaign_id = $1',
      [campaignId],
    )
    expect(counter).toEqual({ queued: 2, cancelled: 1 })
  })

  it('stays when nothing but other columns change, and in a dry run', async () => {
    expect(await importText(floor, listId, 'id,phone,x\na,+12125550100,1\n')).toMatchObject({ changedCampaignIds: [] })
    const result = await importText(floor, listId, 'id,phone\na,+12125550109\n', { dryRun: true })
    expect(result).toMatchObject({ updated: 1, changedCampaignIds: [] })
    expect((await entries()).map((entry) => entry['status'])).toEqual(['QUEUED', 'QUEUED', 'QUEUED'])
  })

  it('that an agent holds already runs its course', async () => {
    const [agent] = await floor.query(
      "INSERT INTO agent (organization_id, name, email, status) VALUES ($1, 'Al', gen_random_uuid()::text, 'BUSY') RETURNING id",
      [floor.organizationId],
    )
    await floor.query(
      `UPDATE dial_queue_entry SET status = 'DIALING', assigned_agent_id = $1, dialed_at = now(),
         lease_expires_at = now() + interval '1 minute' WHERE phone = '+12125550100'`,
      [text(agent ?? {}, 'id')],
    )
    const result = await importText(floor, listId, 'id,phone\na,+12125550108\nb,+12125550109\n')
    expect(result).toMatchObject({ updated: 2, changedCampaignIds: [campaignId] })
    expect((await entries()).map((entry) => entry['status'])).toEqual(['DIALING', 'CANCELLED', 'QUEUED'])
  })

  it('is waited for when somebody changes it, before its contact is locked: entry first, as every change of one does', async () => {
    const other = await floor.database.pool.connect()
    await other.query('BEGIN')
    await other.query("SELECT id FROM dial_queue_entry WHERE phone = '+12125550100' FOR UPDATE")
    const running = importText(floor, listId, 'id,phone\na,+12125550109\nb,+12125550108\n')
    // The import has come as far as it can.
    await expect
      .poll(
        async () =>
          (
            await floor.query(
              "SELECT pid FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'",
            )
          ).length,
      )
      .toBe(1)
    // The other way round, each would now wait for the other.
    await other.query("UPDATE contact SET attempt_count = 1 WHERE list_id = $1 AND external_id = 'a'", [listId])
    await other.query('COMMIT')
    other.release()
    expect(await running).toMatchObject({ updated: 2 })
    const [contact] = await floor.query(
      "SELECT attempt_count, phone FROM contact WHERE list_id = $1 AND external_id = 'a'",
      [listId],
    )
    expect(contact).toEqual({ attempt_count: 1, phone: '+12125550109' })
  })
})
