import { vi } from 'vitest'
import { createProgram } from '../../src/cli/program.js'

/** What a run of `dialqueue` left behind. */
export interface ProgramRun {
  readonly stdout: string
  readonly stderr: string
  readonly exitCode: number
}

class Exit extends Error {
  constructor(readonly code: number) {
    super(`exit ${code}`)
  }
}

/** What the process would end with. */
function exitCodeNow(): number {
  return Number(process.exitCode ?? 0)
}

/** Runs `dialqueue ARGUMENTS` in this process, with these variables and no others of ours. */
export async function runProgram(
  args: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<ProgramRun> {
  const written = { stdout: '', stderr: '' }
  for (const stream of ['stdout', 'stderr'] as const) {
    vi.spyOn(process[stream], 'write').mockImplementation((text) => {
      written[stream] += String(text)
      return true
    })
  }
  vi.spyOn(process, 'exit').mockImplementation((code) => {
    throw new Exit(Number(code ?? 0))
  })
  for (const name of ['DATABASE_URL', 'DATA_DIR', 'AUTH_JWT_SECRET', 'AUTH_JWKS_URL']) {
    vi.stubEnv(name, environment[name])
  }
  const before = process.exitCode
  process.exitCode = undefined
  try {
    await createProgram().parseAsync([...args], { from: 'user' })
    return { ...written, exitCode: exitCodeNow() }
  } catch (error) {
    if (!(error instanceof Exit)) throw error
    return { ...written, exitCode: error.code }
  } finally {
    process.exitCode = before
    vi.unstubAllEnvs()
    vi.restoreAllMocks()
  }
}
