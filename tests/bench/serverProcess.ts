import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { freePort } from '../../src/database/embedded/databaseCluster.js'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))
const PROGRAM = join(ROOT, 'dist', 'main.js')
const START_MILLISECONDS = 30_000

/** The server under test: the built program, a process of its own. */
export interface ServerProcess {
  readonly url: string
  readonly pid: number
  /** Drains it and waits for its end. Idempotent. */
  close(): Promise<void>
}

/** Runs `npm run build` when dist is missing or older than a file it is made from. Rejects when the build fails. */
export async function ensureBuilt(): Promise<void> {
  const builtAt = await stat(PROGRAM).then(
    (file) => file.mtimeMs,
    () => 0,
  )
  const sources = [join(ROOT, 'src'), join(ROOT, 'prisma')]
  const newest = Math.max(...(await Promise.all(sources.map(newestChange))))
  if (newest <= builtAt) return
  const build = spawn('npm', ['run', '--silent', 'build'], { cwd: ROOT, stdio: ['ignore', 'ignore', 'inherit'] })
  const [code] = (await once(build, 'exit')) as [number | null]
  if (code !== 0) throw new Error('npm run build failed')
}

/** Generated sources are made by the build itself and do not count. */
async function newestChange(directory: string): Promise<number> {
  const files = await readdir(directory, { recursive: true, withFileTypes: true })
  const times = files
    .filter((file) => file.isFile() && !file.parentPath.includes('generated'))
    .map(async (file) => (await stat(join(file.parentPath, file.name))).mtimeMs)
  return Math.max(0, ...(await Promise.all(times)))
}

/** Starts the built server as in production, on a free port, and waits until it is ready. */
export async function startServer(options: { connectionString: string; secret: string }): Promise<ServerProcess> {
  const port = await freePort(0)
  const url = `http://127.0.0.1:${port}`
  const child = spawn(process.execPath, [PROGRAM], {
    cwd: ROOT,
    env: {
      PATH: process.env['PATH'],
      NODE_ENV: 'production',
      PORT: String(port),
      DATABASE_URL: options.connectionString,
      AUTH_JWT_SECRET: options.secret,
      LOG_LEVEL: 'warn',
    },
    // Its log goes where ours goes: a warning during a measurement is worth seeing.
    stdio: ['ignore', process.stderr, 'pipe'],
  })
  let complaint = ''
  child.stderr.on('data', (chunk: Buffer) => {
    complaint += chunk.toString('utf8')
  })
  // The last resort, for an end of the bench by a signal.
  const killAtExit = (): void => void child.kill('SIGTERM')
  process.once('exit', killAtExit)
  const close = async (): Promise<void> => {
    if (!hasEnded(child)) {
      child.kill('SIGTERM')
      await once(child, 'exit')
    }
    process.off('exit', killAtExit)
  }
  const giveUpAt = performance.now() + START_MILLISECONDS
  while (!(await isReady(url))) {
    if (hasEnded(child)) throw new Error(`the server ended: ${complaint}`)
    if (performance.now() > giveUpAt) {
      await close()
      throw new Error('the server did not get ready')
    }
    await delay(50)
  }
  if (child.pid === undefined) throw new Error('the server has no process id')
  return { url, pid: child.pid, close }
}

function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null
}

async function isReady(url: string): Promise<boolean> {
  return fetch(`${url}/readyz`).then(
    ({ ok }) => ok,
    () => false,
  )
}
