import { readFile } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import type pg from 'pg'

/** Processor time used during a measurement, in seconds. Null: not known, as on a system without /proc. */
export interface CpuUse {
  /** The clock's seconds. */
  readonly elapsed: number
  /** This process: the load generator, or for a baseline the callers. */
  readonly client: number
  /** The dialqueue server. */
  readonly server: number | null
  /** All processes of PostgreSQL together. */
  readonly postgres: number | null
  /** Everything else on this machine. A figure that was taken while this was large is worth little. */
  readonly others: number | null
}

/** Whose processor time is asked for. */
export interface CpuSubjects {
  /** Of any database of the server. */
  readonly pool: pg.Pool
  /** Null when the server runs within this process, or there is none. */
  readonly serverPid: number | null
}

/** Linux counts processor time in hundredths of a second here, on every architecture (proc(5), USER_HZ). */
const TICKS_PER_SECOND = 100

/** Runs the work and says who used how much of the processors meanwhile. */
export async function withCpuUse<T>(
  subjects: CpuSubjects,
  work: () => Promise<T>,
): Promise<{ readonly value: T; readonly cpu: CpuUse }> {
  const before = await readAll(subjects)
  const startedAt = performance.now()
  const value = await work()
  const elapsed = (performance.now() - startedAt) / 1000
  const after = await readAll(subjects)
  const used = (who: 'server' | 'postgres' | 'machine'): number | null => difference(before[who], after[who])
  const client = after.client - before.client
  const [server, postgres, machine] = [used('server'), used('postgres'), used('machine')]
  const others = machine === null ? null : Math.max(0, machine - client - (server ?? 0) - (postgres ?? 0))
  return { value, cpu: { elapsed, client, server, postgres, others } }
}

/** Who kept how many processors busy, e.g. "CPU: server 0.78, PostgreSQL 0.92, client 0.24, others 0.01 of 2 cores". */
export function cpuText(uses: readonly CpuUse[]): string {
  const parts = [
    shareText('server', uses, (use) => use.server),
    shareText('PostgreSQL', uses, (use) => use.postgres),
    shareText('client', uses, (use) => use.client),
    shareText('others', uses, (use) => use.others),
  ]
  return `CPU: ${parts.filter((part) => part !== null).join(', ')} of ${availableParallelism()} cores`
}

/** Milliseconds of processor time per piece of work, all of ours together: comparable even on a busy machine. */
export function cpuMilliseconds(uses: readonly CpuUse[], pieces: number): number {
  const seconds = uses.reduce((sum, use) => sum + use.client + (use.server ?? 0) + (use.postgres ?? 0), 0)
  return (seconds * 1000) / pieces
}

function shareText(name: string, uses: readonly CpuUse[], read: (use: CpuUse) => number | null): string | null {
  const elapsed = uses.reduce((sum, use) => sum + use.elapsed, 0)
  const seconds = uses.map(read)
  if (!seconds.every((value) => value !== null)) return null
  return `${name} ${(seconds.reduce((sum, value) => sum + value, 0) / elapsed).toFixed(2)}`
}

function difference(from: number | null, to: number | null): number | null {
  return from === null || to === null ? null : to - from
}

async function readAll({ pool, serverPid }: CpuSubjects): Promise<{
  client: number
  server: number | null
  postgres: number | null
  machine: number | null
}> {
  const [server, postgres, machine] = await Promise.all([
    serverPid === null ? null : processSeconds(serverPid, false),
    postgresSeconds(pool),
    machineSeconds(),
  ])
  const { user, system } = process.cpuUsage()
  return { client: (user + system) / 1e6, server, postgres, machine }
}

/** The postmaster's count of its ended children together with that of its living ones: nobody is missed. */
async function postgresSeconds(pool: pg.Pool): Promise<number | null> {
  const { rows } = await pool.query<{ pid: number }>('SELECT pid FROM pg_stat_activity')
  const backends = await Promise.all(rows.map(({ pid }) => processSeconds(pid, false)))
  const parent = rows[0] === undefined ? null : await statFields(rows[0].pid)
  const ended = parent === null ? null : await processSeconds(Number(parent[1]), true)
  return ended === null ? null : backends.reduce<number>((sum, seconds) => sum + (seconds ?? 0), ended)
}

async function processSeconds(pid: number, withEndedChildren: boolean): Promise<number | null> {
  const fields = await statFields(pid)
  if (fields === null) return null
  // utime, stime, cutime, cstime: fields 14 to 17 of proc(5), of which the first two were cut off.
  return sum(fields.slice(11, withEndedChildren ? 15 : 13)) / TICKS_PER_SECOND
}

/** All but idle and iowait, of the first line of /proc/stat. */
async function machineSeconds(): Promise<number | null> {
  const text = await readFile('/proc/stat', 'utf8').catch(() => null)
  const [, user, nice, system, , , irq, softirq] = text?.split('\n', 1)[0]?.split(/\s+/) ?? []
  return text === null ? null : sum([user, nice, system, irq, softirq]) / TICKS_PER_SECOND
}

/** The fields behind the process's name, which may hold anything; null for a process that is gone, or without /proc. */
async function statFields(pid: number): Promise<string[] | null> {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => null)
  return text === null ? null : text.slice(text.lastIndexOf(')') + 2).split(' ')
}

function sum(fields: readonly (string | undefined)[]): number {
  return fields.reduce((total, field) => total + Number(field ?? 0), 0)
}

/** Resident memory of a process in MB (10^6 bytes); null when it is gone, or without /proc. */
export async function residentMegabytes(pid: number): Promise<number | null> {
  const text = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '')
  const kibibytes = /^VmRSS:\s+(\d+) kB$/m.exec(text)?.[1]
  return kibibytes === undefined ? null : (Number(kibibytes) * 1024) / 1e6
}
