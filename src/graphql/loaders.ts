import DataLoader from 'dataloader'
import type { Agent } from '../agent/agent.js'
import { campaignIdsOfAgents, findAgents } from '../agent/agent.store.js'
import { abandonmentOf30Days, type Abandonment } from '../campaign/abandonment.js'
import type { Campaign } from '../campaign/campaign.js'
import { agentIdsOfCampaigns, findCampaigns, listIdsOfCampaigns } from '../campaign/campaign.store.js'
import type { Contact } from '../contact/contact.js'
import type { ListWeight } from '../campaign/campaignChoice.js'
import { listWeightsOfCampaigns } from '../campaign/campaignChoice.store.js'
import { lastCallsOfContacts, type ContactCall } from '../call/contactCall.store.js'
import { effectiveRetryRules, type RetryLine } from '../call/retryRule.store.js'
import { contactsByIds } from '../contact/contact.store.js'
import { numbersOfContacts, type ContactNumber } from '../contact/contactNumber.store.js'
import { contactCounts, findContactLists, type ContactList } from '../contact/contactList.store.js'
import type { Consent } from '../consent/consent.js'
import { consentsOfContacts } from '../consent/consent.store.js'
import type { Clock } from '../database/clock.js'
import type { Database } from '../database/database.js'
import type { CampaignRegistry } from '../doNotCall/registry.js'
import { registriesOfCampaigns } from '../doNotCall/registry.store.js'
import type { DialQueueEntry } from '../dialQueue/dialQueueEntry.js'
import type { Viewer } from '../identity/viewer.js'
import { effectiveCapsOf } from '../policy/campaignCap.store.js'
import type { EffectiveCap } from '../policy/frequencyCap.js'
import { lastEntriesOfContacts } from '../dialQueue/contactEntries.store.js'
import { entriesByIds, entriesHeldBy } from '../dialQueue/entry.store.js'

/** The rows of one request, each read once: a page of fifty entries asks for its contacts, campaign and agents together. */
export class Loaders {
  readonly campaign: DataLoader<string, Campaign | null>
  readonly contact: DataLoader<string, Contact | null>
  readonly agent: DataLoader<string, Agent | null>
  readonly list: DataLoader<string, ContactList | null>
  readonly entry: DataLoader<string, DialQueueEntry | null>
  /** By agent: the entry it holds, or null. */
  readonly heldEntry: DataLoader<string, DialQueueEntry | null>
  /** By list: its contacts. */
  readonly contactCount: DataLoader<string, number>
  /** By campaign: its lists' ids. */
  readonly listIds: DataLoader<string, string[]>
  /** By campaign: the weights of its lists. */
  readonly listWeights: DataLoader<string, ListWeight[]>
  /** By campaign: its agents' ids. */
  readonly agentIds: DataLoader<string, string[]>
  /** By campaign: the caps that it obeys, by rule id. */
  readonly effectiveCaps: DataLoader<string, EffectiveCap[]>
  /** By campaign: the registry it relies on; null when it relies on none. */
  readonly registries: DataLoader<string, CampaignRegistry[]>
  /** By campaign: how often nobody was there for who answered, in its last 30 days. */
  readonly abandonment: DataLoader<string, Abandonment>
  /** By agent: its campaigns' ids. */
  readonly campaignIds: DataLoader<string, string[]>

  /** By contact: its numbers in their order. */
  readonly numbers: DataLoader<string, ContactNumber[]>
  /** By outcome: how it is tried again by campaigns without their own rule, or null. */
  readonly retryRule: DataLoader<string, RetryLine | null>
  /** By contact: its last calls, newest first, at most so many. */
  readonly calls: (limit: number) => DataLoader<string, ContactCall[]>
  /** By contact: its last entries, newest first, at most so many; for an AGENT those that it holds or held. */
  readonly entries: (limit: number) => DataLoader<string, DialQueueEntry[]>

  /** By contact: what was ever recorded of it and of its numbers, latest first, at most so many. */
  readonly consents: (limit: number) => DataLoader<string, Consent[]>

