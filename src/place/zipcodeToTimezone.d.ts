// The package brings no types.
declare module 'zipcode-to-timezone' {
  /** The zone of a ZIP code of five digits; null when it is not in the table. */
  export function lookup(zip: string): string | null
}
