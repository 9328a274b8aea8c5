import { useEffect, useState } from 'react'
import { zonesThere, type DeskEntry } from './desk.types.js'
import type { DeskApi } from './deskApi.js'
import type { CallingHoursQuery } from './generated/graphql.js'

/** Whether an instant lies within the calling hours of a contact. */
export type HoursAnswer =
  | { readonly state: 'unknown' }
  | { readonly state: 'open' }
  /** When every place is open next, ISO 8601; null when that is further than a week away. */
  | { readonly state: 'closed'; readonly opensAt: string | null }

/** Long enough that typing a date asks once (milliseconds). */
const PAUSE_MS = 250
const WEEK_MS = 7 * 86_400_000

/** Judges spans that begin at the instant; one list of spans for each place. */
export function judgeHours(places: readonly CallingHoursQuery['callingHours'][]): HoursAnswer {
  if (places.length === 0 || places.some((spans) => spans.length === 0)) return { state: 'unknown' }
  if (places.every((spans) => spans[0]?.isOpen === true)) return { state: 'open' }
  const starts = places.flat().map(({ fromAt }) => fromAt)
  const isOpenAt = (at: string): boolean =>
    places.every((spans) => spans.some((span) => span.isOpen && span.fromAt <= at && at < span.untilAt))
  return { state: 'closed', opensAt: starts.sort().find(isOpenAt) ?? null }
}

/** Asks whether the instant lies within the hours of every place where the contact may be; null asks nothing. */
export function useCallingHours(api: DeskApi, entry: DeskEntry, instant: Date | null): HoursAnswer {
  const at = instant?.toISOString() ?? null
  const [known, setKnown] = useState<{ at: string; answer: HoursAnswer } | null>(null)
  const { campaign, contact } = entry
  const zones = zonesThere(entry).join(' ')
  const region = contact.regions.length === 0 ? null : contact.regions.join(',')
  useEffect(() => {
    if (at === null || zones === '') return
    let isOver = false
    const until = new Date(Date.parse(at) + WEEK_MS).toISOString()
    const ask = async (): Promise<void> => {
      const places = await Promise.all(
        zones
          .split(' ')
          .map((timeZone) => api.callingHours({ campaignId: campaign.id, from: at, until, timeZone, region })),
      )
      if (!isOver) setKnown({ at, answer: judgeHours(places.map((spans) => spans ?? [])) })
    }
    const timer = setTimeout(() => void ask(), PAUSE_MS)
    return () => {
      isOver = true
      clearTimeout(timer)
    }
  }, [api, at, zones, campaign.id, region])
  return known !== null && known.at === at ? known.answer : { state: 'unknown' }
}
