import type { FastifyInstance } from 'fastify'
import type { Metrics } from '../metrics.js'
import { within } from './drain.js'

/** Whether this instance can serve, and by which checks ('database', 'migrations', 'listen', …). */
export interface ReadinessReport {
  ready: boolean
  checks: Readonly<Record<string, boolean>>
}

interface ProbeOptions {
  /** A rejection means "not ready", and so does an answer later than `readinessSeconds`. */
  isReady: () => Promise<ReadinessReport>
  readinessSeconds: number
  isDraining: () => boolean
  metrics: Metrics
}

/** `/healthz` (the process answers), `/readyz` (send requests here or do not) and `/metrics` (Prometheus). */
export function serveProbes(
  app: FastifyInstance,
  { isReady, readinessSeconds, isDraining, metrics }: ProbeOptions,
): void {
  app.get('/healthz', () => ({ status: 'ok' }))

  app.get('/readyz', async (request, reply) => {
    if (isDraining()) return reply.code(503).send({ ready: false, checks: { accepting: false } })
    let report: ReadinessReport = { ready: false, checks: { answered: false } }
    const check = isReady().then(
      (answer) => {
        report = answer
      },
      (error: unknown) => {
        app.log.warn({ err: error, requestId: request.id }, 'readiness check failed')
      },
    )
    await within(readinessSeconds * 1000, check)
    return reply.code(report.ready ? 200 : 503).send(report)
  })

  app.get('/metrics', async (_request, reply) => reply.type(metrics.contentType).send(await metrics.text()))
}
