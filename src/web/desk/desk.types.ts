import type { AgentStatus, DeskAgentFragment, DeskEntryFragment, DeskSettingQuery } from './generated/graphql.js'

/** The agent as the server last said; `currentEntry` stands apart. */
export type DeskAgent = DeskAgentFragment

/** The entry in the agent's hands, with its contact. Its times are instants of the server's clock, ISO 8601. */
export type DeskEntry = DeskEntryFragment

/** One line of the catalogue of outcomes. */
export type DeskOutcome = DeskSettingQuery['outcomes'][number]

/** One of the campaigns that the agent works for. */
export type DeskCampaign = NonNullable<DeskSettingQuery['me']['agent']>['campaigns'][number]

/** What an agent may ask to be; the others follow from the calls. */
export type ChosenStatus = Extract<AgentStatus, 'AVAILABLE' | 'PAUSED' | 'OFFLINE'>

/** True while the entry is in the agent's hands. */
export function isHeld({ status }: Pick<DeskEntry, 'status'>): boolean {
  return status === 'RESERVED' || status === 'DIALING' || status === 'CONNECTED' || status === 'WRAP_UP'
}

/** The contact's name as a person says it; its number when it has none. */
export function contactName({ contact, phone }: Pick<DeskEntry, 'contact' | 'phone'>): string {
  return `${contact.firstName} ${contact.lastName}`.trim() || phone
}

/** The IANA zones in which the number may be that is dialled; those of the contact when nothing else is known. */
export function zonesThere({ contact, phone }: Pick<DeskEntry, 'contact' | 'phone'>): readonly string[] {
  const zones = contact.numbers.find((number) => number.phone === phone)?.timeZone?.split(',')
  return zones ?? contact.timeZones
}
