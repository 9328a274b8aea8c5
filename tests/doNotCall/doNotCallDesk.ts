import { row, type Caller } from '../support/desk.js'
import type { Answer, Floor } from '../support/floor.js'

/** A target and the words that go with it, as the API takes them. */
export interface DoNotCallInput {
  readonly phone?: string
  readonly contactId?: string
  readonly prefix?: string
  readonly campaignId?: string
  readonly reason?: string
  readonly source?: string
  readonly expiresAt?: string
}

/** What stands against a number, as the API shows it. */
export interface DoNotCallView {
  readonly kind: string
  readonly campaignId: string | null
  readonly contactId: string | null
  readonly matches: string | null
  readonly reason: string
  readonly source: string
  readonly byRole: string | null
  readonly byAgentId: string | null
  readonly since: string
  readonly expiresAt: string | null
}

const addDocument = 'mutation ($input: AddToDoNotCallInput!) { addToDoNotCall(input: $input) { cancelled } }'
const removeDocument = 'mutation ($input: RemoveFromDoNotCallInput!) { removeFromDoNotCall(input: $input) { removed } }'
const queryDocument = `query ($phone: String!) { doNotCall(phone: $phone) {
  kind campaignId contactId matches reason source byRole byAgentId since expiresAt } }`

/** addToDoNotCall by a SUPERVISOR unless `as` says otherwise; the raw answer. */
export function askAdd(floor: Floor, input: DoNotCallInput, as: Caller = {}): Promise<Answer> {
  return floor.ask(addDocument, { input: { reason: 'asked by letter', ...input } }, as)
}

/** addToDoNotCall; how many entries it cancelled. */
export async function add(floor: Floor, input: DoNotCallInput, as: Caller = {}): Promise<number> {
  const variables = { input: { reason: 'asked by letter', ...input } }
  return (await floor.get<{ addToDoNotCall: { cancelled: number } }>(addDocument, variables, as)).addToDoNotCall
    .cancelled
}

/** removeFromDoNotCall; how many entries it ended. */
export async function remove(floor: Floor, input: DoNotCallInput): Promise<number> {
  const variables = { input: { reason: 'asked again', ...input } }
  return (await floor.get<{ removeFromDoNotCall: { removed: number } }>(removeDocument, variables)).removeFromDoNotCall
    .removed
}

/** What stands against the number now. */
export async function standing(floor: Floor, phone: string): Promise<DoNotCallView[]> {
  return (await floor.get<{ doNotCall: DoNotCallView[] }>(queryDocument, { phone })).doNotCall
}

/** The contact's own number. */
export async function phoneOf(floor: Floor, contactId: string): Promise<string> {
  return String((await row(floor, 'SELECT phone FROM contact WHERE id = $1', [contactId]))['phone'])
}

/** The statuses of the contact's entries in the order of their ids. */
export async function entryStatuses(floor: Floor, contactId: string): Promise<string[]> {
  const { statuses } = await row(
    floor,
    'SELECT array_agg(status ORDER BY id) AS statuses FROM dial_queue_entry WHERE contact_id = $1',
    [contactId],
  )
  return (statuses as string[] | null) ?? []
}
