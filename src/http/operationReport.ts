import type { Logger } from '../logger.js'
import type { Metrics, OperationReport } from '../metrics.js'

/** Counts an answered operation and, when it was slow, logs it. Every operation is logged at debug level. */
export type ReportOperation = (report: OperationReport & { requestId: string }) => void

/** Nothing that a client wrote is logged: no operation name of its own, no variables, no message. */
export function createOperationReporter(metrics: Metrics, logger: Logger, slowSeconds: number): ReportOperation {
  const logsEverything = logger.isLevelEnabled('debug')
  return (report) => {
    metrics.operationAnswered(report)
    if (report.seconds > slowSeconds) logger.warn(report, 'slow operation')
    else if (logsEverything) logger.debug(report, 'operation')
  }
}
