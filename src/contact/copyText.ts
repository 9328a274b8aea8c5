/** The text format of COPY: one line per row, columns separated by tabs, NULL written as \N. */

const NEEDS_ESCAPE = /[\\\t\n\r]/
const ESCAPED = /[\\\t\n\r]/g
const escapes: Readonly<Record<string, string>> = { '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r' }

/** A value as COPY's text format writes it. The value must hold no NUL, which PostgreSQL cannot store. */
export function copyText(value: string | null): string {
  if (value === null) return '\\N'
  return NEEDS_ESCAPE.test(value) ? value.replace(ESCAPED, (character) => escapes[character] ?? character) : value
}
