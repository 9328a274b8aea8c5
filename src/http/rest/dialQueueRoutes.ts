import { exclusionReasons } from '../../dialQueue/eligibility.js'
import { entryFragment, entryShape, contactShape, type EntryData } from './entryShape.js'
import { idField, optional, statusesField, statusField, textField, wholeNumberField } from './fields.js'
import {
  idSchema,
  instantSchema,
  listOf,
  objectOf,
  orNull,
  textSchema,
  wholeNumberSchema,
  type JsonSchema,
} from './jsonSchema.js'
import { restRoute, type RestRoute } from './restRoute.js'
import { statsSchema, statsSelection, totalsSchema, totalsShape, type CountsData } from './statsShape.js'

const entryRef: JsonSchema = { $ref: '#/components/schemas/Entry' }
const reasonSchema: JsonSchema = { type: 'string', enum: exclusionReasons }

const listRoute = restRoute(
  {
    method: 'GET',
    path: '/dial-queue',
    operationId: 'listDialQueue',
    summary: "A campaign's entries, page by page",
    description: 'Executes the queries dialQueue and campaignStats. For SUPERVISOR, ADMIN and DIALER.',
    params: {},
    query: {
      campaignId: idField('The campaign.'),
      status: optional(statusesField('Only these statuses, comma-separated or repeated; all when left out.')),
      first: optional(wholeNumberField('Page size, 1 to 100; 50 when left out.')),
      after: optional(textField('The endCursor of the page before.')),
    },
    body: null,
    takesIdempotencyKey: false,
    codes: ['BAD_USER_INPUT', 'FORBIDDEN', 'NOT_FOUND'],
    answer: objectOf('A page of entries by id, the oldest first.', {
      campaignId: idSchema('The campaign.'),
      entries: listOf(entryRef, 'The entries of this page.'),
      totalCount: wholeNumberSchema('Entries of the asked statuses, on all pages.'),
      pageInfo: objectOf('Where this page stands.', {
        hasNextPage: { type: 'boolean', description: 'There are more behind this page.' },
        endCursor: orNull(textSchema('Pass it as after for the next page; null for an empty page.')),
      }),
      stats: totalsSchema,
    }),
    document: `query ($campaignId: ID!, $status: [QueueStatus!], $first: Int, $after: String) {
      dialQueue(campaignId: $campaignId, status: $status, first: $first, after: $after) {
        edges { node { ...Entry } } pageInfo { hasNextPage endCursor } totalCount
      }
      campaignStats(campaignId: $campaignId) { campaignId counts { queued dialing connected completed } }
    } ${entryFragment}`,
    renamed: {},
    variables: ({ query }) => query,
  },
  (data: {
    dialQueue: { edges: readonly { node: EntryData }[]; pageInfo: object; totalCount: number }
    campaignStats: { campaignId: string; counts: CountsData }
  }) => ({
    campaignId: data.campaignStats.campaignId,
    entries: data.dialQueue.edges.map(({ node }) => entryShape(node)),
    totalCount: data.dialQueue.totalCount,
    pageInfo: data.dialQueue.pageInfo,
    stats: totalsShape(data.campaignStats.counts),
  }),
)

const generateRoute = restRoute(
  {
    method: 'POST',
    path: '/dial-queue/generate',
    operationId: 'generateDialQueue',
    summary: "Tops the queue up from the campaign's lists",
    description:
      'Executes the mutation generateQueue. For SUPERVISOR, ADMIN and DIALER. Live entries stay as they are; the old module threw them away.',
    params: {},
    query: {},
    body: {
      campaignId: idField('The campaign.'),
      maxRecords: optional(
        wholeNumberField(
          'At most this many live entries in the queue after the call, 1 to 1,000,000; the optimal size when left out.',
        ),
      ),
    },
    takesIdempotencyKey: false,
    codes: ['BAD_USER_INPUT', 'FORBIDDEN', 'NOT_FOUND', 'CAMPAIGN_NOT_ACTIVE'],
    answer: objectOf('What was added, and why contacts were left out.', {
      campaignId: idSchema('The campaign.'),
      created: wholeNumberSchema('Entries added by this call.'),
      queueEntries: wholeNumberSchema('The same as created, under its old name.'),
      kept: wholeNumberSchema('Live entries the queue already held and keeps.'),
      excluded: listOf(
        objectOf('Contacts left out for one reason.', { reason: reasonSchema, count: wholeNumberSchema('Contacts.') }),
        "Contacts of the campaign's lists that were left out.",
      ),
      entries: listOf(entryRef, 'The first 20 entries of the queue, next to be dialled first.'),
    }),
    document: `mutation ($input: GenerateQueueInput!) {
      generateQueue(input: $input) { campaignId created kept excluded { reason count } entries(first: 20) { ...Entry } }
    } ${entryFragment}`,
    renamed: { maxEntries: 'maxRecords' },
    variables: ({ body: { campaignId, maxRecords } }) => ({ input: { campaignId, maxEntries: maxRecords } }),
  },
  ({ generateQueue }: { generateQueue: { created: number; entries: readonly EntryData[] } }) => ({
    ...generateQueue,
    queueEntries: generateQueue.created,
    entries: generateQueue.entries.map(entryShape),
  }),
)

