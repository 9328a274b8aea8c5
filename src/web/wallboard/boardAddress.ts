/** What the address says: a kiosk's address can be written down, and a reload shows the same board. */
export interface BoardAddress {
  /** The chosen campaigns; null: all. */
  readonly campaignIds: readonly string[] | null
  /** A screen on the wall: no controls. */
  readonly isKiosk: boolean
  /** Alarms are heard too. */
  readonly hasSound: boolean
}

/** Reads the part of an address from its question mark on. What is no id is left out. */
export function readAddress(search: string): BoardAddress {
  const query = new URLSearchParams(search)
  const ids = (query.get('campaigns') ?? '').split(',').filter((id) => /^\d{1,19}$/.test(id))
  return {
    campaignIds: ids.length === 0 ? null : [...new Set(ids)],
    isKiosk: query.has('kiosk'),
    hasSound: query.has('sound'),
  }
}

/** The part of an address from its question mark on; empty for a plain board of all campaigns. */
export function writeAddress({ campaignIds, isKiosk, hasSound }: BoardAddress): string {
  const campaigns = campaignIds === null ? '' : `campaigns=${campaignIds.join(',')}`
  const query = [isKiosk ? 'kiosk' : '', hasSound ? 'sound' : '', campaigns].filter((part) => part !== '').join('&')
  return query === '' ? '' : `?${query}`
}
