import { contactStatuses } from '../../contact/contact.js'
import { restQueueStatuses } from './fields.js'
import {
  idSchema,
  instantSchema,
  objectOf,
  orNull,
  textSchema,
  wholeNumberSchema,
  type JsonSchema,
} from './jsonSchema.js'

/** What the operations below select of an entry. */
export const entryFragment = `fragment Entry on DialQueueEntry {
  id status priority attempt version queuedAt dialedAt connectedAt endedAt completedAt leaseExpiresAt outcome notes
  campaign { id } assignedAgent { id }
  contact {
    id externalId firstName lastName phone email timeZone status attemptCount lastAttemptAt nextAttemptAt lastOutcome
    priority attributes list { id }
  }
}`

interface ContactData {
  readonly id: string
  readonly firstName: string
  readonly lastName: string
  readonly status: string
  readonly list: { readonly id: string }
}

/** An entry as `entryFragment` selects it; what is passed on as it is is not named here. */
export interface EntryData {
  readonly id: string
  readonly status: string
  readonly campaign: { readonly id: string }
  readonly assignedAgent: { readonly id: string } | null
  readonly contact: ContactData
}

/** A contact under the names of the old module. */
export function contactShape({ id, list, status, ...contact }: ContactData): object {
  return {
    contactId: id,
    listId: list.id,
    status: status.toLowerCase(),
    fullName: `${contact.firstName} ${contact.lastName}`.trim(),
    ...contact,
  }
}

/** An entry under the names of the old module, with what it did not have. */
export function entryShape({ id, campaign, assignedAgent, contact, status, ...entry }: EntryData): object {
  return {
    queueId: id,
    campaignId: campaign.id,
    listId: contact.list.id,
    contactId: contact.id,
    assignedAgentId: assignedAgent?.id ?? null,
    status: status.toLowerCase(),
    ...entry,
    contact: contactShape(contact),
  }
}

/** What `contactShape` gives. */
export const contactSchema: JsonSchema = objectOf('A contact.', {
  contactId: idSchema('The contact.'),
  listId: idSchema('The list it was imported into.'),
  externalId: orNull(textSchema("The importer's own key.")),
  firstName: textSchema('Given name.'),
  lastName: textSchema('Family name.'),
  fullName: textSchema('Both.'),
  phone: textSchema('E.164, e.g. +14155550123.'),
  email: orNull(textSchema('E-mail address.')),
  timeZone: orNull(textSchema('IANA zone, e.g. America/New_York.')),
  status: { type: 'string', enum: contactStatuses.map((status) => status.toLowerCase()) },
  attemptCount: wholeNumberSchema('Attempts so far.'),
  lastAttemptAt: orNull(instantSchema('When it was last dialled.')),
  nextAttemptAt: orNull(instantSchema('Not dialled before.')),
  lastOutcome: orNull(textSchema('The outcome code of the last attempt.')),
  priority: wholeNumberSchema('Higher is dialled sooner.'),
  attributes: { type: 'object', description: 'Every further column of the imported file.' },
})

/** What `entryShape` gives. */
export const entrySchema: JsonSchema = objectOf('One planned or running attempt at one contact.', {
  queueId: idSchema('The entry.'),
  campaignId: idSchema('Its campaign.'),
  listId: idSchema('The list of its contact.'),
  contactId: idSchema('Whom to call.'),
  assignedAgentId: orNull(idSchema('Who holds it, or held it when it became final.')),
  status: { type: 'string', enum: restQueueStatuses },
  priority: wholeNumberSchema('Higher is dialled sooner.'),
  attempt: wholeNumberSchema('1 for the first attempt at this contact in this campaign.'),
  version: wholeNumberSchema('Grows by one with each change; pass it as expectedVersion to refuse a stale write.'),
  queuedAt: instantSchema('When it came into the queue.'),
  dialedAt: orNull(instantSchema('When the call was placed.')),
  connectedAt: orNull(instantSchema('When somebody answered.')),
  endedAt: orNull(instantSchema('When the call ended.')),
  completedAt: orNull(instantSchema('When the entry became final.')),
  leaseExpiresAt: orNull(instantSchema("When the agent's hold ends unless it is renewed.")),
  outcome: orNull(textSchema('The outcome code that was saved.')),
  notes: orNull(textSchema('What the agent noted.')),
  contact: { $ref: '#/components/schemas/Contact' },
})
