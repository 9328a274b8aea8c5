import type { Page } from 'playwright-core'
import type { DemoFloor } from './demoFloor.js'
import type { ShiftCampaign } from './shiftPlan.js'

/** One page in one state, to be looked at in both themes and all its sizes. */
export interface Picture {
  /** The beginning of the file's name. */
  readonly name: string
  readonly path: string
  /** Null: nobody is signed in. */
  readonly token: string | null
  readonly sizes: readonly Size[]
  /** It draws only what is on the screen: a long picture of it would have holes. */
  readonly isOneScreen?: boolean
  /** What a person does before the picture is taken. A page that does not offer it (yet) is taken as it is. */
  readonly prepare?: (page: Page) => Promise<void>
  /** What happens on the floor before any size of it is taken. */
  readonly before?: () => Promise<void>
}

/** Width and height in CSS pixels. */
export type Size = readonly [width: number, height: number]

const usual: readonly Size[] = [
  [1280, 900],
  [360, 740],
]
const television: readonly Size[] = [[1920, 1080]]

/** Every page of the product, with the shift going on behind it. */
export async function allPictures(floor: DemoFloor, campaigns: readonly ShiftCampaign[]): Promise<Picture[]> {
  const token = await floor.token()
  const [busiest] = campaigns
  const closed = campaigns.find(({ plan }) => plan.isClosed)
  const [waiting = ''] = closed?.agentIds ?? []
  const campaign = `/campaigns/${busiest?.campaignId ?? ''}`
  const called = await calledContact(floor, busiest?.campaignId ?? '')
  const supervised = { token, sizes: usual }
  const atDesk = { path: '/desk', token: await floor.token('1'), sizes: usual }
  return [
    { name: 'sign-in', path: '/', token: null, sizes: usual },
    { name: 'wallboard', path: '/wallboard', ...supervised, isOneScreen: true, prepare: boardIsFull },
    { name: 'wallboard-kiosk', path: '/wallboard?kiosk', token, sizes: television, prepare: boardIsFull },
    { name: 'campaigns', path: '/campaigns', ...supervised },
    { name: 'campaign', path: campaign, ...supervised },
    { name: 'campaign-new', path: '/campaigns/new', ...supervised },
    { name: 'queue', path: `${campaign}/queue`, ...supervised },
    { name: 'lists', path: '/campaigns/lists', ...supervised },
    { name: 'contact', path: `/campaigns/contacts/${called}`, ...supervised },
    { name: 'import', path: '/campaigns/import', ...supervised, prepare: chooseFile },
    { name: 'graphiql', path: '/graphiql', ...supervised, prepare: runQuery },
    { name: 'desk-in-a-call', ...atDesk, before: () => startCall(floor) },
    { name: 'desk-wrap-up', ...atDesk, before: () => endCall(floor) },
    { name: 'desk-nothing', ...atDesk, token: await floor.token(waiting), prepare: askForNext },
  ]
}

async function calledContact({ ask }: DemoFloor, campaignId: string): Promise<string> {
  const { dialQueue } = await ask<{ dialQueue: { edges: { node: { contact: { id: string } } }[] } }>(
    'query ($id: ID!) { dialQueue(campaignId: $id, status: [COMPLETED], first: 1) { edges { node { contact { id } } } } }',
    { id: campaignId },
  )
  return dialQueue.edges[0]?.node.contact.id ?? '1'
}

/** The first agent of the demo talks to the next contact of its campaign. */
async function startCall({ ask }: DemoFloor): Promise<void> {
  await ask('mutation { setAgentStatus(input: { agentId: 1, status: AVAILABLE }) { id } }')
  await ask('mutation { nextContact(input: { campaignId: 1, agentId: 1 }) { entry { id } } }')
  await report(ask, 'CONNECTED')
}

async function endCall({ ask }: DemoFloor): Promise<void> {
  await report(ask, 'WRAP_UP')
}

async function report(ask: DemoFloor['ask'], status: string): Promise<void> {
  const { dialQueue } = await ask<{ dialQueue: { edges: { node: { id: string } }[] } }>(
    '{ dialQueue(campaignId: 1, status: [DIALING, CONNECTED], first: 1) { edges { node { id } } } }',
  )
  const input = { entryId: dialQueue.edges[0]?.node.id ?? '', status }
  await ask('mutation ($input: UpdateQueueStatusInput!) { updateQueueStatus(input: $input) { entry { id } } }', {
    input,
  })
}

/** The charts and the agents come after the counts. */
async function boardIsFull(page: Page): Promise<void> {
  await page.locator('canvas').first().waitFor(briefly)
  await page.getByRole('row').nth(1).waitFor(briefly)
}

async function askForNext(page: Page): Promise<void> {
  await page
    .getByRole('button', { name: /available/i })
    .first()
    .click(briefly)
  await page
    .getByRole('button', { name: /next contact/i })
    .first()
    .click(briefly)
  await page.getByRole('button', { name: /ask again/i }).waitFor(briefly)
}

async function runQuery(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Execute query/ }).click(briefly)
  await page.getByText('"data"').waitFor(briefly)
}

async function chooseFile(page: Page): Promise<void> {
  const text = [
    'First name,Last name,Telephone,Plan',
    'Grace,Moss,+1 415 555 0199,gold',
    'Hal,Nye,12,silver',
    'Ida,Orr,,basic',
    'Jon,Poe,+1 212 555 0142,gold',
  ]
  const file = { name: 'autumn.csv', mimeType: 'text/csv', buffer: Buffer.from(text.join('\n')) }
  await page.locator('input[type=file]').first().setInputFiles(file, briefly)
}

/** A person would have found it by then. */
const briefly = { timeout: 5_000 }
