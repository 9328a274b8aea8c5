import { AskError, type Ask } from './demoFloor.js'

/** What one campaign of the shift is like. */
export interface CampaignPlan {
  readonly name: string
  readonly dialMethod: 'PROGRESSIVE' | 'PREVIEW' | 'PREDICTIVE'
  /** One zone each, so that a number's own zone is clear. */
  readonly areaCodes: readonly string[]
  readonly agentNames: readonly string[]
  /** Live entries that the queue begins with. */
  readonly queued: number
  /** Shares of all dials that are answered, and of all answers that find no agent or end in a sale. */
  readonly answered: number
  readonly abandoned: number
  readonly sold: number
  /** Closed the whole week: for the alarm. */
  readonly isClosed?: boolean
}

/** A campaign with its people at work. */
export interface ShiftCampaign {
  readonly plan: CampaignPlan
  readonly campaignId: string
  readonly listId: string
  readonly agentIds: readonly string[]
}

/** A wallboard's worth of campaigns: a busy one, a careful one, one near its abandon limit, one running dry, one closed. */
export const shiftPlans: readonly CampaignPlan[] = [
  {
    ...{ name: 'Autumn renewals', dialMethod: 'PROGRESSIVE', areaCodes: ['202', '213', '305', '713'], queued: 380 },
    agentNames: ['Nora', 'Otis', 'Petra', 'Quinn', 'Rosa', 'Sven', 'Tilda', 'Umar'],
    ...{ answered: 0.55, abandoned: 0.008, sold: 0.22 },
  },
  {
    ...{ name: 'Win back', dialMethod: 'PREVIEW', areaCodes: ['404', '816'], queued: 190 },
    agentNames: ['Vera', 'Wim', 'Xenia', 'Yusuf'],
    ...{ answered: 0.45, abandoned: 0, sold: 0.12 },
  },
  {
    ...{ name: 'Energy offer', dialMethod: 'PREDICTIVE', areaCodes: ['702', '206'], queued: 200 },
    agentNames: ['Zoe', 'Anton', 'Bea', 'Cem', 'Dora'],
    ...{ answered: 0.5, abandoned: 0.05, sold: 0.1 },
  },
  {
    ...{ name: 'Service survey', dialMethod: 'PROGRESSIVE', areaCodes: ['602', '801'], queued: 110 },
    agentNames: ['Emil', 'Fanny', 'Gino'],
    ...{ answered: 0.6, abandoned: 0, sold: 0.4 },
  },
  {
    ...{ name: 'Evening club', dialMethod: 'PROGRESSIVE', areaCodes: ['216'], queued: 0, isClosed: true },
    agentNames: ['Hilde', 'Ivo'],
    ...{ answered: 0, abandoned: 0, sold: 0 },
  },
]

const zones: Readonly<Record<string, string>> = {
  '202': 'America/New_York',
  '206': 'America/Los_Angeles',
  '213': 'America/Los_Angeles',
  '305': 'America/New_York',
  '404': 'America/New_York',
  '216': 'America/New_York',
  '602': 'America/Phoenix',
  '702': 'America/Los_Angeles',
  '713': 'America/Chicago',
  '801': 'America/Denver',
  '816': 'America/Chicago',
}
const firstNames = ['Amir', 'Bianca', 'Cyril', 'Delia', 'Esra', 'Felix', 'Gia', 'Hans', 'Ines', 'Joel'] as const
const lastNames = [
  'Abbott',
  'Becker',
  'Costa',
  'Dietz',
  'Evans',
  'Fuchs',
  'Gallo',
  'Huber',
  'Ivanov',
  'Jansen',
] as const
const plans = ['gold', 'silver', 'basic'] as const
const allDay = [{ opens: '00:00', closes: '24:00' }]
const always = Object.fromEntries(
  ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'].map((day) => [day, allDay]),
)

/** Opens the seeded demo's own campaign at all hours, with something in its queue: for the desks of its agents. */
export async function openDemoCampaign(ask: Ask): Promise<void> {
  const input = { id: '1', policyPack: 'NONE', callingHours: always, isRefilled: false }
  await ask('mutation ($input: UpdateCampaignInput!) { updateCampaign(input: $input) { id } }', { input })
  await fillQueue(ask, '1', 120)
}

async function fillQueue(ask: Ask, campaignId: string, maxEntries: number): Promise<void> {
  const input = { campaignId, maxEntries }
  await ask('mutation ($input: GenerateQueueInput!) { generateQueue(input: $input) { created } }', { input })
}

/** Makes the campaign with its list, its contacts and its agents, starts it and fills its queue. */
export async function openCampaign(ask: Ask, plan: CampaignPlan): Promise<ShiftCampaign> {
  const listId = await openList(ask, plan)
  const agentIds: string[] = []
  for (const name of plan.agentNames) agentIds.push(await openAgent(ask, name))
  const input = {
    ...{ name: plan.name, dialMethod: plan.dialMethod, listIds: [listId], agentIds, timeZone: 'America/New_York' },
    ...{ policyPack: 'NONE', callingHours: plan.isClosed === true ? {} : always, callerId: '+12125550100' },
    ...{ script: 'Good day, this is the demo. May I ask you two questions?', isRefilled: false, closesWhenDone: false },
  }
  const { createCampaign } = await ask<{ createCampaign: { id: string } }>(
    'mutation ($input: CreateCampaignInput!) { createCampaign(input: $input) { id } }',
    { input },
  )
  const campaignId = createCampaign.id
  await ask('mutation ($id: ID!) { updateCampaign(input: { id: $id, status: ACTIVE }) { id } }', { id: campaignId })
  if (plan.queued > 0) await fillQueue(ask, campaignId, plan.queued)
  return { plan, campaignId, listId, agentIds }
}

async function openList(ask: Ask, { name, areaCodes }: CampaignPlan): Promise<string> {
  const { createContactList } = await ask<{ createContactList: { id: string } }>(
    'mutation ($name: String!) { createContactList(name: $name) { id } }',
    { name: `${name} contacts` },
  )
  for (const areaCode of areaCodes) {
    await ask('mutation ($input: AddContactsInput!) { addContacts(input: $input) { inserted } }', {
      input: { listId: createContactList.id, contacts: fictionalContacts(areaCode) },
    })
  }
  return createContactList.id
}

/** A hundred people of one area code with the numbers that are kept for fiction (555-0100 to 555-0199). */
function fictionalContacts(areaCode: string): object[] {
  return Array.from({ length: 100 }, (_, line) => ({
    externalId: `shift-${areaCode}-${line}`,
    firstName: firstNames[line % 10],
    lastName: lastNames[Math.floor(line / 10)],
    phone: `+1${areaCode}555${String(100 + line).padStart(4, '0')}`,
    timeZone: zones[areaCode],
    attributes: { plan: plans[line % 3], since: 2010 + (line % 14) },
  }))
}

async function openAgent(ask: Ask, name: string): Promise<string> {
  const { createAgent } = await ask<{ createAgent: { id: string } }>(
    'mutation ($input: CreateAgentInput!) { createAgent(input: $input) { id } }',
    { input: { name, email: `${name.toLowerCase()}@shift.example` } },
  )
  return createAgent.id
}

/** Whether the API said only that this is not possible now, which a shift takes as it comes. */
export function isPassing(error: unknown): boolean {
  const codes = [
    'AGENT_UNAVAILABLE',
    'CAMPAIGN_NOT_ACTIVE',
    'INVALID_TRANSITION',
    'LEASE_LOST',
    'CONFLICT',
    'NOT_FOUND',
  ]
  return error instanceof AskError && codes.includes(error.code)
}
