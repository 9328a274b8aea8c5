import { insertDefaultOutcomes } from '../call/outcome.store.js'
import { statement, type Database } from '../database/database.js'
import { text } from '../database/row.js'
import type { DemoContact } from './demo.js'

// A first start can be killed and repeated, and two instances can start together: the lock makes it one, the check makes
// it once. The sequence is set back so that a start that rolled back does not cost the demo its id 1.
const lockDemo = statement('lockDemo', `SELECT pg_advisory_xact_lock(hashtextextended('dialqueue.demo', 0))`)
const insertOrganization = statement(
  'insertDemoOrganization',
  `INSERT INTO organization (id, name, time_zone)
   SELECT 1, 'Demo', 'America/New_York' WHERE NOT EXISTS (SELECT FROM organization) RETURNING id`,
)
const raiseSequence = statement(
  'raiseOrganizationSequence',
  `SELECT setval(pg_get_serial_sequence('organization', 'id'), 1)`,
)
const insertLists = statement(
  'insertDemoLists',
  `INSERT INTO contact_list (organization_id, name) VALUES (1, 'Demo coast'), (1, 'Demo inland') RETURNING id`,
)
const insertContacts = statement(
  'insertDemoContacts',
  `INSERT INTO contact (organization_id, list_id, external_id, first_name, last_name, phone, time_zone)
   SELECT 1, CASE WHEN time_zone IN ('America/New_York', 'America/Los_Angeles') THEN $1::bigint ELSE $2::bigint END,
     external_id, first_name, last_name, phone, time_zone
   FROM unnest($3::text[], $4::text[], $5::text[], $6::text[], $7::text[])
     AS c (external_id, first_name, last_name, phone, time_zone)`,
)
const insertAgents = statement(
  'insertDemoAgents',
  `INSERT INTO agent (organization_id, name, email) SELECT 1, name, email FROM unnest($1::text[], $2::text[]) AS a (name, email)`,
)
const insertCampaign = statement(
  'insertDemoCampaign',
  `INSERT INTO campaign (organization_id, name, status, time_zone, policy_pack)
   VALUES (1, 'Demo', 'ACTIVE', 'America/New_York', 'NONE') RETURNING id`,
)
const joinLists = statement(
  'joinDemoLists',
  'INSERT INTO campaign_list (organization_id, campaign_id, list_id) SELECT 1, $1, id FROM contact_list WHERE organization_id = 1',
)
const joinAgents = statement(
  'joinDemoAgents',
  'INSERT INTO campaign_agent (organization_id, campaign_id, agent_id) SELECT 1, $1, id FROM agent WHERE organization_id = 1',
)

/** Inserts the demo organization with id 1 unless any organization exists; true when it did. */
export async function insertDemo(
  database: Database,
  contacts: readonly DemoContact[],
  agents: readonly { name: string; email: string }[],
): Promise<boolean> {
  return database.transaction(async (transaction) => {
    await transaction.query(lockDemo, [])
    if ((await transaction.query(insertOrganization, [])).length === 0) return false
    await transaction.query(raiseSequence, [])
    await insertDefaultOutcomes(transaction, '1')
    const [coast, inland] = await transaction.query(insertLists, [])
    await transaction.query(insertContacts, [
      text(coast ?? {}, 'id'),
      text(inland ?? {}, 'id'),
      contacts.map((contact) => contact.externalId),
      contacts.map((contact) => contact.firstName),
      contacts.map((contact) => contact.lastName),
      contacts.map((contact) => contact.phone),
      contacts.map((contact) => contact.timeZone),
    ])
    await transaction.query(insertAgents, [agents.map(({ name }) => name), agents.map(({ email }) => email)])
    const [campaign] = await transaction.query(insertCampaign, [])
    const campaignId = text(campaign ?? {}, 'id')
    await transaction.query(joinLists, [campaignId])
    await transaction.query(joinAgents, [campaignId])
    return true
  })
}

const readAgents = statement(
  'demoAgents',
  `SELECT agent.id, agent.name FROM agent JOIN organization ON organization.id = agent.organization_id
   WHERE organization.id = 1 AND organization.name = 'Demo' AND agent.email LIKE '%@demo.example' ORDER BY agent.id`,
)

/** The agents that the demo was made with, by id; none when the first organization is not the demo. */
export async function demoAgents(database: Database): Promise<{ id: string; name: string }[]> {
  return (await database.query(readAgents, [])).map((row) => ({ id: text(row, 'id'), name: text(row, 'name') }))
}
