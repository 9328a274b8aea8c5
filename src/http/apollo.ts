import { ApolloServer, type ApolloServerPlugin, type GraphQLRequestListener } from '@apollo/server'
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginInlineTraceDisabled,
  ApolloServerPluginLandingPageDisabled,
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled'
import type { GraphQLSchema } from 'graphql'
import type { ErrorCode } from '../domainError.js'
import type { RequestContext } from '../graphql/authorization.js'
import type { FormatError } from '../graphql/errorFormatting.js'
import { rootFieldName } from '../graphql/rootField.js'
import type { Logger } from '../logger.js'
import type { ReportOperation } from './operationReport.js'

export interface ApolloOptions {
  schema: GraphQLSchema
  formatError: FormatError
  report: ReportOperation
  logger: Logger
}

/**
 * Apollo Server with everything switched off that is not needed to answer an operation. The documents it gets have
 * passed the gate.
 */
export function createApollo<TContext extends RequestContext>(options: ApolloOptions): ApolloServer<TContext> {
  // Apollo formats an error without saying for which request; this tells the log.
  const requestIds = new WeakMap<object, string>()
  return new ApolloServer<TContext>({
    schema: options.schema,
    // Introspection is the document gate's business; Apollo's own rule would answer with another code.
    introspection: true,
    formatError: (_formatted, error) =>
      options.formatError(error, typeof error === 'object' && error !== null ? requestIds.get(error) : undefined),
    nodeEnv: 'production',
    includeStacktraceInErrorResponses: false,
    csrfPrevention: true,
    allowBatchedHttpRequests: false,
    persistedQueries: false,
    stopOnTerminationSignals: false,
    logger: options.logger,
    plugins: [
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginInlineTraceDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      ApolloServerPluginSchemaReportingDisabled(),
      ApolloServerPluginUsageReportingDisabled(),
      reportingPlugin(options.report, requestIds),
    ],
  })
}

function reportingPlugin<TContext extends RequestContext>(
  report: ReportOperation,
  requestIds: WeakMap<object, string>,
): ApolloServerPlugin<TContext> {
  return {
    requestDidStart() {
      const startedAt = performance.now()
      const listener: GraphQLRequestListener<TContext> = {
        didEncounterErrors({ errors, contextValue }) {
          for (const error of errors) requestIds.set(error, contextValue.requestId)
          return Promise.resolve()
        },
        willSendResponse({ document, operation, response, contextValue }) {
          const errors = response.body.kind === 'single' ? response.body.singleResult.errors : undefined
          report({
            operation: document && operation ? rootFieldName(document, operation) : 'none',
            transport: 'http',
            // Every error in an answer went through our formatter, which sets one of our codes.
            code: (errors?.[0]?.extensions?.['code'] as ErrorCode | undefined) ?? 'OK',
            seconds: (performance.now() - startedAt) / 1000,
            requestId: contextValue.requestId,
          })
          return Promise.resolve()
        },
      }
      return Promise.resolve(listener)
    },
  }
}
