import { compileFilter } from '../../src/contactFilter/compileFilter.js'
import { nth, rows } from '../support/desk.js'
import { openShift, type Floor, type Shift } from '../support/floor.js'
import type { MovableClock } from '../support/movableClock.js'
import type { SceneCampaign, SceneContact } from './oracle.js'

/** A scene in the database. */
export interface Scene {
  readonly shift: Shift
  /** Of the campaign that has nothing to do with the question. */
  readonly other: Shift
}

const clockText = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`

/** Makes a campaign with these contacts, past the API, as if all of it had happened before the clock's instant. */
export async function setScene(
  floor: Floor,
  clock: MovableClock,
  campaign: SceneCampaign,
  contacts: readonly SceneContact[],
  agents: number,
): Promise<Scene> {
  const shift = await openShift(floor, {
    ...{ contacts: contacts.length, agents, maxAttempts: campaign.maxAttempts, queued: false },
  })
  const other = await openShift(floor, { contacts: 0, agents: 1, queued: false })
  const { organizationId } = floor
  const compiled = campaign.filter === null ? null : compileFilter(campaign.filter)
  const week = campaign.hours?.map(([from, to]) => [[clockText(from), clockText(to)]]) ?? null
  const days = ['MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT', 'SUN']
  await rows(
    floor,
    `UPDATE campaign SET hours = $3, hours_version = hours_version + 1, contact_filter = $4, filter_path = $5,
       filter_values = coalesce($6::jsonb, '{}') WHERE organization_id = $1 AND id = $2`,
    [
      organizationId,
      shift.campaignId,
      week === null ? null : JSON.stringify(Object.fromEntries(days.map((day, index) => [day, week[index]]))),
      campaign.filter === null ? null : JSON.stringify(campaign.filter),
      compiled?.path ?? null,
      compiled === null ? null : JSON.stringify(compiled.values),
    ],
  )
  for (const [index, cap] of campaign.caps.entries()) {
    await rows(
      floor,
      `INSERT INTO campaign_cap (organization_id, campaign_id, rule_id, subject, scope, counts, call_limit, window_minutes,
         calendar_days, holds_from, holds_until)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
      [
        organizationId,
        shift.campaignId,
        `${cap.isOfPack ? 'pack' : 'campaign'}-cap-${index}`,
        cap.subject,
        cap.scope,
        cap.counts,
        cap.limit,
        cap.windowMinutes,
        cap.calendarDays,
        cap.holdsFrom,
        cap.holdsUntil,
      ],
    )
  }
  const { exemption } = campaign
  const rules = [
    ...campaign.demands.map((demand) => ({ ...demand, kind: 'DEMAND', from: null })),
    ...(exemption === null ? [] : [{ ...exemption, kind: 'EXEMPTION', from: 'CAPS' }]),
  ]
  for (const [index, { kind, region, bases, from }] of rules.entries()) {
    await rows(
      floor,
      `INSERT INTO campaign_consent (organization_id, campaign_id, rule_id, kind, region, bases, exempt_from)
       VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [organizationId, shift.campaignId, `rule-${index}`, kind, region, bases, from],
    )
  }
  await rows(
    floor,
    `UPDATE campaign SET demands_consent = $3, exempts_from_caps = $4, reassigned_max_age_days = $5
     WHERE organization_id = $1 AND id = $2`,
    [organizationId, shift.campaignId, campaign.demands.length > 0, exemption !== null, campaign.reassignedMaxAgeDays],
  )
  for (const prefix of campaign.prefixes) {
    await rows(
      floor,
      `INSERT INTO do_not_call_prefix (organization_id, campaign_id, prefix, reason, source) VALUES ($1, $2, $3, 'test', 'test')`,
      [organizationId, shift.campaignId, prefix],
    )
  }
  await setRegistries(floor, clock, shift, campaign, contacts)
  await establish(floor, clock, { shift, other }, contacts)
  return { shift, other }
}

/** The campaign's registries and their copies, in place of those of an earlier scene. */
async function setRegistries(
  floor: Floor,
  clock: MovableClock,
  shift: Shift,
  campaign: SceneCampaign,
  contacts: readonly SceneContact[],
): Promise<void> {
  const { organizationId } = floor
  const former = 'SELECT id FROM do_not_call_list WHERE organization_id = $1 AND registry IS NOT NULL'
  await rows(floor, `DELETE FROM do_not_call_run WHERE organization_id = $1 AND list_id IN (${former})`, [
    organizationId,
  ])
  await rows(floor, `DELETE FROM do_not_call_list WHERE organization_id = $1 AND id IN (${former})`, [organizationId])
  await floor.get('mutation ($input: UpdateCampaignInput!) { updateCampaign(input: $input) { id } }', {
    input: { id: shift.campaignId, registries: campaign.registries.map(({ code, region }) => ({ code, region })) },
  })
  for (const { code, ageDays } of campaign.registries) {
    if (ageDays === null) continue
    const phones = new Set(contacts.filter(({ registry }) => registry === code).map(({ phone }) => phone.slice(1)))
    await rows(
      floor,
      `WITH list AS (
         INSERT INTO do_not_call_list (organization_id, registry, as_of, reason, source, number_count)
         VALUES ($1, $2, (($3::timestamptz AT TIME ZONE 'UTC')::date - $4::int), 'test', $2, $5) RETURNING id)
       INSERT INTO do_not_call_run (organization_id, list_id, first_number, steps)
       SELECT $1, list.id, number, '{0}' FROM list, unnest($6::bigint[]) AS n (number)`,
      [organizationId, code, clock.at(0), ageDays, phones.size, [...phones]],
    )
  }
}

/** What a contact's row says, with instants. */
async function establish(
  floor: Floor,
  clock: MovableClock,
  { shift, other }: Scene,
  contacts: readonly SceneContact[],
): Promise<void> {
  const ago = (minutes: number): string => clock.at(-minutes * 60)
  const values = JSON.stringify(
    contacts.map((contact, index) => ({
      id: nth(shift.contactIds, index),
      list: contact.isListed ? shift.listId : other.listId,
      ...{ status: contact.status, phone: contact.phone, region: contact.region, zone: contact.timeZone },
      ...{ priority: contact.priority, attributes: contact.attributes },
      next: contact.nextAttemptIn === null ? null : clock.at(contact.nextAttemptIn * 60),
      ...{ attempts: contact.progress?.attempts ?? null, closed: contact.progress?.isClosed ?? null },
      promised: ago(contact.promisedAgo),
      promiser: contact.promisedBy === null ? null : contact.promisedBy === 'own' ? shift.campaignId : other.campaignId,
      scope: contact.suppressed?.scope ?? null,
      suppressor:
        contact.suppressed === null || contact.suppressed.scope === 'organization'
          ? null
          : contact.suppressed.scope === 'own'
            ? shift.campaignId
            : other.campaignId,
      expires: contact.suppressed?.endsIn == null ? null : clock.at(contact.suppressed.endsIn * 60),
      ...{ live: contact.live, second: contact.second },
      consents: contact.consents.map((one) => ({
        ...{ of: one.of, basis: one.basis, given: ago(one.minutesAgo) },
        expires: one.expiresIn === null ? null : clock.at(one.expiresIn * 60),
        revoked: one.isRevoked ? ago(0) : null,
      })),
      answers: contact.answers.map((one) => ({ answer: one.answer, asked: ago(one.minutesAgo) })),
      calls: contact.calls.map((call) => ({
        campaign: call.isOwn ? shift.campaignId : other.campaignId,
        started: ago(call.minutesAgo),
        answered: call.wasAnswered ? ago(call.minutesAgo) : null,
        ...{ category: call.category, final: call.category === 'ABANDONED' ? 'ABANDONED' : 'COMPLETED' },
      })),
    })),
  )
  const wanted = `jsonb_to_recordset($1::jsonb) AS w (id bigint, list bigint, status text, phone text, region text, zone text,
    priority int, attributes jsonb, next timestamptz, attempts int, closed boolean, promiser bigint, scope text,
    suppressor bigint, expires timestamptz, live text, calls jsonb, second jsonb, consents jsonb, answers jsonb, promised timestamptz)`
  const organization = floor.organizationId
  const run = (text: string, ...more: unknown[]): Promise<unknown> => rows(floor, text, [values, ...more])
  await run(
    `UPDATE contact SET list_id = w.list, priority = w.priority, phone = w.phone, region = w.region,
       time_zone = w.zone, attributes = w.attributes, next_attempt_at = w.next, first_name = 'First', last_name = 'Last'
     FROM ${wanted} WHERE contact.organization_id = $2 AND contact.id = w.id`,
    organization,
  )
  await run(
    `INSERT INTO campaign_contact (organization_id, campaign_id, contact_id, attempt_count, is_closed)
     SELECT $2, $3, id, attempts, closed FROM ${wanted} WHERE attempts IS NOT NULL`,
    organization,
    shift.campaignId,
  )
  await run(
    `INSERT INTO callback (organization_id, campaign_id, contact_id, due_at, grace_minutes, promised_at)
     SELECT $2, promiser, id, coalesce(next, $3), 15, promised FROM ${wanted} WHERE promiser IS NOT NULL`,
    organization,
    ago(60),
  )
  await run(
    `INSERT INTO do_not_call (organization_id, campaign_id, phone, reason, source, expires_at)
     SELECT DISTINCT ON (phone, suppressor) $2::bigint, suppressor, phone, 'test', 'test', expires FROM ${wanted}
     WHERE scope IS NOT NULL ORDER BY phone, suppressor, expires DESC NULLS FIRST`,
    organization,
  )
  await run(
    `INSERT INTO contact_number (organization_id, contact_id, position, phone, region, time_zone)
     SELECT $2::bigint, id, 1, phone, region, zone FROM ${wanted} WHERE second IS NOT NULL
     UNION ALL SELECT $2::bigint, id, 2, second ->> 'phone', second ->> 'region', second ->> 'timeZone'
     FROM ${wanted} WHERE second IS NOT NULL`,
    organization,
  )
  await run(
    `INSERT INTO do_not_call (organization_id, phone, reason, source)
     SELECT $2, second ->> 'phone', 'test', 'test' FROM ${wanted} WHERE second @> '{"isSuppressed": true}'`,
    organization,
  )
  await run(
    `INSERT INTO call_record (organization_id, entry_id, campaign_id, contact_id, list_id, phone, attempt, started_at,
       answered_at, ended_at, completed_at, final_status, outcome, category)
     SELECT $2, nextval(pg_get_serial_sequence('dial_queue_entry', 'id')), call.campaign, w.id, w.list, w.phone, 2,
       call.started, call.answered, call.started, call.started, call.final, call.category, call.category
     FROM ${wanted} CROSS JOIN jsonb_to_recordset(w.calls) AS call (campaign bigint, started timestamptz,
       answered timestamptz, category text, final text)`,
    organization,
  )
  await run(
    `INSERT INTO consent (organization_id, contact_id, phone, basis, given_at, source, expires_at, revoked_at, revoked_reason)
     SELECT $2, CASE said.of WHEN 'contact' THEN w.id END, CASE said.of WHEN 'number' THEN w.phone END, said.basis, said.given,
       'test', said.expires, said.revoked, CASE WHEN said.revoked IS NOT NULL THEN 'test' END
     FROM ${wanted} CROSS JOIN jsonb_to_recordset(w.consents) AS said (of text, basis text, given timestamptz,
       expires timestamptz, revoked timestamptz)`,
    organization,
  )
  await run(
    `INSERT INTO reassigned_answer (organization_id, phone, answer, asked_at)
     SELECT $2, w.phone, said.answer, said.asked
     FROM ${wanted} CROSS JOIN jsonb_to_recordset(w.answers) AS said (answer text, asked timestamptz)`,
    organization,
  )
  await run(
    `INSERT INTO dial_queue_entry (organization_id, campaign_id, contact_id, phone, attempt, queued_at)
     SELECT $2, CASE live WHEN 'here' THEN $3::bigint ELSE $4::bigint END, id,
       CASE live WHEN 'renumbered' THEN '+1300' || lpad(id::text, 7, '0') ELSE phone END, 1, $5 FROM ${wanted}
     WHERE live IS NOT NULL`,
    organization,
    shift.campaignId,
    other.campaignId,
    ago(60),
  )
  // Last: a number that comes to a contact who is not called is suppressed for everybody.
  await run(
    `UPDATE contact SET status = w.status FROM ${wanted} WHERE contact.organization_id = $2 AND contact.id = w.id`,
    organization,
  )
}
