import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import helmet, { type FastifyHelmetOptions } from '@fastify/helmet'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply } from 'fastify'
import { ServiceUnavailableError } from '../serviceUnavailable.js'

/** What `npm run build` makes of src/web, beside the compiled program and beside its source alike. */
const builtPages = fileURLToPath(new URL('../../dist/web', import.meta.url))

interface PagesOptions {
  /** Whether /graphiql is there. */
  hasGraphiql: boolean
}

/**
 * Only files of this server and connections to it. Nothing inline, no other host, in nobody's frame.
 * `'self'` covers the WebSocket of the same host (CSP level 3, 6.7.2.8).
 */
const strict = {
  'default-src': ["'none'"],
  'script-src': ["'self'"],
  'style-src': ["'self'"],
  'img-src': ["'self'", 'data:'],
  'font-src': ["'self'"],
  'connect-src': ["'self'"],
  'manifest-src': ["'self'"],
  // The desk's timer, which a tab in the background would slow down.
  'worker-src': ["'self'"],
  'base-uri': ["'none'"],
  'form-action': ["'none'"],
  'frame-ancestors': ["'none'"],
}

/** GraphiQL's editor writes its own style sheets and starts its workers from files of ours; scripts stay files. */
const forGraphiql = {
  ...strict,
  'style-src': ["'self'", "'unsafe-inline'"],
  'font-src': ["'self'", 'data:'],
}

/**
 * The pages: sign-in at `/`, `/wallboard`, `/desk`, `/campaigns` with everything below it, and `/graphiql`. What a page
 * loads has its content's hash in its name and is kept for ever; the page itself is asked for again each time.
 */
export async function servePages(app: FastifyInstance, { hasGraphiql }: PagesOptions): Promise<void> {
  await app.register(async (pages) => {
    await pages.register(helmet, headersWith(strict))
    if (!existsSync(builtPages)) {
      pages.get('/', () => {
        throw new ServiceUnavailableError('The pages are not built: npm run build')
      })
      return
    }
    await pages.register(fastifyStatic, {
      root: `${builtPages}/assets`,
      prefix: '/assets/',
      index: false,
      preCompressed: true,
      immutable: true,
      maxAge: '365d',
    })
    const send = (reply: FastifyReply, file: string): FastifyReply =>
      reply.sendFile(file, builtPages, { immutable: false, maxAge: 0 })
    pages.get('/icon.svg', (_request, reply) => send(reply, 'icon.svg'))
    pages.get('/', (_request, reply) => send(reply, 'index.html'))
    for (const path of ['/wallboard', '/desk']) {
      pages.get(path, (_request, reply) => send(reply, `${path}/index.html`))
    }
    // This page has addresses of its own for a campaign, its queue, a contact.
    for (const path of ['/campaigns', '/campaigns/*']) {
      pages.get(path, (_request, reply) => send(reply, 'campaigns/index.html'))
    }
    if (hasGraphiql) {
      pages.get('/graphiql', { helmet: headersWith(forGraphiql) }, (_request, reply) =>
        send(reply, 'graphiql/index.html'),
      )
    }
  })
}

function headersWith(directives: Record<string, string[]>): FastifyHelmetOptions {
  return {
    contentSecurityPolicy: { useDefaults: false, directives },
    // Whoever terminates TLS before this server decides how long browsers remember it.
    strictTransportSecurity: false,
    // Ignored, with a warning in the console, on a plain http address of a local network.
    crossOriginOpenerPolicy: false,
    originAgentCluster: false,
    referrerPolicy: { policy: 'no-referrer' },
  }
}
