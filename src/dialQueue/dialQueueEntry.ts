import { instant, instantOrNull, number, text, textOrNull, word, type Row } from '../database/row.js'
import { queueStatuses, type QueueStatus } from './entryStatus.js'

/** One planned or running attempt at one contact for one campaign. */
export interface DialQueueEntry {
  readonly organizationId: string
  readonly id: string
  readonly campaignId: string
  readonly contactId: string
  /** The number that this attempt dials, E.164: one of the contact's. */
  readonly phone: string
  readonly status: QueueStatus
  readonly priority: number
  /** 1 for the first attempt at this contact in this campaign. */
  readonly attempt: number
  /** Grows by one with each change. */
  readonly version: number
  /** Who holds the entry, or held it when it became final. */
  readonly assignedAgentId: string | null
  /** When the hold ends; null when nobody holds the entry. */
  readonly leaseExpiresAt: Date | null
  /** The last agent whose hold ran out. */
  readonly leaseLostAgentId: string | null
  readonly queuedAt: Date
  readonly dialedAt: Date | null
  readonly connectedAt: Date | null
  /** When the call ended. */
  readonly endedAt: Date | null
  /** When the entry became final. */
  readonly completedAt: Date | null
  readonly outcome: string | null
  readonly notes: string | null
}

const columns = [
  'organization_id',
  'id',
  'campaign_id',
  'contact_id',
  'phone',
  'status',
  'priority',
  'attempt',
  'version',
  'assigned_agent_id',
  'lease_expires_at',
  'lease_lost_agent_id',
  'queued_at',
  'dialed_at',
  'connected_at',
  'ended_at',
  'completed_at',
  'outcome',
  'notes',
] as const

/** The columns that `parseEntry` reads, of the table or CTE that goes by `alias`. */
export function entryColumns(alias: string): string {
  return columns.map((column) => `${alias}.${column}`).join(', ')
}

/** Reads an entry from a row that selected `entryColumns`. */
export function parseEntry(row: Row): DialQueueEntry {
  return {
    organizationId: text(row, 'organization_id'),
    id: text(row, 'id'),
    campaignId: text(row, 'campaign_id'),
    contactId: text(row, 'contact_id'),
    phone: text(row, 'phone'),
    status: word(row, 'status', queueStatuses),
    priority: number(row, 'priority'),
    attempt: number(row, 'attempt'),
    version: number(row, 'version'),
    assignedAgentId: textOrNull(row, 'assigned_agent_id'),
    leaseExpiresAt: instantOrNull(row, 'lease_expires_at'),
    leaseLostAgentId: textOrNull(row, 'lease_lost_agent_id'),
    queuedAt: instant(row, 'queued_at'),
    dialedAt: instantOrNull(row, 'dialed_at'),
    connectedAt: instantOrNull(row, 'connected_at'),
    endedAt: instantOrNull(row, 'ended_at'),
    completedAt: instantOrNull(row, 'completed_at'),
    outcome: textOrNull(row, 'outcome'),
    notes: textOrNull(row, 'notes'),
  }
}
