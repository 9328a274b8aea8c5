/** Payment card numbers have 13 to 19 digits (ISO/IEC 7812-1) and end with a Luhn check digit. */
const SHORTEST = 13
const LONGEST = 19
const KEPT_DIGITS = 4

/** Between two digits of one card number: so many signs at most; blanks and what is not seen do not count. */
const MOST_SIGNS = 4
/** Blanks, line ends, zero-width characters, and marks that stand on the character before them. */
const unseen = /[\s\p{Z}\p{C}\p{M}]/u
/** A letter, or a sign of a number that is no digit: what stands on both sides of it is not one number. */
const wordlike = /[\p{L}\p{N}]/u

/** A decimal digit of the text, of whichever script. */
interface Digit {
  /** Index among the characters of the text. */
  readonly place: number
  readonly value: number
  /** Nothing stands between it and the digit before. */
  readonly isJoined: boolean
}

/**
 * The text with every payment card number in it reduced to its last four digits, the others replaced by '*'; spacing
 * stays. A card number is 13 to 19 digits of any script, however spaced (blanks of any kind and number, up to four signs),
 * whose last one is the Luhn check digit of the others. It starts and ends where a group of digits does, so "4111 1111 1111
 * 1111 12/27" is found; in a group that is longer than any card number it may stand anywhere. A number that only looks like
 * one is masked as well (one in ten passes the check): a note that says less is better than a card number that is stored.
 * The time grows with the length of the text and no faster.
 */
export function maskCardNumbers(text: string): string {
  const characters = Array.from(text)
  for (const digits of runsOf(characters)) maskRun(characters, digits)
  return characters.join('')
}

/** The runs of digits that may hold a card number. */
function runsOf(characters: readonly string[]): Digit[][] {
  const runs: Digit[][] = []
  let run: Digit[] = []
  let signs = 0
  characters.forEach((character, place) => {
    const value = digitValue(character)
    if (value !== null) {
      if (run.length === 0) runs.push(run)
      run.push({ place, value, isJoined: run.at(-1)?.place === place - 1 })
      signs = 0
    } else if (!unseen.test(character)) {
      signs += 1
      if (signs > MOST_SIGNS || wordlike.test(character) || isPhoneStart(characters, place)) run = []
    }
  })
  return runs.filter(({ length }) => length >= SHORTEST)
}

/** A plus that stands before a digit and not behind one begins a telephone number. */
function isPhoneStart(characters: readonly string[], place: number): boolean {
  const isDigit = (at: number): boolean => digitValue(characters[at] ?? '') !== null
  return characters[place] === '+' && isDigit(place + 1) && !isDigit(place - 1)
}

/** Masks what is a card number within one run of digits. */
function maskRun(characters: string[], digits: readonly Digit[]): void {
  const isEdge = edgesOf(digits)
  for (let start = 0; start + SHORTEST <= digits.length; start += 1) {
    if (!isEdge(start)) continue
    for (let end = start + SHORTEST; end <= Math.min(start + LONGEST, digits.length); end += 1) {
      if (!isEdge(end) || !isLuhnValid(digits.slice(start, end))) continue
      for (const { place } of digits.slice(start, end - KEPT_DIGITS)) characters[place] = '*'
    }
  }
}

/** Tells whether a card number may start or end before the digit of this index. */
function edgesOf(digits: readonly Digit[]): (index: number) => boolean {
  const starts = digits.flatMap(({ isJoined }, index) => (isJoined ? [] : [index]))
  const edges = new Set([...starts, digits.length])
  starts.forEach((start, group) => {
    const end = starts[group + 1] ?? digits.length
    if (end - start > LONGEST) for (let inner = start + 1; inner < end; inner += 1) edges.add(inner)
  })
  return (index) => edges.has(index)
}

/** The check of ISO/IEC 7812-1, annex B: every second digit from the right doubled, the sum of digits a multiple of ten. */
function isLuhnValid(digits: readonly Digit[]): boolean {
  const sum = digits.toReversed().reduce((total, { value }, place) => {
    const weighted = place % 2 === 0 ? value : value * 2
    return total + (weighted > 9 ? weighted - 9 : weighted)
  }, 0)
  // Thirteen zeroes pass the check and are no card.
  return sum > 0 && sum % 10 === 0
}

/**
 * The value of a decimal digit; null for any other character. Unicode keeps the ten digits of a script together, zero
 * first (The Unicode Standard, section 4.6), so the digits that stand before one in the code give its value.
 */
function digitValue(character: string): number | null {
  if (character >= '0' && character <= '9' && character.length === 1) return Number(character)
  if (!/^\p{Nd}$/u.test(character)) return null
  const code = character.codePointAt(0) ?? 0
  let before = 0
  while (/^\p{Nd}$/u.test(String.fromCodePoint(code - before - 1))) before += 1
  return before % 10
}
