import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Instance } from '../../src/composition.js'
import { openInstance } from '../support/floor.js'
import { createTestDatabase, type TestDatabase } from '../support/testDatabase.js'
import { builtPage, builtTexts } from './support/builtPage.js'

const kilobyte = 1_000
const pages = [
  ['/', 'index.html'],
  ['/wallboard', 'wallboard/index.html'],
  ['/desk', 'desk/index.html'],
  ['/campaigns', 'campaigns/index.html'],
  ['/graphiql', 'graphiql/index.html'],
] as const

describe('the built pages', () => {
  it.for(['wallboard', 'desk'] as const)('the %s loads at most 250 kB of scripts, gzipped', async (name) => {
    const { scripts, gzippedBytes } = await builtPage(`${name}/index.html`)
    // React alone is more than this: a walk that finds less has missed something.
    expect(scripts.length).toBeGreaterThan(1)
    expect(gzippedBytes).toBeGreaterThan(50 * kilobyte)
    expect(gzippedBytes).toBeLessThanOrEqual(250 * kilobyte)
  })

  it('no page but GraphiQL loads its editor', async () => {
    for (const [, html] of pages.filter(([path]) => path !== '/graphiql')) {
      const { scripts } = await builtPage(html)
      expect(scripts.filter((path) => /monaco|graphiql/i.test(path))).toEqual([])
    }
  })

  it('nothing built loads anything from another host', async () => {
    const texts = await builtTexts()
    expect(texts.length).toBeGreaterThan(10)
    // Scripts, styles, fonts, pictures, workers and requests whose address names a host. Links for a person to follow, and
    // names of namespaces, load nothing.
    const loading =
      /(?:<(?:script|link|img|iframe)\b[^>]*?(?:src|href)=|url\(|@import\s*|\bimport\s*\(?|\bfrom\s*|fetch\(|importScripts\(|new (?:Shared)?Worker\(|new WebSocket\(|new EventSource\()\s*["'`]?(?:https?:|wss?:)?\/\/[\w-]+\.[\w.-]+/g
    const found = texts.flatMap(({ path, text }) => [...text.matchAll(loading)].map(([call]) => `${path}: ${call}`))
    expect(found).toEqual([])
  })
})

describe('the server', () => {
  let test: TestDatabase
  let instance: Instance
  beforeAll(async () => {
    test = await createTestDatabase()
    instance = await openInstance(test.connectionString)
  })
  afterAll(async () => {
    await instance.close()
    await test.close()
  })

  const head = (path: string, headers: Record<string, string> = {}): Promise<Response> =>
    fetch(`${instance.url}${path}`, { method: 'HEAD', headers })

  it.for([
    ['br', 'gzip, br'],
    ['gzip', 'gzip'],
  ])('sends what a page loads compressed by %s, to be kept for a year', async ([encoding, accepted = '']) => {
    const { scripts, others } = await builtPage('wallboard/index.html')
    const styles = others.filter((path) => path.endsWith('.css'))
    expect(styles.length).toBeGreaterThan(0)
    for (const path of [...scripts, ...styles]) {
      const whole = await fetch(`${instance.url}${path}`, { headers: { 'accept-encoding': accepted } })
      const size = (await whole.arrayBuffer()).byteLength
      expect(whole.headers.get('cache-control')).toBe('public, max-age=31536000, immutable')
      // Smaller files are one packet either way.
      if (size > 1024) expect([path, whole.headers.get('content-encoding')]).toEqual([path, encoding])
    }
  })

  it.for(pages)('has %s asked for again each time, and lets it run nothing but files of its own', async ([path]) => {
    const response = await fetch(`${instance.url}${path}`)
    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toMatch(/^text\/html/)
    expect(response.headers.get('cache-control')).toBe('public, max-age=0')
    expect(response.headers.get('etag')).not.toBeNull()
    const policy = directivesOf(response.headers.get('content-security-policy') ?? '')
    expect(policy).toMatchObject({
      'default-src': "'none'",
      'script-src': "'self'",
      'connect-src': "'self'",
      'base-uri': "'none'",
      'form-action': "'none'",
      'frame-ancestors': "'none'",
    })
    const inline = Object.entries(policy).filter(([, sources]) => /unsafe-(inline|eval)|\*|https?:/.test(sources))
    // Monaco, GraphiQL's editor, writes style sheets as it goes.
    expect(inline).toEqual(path === '/graphiql' ? [['style-src', "'self' 'unsafe-inline'"]] : [])
    expect(response.headers.get('x-content-type-options')).toBe('nosniff')
    expect(response.headers.get('referrer-policy')).toBe('no-referrer')
    expect(await response.text()).not.toMatch(/<script(?![^>]*\bsrc=)|\sstyle=|\son\w+=/)
  })

  it('answers HEAD as GET, without the body', async () => {
    const { scripts } = await builtPage('desk/index.html')
    for (const path of ['/', '/desk', ...scripts]) {
      const response = await head(path)
      expect([path, response.status, await response.text()]).toEqual([path, 200, ''])
      expect(Number(response.headers.get('content-length'))).toBeGreaterThan(0)
    }
  })

  it('answers for a page that has not changed with 304', async () => {
    const etag = (await head('/desk')).headers.get('etag') ?? ''
    // Unless told otherwise, Node's fetch asks like a person who reloads by force.
    const headers = { 'if-none-match': etag, 'cache-control': 'max-age=0' }
    expect((await head('/desk', headers)).status).toBe(304)
  })

  it.for([
    '/assets/nothing-here.js',
    '/assets/',
    '/assets/../index.html.gz',
    '/assets/%2e%2e/%2e%2e/main.js',
    '/nowhere',
  ])('has nothing at %s, and says so as JSON', async (path) => {
    const response = await fetch(`${instance.url}${path}`)
    expect(response.status).toBe(404)
    expect(response.headers.get('content-type')).toMatch(/^application\/json/)
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'NOT_FOUND' } }] })
  })
})

/** A Content-Security-Policy by its directives. */
function directivesOf(policy: string): Record<string, string> {
  const parts = policy.split(';').map((part) => part.trim().split(/\s+/))
  return Object.fromEntries(parts.map(([name = '', ...sources]) => [name, sources.join(' ')]))
}
