import { statement, type Database, type Queryable } from '../database/database.js'
import { flag, instant, instantOrNull, number, text, textOrNull, word, type Row } from '../database/row.js'
import { outcomeCategories, type OutcomeCategory } from './outcome.js'

/** How a dial ended. */
export const finalCallStatuses = ['COMPLETED', 'FAILED', 'ABANDONED'] as const
export type FinalCallStatus = (typeof finalCallStatuses)[number]

/** What is kept of a dial (rules.md, us-records: 16 CFR 310.5). */
export interface CallRecord {
  readonly organizationId: string
  readonly id: string
  readonly entryId: string
  readonly campaignId: string
  readonly contactId: string
  readonly agentId: string | null
  /** The number that was dialled, E.164; a stand-in (+999…) once the person is erased and the record need not be kept. */
  readonly phone: string
  readonly attempt: number
  readonly startedAt: Date
  readonly answeredAt: Date | null
  readonly endedAt: Date
  readonly completedAt: Date
  readonly finalStatus: FinalCallStatus
  readonly outcome: string
  readonly category: OutcomeCategory
  readonly notes: string | null
  readonly seller: string | null
  readonly product: string | null
  readonly isConsumer: boolean
  readonly isPrerecorded: boolean
  /** E.164; what the dialler used, else the caller id. */
  readonly callingNumber: string | null
  /** E.164; what the called person saw. */
  readonly callerId: string | null
  readonly script: string | null
  readonly recording: string | null
  /** The record is not deleted before. */
  readonly retainUntil: Date
}

function parseCallRecord(row: Row): CallRecord {
  return {
    organizationId: text(row, 'organization_id'),
    id: text(row, 'id'),
    entryId: text(row, 'entry_id'),
    campaignId: text(row, 'campaign_id'),
    contactId: text(row, 'contact_id'),
    agentId: textOrNull(row, 'agent_id'),
    phone: text(row, 'phone'),
    attempt: number(row, 'attempt'),
    startedAt: instant(row, 'started_at'),
    answeredAt: instantOrNull(row, 'answered_at'),
    endedAt: instant(row, 'ended_at'),
    completedAt: instant(row, 'completed_at'),
    finalStatus: word(row, 'final_status', finalCallStatuses),
    outcome: text(row, 'outcome'),
    category: word(row, 'category', outcomeCategories),
    notes: textOrNull(row, 'notes'),
    seller: textOrNull(row, 'seller'),
    product: textOrNull(row, 'product'),
    isConsumer: flag(row, 'is_consumer'),
    isPrerecorded: flag(row, 'is_prerecorded'),
    callingNumber: textOrNull(row, 'calling_number'),
    callerId: textOrNull(row, 'caller_id'),
    script: textOrNull(row, 'script'),
    recording: textOrNull(row, 'recording'),
    retainUntil: instant(row, 'retain_until'),
  }
}

const readOfContact = statement(
  'callRecordsOfContact',
  `SELECT call.* FROM call_record AS call
   WHERE call.organization_id = $1 AND call.contact_id = $2 AND call.id > $3::bigint ORDER BY call.id LIMIT $4`,
)
const readOfPhone = statement(
  'callRecordsOfPhone',
  `SELECT call.* FROM call_record AS call
   WHERE call.organization_id = $1 AND call.phone = $2 AND call.id > $3::bigint ORDER BY call.id LIMIT $4`,
)

/** The next call records of a contact, or of a number, behind `afterId`, by id, at most `limit`. */
export async function callRecordsAfter(
  database: Database,
  organizationId: string,
  of: { readonly contactId: string } | { readonly phone: string },
  afterId: string,
  limit: number,
): Promise<CallRecord[]> {
  const [read, key] = 'contactId' in of ? [readOfContact, of.contactId] : [readOfPhone, of.phone]
  return (await database.query(read, [organizationId, key, afterId, limit])).map(parseCallRecord)
}

const readCategory = statement(
  'categoryOfCall',
  'SELECT category FROM call_record WHERE organization_id = $1 AND entry_id = $2',
)

/** What the entry's dial ended as, as its record says; null when there is none. */
export async function categoryOfCall(
  database: Queryable,
  organizationId: string,
  entryId: string,
): Promise<OutcomeCategory | null> {
  const row = (await database.query(readCategory, [organizationId, entryId]))[0]
  return row === undefined ? null : word(row, 'category', outcomeCategories)
}
