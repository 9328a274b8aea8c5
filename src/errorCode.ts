/**
 * Whether a caught value is an error with this `code`: an errno name ("ENOENT") from Node or a SQLSTATE ("55006")
 * from pg.
 */
export function hasCode(error: unknown, ...codes: string[]): boolean {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && codes.includes(error.code)
}
