import { BareClaims } from './bareClaims.js'
import type { BenchFloor } from './benchFloor.js'
import { cpuText } from './cpuUse.js'
import { withConnections, type HttpConnection } from './httpConnection.js'
import { roundOverHttp } from './productClaims.js'
import {
  addCampaign,
  addQueues,
  BARE_TABLE,
  bareInsert,
  createBareTable,
  learnHours,
  type BenchCampaign,
} from './queueFixture.js'
import type { BenchRow } from './report.js'
import { inTurn, median, timed } from './rounds.js'

/** How large the rows about the rules are. */
export interface RulesSize {
  readonly campaigns: number
  readonly entriesPerCampaign: number
  readonly callers: number
  readonly claimsPerRound: number
  /** For generate, explain and diagnosis. */
  readonly contacts: number
  readonly questions: number
}

/** What issue 2 reached with its few rules, on the same bench: the rules of issue 3 may cost a fifth of it. */
const CLAIMS_WITHOUT_RULES = 0.68

/**
 * Every rule on: hours in four zones, caps, do-not-call numbers, a filter. Claims and generate against the bare
 * statements, and how long it takes to say why, alone and while agents claim.
 */
export async function rulesBench(floor: BenchFloor, size: RulesSize): Promise<BenchRow[]> {
  return [...(await claims(floor, size)), ...(await wholeLists(floor, size))]
}

async function claims(floor: BenchFloor, size: RulesSize): Promise<BenchRow[]> {
  const { callers, claimsPerRound } = size
  const campaigns = await addQueues(floor, {
    campaigns: size.campaigns,
    entries: size.entriesPerCampaign,
    agents: Math.ceil(claimsPerRound / size.campaigns),
    rules: 'all',
  })
  const bare = await BareClaims.prepare(floor, campaigns, callers, Math.ceil(claimsPerRound / 4))
  const overHttp = () => roundOverHttp(floor, campaigns, callers, claimsPerRound)
  await overHttp()
  const { baseline, product } = await inTurn(() => bare.round(claimsPerRound), overHttp)
  const base = median(baseline.map((round) => round.perSecond))
  const value = median(product.map((round) => round.perSecond))
  const duplicates = product.reduce((sum, round) => sum + round.duplicates, 0)
  // The same claims while somebody asks over and over why nothing is dialled.
  const asked = await whileAsking(floor, campaigns, overHttp)
  return [
    {
      id: 'rules-claims',
      title: 'nextContact over HTTP with all rules on',
      baseline: { value: base, unit: 'claims/s' },
      product: { value, unit: 'claims/s' },
      ratio: value / base,
      target: { atLeast: 0.8 * CLAIMS_WITHOUT_RULES },
      limitedBy: cpuText(product.map((round) => round.cpu)),
      facts: {
        duplicates,
        'product rounds': product.map((round) => Math.round(round.perSecond)).join(', '),
        'baseline rounds': baseline.map((round) => Math.round(round.perSecond)).join(', '),
      },
    },
    {
      id: 'rules-claims-asked',
      title: 'the same while explainContact and queueDiagnosis are asked again and again',
      baseline: { value, unit: 'claims/s' },
      product: { value: asked.perSecond, unit: 'claims/s' },
      ratio: asked.perSecond / value,
      target: { atLeast: 0.9 },
      limitedBy: 'The processor: each question takes its share of it.',
      facts: { questions: asked.questions },
    },
  ]
}

