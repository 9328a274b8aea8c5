import type { ReactNode } from 'react'
import { FaultWords, Tick } from '../room/field.js'
import { isAbout, type Fault } from '../room/faults.js'
import { hints } from './hints.js'
import { days, officeWeek, type Day, type WeekDraft, type WindowDraft } from './weekHours.js'

const dayWords = (day: Day): string => day.charAt(0).toUpperCase() + day.slice(1)

/** The campaign's own windows, day by day, in the contact's local time. */
export function HoursEditor({
  week,
  fault,
  onChange,
}: {
  week: WeekDraft
  fault: Fault | null
  onChange: (week: WeekDraft) => void
}): ReactNode {
  return (
    <fieldset className="hours">
      <legend>Calling hours of its own</legend>
      <Tick
        name="callingHours"
        label="Only at these times of the contact's own day"
        hint={hints.callingHours}
        isOn={week !== null}
        onChange={(isOn) => {
          onChange(isOn ? officeWeek : null)
        }}
      />
      {week !== null &&
        days.map((day) => (
          <DayRow
            key={day}
            day={day}
            windows={week[day]}
            fault={fault}
            onChange={(windows) => {
              onChange({ ...week, [day]: windows })
            }}
          />
        ))}
      {fault?.field === 'callingHours' && <FaultWords id="callingHours-fault" fault={fault} />}
    </fieldset>
  )
}

function DayRow({
  day,
  windows,
  fault,
  onChange,
}: {
  day: Day
  /** Null, on holidays only: as on any other day. */
  windows: readonly WindowDraft[] | null
  fault: Fault | null
  onChange: (windows: readonly WindowDraft[] | null) => void
}): ReactNode {
  const name = `callingHours.${day}`
  const given = windows ?? []
  const change = (place: number, part: Partial<WindowDraft>): void => {
    onChange(given.map((window, index) => (index === place ? { ...window, ...part } : window)))
  }
  return (
    <fieldset className="day">
      <legend>{day === 'holiday' ? 'Public holidays' : dayWords(day)}</legend>
      {windows === null && <span className="soft">as on any other day</span>}
      {windows?.length === 0 && <span className="soft">closed</span>}
      {given.map((window, index) => (
        <span key={index} className="window">
          <TimeInput
            label={`${dayWords(day)} opens`}
            value={window.opens}
            isFaulty={isAbout(fault, name)}
            onChange={(opens) => {
              change(index, { opens })
            }}
          />
          <span>to</span>
          <TimeInput
            label={`${dayWords(day)} closes`}
            value={window.closes}
            isFaulty={isAbout(fault, name)}
            onChange={(closes) => {
              change(index, { closes })
            }}
          />
          <button
            type="button"
            aria-label={`Remove ${window.opens} to ${window.closes} of ${dayWords(day)}`}
            onClick={() => {
              onChange(given.filter((_, place) => place !== index))
            }}
          >
            ×
          </button>
        </span>
      ))}
      <button
        type="button"
        onClick={() => {
          onChange([...given, { opens: '09:00', closes: '18:00' }])
        }}
      >
        Add hours<span className="hidden-from-sight"> on {dayWords(day)}</span>
      </button>
      {day === 'holiday' && (
        <button
          type="button"
          onClick={() => {
            onChange(windows === null ? [] : null)
          }}
        >
          {windows === null ? 'Closed on holidays' : 'As on any other day'}
        </button>
      )}
      {isAbout(fault, name) && <FaultWords id={`${name}-fault`} fault={fault} />}
    </fieldset>
  )
}

/** A text, not a time control: 24:00 is a time here. */
function TimeInput({
  label,
  value,
  isFaulty,
  onChange,
}: {
  label: string
  value: string
  isFaulty: boolean
  onChange: (value: string) => void
}): ReactNode {
  return (
    <input
      aria-label={label}
      aria-invalid={isFaulty}
      size={5}
      maxLength={5}
      placeholder="09:00"
      value={value}
      onChange={(event) => {
        onChange(event.target.value)
      }}
    />
  )
}
