/** A day on which nobody in a region is called, in the local time of whoever is called. */
export interface ClosedDay {
  /** ISO 3166: a country or a part of one. */
  readonly region: string
  /** YYYY-MM-DD. */
  readonly day: string
  /** Why, such as Pioneer Day; 1 to 200 characters. */
  readonly name: string
}

/** Closed days of an organization: what is worked out for every place must stay small. */
export const MOST_CLOSED_DAYS = 2_000
/** Days in one request. */
export const MOST_AT_ONCE = 400

/**
 * Whether a closed day concerns somebody who may be in `region`: in it, in a part of it, or somewhere of which it is a part.
 * Who may be anywhere may be there.
 *
 * @param region one ISO 3166 region, '' when unknown
 */
export function concerns({ region: closed }: Pick<ClosedDay, 'region'>, region: string): boolean {
  return region === '' || region === closed || region.startsWith(`${closed}-`) || closed.startsWith(`${region}-`)
}