async function wholeLists(floor: BenchFloor, { contacts, questions }: RulesSize): Promise<BenchRow[]> {
  const { pool } = floor
  const campaign = await addCampaign(floor, { contacts, agents: 1, rules: 'all' })
  await learnHours(floor, [campaign])
  await pool.query('DROP SCHEMA IF EXISTS bare CASCADE')
  await createBareTable(pool)
  await pool.query('VACUUM ANALYZE')
  const bare = async (): Promise<number> => {
    await empty(floor)
    const values = [floor.organizationId, campaign.id, campaign.listId]
    return (await timed(() => pool.query(bareInsert(BARE_TABLE), values))).seconds
  }
  return withConnections(floor.endpoint, 1, async ([connection]): Promise<BenchRow[]> => {
    if (connection === undefined) throw new Error('no connection')
    const { baseline, product } = await inTurn(bare, async () => {
      await empty(floor)
      return generate(connection, campaign, contacts)
    })
    const base = median(baseline)
    const value = median(product)
    await pool.query('VACUUM ANALYZE')
    const first = (await timed(() => diagnose(connection, campaign))).seconds
    const diagnoses = await times(questions, () => diagnose(connection, campaign))
    const ids = await pool.query<{ id: string }>('SELECT id FROM contact WHERE list_id = $1 LIMIT $2', [
      campaign.listId,
      questions,
    ])
    const explanations: number[] = []
    for (const { id } of ids.rows)
      explanations.push((await timed(() => explain(connection, campaign, id))).seconds * 1000)
    const size = contacts.toLocaleString('en-US')
    return [
      {
        id: 'rules-generate',
        title: `generateQueue of ${size} contacts with all rules on (rate against rate)`,
        baseline: { value: base, unit: 's' },
        product: { value, unit: 's' },
        ratio: base / value,
        target: { atLeast: 1 / 3 },
        limitedBy: 'Judging: every contact meets every rule once.',
        facts: { 'product rounds, s': product.map((each) => each.toFixed(1)).join(', ') },
      },
      {
        id: 'rules-explain',
        title: `explainContact among ${size} contacts, median`,
        baseline: { value: 20, unit: 'ms at most' },
        product: { value: median(explanations), unit: 'ms' },
        ratio: median(explanations) / 20,
        target: { atMost: 1 },
        limitedBy: 'Two short transactions.',
        facts: { questions },
      },
      {
        id: 'rules-diagnosis',
        title: `queueDiagnosis of ${size} contacts, median`,
        baseline: { value: 500, unit: 'ms at most' },
        product: { value: median(diagnoses), unit: 'ms' },
        ratio: median(diagnoses) / 500,
        target: { atMost: 1 },
        limitedBy: 'Large lists are judged in the background, a twentieth of the time; countedAt says when.',
        facts: { questions, 'the first one, s': first.toFixed(1) },
      },
    ]
  })
}

async function whileAsking(
  floor: BenchFloor,
  campaigns: readonly BenchCampaign[],
  work: () => Promise<{ perSecond: number }>,
): Promise<{ perSecond: number; questions: number }> {
  const [campaign] = campaigns
  if (campaign === undefined) throw new Error('no campaign')
  const { rows } = await floor.pool.query<{ id: string }>('SELECT min(id) AS id FROM contact WHERE list_id = $1', [
    campaign.listId,
  ])
  const contactId = rows[0]?.id ?? ''
  return withConnections(floor.endpoint, 1, async ([connection]) => {
    if (connection === undefined) throw new Error('no connection')
    const ending = new AbortController()
    let questions = 0
    const asking = (async () => {
      // A page that refreshes: both questions, a pause, both again.
      while (!ending.signal.aborted) {
        await diagnose(connection, campaign)
        await explain(connection, campaign, contactId)
        questions += 2
        await new Promise((resolve) => setTimeout(resolve, 200))
      }
    })()
    try {
      return { perSecond: (await work()).perSecond, questions }
    } finally {
      ending.abort()
      await asking
    }
  })
}

async function generate(connection: HttpConnection, campaign: BenchCampaign, contacts: number): Promise<number> {
  const document = 'mutation ($input: GenerateQueueInput!) { generateQueue(input: $input) { created kept } }'
  const input = { campaignId: campaign.id, maxEntries: contacts }
  const { value, seconds } = await timed(() =>
    connection.ask<{ generateQueue: { created: number; kept: number } }>(document, { input }),
  )
  const { created, kept } = value.generateQueue
  // The server itself fills a queue that runs dry, and may have been first with a few.
  if (created + kept !== contacts) throw new Error(`made ${created} of ${contacts}`)
  return seconds
}

function diagnose(connection: HttpConnection, campaign: BenchCampaign): Promise<unknown> {
  const document = `query ($campaignId: ID!) { queueDiagnosis(campaignId: $campaignId) {
    contacts dialableNow byRule { ruleId count } becomingDialable { hours count } bestChange { sentence contacts } } }`
  return connection.ask(document, { campaignId: campaign.id })
}

function explain(connection: HttpConnection, campaign: BenchCampaign, contactId: string): Promise<unknown> {
  const document = `query ($campaignId: ID!, $contactId: ID!) { explainContact(campaignId: $campaignId, contactId: $contactId) {
    isDialable dialableAt rules { id passes value passesAt } } }`
  return connection.ask(document, { campaignId: campaign.id, contactId })
}

async function times(count: number, work: () => Promise<unknown>): Promise<number[]> {
  const milliseconds: number[] = []
  for (let index = 0; index < count; index += 1) milliseconds.push((await timed(work)).seconds * 1000)
  return milliseconds
}

async function empty({ pool }: BenchFloor): Promise<void> {
  await pool.query(`TRUNCATE dial_queue_entry, queue_counter, ${BARE_TABLE}`)
  await pool.query(`VACUUM ANALYZE dial_queue_entry, queue_counter, ${BARE_TABLE}`)
  await pool.query('CHECKPOINT')
}
