import type { QueueStatus } from '../../src/dialQueue/entryStatus.js'
import type { Answer, Floor, Shift } from './floor.js'

/** Who asks: see `Floor.ask`. */
export type Caller = Parameters<Floor['ask']>[2]

/** An entry as the API shows it; instants are ISO texts. */
export interface EntryView {
  readonly id: string
  readonly status: QueueStatus
  readonly priority: number
  readonly attempt: number
  readonly version: number
  readonly queuedAt: string
  readonly dialedAt: string | null
  readonly connectedAt: string | null
  readonly endedAt: string | null
  readonly completedAt: string | null
  readonly leaseExpiresAt: string | null
  readonly outcome: string | null
  readonly notes: string | null
  readonly contact: { readonly id: string; readonly status: string; readonly nextAttemptAt: string | null }
  readonly assignedAgent: { readonly id: string; readonly status: string } | null
}

const entryFields = `id status priority attempt version queuedAt dialedAt connectedAt endedAt completedAt leaseExpiresAt
  outcome notes contact { id status nextAttemptAt } assignedAgent { id status }`

export const nextContactDocument = `mutation ($input: NextContactInput!) {
  nextContact(input: $input) { reason retryAt entry { ${entryFields} } } }`
export const updateStatusDocument = `mutation ($input: UpdateQueueStatusInput!) {
  updateQueueStatus(input: $input) { entry { ${entryFields} } } }`
const updateOutcomeDocument = `mutation ($input: UpdateQueueOutcomeInput!) {
  updateQueueOutcome(input: $input) { entry { ${entryFields} } } }`

/** What nextContact answered. */
export interface NextContactView {
  readonly entry: EntryView | null
  readonly reason: string | null
  readonly retryAt: string | null
}

/** The agent asks for the next contact; throws when the answer is an error. */
export async function nextContact(
  floor: Floor,
  campaignId: string,
  agentId: string,
  idempotencyKey?: string,
): Promise<NextContactView> {
  const variables = { input: { campaignId, idempotencyKey } }
  return (await floor.get<{ nextContact: NextContactView }>(nextContactDocument, variables, { agentId })).nextContact
}

/** As `nextContact`, and throws when there was no contact to hand out. */
export async function claim(floor: Floor, campaignId: string, agentId: string): Promise<EntryView> {
  const { entry, reason } = await nextContact(floor, campaignId, agentId)
  if (entry === null) throw new Error(`nothing was handed out: ${reason ?? ''}`)
  return entry
}

/** What the API is told about an entry, besides its id and status. */
export interface ReportFields {
  readonly outcome?: string
  readonly notes?: string
  readonly callbackAt?: string
  readonly callbackLocalTime?: string
  readonly callbackFor?: 'AGENT' | 'ANYONE'
  readonly recording?: string
  readonly callingNumber?: string
  readonly isPrerecorded?: boolean
  readonly agentId?: string
  readonly expectedVersion?: number
  readonly idempotencyKey?: string
}

/** updateQueueStatus, by a SUPERVISOR unless `as` says otherwise; the raw answer. */
export function askReport(
  floor: Floor,
  entryId: string,
  status: QueueStatus,
  fields: ReportFields = {},
  as: Caller = {},
): Promise<Answer> {
  return floor.ask(updateStatusDocument, { input: { entryId, status, ...fields } }, as)
}

/** updateQueueStatus; throws when it is refused. */
export async function report(
  floor: Floor,
  entryId: string,
  status: QueueStatus,
  fields: ReportFields = {},
  as: Caller = {},
): Promise<EntryView> {
  const variables = { input: { entryId, status, ...fields } }
  type Data = { updateQueueStatus: { entry: EntryView } }
  return (await floor.get<Data>(updateStatusDocument, variables, as)).updateQueueStatus.entry
}

/** What updateQueueOutcome is told. */
export type CorrectionFields = Omit<
  ReportFields,
  'agentId' | 'idempotencyKey' | 'recording' | 'callingNumber' | 'isPrerecorded'
>

/** updateQueueOutcome, by a SUPERVISOR unless `as` says otherwise; the raw answer. */
export function askCorrection(
  floor: Floor,
  entryId: string,
  fields: CorrectionFields,
  as: Caller = {},
): Promise<Answer> {
  return floor.ask(updateOutcomeDocument, { input: { entryId, ...fields } }, as)
}

