import type { QueueStatus } from '../generated/graphql.js'

/** All statuses, in the order of an entry's life. */
export const queueStatuses = [
  'QUEUED',
  'RESERVED',
  'DIALING',
  'CONNECTED',
  'WRAP_UP',
  'COMPLETED',
  'FAILED',
  'ABANDONED',
  'CANCELLED',
] as const satisfies readonly QueueStatus[]

/** What the address says about the entries to show: no status means all; `after` null means the first page. */
export function queueFilter(query: URLSearchParams): { statuses: QueueStatus[]; after: string | null } {
  const given = new Set(query.getAll('status'))
  return { statuses: queueStatuses.filter((status) => given.has(status)), after: query.get('after') }
}

/** The address of a page of a campaign's entries: the same filter is always the same address. */
export function queueAddress(campaignId: string, statuses: readonly QueueStatus[], after: string | null): string {
  const query = new URLSearchParams(
    queueStatuses.filter((status) => statuses.includes(status)).map((status) => ['status', status]),
  )
  if (after !== null) query.set('after', after)
  const text = query.toString()
  return `/campaigns/${campaignId}/queue${text === '' ? '' : `?${text}`}`
}
