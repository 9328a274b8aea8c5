import { Readable } from 'node:stream'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { contactFieldDescriptions } from '../../contact/columnMap.js'
import { contactFields, headerAliases } from '../../contact/csvColumns.js'
import { readContactsCsv } from '../../contact/csvContacts.js'
import { importContacts, type ImportResult } from '../../contact/importContacts.js'
import type { Clock } from '../../database/clock.js'
import type { Database } from '../../database/database.js'
import { permittedViewer, runAsViewer } from '../../graphql/authorization.js'
import type { FormatError } from '../../graphql/errorFormatting.js'
import { LimitExceededError } from '../../graphql/limits.js'
import { permissions } from '../../graphql/permissions.js'
import type { VerifyToken } from '../../identity/token.js'
import type { Viewer } from '../../identity/viewer.js'
import type { QueueChanges } from '../../liveStatus/queueChanges.js'
import type { Logger } from '../../logger.js'
import type { Metrics } from '../../metrics.js'
import type { BodyDeadline } from '../bodyDeadline.js'
import { BadRequestError } from '../errorAnswers.js'
import type { HttpLimits } from '../httpLimits.js'
import { answerErrorsAsRest, failureOf, sendData } from '../rest/restAnswers.js'
import { wrongContentType } from '../rest/restStatus.js'
import { admit, answerPreflight, viewerOf, type CrossOriginRequests, type WayIn } from '../wayIn.js'
import { answerLines, soon } from './importAnswer.js'
import { readImportRequest, type ImportRequest } from './importFields.js'
import { RejectedRows } from './rejectedRows.js'
import { Upload } from './upload.js'

/** What imports work with. */
export interface ImportWork {
  readonly database: Database
  readonly clock: Clock
  readonly changes: QueueChanges
  /** Imports at once: each holds a connection for as long as its file is on its way. */
  readonly atOnce: number
}

interface ImportOptions extends WayIn {
  work: ImportWork
  verifyToken: VerifyToken
  formatError: FormatError
  deadline: BodyDeadline
  limits: HttpLimits
  metrics: Metrics
  logger: Logger
}

const crossOrigin: CrossOriginRequests = {
  methods: 'GET, POST',
  headers: 'authorization, content-type, x-request-id',
}

/** Whoever may add contacts may also bring them as a file. */
const allowed = permissions['Mutation.addContacts'] ?? []

/**
 * `POST /import?list=NAME`: a CSV file as the body goes the way of `dialqueue import`, as it comes, and
 * `GET /import/fields`: what its columns may hold.
 */
export async function serveImport(app: FastifyInstance, options: ImportOptions): Promise<void> {
  const { drain, formatError, isOriginAllowed, metrics, verifyToken, work } = options
  let runningCount = 0
  const onRequest = async (request: FastifyRequest, reply: FastifyReply): Promise<void> => {
    admit(request, reply, options)
    request.viewer = permittedViewer(await viewerOf(request, { verifyToken, allowNobody: false }), allowed)
  }
  await app.register((scope, _options, done) => {
    answerErrorsAsRest(scope, {
      formatError,
      report: (report) => {
        metrics.operationAnswered({ ...report, operation: 'import' })
      },
    })
    scope.removeAllContentTypeParsers()
    // The body stays a stream: nobody holds it, and it comes as fast as its rows are taken.
    scope.addContentTypeParser('text/csv', ({ headers }, _body, parsed) => {
      const isPlain = headers['content-encoding'] === undefined
      parsed(isPlain ? null : new BadRequestError('The file must not be compressed', wrongContentType))
    })
    scope.addContentTypeParser('*', (_request, _body, parsed) => {
      parsed(new BadRequestError('The content type must be text/csv', wrongContentType))
    })
    scope.post('/import', { onRequest }, async (request, reply) => {
      const viewer = permittedViewer(request.viewer, allowed)
      const asked = readImportRequest(request.query)
      if (runningCount >= work.atOnce) {
        void reply.header('retry-after', '5')
        throw new LimitExceededError(`This server takes ${work.atOnce} imports at once; try again when one has ended`)
      }
      runningCount += 1
      drain.start()
      reply.raw.once('close', () => {
        drain.finish()
      })
      return answerUpload(request, reply, { ...options, viewer, asked }, () => {
        runningCount -= 1
      })
    })
    scope.get('/import/fields', { onRequest, exposeHeadRoute: false }, (_request, reply) =>
      sendData(reply, { fields: describedFields() }),
    )
    for (const path of ['/import', '/import/fields']) {
      scope.options(path, (request, reply) => answerPreflight(request, reply, isOriginAllowed, crossOrigin))
    }
    done()
  })
}

