import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

import pg from 'pg'

import { identifyProcess } from '../../src/database/embedded/processIdentity.js'
import {
  type EmbeddedServer,
  runningEmbeddedPostgres,
  startEmbeddedPostgres,
} from '../../src/database/embeddedPostgres.js'
import type { OwnerReport } from './ownerProgram.js'
import { createDataDir, WITHOUT_FSYNC } from './postgresServer.js'

const OWNER_PROGRAM = fileURLToPath(new URL('ownerProgram.ts', import.meta.url))

/** A data directory of a test, with everything that the test ran on it. */
export class DataDirOfTest {
  private readonly servers: EmbeddedServer[] = []
  private readonly owners: OwnerProcess[] = []

  /** @param path below a directory that `createDataDir` made */
  constructor(readonly path: string) {}

  /** Makes a new one; it is not there yet. */
  static async create(): Promise<DataDirOfTest> {
    return new DataDirOfTest(join(await createDataDir(), 'data'))
  }

  /** Makes this very process its owner. */
  async start(settings: Record<string, string> = WITHOUT_FSYNC): Promise<EmbeddedServer> {
    const server = await startEmbeddedPostgres({ dataDir: this.path, log: () => undefined, settings })
    this.servers.push(server)
    return server
  }

  /** Lets another process try to be its owner. */
  startOwner(then: 'stay' | 'exit' = 'stay'): OwnerProcess {
    const owner = new OwnerProcess(this.path, then)
    this.owners.push(owner)
    return owner
  }

  /** Lets that many other processes try at once; what each of them says. */
  async ownersAtOnce(count: number): Promise<OwnerReport[]> {
    return Promise.all(Array.from({ length: count }, () => this.startOwner().report()))
  }

  /** The pid in the server's postmaster.pid. */
  async postmasterPid(): Promise<number> {
    return Number((await readFile(join(this.path, 'postgres', 'postmaster.pid'), 'utf8')).split('\n')[0])
  }

  /** The server's main process and every other one of it that it knows. */
  async serverPids(server: { connectionString: string }): Promise<number[]> {
    const rows = await queryOnce(server, 'SELECT pid FROM pg_stat_activity WHERE pid <> pg_backend_pid()')
    return [await this.postmasterPid(), ...rows.map((row) => Number(row['pid']))]
  }

  /** Ends every process that runs on it; the files stay. */
  async stop(): Promise<void> {
    for (const owner of this.owners) await owner.kill()
    for (const server of this.servers) await server.close()
    // An owner that was killed may have left its server: only the next owner can stop that.
    if ((await runningEmbeddedPostgres(this.path)) !== null) await (await this.start()).close()
  }

  /** Stops and removes it. */
  async remove(): Promise<void> {
    await this.stop()
    await rm(join(this.path, '..'), { recursive: true, force: true })
  }
}

/** A process that runs `ownerProgram.ts`. */
class OwnerProcess {
  private readonly child: ChildProcess

  constructor(dataDir: string, then: 'stay' | 'exit') {
    this.child = spawn(process.execPath, ['--import', 'tsx', OWNER_PROGRAM, dataDir, then], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
  }

  /** What it says about its start; call it once. */
  async report(): Promise<OwnerReport> {
    let text = ''
    for await (const chunk of this.child.stdout ?? []) {
      text += String(chunk)
      if (text.endsWith('\n')) break
    }
    return JSON.parse(text) as OwnerReport
  }

  /** @throws Error when it was refused */
  async started(): Promise<{ connectionString: string; wasTakenOver: boolean }> {
    const report = await this.report()
    if ('refusal' in report) throw new Error(report.refusal)
    return report
  }

  /** kill -9. */
  async kill(): Promise<void> {
    this.child.kill('SIGKILL')
    await this.exit()
  }

  /** Waits for its end. */
  async exit(): Promise<void> {
    if (this.child.exitCode === null && this.child.signalCode === null) await once(this.child, 'exit')
  }
}

/** A zombie does not run: whoever has to collect it, an orphan's new parent, may take its time. */
export function isRunning(pid: number): boolean {
  return identifyProcess(pid) !== null
}

/** Runs one statement on a connection of its own. */
export async function queryOnce(
  { connectionString }: { connectionString: string },
  sql: string,
): Promise<Record<string, unknown>[]> {
  const client = new pg.Client({ connectionString })
  try {
    await client.connect()
    return (await client.query<Record<string, unknown>>(sql)).rows
  } finally {
    await client.end()
  }
}