const nextRoute = restRoute(
  {
    method: 'POST',
    path: '/dial-queue/next',
    operationId: 'nextContact',
    summary: 'Hands an agent the next contact',
    description:
      'Executes the mutation nextContact: each contact exactly once. Nothing to dial is an answer with a reason, not an error.',
    params: {},
    query: {},
    body: {
      campaignId: idField('The campaign.'),
      agentId: optional(
        idField("The caller's own agent when left out; only a SUPERVISOR, ADMIN or DIALER may name another."),
      ),
    },
    takesIdempotencyKey: true,
    codes: ['BAD_USER_INPUT', 'FORBIDDEN', 'NOT_FOUND', 'AGENT_UNAVAILABLE', 'IDEMPOTENCY_MISMATCH'],
    answer: objectOf('The entry that the agent now holds, or why there is none.', {
      entry: orNull(entryRef),
      queueEntry: orNull(entryRef),
      contact: orNull({ $ref: '#/components/schemas/Contact' }),
      reason: orNull({ ...reasonSchema, enum: [...exclusionReasons, null], description: 'Set when entry is null.' }),
      retryAt: orNull(instantSchema('When asking again can give a contact, if that is known.')),
    }),
    document: `mutation ($input: NextContactInput!) {
      nextContact(input: $input) { entry { ...Entry } reason retryAt }
    } ${entryFragment}`,
    renamed: { idempotencyKey: 'Idempotency-Key' },
    variables: ({ body, idempotencyKey }) => ({ input: { ...body, idempotencyKey } }),
  },
  ({ nextContact: { entry, ...rest } }: { nextContact: { entry: EntryData | null } }) => ({
    ...entryNames(entry),
    contact: entry === null ? null : contactShape(entry.contact),
    ...rest,
  }),
)

const statusRoute = restRoute(
  {
    method: 'PUT',
    path: '/dial-queue/:queueId/status',
    operationId: 'updateQueueStatus',
    summary: 'Says what has happened to an entry',
    description: 'Executes the mutation updateQueueStatus. A refused change changes nothing.',
    params: { queueId: idField('The entry.') },
    query: {},
    body: {
      status: statusField('The status it now has.'),
      outcome: optional(
        textField('An outcome code; required for completed, optional for failed (NO_ANSWER when left out).'),
      ),
      notes: optional(textField('At most 10,000 characters.')),
      callbackAt: optional(textField('For an outcome of category CALLBACK.', { format: 'date-time' })),
      agentId: optional(idField('The agent who holds the entry, if the caller speaks for it.')),
      expectedVersion: optional(wholeNumberField('Refused with CONFLICT when the entry has another version.')),
    },
    takesIdempotencyKey: true,
    codes: [
      'BAD_USER_INPUT',
      'FORBIDDEN',
      'NOT_FOUND',
      'INVALID_TRANSITION',
      'CONFLICT',
      'LEASE_LOST',
      'IDEMPOTENCY_MISMATCH',
    ],
    answer: objectOf('The entry after the change.', { entry: entryRef, queueEntry: entryRef }),
    document: `mutation ($input: UpdateQueueStatusInput!) {
      updateQueueStatus(input: $input) { entry { ...Entry } }
    } ${entryFragment}`,
    renamed: { entryId: 'queueId', idempotencyKey: 'Idempotency-Key' },
    variables: ({ params, body, idempotencyKey }) => ({ input: { entryId: params.queueId, ...body, idempotencyKey } }),
  },
  ({ updateQueueStatus: { entry } }: { updateQueueStatus: { entry: EntryData } }) => entryNames(entry),
)

const statsRoute = restRoute(
  {
    method: 'GET',
    path: '/dial-queue/stats/:campaignId',
    operationId: 'dialQueueStats',
    summary: "One campaign's figures now",
    description: 'Executes the query campaignStats.',
    params: { campaignId: idField('The campaign.') },
    query: {},
    body: null,
    takesIdempotencyKey: false,
    codes: ['BAD_USER_INPUT', 'NOT_FOUND'],
    answer: statsSchema,
    document: `query ($campaignId: ID!) { campaignStats(campaignId: $campaignId) { ${statsSelection} } }`,
    renamed: {},
    variables: ({ params }) => params,
  },
  ({ campaignStats }: { campaignStats: { counts: CountsData } }) => ({
    ...campaignStats,
    ...totalsShape(campaignStats.counts),
  }),
)

/** The endpoints of the module that this product replaces. `queueEntry` is what it called an entry. */
export const dialQueueRoutes: readonly RestRoute[] = [listRoute, generateRoute, nextRoute, statusRoute, statsRoute]

function entryNames(entry: EntryData | null): object {
  const shape = entry === null ? null : entryShape(entry)
  return { entry: shape, queueEntry: shape }
}
