import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { CodegenContext, generate, loadCodegenConfig } from '@graphql-codegen/cli'

// `npm run check:generated`: says whether the folders of codegen.yml are what codegen would write now, and writes nothing
// itself.

const root = fileURLToPath(new URL('../../', import.meta.url))

/** What codegen would write, by path. */
async function freshFiles(): Promise<Map<string, string>> {
  const { filepath, config } = await loadCodegenConfig({ configFilePath: join(root, 'codegen.yml') })
  const context = new CodegenContext({ filepath, config: { ...config, silent: true } })
  context.cwd = root
  const files = (await generate(context, false)) as readonly { filename: string; content: string }[]
  return new Map(files.map(({ filename, content }) => [filename.replace(root, ''), content]))
}

/** What stands in the same folders, by path. */
async function committedFiles(folders: readonly string[]): Promise<Map<string, string>> {
  const paths = await Promise.all(
    folders.map(async (folder) => (await readdir(join(root, folder))).map((name) => `${folder}/${name}`)),
  )
  return new Map(
    await Promise.all(paths.flat().map(async (path) => [path, await readFile(join(root, path), 'utf8')] as const)),
  )
}

const fresh = await freshFiles()
if (fresh.size === 0) throw new Error('codegen generated nothing')
const folders = [...new Set([...fresh.keys()].map((path) => path.slice(0, path.lastIndexOf('/'))))]
const committed = await committedFiles(folders)
const paths = [...new Set([...committed.keys(), ...fresh.keys()])].sort()
const stale = paths.filter((path) => committed.get(path) !== fresh.get(path))
if (stale.length > 0) {
  process.stderr.write(`out of date (run npm run generate:types): ${stale.join(', ')}\n`)
  process.exitCode = 1
}
