import type { ReactNode } from 'react'
import { useNow } from '../page/now.js'
import { callbackFault, zonesOf, type CallbackWish } from './callbackWish.js'
import { useCallingHours } from './callingHours.js'
import type { Desk } from './desk.js'
import type { DeskEntry } from './desk.types.js'
import type { DeskApi } from './deskApi.js'
import { instantWords } from './instantWords.js'
import { instantOfLocalTime } from './localTime.js'

/** When to call back, on the contact's clock, and who; with a warning outside the calling hours. */
export function CallbackFields({
  desk,
  api,
  entry,
  wish,
  hasFocus,
  onWish,
}: {
  desk: Desk
  api: DeskApi
  entry: DeskEntry
  wish: CallbackWish
  hasFocus: boolean
  onWish: (callback: CallbackWish) => void
}): ReactNode {
  const zones = zonesOf(entry)
  const { localTime, timeZone, taker } = wish
  const fault = callbackFault(wish, new Date(desk.clock.at(useNow())))
  const instant = instantOfLocalTime(localTime, timeZone)
  const hours = useCallingHours(api, entry, fault === null ? instant : null)
  return (
    <fieldset className="callback">
      <legend>Call back</legend>
      <div className="field">
        <label htmlFor="callback-time">When, on the contact’s clock</label>
        <input
          id="callback-time"
          type="datetime-local"
          value={localTime}
          required
          autoFocus={hasFocus}
          aria-describedby="callback-hint"
          onChange={(event) => {
            onWish({ ...wish, localTime: event.target.value })
          }}
        />
      </div>
      {zones.length > 1 && (
        <div className="field">
          <label htmlFor="callback-zone">The contact’s clock is that of</label>
          <select
            id="callback-zone"
            value={timeZone}
            onChange={(event) => {
              onWish({ ...wish, timeZone: event.target.value })
            }}
          >
            {zones.map((zone) => (
              <option key={zone}>{zone}</option>
            ))}
          </select>
        </div>
      )}
      <div className="field">
        <label htmlFor="callback-taker">Who calls</label>
        <select
          id="callback-taker"
          value={taker}
          onChange={(event) => {
            onWish({ ...wish, taker: event.target.value === 'ANYONE' ? 'ANYONE' : 'AGENT' })
          }}
        >
          <option value="AGENT">I do</option>
          <option value="ANYONE">Anybody of the campaign</option>
        </select>
      </div>
      <p id="callback-hint" role="status" className={fault === null && hours.state !== 'closed' ? 'soft' : 'warning'}>
        {fault ??
          (hours.state === 'closed'
            ? `Outside the calling hours there: it is called ${
                hours.opensAt === null
                  ? 'when they begin, more than a week later'
                  : `from ${instantWords(new Date(hours.opensAt), timeZone)} there`
              }.`
            : instant === null
              ? ''
              : `${timeZone.replaceAll('_', ' ')}; ${instantWords(instant, null)} on your clock.`)}
      </p>
    </fieldset>
  )
}
