import { claim, report } from '../support/desk.js'
import type { Answer, Floor, Shift } from '../support/floor.js'

const document = `mutation ($input: ResetListInput!) {
  resetList(input: $input) { campaignId listId resetCount leftOut { reason count } isDryRun warnings } }`

/** What resetList answered, its reasons as a record. */
export interface ResetView {
  readonly resetCount: number
  readonly leftOut: Record<string, number>
  readonly isDryRun: boolean
  readonly warnings: string[]
}

/** What resetList may be told besides campaign and list. */
export interface ResetFields {
  readonly outcomes?: readonly string[]
  readonly notCalledSince?: string
  readonly dryRun?: boolean
  readonly campaignId?: string
  readonly listId?: string
}

/** resetList, by a SUPERVISOR unless `as` says otherwise; the raw answer. */
export function askReset(
  floor: Floor,
  { campaignId, listId }: Pick<Shift, 'campaignId' | 'listId'>,
  fields: ResetFields = {},
  as: Parameters<Floor['ask']>[2] = {},
): Promise<Answer> {
  return floor.ask(document, { input: { campaignId, listId, outcomes: ['NO_ANSWER'], ...fields } }, as)
}

/** resetList of the shift's list for its campaign; throws when it is refused. */
export async function reset(
  floor: Floor,
  shift: Pick<Shift, 'campaignId' | 'listId'>,
  fields: ResetFields = {},
): Promise<ResetView> {
  const answer = await askReset(floor, shift, fields)
  if (answer.errors.length > 0) throw new Error(answer.text)
  type Data = { resetList: Omit<ResetView, 'leftOut'> & { leftOut: { reason: string; count: number }[] } }
  const { resetCount, leftOut, isDryRun, warnings } = (answer.data as unknown as Data).resetList
  return {
    ...{ resetCount, isDryRun, warnings },
    leftOut: Object.fromEntries(leftOut.map(({ reason, count }) => [reason, count])),
  }
}

/** The agent takes the next contact and saves this outcome; which contact that was. */
export async function dial(floor: Floor, campaignId: string, agentId: string, outcome: string): Promise<string> {
  const entry = await claim(floor, campaignId, agentId)
  const reachesNobody = ['NO_ANSWER', 'BUSY', 'VOICEMAIL', 'FAILED', 'WRONG_NUMBER'].includes(outcome)
  await report(floor, entry.id, reachesNobody ? 'FAILED' : 'COMPLETED', { outcome })
  return entry.contact.id
}
