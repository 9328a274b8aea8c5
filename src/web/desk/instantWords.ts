/** An instant further away than a day, such as "Mon 7 Dec 14:05", on the clock of a zone; the browser's own when null. */
export function instantWords(instant: Date, timeZone: string | null): string {
  const format = new Intl.DateTimeFormat('en-GB', {
    ...{ weekday: 'short', day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' },
    ...(timeZone === null ? {} : { timeZone }),
  })
  return format.format(instant).replaceAll(',', '')
}
