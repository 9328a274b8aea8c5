import type { InputLeaf } from './inputLeaves.js'
import type { Stage } from './stage.js'

/** What an ID argument or field names. */
type Kind = 'campaign' | 'list' | 'contact' | 'agent' | 'entry' | 'callback'

/** A plain `id` names what its operation is about. */
const kindOfPlainId: Readonly<Record<string, Kind>> = {
  'Query.campaign': 'campaign',
  'Query.contact': 'contact',
  'Query.dialQueueEntry': 'entry',
  'Mutation.updateCampaign': 'campaign',
  'Mutation.updateAgent': 'agent',
  'Mutation.rescheduleCallback': 'callback',
  'Mutation.cancelCallback': 'callback',
}

const kindOfName: Readonly<Record<string, Kind>> = {
  campaignId: 'campaign',
  campaignIds: 'campaign',
  ids: 'campaign',
  contactId: 'contact',
  listId: 'list',
  listIds: 'list',
  agentId: 'agent',
  agentIds: 'agent',
  entryId: 'entry',
}

/** The id of this stage that the leaf could hold. Throws for an ID of a name that is not known here. */
export function idFor({ operation, path }: InputLeaf, stage: Stage): string {
  const kind = kindOfName[String(path.at(-1))] ?? kindOfPlainId[operation]
  if (kind === undefined) throw new Error(`foreignIds.ts does not know what ${operation} ${path.join('.')} names`)
  const ids: Readonly<Record<Kind, string>> = {
    campaign: stage.campaignId,
    list: stage.listId,
    contact: stage.contactId,
    agent: stage.freeAgentId,
    entry: stage.heldEntry.id,
    callback: stage.callbackId,
  }
  return ids[kind]
}

/** Queries whose answer is null when there is no such thing. */
export const nullWhenMissing: Readonly<Record<string, string>> = {
  'Query.campaign': 'campaign',
  'Query.contact': 'contact',
  'Query.dialQueueEntry': 'dialQueueEntry',
}
