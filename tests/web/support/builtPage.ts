import { readdir, readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'

/** What `npm run build:web` made. */
const built = fileURLToPath(new URL('../../../dist/web/', import.meta.url))

/** A page's scripts as the browser loads them at its start. */
export interface BuiltPage {
  /** Paths such as /assets/desk-1a2b3c.js: the page's own, and all that they import. */
  readonly scripts: readonly string[]
  /** What its style sheets and pictures are called; the page and they are all that the server sends at the start. */
  readonly others: readonly string[]
  /** Bytes of the scripts, each compressed by gzip as strongly as the build does it. */
  readonly gzippedBytes: number
}

/**
 * Walks from a page's HTML through the imports of its scripts. Dynamic imports count like static ones: a page might call
 * them at once. Workers do not: they have files and threads of their own.
 */
export async function builtPage(html: string): Promise<BuiltPage> {
  const page = await readFile(`${built}${html}`, 'utf8')
  const named = [...page.matchAll(/(?:src|href)="(\/[^"]+)"/g)].map(([, path = '']) => path)
  const texts = new Map<string, string>()
  const walk = async (path: string): Promise<void> => {
    if (texts.has(path)) return
    const text = await readFile(`${built}${path.slice(1)}`, 'utf8')
    texts.set(path, text)
    for (const next of importsOf(text)) await walk(next)
  }
  for (const path of named.filter((one) => one.endsWith('.js'))) await walk(path)
  const sizes = [...texts.values()].map((text) => gzipSync(text, { level: 9 }).length)
  return {
    scripts: [...texts.keys()],
    others: named.filter((one) => !one.endsWith('.js')),
    gzippedBytes: sizes.reduce((sum, size) => sum + size, 0),
  }
}

/** `import{a as b}from"./c.js"`, `import"./c.js"`, `export*from"./c.js"`, `import("./c.js")`: all name a file beside it. */
function importsOf(script: string): string[] {
  const found = script.matchAll(/(?:\bfrom|\bimport)\s*\(?\s*["'`]\.\/([\w.-]+\.js)["'`]/g)
  return [...found].map(([, name = '']) => `/assets/${name}`)
}

/** Every built text (scripts, style sheets, pages) with its path below dist/web. */
export async function builtTexts(): Promise<{ path: string; text: string }[]> {
  const paths = (await readdir(built, { recursive: true })).filter((path) => /\.(js|css|html|svg)$/.test(path))
  return Promise.all(paths.map(async (path) => ({ path, text: await readFile(`${built}${path}`, 'utf8') })))
}
