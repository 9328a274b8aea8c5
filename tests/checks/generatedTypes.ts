import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { CodegenContext, generate, loadCodegenConfig } from '@graphql-codegen/cli'

// `npm run check:generated`: says whether tests/generated is what codegen would write now, and writes nothing itself.

const root = fileURLToPath(new URL('../../', import.meta.url))
const folder = 'tests/generated'

/** What stands in the folder, by file name. */
async function committedFiles(): Promise<Map<string, string>> {
  const names = await readdir(join(root, folder))
  return new Map(
    await Promise.all(names.map(async (name) => [name, await readFile(join(root, folder, name), 'utf8')] as const)),
  )
}

/** What codegen would write, by file name. */
async function freshFiles(): Promise<Map<string, string>> {
  const { filepath, config } = await loadCodegenConfig({ configFilePath: join(root, 'codegen.yml') })
  const context = new CodegenContext({ filepath, config: { ...config, silent: true } })
  context.cwd = root
  const files = (await generate(context, false)) as readonly { filename: string; content: string }[]
  return new Map(files.map(({ filename, content }) => [filename.split('/').at(-1) ?? filename, content]))
}

const [committed, fresh] = await Promise.all([committedFiles(), freshFiles()])
const names = [...new Set([...committed.keys(), ...fresh.keys()])].sort()
const stale = names.filter((name) => committed.get(name) !== fresh.get(name))
if (fresh.size === 0) throw new Error('codegen generated nothing')
if (stale.length > 0) {
  process.stderr.write(`${folder} is out of date (${stale.join(', ')}): run npm run generate:types\n`)
  process.exitCode = 1
}