  constructor(database: Database, clock: Clock, { organizationId, role, agentId }: Viewer) {
    this.calls = oncePer((limit) =>
      grouped(async (ids) =>
        (await lastCallsOfContacts(database, organizationId, ids, limit)).map((call) => [call.contactId, call]),
      ),
    )
    this.entries = oncePer((limit) =>
      grouped(async (ids) => {
        if (role === 'AGENT' && agentId === null) return []
        const seenBy = role === 'AGENT' ? agentId : null
        const entries = await lastEntriesOfContacts(database, organizationId, ids, seenBy, limit)
        return entries.map((entry) => [entry.contactId, entry])
      }),
    )
    this.consents = oncePer((limit) =>
      grouped(async (ids) =>
        (await consentsOfContacts(database, organizationId, ids, limit)).map((row) => [row.contactId, row.consent]),
      ),
    )
    this.campaign = byId((ids) => findCampaigns(database, organizationId, { ids }))
    this.contact = byId((ids) => contactsByIds(database, organizationId, ids))
    this.agent = byId((ids) => findAgents(database, organizationId, { ids }))
    this.list = byId((ids) => findContactLists(database, organizationId, ids))
    this.entry = byId((ids) => entriesByIds(database, organizationId, ids))
    this.heldEntry = new DataLoader(async (agentIds) => {
      const entries = await entriesHeldBy(database, organizationId, agentIds)
      const byAgent = new Map(entries.map((entry) => [entry.assignedAgentId, entry]))
      return agentIds.map((id) => byAgent.get(id) ?? null)
    })
    this.contactCount = new DataLoader(async (listIds) => {
      const counts = await contactCounts(database, organizationId, listIds)
      return listIds.map((id) => counts.get(id) ?? 0)
    })
    this.numbers = new DataLoader(async (contactIds) => {
      const numbers = await numbersOfContacts(database, organizationId, contactIds)
      return contactIds.map((id) => numbers.filter(({ contactId }) => contactId === id))
    })
    this.retryRule = new DataLoader(async (codes) => {
      const rules = await effectiveRetryRules(database, organizationId, null)
      return codes.map((code) => rules.find(({ outcome }) => outcome === code) ?? null)
    })
    this.listIds = grouped(async (ids) =>
      (await listIdsOfCampaigns(database, organizationId, ids)).map((pair) => [pair.campaignId, pair.listId]),
    )
    this.listWeights = grouped(async (ids) =>
      (await listWeightsOfCampaigns(database, organizationId, ids)).map((row) => [row.campaignId, row]),
    )
    this.agentIds = grouped(async (ids) =>
      (await agentIdsOfCampaigns(database, organizationId, ids)).map((pair) => [pair.campaignId, pair.agentId]),
    )
    this.effectiveCaps = grouped(async (ids) =>
      (await effectiveCapsOf(database, organizationId, ids)).map(({ campaignId, cap }) => [campaignId, cap]),
    )
    this.registries = grouped(async (ids) =>
      (await registriesOfCampaigns(database, clock, organizationId, ids)).map(({ campaignId, registry }) => [
        campaignId,
        registry,
      ]),
    )
    this.abandonment = new DataLoader((ids) =>
      Promise.all(ids.map((id) => abandonmentOf30Days(database, clock, organizationId, id))),
    )
    this.campaignIds = grouped(async (ids) =>
      (await campaignIdsOfAgents(database, organizationId, ids)).map((pair) => [pair.agentId, pair.campaignId]),
    )
  }
}

function byId<T extends { readonly id: string }>(
  find: (ids: readonly string[]) => Promise<readonly T[]>,
): DataLoader<string, T | null> {
  return new DataLoader(async (ids) => {
    const found = new Map((await find(ids)).map((one) => [one.id, one]))
    return ids.map((id) => found.get(id) ?? null)
  })
}

function grouped<T>(
  find: (ids: readonly string[]) => Promise<readonly (readonly [string, T])[]>,
): DataLoader<string, T[]> {
  return new DataLoader(async (ids) => {
    const groups = new Map<string, T[]>()
    for (const [owner, member] of await find(ids)) groups.set(owner, [...(groups.get(owner) ?? []), member])
    return ids.map((id) => groups.get(id) ?? [])
  })
}

/** One loader for each key: what is asked for in the same way is loaded together. */
function oncePer<K, L>(make: (key: K) => L): (key: K) => L {
  const made = new Map<K, L>()
  return (key) => {
    const loader = made.get(key) ?? make(key)
    made.set(key, loader)
    return loader
  }
}

/** The things of these ids that exist, in the order of the ids. */
export async function loadMany<T>(loader: DataLoader<string, T | null>, ids: readonly string[]): Promise<T[]> {
  const loaded = await Promise.all(ids.map((id) => loader.load(id)))
  return loaded.filter((one) => one !== null)
}

/** The thing of this id, which a foreign key promises. Throws when it is not there: a bug, not a missing thing. */
export async function loadOwned<T>(loader: DataLoader<string, T | null>, id: string): Promise<T> {
  const loaded = await loader.load(id)
  if (loaded === null) throw new Error('a row that a key names is missing')
  return loaded
}
