// What spreadsheets and CRMs write into a cell of which nothing is known.
const ABSENT = /^(?:|n\/?a|n\.a\.|null|nil|none|unknown|undefined|not (?:available|given|known)|[-–—.?*_]+)$/i

/** Whether a text says anything: blanks, dashes, `n/a`, `none` and the like do not. */
export function isGiven(text: string | null): text is string {
  return text !== null && text !== '' && !ABSENT.test(text.trim())
}
