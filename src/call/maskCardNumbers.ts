/** A run of digits with single blanks, dashes, dots or slashes (of any script's kind) between them. */
const digitRun = /\d(?:[\s\p{Pd}./_]{0,3}\d){12,}/gu

/** Payment card numbers have 13 to 19 digits (ISO/IEC 7812-1) and end with a Luhn check digit. */
const SHORTEST = 13
const LONGEST = 19
const KEPT_DIGITS = 4

/**
 * The text with every payment card number in it reduced to its last four digits, the others replaced by '*'; spacing
 * stays. A card number is 13 to 19 digits, however spaced, whose last one is the Luhn check digit of the others. It starts
 * and ends where a group of digits does, so "4111 1111 1111 1111 12/27" is found; in a group that is longer than any card
 * number it may stand anywhere. A number that only looks like one is masked as well (one in ten passes the check): a note
 * that says less is better than a card number that is stored.
 */
export function maskCardNumbers(text: string): string {
  return text.replaceAll(digitRun, maskRun)
}

/** Masks what is a card number within one run of digits. */
function maskRun(run: string): string {
  const characters = Array.from(run)
  const places = characters.flatMap((character, place) => (/\d/.test(character) ? [place] : []))
  const digits = places.map((place) => Number(characters[place]))
  const isEdge = edgesOf(run)
  for (let start = 0; start + SHORTEST <= digits.length; start += 1) {
    if (!isEdge(start)) continue
    for (let end = start + SHORTEST; end <= Math.min(start + LONGEST, digits.length); end += 1) {
      if (!isEdge(end) || !isLuhnValid(digits.slice(start, end))) continue
      for (const place of places.slice(start, end - KEPT_DIGITS)) characters[place] = '*'
    }
  }
  return characters.join('')
}

/** Tells whether a card number may start or end before the digit of this index. */
function edgesOf(run: string): (index: number) => boolean {
  const edges = new Set([0])
  let index = 0
  for (const [group] of run.matchAll(/\d+/g)) {
    if (group.length > LONGEST) for (let inner = 1; inner < group.length; inner += 1) edges.add(index + inner)
    index += group.length
    edges.add(index)
  }
  return (place) => edges.has(place)
}

/** The check of ISO/IEC 7812-1, annex B: every second digit from the right doubled, the sum of digits a multiple of ten. */
function isLuhnValid(digits: readonly number[]): boolean {
  const sum = digits.toReversed().reduce((total, digit, place) => {
    const weighted = place % 2 === 0 ? digit : digit * 2
    return total + (weighted > 9 ? weighted - 9 : weighted)
  }, 0)
  // Thirteen zeroes pass the check and are no card.
  return sum > 0 && sum % 10 === 0
}
