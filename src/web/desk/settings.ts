import type { DeskCampaign } from './desk.types.js'

const CAMPAIGN = 'dialqueue.desk.campaign'
const ASKS = 'dialqueue.desk.asksByItself'
const KEYS = 'dialqueue.desk.singleKeys'

/** The campaign that this tab works for: the one chosen last, else the first that runs, else the first. */
export function chosenCampaign(campaigns: readonly DeskCampaign[]): string | null {
  const chosen = sessionStorage.getItem(CAMPAIGN)
  const known = campaigns.find(({ id }) => id === chosen) ?? campaigns.find(({ status }) => status === 'ACTIVE')
  return (known ?? campaigns[0])?.id ?? null
}

/** Remembers the campaign for this tab. */
export function keepChosenCampaign(id: string): void {
  sessionStorage.setItem(CAMPAIGN, id)
}

/** Whether this tab asks by itself when there was nothing to dial. */
export function asksByItself(): boolean {
  return sessionStorage.getItem(ASKS) === 'yes'
}

/** Remembers it for this tab. */
export function keepAsksByItself(asks: boolean): void {
  sessionStorage.setItem(ASKS, asks ? 'yes' : 'no')
}

/** Whether plain keys are shortcuts in this browser; with Alt they always are. */
export function hasSingleKeys(): boolean {
  return localStorage.getItem(KEYS) !== 'no'
}

/** Remembers it for this browser. */
export function keepSingleKeys(has: boolean): void {
  localStorage.setItem(KEYS, has ? 'yes' : 'no')
}
