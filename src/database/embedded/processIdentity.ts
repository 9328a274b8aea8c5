import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/**
 * One process for ever: a pid alone is used again by the system, a pid together with its start is not. Kept in files,
 * so that a later process can tell whether the writer still lives.
 */
export interface ProcessIdentity {
  pid: number
  /** When it started, in the system's own notation; only good for comparing. */
  startMark: string
}

/**
 * Who has this pid now. Synchronous, because the last moment of a process (its `exit` event) has to ask as well.
 *
 * @returns null when no such process lives; a zombie, dead but not yet collected by its parent, does not live.
 */
export function identifyProcess(pid: number): ProcessIdentity | null {
  const startMark = process.platform === 'linux' ? linuxStartMark(pid) : otherStartMark(pid)
  return startMark === null ? null : { pid, startMark }
}

/** Whether that very process still runs; false as well when its pid belongs to another one by now. */
export function isAlive(identity: ProcessIdentity): boolean {
  return identifyProcess(identity.pid)?.startMark === identity.startMark
}

/**
 * The words a process was started with.
 *
 * @returns null when no such process lives. Outside Linux the words are cut at spaces, wherever those come from.
 */
export function commandLine(pid: number): string[] | null {
  try {
    if (process.platform === 'linux') return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')
    return ps(pid, '-o', 'command=').split(' ')
  } catch {
    return null
  }
}

function linuxStartMark(pid: number): string | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // "pid (name) state …": the name may hold spaces and parentheses, so the fields count from the last ")".
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    const [state, startTicks] = [fields[0], fields[19]]
    if (state === undefined || startTicks === undefined || 'ZX'.includes(state)) return null
    // Ticks count from the boot: without the boot's id they would mean another process after a restart.
    return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()} ${startTicks}`
  } catch {
    return null
  }
}

function otherStartMark(pid: number): string | null {
  try {
    const [state, ...started] = ps(pid, '-o', 'stat=', '-o', 'lstart=').split(/\s+/)
    return state === undefined || state.startsWith('Z') ? null : started.join(' ')
  } catch {
    return null
  }
}

/** Throws when there is no such process. */
function ps(pid: number, ...format: string[]): string {
  return execFileSync('ps', [...format, '-p', String(pid)], { encoding: 'utf8', stdio: 'pipe' }).trim()
}
