import type { CallingHoursInput, CampaignPartsFragment, CallingWindowInput } from '../generated/graphql.js'

/** The days of a campaign's own hours, in the order of the page. */
export const days = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday', 'holiday'] as const
export type Day = (typeof days)[number]

/** A window as typed. */
export interface WindowDraft {
  readonly opens: string
  readonly closes: string
}

/** A week as typed; null: no hours of its own. `holiday` null: holidays are days like others. */
export type WeekDraft =
  | (Readonly<Record<Exclude<Day, 'holiday'>, readonly WindowDraft[]>> & {
      readonly holiday: readonly WindowDraft[] | null
    })
  | null

/** What somebody who switches own hours on begins with: an office's week. */
export const officeWeek: NonNullable<WeekDraft> = {
  monday: [{ opens: '09:00', closes: '18:00' }],
  tuesday: [{ opens: '09:00', closes: '18:00' }],
  wednesday: [{ opens: '09:00', closes: '18:00' }],
  thursday: [{ opens: '09:00', closes: '18:00' }],
  friday: [{ opens: '09:00', closes: '18:00' }],
  saturday: [],
  sunday: [],
  holiday: null,
}

const always: CallingWindowInput[] = [{ opens: '00:00', closes: '24:00' }]

/** A campaign's hours as they are typed. */
export function weekOf(hours: CampaignPartsFragment['callingHours']): WeekDraft {
  if (hours === null) return null
  const read = (windows: readonly WindowDraft[]): WindowDraft[] =>
    windows.map(({ opens, closes }) => ({ opens, closes }))
  return {
    monday: read(hours.monday),
    tuesday: read(hours.tuesday),
    wednesday: read(hours.wednesday),
    thursday: read(hours.thursday),
    friday: read(hours.friday),
    saturday: read(hours.saturday),
    sunday: read(hours.sunday),
    holiday: hours.holiday === null ? null : read(hours.holiday),
  }
}

/** What the API takes. Without hours of its own a campaign is always open: that takes a limit away, as the schema says. */
export function hoursInput(week: WeekDraft): CallingHoursInput {
  const write = (windows: readonly WindowDraft[]): CallingWindowInput[] =>
    windows.map(({ opens, closes }) => ({ opens, closes }))
  if (week === null) {
    return {
      monday: always,
      tuesday: always,
      wednesday: always,
      thursday: always,
      friday: always,
      saturday: always,
      sunday: always,
      holiday: null,
    }
  }
  return {
    monday: write(week.monday),
    tuesday: write(week.tuesday),
    wednesday: write(week.wednesday),
    thursday: write(week.thursday),
    friday: write(week.friday),
    saturday: write(week.saturday),
    sunday: write(week.sunday),
    holiday: week.holiday === null ? null : write(week.holiday),
  }
}
