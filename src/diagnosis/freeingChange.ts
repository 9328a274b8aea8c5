import type { CampaignStatus } from '../campaign/campaign.js'
import type { ContactGroup } from './queueDiagnosis.store.js'

/** One change after which contacts that are blocked now could be dialled. */
export interface FreeingChange {
  /** The rule that would let go; null: it is the campaign's status. */
  readonly ruleId: string | null
  /** For a supervisor, e.g. "hours in America/Los_Angeles open in 42 min". */
  readonly sentence: string
  /** Contacts that nothing else keeps from being dialled. */
  readonly contacts: number
  /** When it happens by itself; null: somebody has to act. */
  readonly at: Date | null
}

/** What a person can do about a rule that time does not lift; rules that protect the contact are not to be undone. */
const remedies: Readonly<Record<string, string>> = {
  listed: 'add the lists of these contacts to the campaign',
  'campaign-filter': "widen the campaign's filter",
  'registry-fresh': 'import a fresh copy of the do-not-call registry',
  consent: 'record the consent of these contacts, where they have given it',
  'reassigned-number': 'ask the reassigned-numbers database about these numbers',
  'attempts-left': 'allow another attempt (maxAttempts)',
  'known-time-zone': 'import the time zones of these contacts',
  'callback-reserved': 'keep or cancel the callbacks that other campaigns have promised',
  'phone-free': 'finish what other campaigns have queued for these numbers',
  'already-queued': 'finish the calls that are running',
}

/**
 * `opening` says when the place of a group opens next, undefined: never. The one change that would free most of what is blocked: only contacts that exactly one rule blocks count, because for
 * the others one change is not enough. Null when there are none.
 */
export function changeThatFreesMost(
  campaignStatus: CampaignStatus,
  dialableNow: number,
  blocked: readonly ContactGroup[],
  opening: (group: ContactGroup) => Date | undefined,
  at: Date,
): FreeingChange | null {
  const changes = new Map<string, FreeingChange>()
  const add = (key: string, change: FreeingChange): void => {
    const known = changes.get(key)
    changes.set(key, known === undefined ? change : { ...known, contacts: known.contacts + change.contacts })
  }
  if (campaignStatus !== 'ACTIVE' && campaignStatus !== 'COMPLETED' && dialableNow > 0) {
    add('status', { ruleId: null, sentence: 'start the campaign (status ACTIVE)', contacts: dialableNow, at: null })
  }
  for (const group of blocked) {
    const { ruleId, count } = group
    if (ruleId === null || !group.isAlone) continue
    const remedy = remedies[ruleId]
    if (remedy !== undefined) {
      add(ruleId, { ruleId, sentence: remedy, contacts: count, at: null })
    } else if (ruleId === 'calling-hours') {
      const opensAt = opening(group)
      if (opensAt === undefined) continue
      const sentence = `hours in ${group.timeZones ?? 'an unknown zone'} open in ${waitingTime(at, opensAt)}`
      add(`${ruleId} ${group.timeZones ?? ''} ${opensAt.toISOString()}`, {
        ruleId,
        sentence,
        contacts: count,
        at: opensAt,
      })
    } else if (group.readyAt !== null) {
      // All that falls due within the same hour is one event.
      const hours = Math.ceil((group.readyAt.getTime() - at.getTime()) / 3_600_000)
      const what = ruleId === 'retry-due' ? 'retries and callbacks fall due' : 'frequency caps let go'
      const end = new Date(at.getTime() + hours * 3_600_000)
      add(`${ruleId} ${hours}`, {
        ruleId,
        sentence: `${what} within ${waitingTime(at, end)}`,
        contacts: count,
        at: end,
      })
    }
  }
  return [...changes.values()].sort((one, other) => other.contacts - one.contacts)[0] ?? null
}

function waitingTime(from: Date, to: Date): string {
  const minutes = Math.max(1, Math.ceil((to.getTime() - from.getTime()) / 60_000))
  return minutes < 120 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`
}