/** updateQueueOutcome; throws when it is refused. */
export async function correct(
  floor: Floor,
  entryId: string,
  fields: CorrectionFields,
  as: Caller = {},
): Promise<EntryView> {
  type Data = { updateQueueOutcome: { entry: EntryView } }
  return (await floor.get<Data>(updateOutcomeDocument, { input: { entryId, ...fields } }, as)).updateQueueOutcome.entry
}

/** generateQueue's answer, its reasons as a record. */
export interface Generated {
  readonly created: number
  readonly kept: number
  readonly excluded: Record<string, number>
}

/** Tops a queue up; the optimal size when `maxEntries` is left out. */
export async function generate(floor: Floor, campaignId: string, maxEntries?: number): Promise<Generated> {
  type Data = { generateQueue: { created: number; kept: number; excluded: { reason: string; count: number }[] } }
  const { generateQueue } = await floor.get<Data>(
    'mutation ($input: GenerateQueueInput!) { generateQueue(input: $input) { created kept excluded { reason count } } }',
    { input: { campaignId, maxEntries } },
  )
  const { created, kept, excluded } = generateQueue
  return { created, kept, excluded: Object.fromEntries(excluded.map(({ reason, count }) => [reason, count])) }
}

/** setAgentStatus by the agent itself; what the agent then is. */
export async function setAgentStatus(
  floor: Floor,
  agentId: string,
  status: string,
  reason?: string,
): Promise<{ status: string; pauseReason: string | null }> {
  type Data = { setAgentStatus: { status: string; pauseReason: string | null } }
  const document = 'mutation ($input: SetAgentStatusInput!) { setAgentStatus(input: $input) { status pauseReason } }'
  return (await floor.get<Data>(document, { input: { status, reason } }, { agentId })).setAgentStatus
}

/** The one code of a refusal, or a text that no test expects. */
export function codeOf(answer: Answer): string {
  return answer.errors.length === 1
    ? (answer.errors[0]?.extensions.code ?? 'no code')
    : `${answer.errors.length} errors`
}

/** Rows of a plain statement, each column as `pg` gives it. */
export async function rows(
  floor: Floor,
  text: string,
  values: readonly unknown[] = [],
): Promise<Record<string, unknown>[]> {
  return (await floor.database.pool.query<Record<string, unknown>>(text, [...values])).rows
}

/** The first row of a plain statement; throws when there is none. */
export async function row(
  floor: Floor,
  text: string,
  values: readonly unknown[] = [],
): Promise<Record<string, unknown>> {
  const [first] = await rows(floor, text, values)
  if (first === undefined) throw new Error(`no row for ${text}`)
  return first
}

/** Item `index` of a list that the test has made itself. */
export function nth<T>(items: readonly T[], index: number): T {
  const item = items[index]
  if (item === undefined) throw new Error(`there is no item ${index}`)
  return item
}

/** The first agent of a shift, which most tests need alone. */
export function agentOf(shift: Shift): string {
  return nth(shift.agentIds, 0)
}

/** Sets columns of one contact past the API, as the past of a test. */
export async function changeContact(floor: Floor, contactId: string, columns: Record<string, unknown>): Promise<void> {
  const names = Object.keys(columns)
  await floor.database.pool.query(
    `UPDATE contact SET ${names.map((name, index) => `${name} = $${index + 3}`).join(', ')}
     WHERE organization_id = $1 AND id = $2`,
    [floor.organizationId, contactId, ...Object.values(columns)],
  )
}

/** A callback that the campaign has promised one of its contacts, past the API; due at an ISO instant. */
export async function promiseCallback(
  floor: Floor,
  shift: Pick<Shift, 'campaignId'>,
  contactId: string,
  promise: { readonly dueAt: string; readonly agentId?: string | null; readonly graceMinutes?: number },
): Promise<string> {
  const { id } = await row(
    floor,
    `WITH promised AS (
       UPDATE contact SET status = 'CALLBACK', next_attempt_at = $5 WHERE organization_id = $1 AND id = $3 RETURNING id)
     INSERT INTO callback (organization_id, campaign_id, contact_id, agent_id, due_at, grace_minutes)
     SELECT $1, $2, id, $4, $5, $6 FROM promised RETURNING id`,
    [
      floor.organizationId,
      shift.campaignId,
      contactId,
      promise.agentId ?? null,
      promise.dueAt,
      promise.graceMinutes ?? 15,
    ],
  )
  return String(id)
}
