import { defaultQueryLimits, type QueryLimits } from '../graphql/limits.js'

/** The bounds of the way in. Tests make them small. */
export interface HttpLimits {
  query: QueryLimits
  /** Bytes of an HTTP request body. */
  bodyBytes: number
  /** Seconds that a client may take to send a body; of an upload, `uploadIdleSeconds` instead. */
  bodySeconds: number
  /** Seconds that an upload may keep the server waiting for its next 64 KiB. */
  uploadIdleSeconds: number
  /** Bytes of one WebSocket message; a larger one ends the socket with 1009. */
  socketMessageBytes: number
  /** Operations that may run at once on one socket, subscriptions included. */
  operationsPerSocket: number
  /** Seconds a new socket has to authenticate; then it is closed with 4408. */
  connectionInitSeconds: number
  /** Seconds between pings; a socket that has not answered by the next one is gone. */
  pingSeconds: number
  /** A socket that has not taken a frame for this many seconds is ended. */
  slowSocketSeconds: number
  /** Seconds that running requests have to finish when the server closes. */
  drainSeconds: number
  /** Seconds that the readiness check may take before it counts as failed. */
  readinessSeconds: number
  /** An operation that takes more seconds than this is logged. */
  slowOperationSeconds: number
}

/** `addContacts` with 1,000 rows of 21 columns is about 1 MB as JSON: hence 4 MiB over HTTP. */
export const defaultHttpLimits: HttpLimits = {
  query: defaultQueryLimits,
  bodyBytes: 4 * 1024 * 1024,
  bodySeconds: 30,
  uploadIdleSeconds: 30,
  socketMessageBytes: 256 * 1024,
  operationsPerSocket: 100,
  connectionInitSeconds: 10,
  pingSeconds: 15,
  slowSocketSeconds: 5,
  drainSeconds: 10,
  // An orchestrator's own timeout is often 1 to 5 s.
  readinessSeconds: 2,
  slowOperationSeconds: 1,
}
