// How figures and times are written: once, so that every page says them alike.

const count = new Intl.NumberFormat('en', { maximumFractionDigits: 0 })
const percent = new Intl.NumberFormat('en', { style: 'percent', maximumFractionDigits: 1 })

/** What stands where there is no figure: 0/0 is nothing, never 0. */
export const NOTHING = '–'

/** 1,234; a dash for null. */
export function countWords(value: number | null | undefined): string {
  return value == null ? NOTHING : count.format(value)
}

/** A ratio 0..1 as 12.3%; a dash for null. */
export function percentWords(ratio: number | null | undefined): string {
  return ratio == null ? NOTHING : percent.format(ratio)
}

/** Seconds as 0:07, 12:05 or 1:02:03, whole seconds; a dash for null. */
export function clockWords(seconds: number | null | undefined): string {
  if (seconds == null) return NOTHING
  const whole = Math.max(0, Math.floor(seconds))
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60]
  const two = (value: number): string => String(value).padStart(2, '0')
  return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`
}

/** Minutes as "7 min", "2 h 5 min" or "3 days"; a dash for null. */
export function minutesWords(minutes: number | null | undefined): string {
  if (minutes == null) return NOTHING
  const whole = Math.max(0, Math.round(minutes))
  if (whole < 60) return `${whole} min`
  if (whole < 48 * 60) return `${Math.floor(whole / 60)} h${whole % 60 === 0 ? '' : ` ${whole % 60} min`}`
  return `${count.format(Math.round(whole / (24 * 60)))} days`
}

/** The time of day at an IANA zone, such as "Mon 14:05"; the browser's own zone when null. */
export function timeOfDayWords(instant: Date, timeZone: string | null): string {
  return new Intl.DateTimeFormat('en-GB', {
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    ...(timeZone === null ? {} : { timeZone }),
  }).format(instant)
}

/** QUEUED, WRAP_UP … as "queued", "wrap-up". */
export function codeWords(code: string): string {
  return code.toLowerCase().replace('wrap_up', 'wrap-up').replaceAll('_', ' ')
}
