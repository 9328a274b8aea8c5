import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'

import { PrismaPg } from '@prisma/adapter-pg'
import { bindMigrationAwareSqlAdapterFactory } from '@prisma/driver-adapter-utils'
import * as glue from '@prisma/schema-engine-wasm/schema_engine_bg'
import type pg from 'pg'

// TypeScript has these types only in its library for browsers, whose other names we do not want.
declare const WebAssembly: {
  instantiate(program: Uint8Array, imports: object): Promise<{ instance: { exports: Record<string, unknown> } }>
}

/** What the engine needs of the database. */
export interface SchemaEngineOptions {
  /** Its one connection. Nothing is connected before the engine has something to ask. */
  pool: pg.Pool
  /**
   * Runs one migration file. It gets the file as a whole: what Prisma's adapter does instead, cutting a script at every
   * ";", breaks functions and triggers.
   */
  runScript: (script: string) => Promise<void>
}

/**
 * Lends Prisma's own schema engine, compiled to WebAssembly: it neither downloads nor starts a program.
 *
 * @throws what `work` throws; the engine's own errors name the migration that failed but not the database's reason,
 *   so `runScript` has to keep that
 */
export async function withSchemaEngine<T>(
  { pool, runScript }: SchemaEngineOptions,
  work: (engine: glue.SchemaEngine) => Promise<T>,
): Promise<T> {
  await (loading ??= load())
  const adapters = new PrismaPg(pool)
  const connect = adapters.connect.bind(adapters)
  adapters.connect = async () => Object.assign(await connect(), { executeScript: runScript })
  const engine = await glue.SchemaEngine.new(
    { datamodels: undefined },
    () => undefined,
    bindMigrationAwareSqlAdapterFactory(adapters),
  )
  try {
    return await work(engine)
  } finally {
    engine.free()
  }
}

let loading: Promise<void> | undefined

async function load(): Promise<void> {
  const program = createRequire(import.meta.url)
    .resolve('@prisma/schema-engine-wasm/schema_engine_bg')
    .replace(/\.js$/, '.wasm')
  const imports = { './schema_engine_bg.js': withoutLingeringTimers() }
  const { instance } = await WebAssembly.instantiate(await readFile(program), imports)
  glue.__wbg_set_wasm(instance.exports)
  // A panic of the engine otherwise arrives as "unreachable", without its text.
  Object.assign(globalThis, {
    PRISMA_WASM_PANIC_REGISTRY: {
      set_message: (message: string) => {
        throw new Error(`the schema engine failed: ${message}`)
      },
    },
  })
  ;(instance.exports['__wbindgen_start'] as () => void)()
}

/**
 * The engine's imports, with timers that do not keep the process: it leaves the 10 s timer of its lock behind, and every
 * command would end that much later.
 */
function withoutLingeringTimers(): object {
  const unrefTimer = (work: () => void, milliseconds: number): NodeJS.Timeout => setTimeout(work, milliseconds).unref()
  return Object.fromEntries(
    Object.entries(glue).map(([name, value]) => [name, name.startsWith('__wbg_setTimeout_') ? unrefTimer : value]),
  )
}
