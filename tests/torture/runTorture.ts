import { setTimeout as delay } from 'node:timers/promises'
import { openCallCentre, type CallCentre } from './callCentre.js'
import { Client } from './client.js'
import { Desk } from './desk.js'
import { Ledger, type KeyedRequest } from './ledger.js'
import { Random } from './random.js'
import { Servers, strikes, type Strike } from './servers.js'
import { verify } from './verify.js'

/** How to torture. */
export interface TortureOptions {
  /** Of load, without the first start and the last checks. A strike takes the time that its recovery needs. */
  readonly seconds: number
  /** What is hit, in this order, or how many strikes to choose by the seed. */
  readonly strikes: readonly Strike[] | number
  readonly seed: number
  readonly agents: number
  readonly contacts: number
  /** Told about each strike. */
  readonly log: (line: string) => void
}

/** What came of it. */
export interface TortureReport {
  /** Empty: nothing that was acknowledged is lost, and no promise of the queue was broken. */
  readonly violations: readonly string[]
  /** How often each thing was answered. */
  readonly figures: Readonly<Record<string, number>>
}

/** Requests that are repeated under their keys after each strike, and at the end. */
const REPEATED_AFTER_STRIKE = 20
const REPEATED_AT_THE_END = 200

/** Runs it all on 127.0.0.1 and in a temporary directory, and leaves neither processes nor files behind. */
export async function runTorture(options: TortureOptions): Promise<TortureReport> {
  const random = new Random(options.seed)
  const ledger = new Ledger()
  const end = new AbortController()
  const servers = await Servers.start()
  try {
    const { agents, contacts } = options
    const centre = await openCallCentre(await servers.connectionString(), { agents, contacts })
    const fork = (): Random => new Random(random.between(0, 2 ** 31))
    const newClient = (): Client => new Client(() => servers.urls(), fork(), ledger, end.signal)
    const startedAt = Date.now()
    const shift = { isOver: false }
    const isOver = (): boolean => shift.isOver || end.signal.aborted
    const desks = centre.agents.map((agent) =>
      new Desk(agent, centre.campaignIds, newClient(), fork(), ledger, isOver).work(),
    )
    const atWork = settleAll([...desks, supervise(centre, newClient(), fork(), ledger, isOver)], ledger)
    const check = async (repeated: readonly KeyedRequest[]): Promise<void> => {
      await verify(await servers.connectionString(), centre.organizationId, ledger)
      await newClient().repeat(repeated)
    }
    for (const { strike, atMs } of planStrikes(options, random)) {
      await delay(Math.max(0, startedAt + atMs - Date.now()))
      await servers.strike(strike, random)
      const struckAt = Date.now()
      const answeredBefore = ledger.keyed.slice(-REPEATED_AFTER_STRIKE)
      // Now and then the start is killed as well, wherever it is by then.
      if (random.isLucky(0.3)) await servers.startInVain(random.between(0, 3_000))
      else await delay(random.between(0, 300))
      await servers.startMissing()
      const [at, took] = [struckAt - startedAt, Date.now() - struckAt].map((ms) => `${(ms / 1000).toFixed(1)} s`)
      options.log(`kill -9 of ${strike} after ${at ?? ''}, all ready again ${took ?? ''} later`)
      await check(answeredBefore)
    }
    await delay(Math.max(0, startedAt + options.seconds * 1000 - Date.now()))
    shift.isOver = true
    await atWork
    const every = Math.max(1, Math.ceil(ledger.keyed.length / REPEATED_AT_THE_END))
    await check(ledger.keyed.filter((_request, index) => index % every === 0))
    for (const fault of await servers.stop()) ledger.accuse(fault)
  } finally {
    end.abort()
    await servers.remove()
  }
  return { violations: [...new Set(ledger.violations)], figures: ledger.figures() }
}

/** One strike in each equal part of the time, at a random moment of its first half. */
function planStrikes({ strikes: wanted, seconds }: TortureOptions, random: Random): { strike: Strike; atMs: number }[] {
  const chosen = typeof wanted === 'number' ? chooseStrikes(wanted, random) : wanted
  const partMs = (seconds * 1000) / chosen.length
  return chosen.map((strike, index) => ({ strike, atMs: partMs * (index + random.next() * 0.5) }))
}

/** Each kind once in chance order, then again, so that a few strikes already are different ones. */
function chooseStrikes(count: number, random: Random): Strike[] {
  const chosen: Strike[] = []
  while (chosen.length < count) {
    const round = strikes.map((strike) => [random.next(), strike] as const).toSorted(([one], [other]) => one - other)
    chosen.push(...round.map(([, strike]) => strike))
  }
  return chosen.slice(0, count)
}

/** Keeps both queues filled while agents work them off. */
async function supervise(
  { campaignIds, supervisorToken }: CallCentre,
  client: Client,
  random: Random,
  ledger: Ledger,
  isOver: () => boolean,
): Promise<void> {
  while (!isOver()) {
    for (const campaignId of campaignIds) {
      const input = { campaignId, maxEntries: random.between(20, 200) }
      const answer = await client.settle(supervisorToken, 'generate', { input })
      if (answer.kind === 'data') ledger.generated += (answer.data['answer'] as { created: number }).created
      else ledger.accuse(`a supervisor was refused a queue with ${answer.code}`)
    }
    await delay(random.between(100, 400))
  }
}

/** Waits for all; one that fails is a violation like any other. */
async function settleAll(work: readonly Promise<void>[], ledger: Ledger): Promise<void> {
  for (const result of await Promise.allSettled(work)) {
    if (result.status === 'rejected') ledger.accuse(String(result.reason))
  }
}