function describedFields(): object[] {
  return contactFields.map((field) => ({
    field,
    description: contactFieldDescriptions[field],
    headers: headerAliases[field],
  }))
}

interface UploadOptions extends ImportOptions {
  viewer: Viewer
  asked: ImportRequest
}

/** Imports the body and answers. `ended` is called when the import holds no connection any more. */
async function answerUpload(
  request: FastifyRequest,
  reply: FastifyReply,
  options: UploadOptions,
  ended: () => void,
): Promise<FastifyReply> {
  const { formatError, limits, metrics, logger, deadline } = options
  const startedAt = performance.now()
  const rejected = new RejectedRows()
  reply.raw.once('close', () => void rejected.close())
  const upload = new Upload(request.raw, limits.uploadIdleSeconds)
  const progress = { rows: 0 }
  deadline.lift(request.raw)
  const running = importUpload(upload, rejected, progress, signalOf(reply), request.id, options).finally(ended)
  const early = await soon(running, upload.received)
  if (early !== null && 'error' in early) {
    // The rest of the file is thrown away, so that a sender who reads only when it has sent all gets the answer.
    if (!request.raw.complete) {
      deadline.start(request.raw, reply.raw)
      request.raw.resume()
    }
    throw early.error
  }

  const settled = running.then((outcome) =>
    'error' in outcome ? { failure: failureOf(formatError(outcome.error, request.id)) } : outcome,
  )
  void settled.then((outcome) => {
    const seconds = (performance.now() - startedAt) / 1000
    const code = 'failure' in outcome ? outcome.failure.code : 'OK'
    metrics.operationAnswered({ operation: 'import', transport: 'http', code, seconds })
    if ('failure' in outcome) return
    const { read, inserted, updated, rejectedRows } = outcome.result
    const counts = { read, inserted, updated, rejectedRows, bytes: upload.byteCount }
    logger.info({ requestId: request.id, ...counts, seconds }, 'contacts were imported')
  })
  // Whoever asks for an answer reads it.
  reply.raw.setTimeout(limits.uploadIdleSeconds * 1000, () => reply.raw.destroy())
  const lines = answerLines(settled, rejected, () => ({ ...progress, bytes: upload.byteCount }))
  return reply.type('application/x-ndjson; charset=utf-8').send(Readable.from(lines))
}

/** Aborted when the connection closes before the answer has left. */
function signalOf(reply: FastifyReply): AbortSignal {
  const gone = new AbortController()
  reply.raw.once('close', () => {
    gone.abort(new BadRequestError('The upload was broken off; nothing was imported'))
  })
  return gone.signal
}

/** How an import ended: it never rejects, because nobody may be listening. */
type ImportOutcome = { readonly result: ImportResult } | { readonly error: unknown }

async function importUpload(
  upload: Upload,
  rejected: RejectedRows,
  progress: { rows: number },
  signal: AbortSignal,
  requestId: string,
  { work: { database, clock, changes }, viewer, asked }: UploadOptions,
): Promise<ImportOutcome> {
  const { organizationId } = viewer
  try {
    const result = await runAsViewer(viewer, requestId, () =>
      importContacts(
        database,
        { organizationId, ...asked.list },
        readContactsCsv(upload.chunks(), { map: asked.map }),
        {
          ...{ dryRun: asked.isDryRun, keepsEmpty: asked.keepsEmpty, clock, signal },
          ...(asked.defaultRegion === null ? {} : { defaultRegion: asked.defaultRegion }),
          ...(asked.duplicates === null ? {} : { duplicates: asked.duplicates }),
          onRejected: (error) => rejected.add(error),
          onWarning: (warning) => rejected.addWarning(warning),
          onDuplicate: (duplicate) => rejected.addDuplicate(duplicate),
          onProgress: (rows) => {
            progress.rows = rows
          },
        },
      ),
    )
    for (const campaignId of result.changedCampaignIds) changes.mark(organizationId, campaignId)
    return { result }
  } catch (error) {
    return { error }
  }
}
