import { type ChildProcess, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const PROJECT = fileURLToPath(new URL('../../', import.meta.url))

/** A start takes three seconds here; a recovery after a kill may come on top, on a busy machine. */
const START_SECONDS = 60

/** One instance of the server, in a process of its own, started as `npm start` does it but without a build. */
export class ServerProcess {
  private readonly child: ChildProcess
  private readonly readyUrl: Promise<string>
  private readonly ended: Promise<number | null>
  private output = ''
  private isToEnd = false

  /** @param settings its environment; nothing else is inherited but where programs and temporary files are */
  constructor(settings: Readonly<Record<string, string>>) {
    const { PATH = '', HOME = '', TMPDIR = '' } = process.env
    this.child = spawn(process.execPath, ['--import', 'tsx', 'src/main.ts'], {
      cwd: PROJECT,
      env: { PATH, HOME, ...(TMPDIR === '' ? {} : { TMPDIR }), HOST: '127.0.0.1', PORT: '0', ...settings },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    this.ended = new Promise((resolve) => {
      this.child.once('exit', (code) => {
        resolve(code)
      })
    })
    this.readyUrl = this.watchOutput()
    // Nobody may be waiting for it when the process is killed during its start.
    this.readyUrl.catch(() => undefined)
  }

  /** Its address once it says that it is ready. Throws with the end of its output when it ends before, or takes a minute. */
  ready(): Promise<string> {
    return this.readyUrl
  }

  /**
   * What went wrong when it ended of its own accord, with the end of its output; never resolves otherwise. A server lives
   * through the death of everything else.
   */
  async crash(): Promise<string> {
    const code = await this.ended
    if (this.isToEnd) return new Promise(() => undefined)
    return `a server ended by itself with exit code ${String(code)}:\n${this.output}`
  }

  /** kill -9; resolves when it is gone. */
  async kill(): Promise<void> {
    this.isToEnd = true
    this.child.kill('SIGKILL')
    await this.ended
  }

  /** SIGTERM; the exit code of the orderly end, null when it was killed before. */
  async stop(): Promise<number | null> {
    this.isToEnd = true
    this.child.kill('SIGTERM')
    return this.ended
  }

  private watchOutput(): Promise<string> {
    return new Promise((resolve, reject) => {
      const fail = (why: string): void => {
        clearTimeout(timer)
        reject(new Error(`the server ${why}:\n${this.output}`))
      }
      const timer = setTimeout(() => {
        fail(`was not ready within ${START_SECONDS} s`)
      }, START_SECONDS * 1000)
      void this.ended.then((code) => {
        fail(`ended (exit code ${String(code)}) before it was ready`)
      })
      let line = ''
      this.child.stdout?.on('data', (chunk: Buffer) => {
        const lines = (line + chunk.toString('utf8')).split('\n')
        line = lines.pop() ?? ''
        for (const complete of lines) {
          this.remember(`${complete}\n`)
          const url = readyUrlIn(complete)
          if (url === null) continue
          clearTimeout(timer)
          resolve(url)
        }
      })
      this.child.stderr?.on('data', (chunk: Buffer) => {
        this.remember(chunk.toString('utf8'))
      })
    })
  }

  private remember(text: string): void {
    this.output = (this.output + text).slice(-4_000)
  }
}

function readyUrlIn(line: string): string | null {
  if (!line.includes('"msg":"ready"')) return null
  const { url } = JSON.parse(line) as { url: string }
  return url
}
