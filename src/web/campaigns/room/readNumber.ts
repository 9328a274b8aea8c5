/** A whole number within bounds, thousands separators allowed as the page itself writes them. */
export function readWhole(text: string, least: number, most: number): number | 'not a number' {
  const plain = text.trim().replaceAll(',', '')
  if (!/^-?\d{1,9}$/.test(plain)) return 'not a number'
  const value = Number(plain)
  return value >= least && value <= most ? value : 'not a number'
}
