import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))

/** A server in a process of its own, as `npm start` runs it, with these variables and none of ours. */
export class ServeProcess {
  /** What it wrote to stdout: the log, one JSON object a line. */
  stdout = ''
  /** What it wrote for a person. */
  stderr = ''
  private readonly child: ChildProcess
  private readonly ended: Promise<unknown>

  /** @param environment besides a free port and NODE_ENV test */
  constructor(environment: Readonly<Record<string, string>>) {
    this.child = spawn(process.execPath, ['--import', 'tsx', 'src/main.ts'], {
      cwd: ROOT,
      env: { PATH: process.env['PATH'], NODE_ENV: 'test', PORT: '0', ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    this.ended = once(this.child, 'close')
    this.child.stdout?.on('data', (chunk: Buffer) => {
      this.stdout += chunk.toString()
    })
    this.child.stderr?.on('data', (chunk: Buffer) => {
      this.stderr += chunk.toString()
    })
  }

  /** The lines of the log so far, parsed; throws when one is no JSON. */
  get log(): Record<string, unknown>[] {
    const lines = this.stdout.split('\n').slice(0, -1)
    return lines.map((line) => JSON.parse(line) as Record<string, unknown>)
  }

  /** The first line of the log whose message starts so. Rejects when the process ends without it. */
  async said(message: string): Promise<Record<string, unknown>> {
    for (;;) {
      const found = this.log.find(({ msg }) => String(msg).startsWith(message))
      if (found !== undefined) return found
      const hasEnded = await Promise.race([this.ended.then(() => true), once(this.out, 'data').then(() => false)])
      if (hasEnded && !this.stdout.includes(`"msg":"${message}`)) {
        throw new Error(`it ended without saying "${message}": ${this.stderr}`)
      }
    }
  }

  /** Its address, once it says that it is ready. */
  async ready(): Promise<string> {
    return String((await this.said('ready'))['url'])
  }

  /** Sends the signal when there is one, and waits for the end: the exit code, or the signal that ended it. */
  async end(signal?: NodeJS.Signals): Promise<number | NodeJS.Signals | null> {
    if (signal !== undefined) this.child.kill(signal)
    await this.ended
    return this.child.exitCode ?? this.child.signalCode
  }

  private get out(): NodeJS.ReadableStream {
    if (this.child.stdout === null) throw new Error('stdout is a pipe')
    return this.child.stdout
  }
}
