import { setTimeout as delay } from 'node:timers/promises'
import { runningEmbeddedPostgres } from '../../src/database/embeddedPostgres.js'
import { DataDirOfTest } from '../support/dataDirs.js'
import type { Random } from './random.js'
import { ServerProcess } from './serverProcess.js'

/**
 * What kill -9 hits. `first` is the instance that owns the embedded PostgreSQL, which then lives on as an orphan;
 * `second` works over DATABASE_URL; `database` is PostgreSQL with the first, while the second has to live through it.
 */
export const strikes = ['first', 'second', 'database', 'everything'] as const
export type Strike = (typeof strikes)[number]

/** Of all instances and of the harness, which signs its own tokens. */
export const TORTURE_SECRET = 'a-secret-of-the-torture-run-with-32-bytes-and-more'

/** Seconds of a hold: short, so that some run out while everything is dead, and long enough for most not to. */
export const leaseSeconds = { RESERVED: 3, DIALING: 4, CONNECTED: 5, WRAP_UP: 4 }

const SETTINGS = {
  AUTH_JWT_SECRET: TORTURE_SECRET,
  DATABASE_POOL_SIZE: '8',
  LOG_LEVEL: 'info',
  ...Object.fromEntries(
    Object.entries(leaseSeconds).map(([status, seconds]) => [`LEASE_${status}_SECONDS`, `${seconds}`]),
  ),
}

/** For how long a restarted database may keep the surviving instance from being ready again. */
const REVIVAL_SECONDS = 20

/** Two instances over one embedded PostgreSQL in a temporary directory, to be killed and started again. */
export class Servers {
  private first: ServerProcess | null = null
  private second: ServerProcess | null = null
  private readonly addresses = new Map<'first' | 'second', string>()

  private constructor(private readonly dir: DataDirOfTest) {}

  /** Starts both. */
  static async start(): Promise<Servers> {
    const servers = new Servers(await DataDirOfTest.create())
    try {
      await servers.startMissing()
      return servers
    } catch (error) {
      await servers.remove()
      throw error
    }
  }

  /** Where the instances were last seen to listen; the one or the other may be dead. */
  urls(): string[] {
    return [...this.addresses.values()]
  }

  /** Of the database, while it runs. */
  async connectionString(): Promise<string> {
    const found = await runningEmbeddedPostgres(this.dir.path)
    if (found === null) throw new Error('no PostgreSQL runs')
    return found
  }

  /** kill -9, in the order that chance gives; resolves when all that was hit is dead. */
  async strike(strike: Strike, random: Random): Promise<void> {
    const isDatabaseHit = strike === 'database' || strike === 'everything'
    const pids = isDatabaseHit ? await this.dir.serverPids({ connectionString: await this.connectionString() }) : []
    const blows = [
      ...(strike === 'second' ? [] : [() => this.killFirst()]),
      ...(strike === 'second' || strike === 'everything' ? [() => this.killSecond()] : []),
      ...pids.map((pid) => () => {
        killProcess(pid)
        return Promise.resolve()
      }),
    ]
    const order = blows.map((blow) => [random.next(), blow] as const).toSorted(([one], [other]) => one - other)
    await Promise.all(order.map(([, blow]) => blow()))
  }

  /** A start that is killed in its turn, at some point of the way. */
  async startInVain(milliseconds: number): Promise<void> {
    const process = this.first === null ? this.startFirst() : null
    await delay(milliseconds)
    if (process !== null) await this.killFirst()
  }

  /** Starts what is dead; resolves when both are ready. */
  async startMissing(): Promise<void> {
    const first = this.first ?? this.startFirst()
    if (this.second === null) {
      // As soon as there is a database, while the first may still be at its own start.
      await Promise.race([first.ready(), this.databaseRuns()])
      const settings = { ...SETTINGS, DATABASE_URL: await this.connectionString() }
      this.second = new ServerProcess(settings)
    }
    this.addresses.set('first', await first.ready())
    this.addresses.set('second', await this.second.ready())
    const crash = Promise.race([first.crash(), this.second.crash()]).then((how) => {
      throw new Error(how)
    })
    await Promise.race([Promise.all(this.urls().map(untilReady)), crash])
  }

  /** Ends both in good order; what is wrong about that, if anything. */
  async stop(): Promise<string[]> {
    const codes = { second: await this.second?.stop(), first: await this.first?.stop() }
    return Object.entries(codes).flatMap(([name, code]) =>
      code === 0 ? [] : [`the ${name} instance ended with exit code ${String(code)} after SIGTERM`],
    )
  }

  /** Ends whatever still runs and removes the directory. */
  async remove(): Promise<void> {
    await Promise.all([this.first?.kill(), this.second?.kill()])
    await this.dir.remove()
  }

  private startFirst(): ServerProcess {
    this.first = new ServerProcess({ ...SETTINGS, DATA_DIR: this.dir.path })
    return this.first
  }

  private async killFirst(): Promise<void> {
    const process = this.first
    this.first = null
    await process?.kill()
  }

  private async killSecond(): Promise<void> {
    const process = this.second
    this.second = null
    await process?.kill()
  }

  private async databaseRuns(): Promise<void> {
    while ((await runningEmbeddedPostgres(this.dir.path).catch(() => null)) === null) await delay(20)
  }
}

/** Only ever called with a process of the server that this harness started. */
function killProcess(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // A child of the postmaster goes by itself when it sees its parent dead.
  }
}

async function untilReady(url: string): Promise<void> {
  const until = Date.now() + REVIVAL_SECONDS * 1000
  for (;;) {
    const state = await fetch(`${url}/readyz`, { signal: AbortSignal.timeout(2_000) }).then(
      async (answer) => (answer.ok ? null : answer.text()),
      (error: unknown) => String(error),
    )
    if (state === null) return
    if (Date.now() > until) throw new Error(`an instance is not ready again after ${REVIVAL_SECONDS} s: ${state}`)
    await delay(50)
  }
}
