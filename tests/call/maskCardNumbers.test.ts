import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { maskCardNumbers } from '../../src/call/maskCardNumbers.js'

/** Digits with the Luhn check digit behind them, worked out on its own: the weights run from the right. */
function withCheckDigit(digits: readonly number[]): string {
  const sum = digits.toReversed().reduce((total, digit, place) => {
    const weighted = place % 2 === 0 ? 2 * digit : digit
    return total + Math.floor(weighted / 10) + (weighted % 10)
  }, 0)
  return `${digits.join('')}${(10 - (sum % 10)) % 10}`
}

describe('a card number that an agent has typed into a note', () => {
  it.each([
    ['4111111111111111', '************1111'],
    ['card 4111 1111 1111 1111 exp 12/27', 'card **** **** **** 1111 exp 12/27'],
    ['5500-0000-0000-0004', '****-****-****-0004'],
    ['3782 822463 10005', '**** ****** *0005'],
    ['4222222222222', '*********2222'],
    ['4 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1', '* * * * * * * * * * * * 1 1 1 1'],
    ['4111\u00a01111\u20131111\t1111', '****\u00a0****\u2013****\t1111'],
    ['4111  1111  1111\n1111', '****  ****  ****\n1111'],
    ['12 4111 1111 1111 1111', '12 **** **** **** 1111'],
    ['4111 1111 1111 1111 12/27 123', '**** **** **** 1111 12/27 123'],
    ['411111111111111112271234', '*****************2271234'],
    ['4111, 1111, 1111, 1111', '****, ****, ****, 1111'],
    ['4111    1111     1111\t\t\t\t1111', '****    ****     ****\t\t\t\t1111'],
    ['4111|1111|1111|1111', '****|****|****|1111'],
    ['4111*1111*1111*1111', '***************1111'],
    ['(4111)(1111)(1111)(1111)', '(****)(****)(****)(1111)'],
    ['4111 + 1111+1111 + 1111', '**** + ****+**** + 1111'],
    ['4111 / 1111 -- 1111; 1111', '**** / **** -- ****; 1111'],
    ['4111\u200b1111\u200d1111\ufeff1111', '****\u200b****\u200d****\ufeff1111'],
    ['4111\u00a0\u00a0\u00a0\u00a01111\u20091111\u30001111', '****\u00a0\u00a0\u00a0\u00a0****\u2009****\u30001111'],
    ['４１１１ １１１１ １１１１ １１１１', '**** **** **** １１１１'],
    ['٤١١١ ١١١١ ١١١١ ١١١١', '**** **** **** ١١١١'],
    ['𝟦𝟣𝟣𝟣𝟣𝟣𝟣𝟣𝟣𝟣𝟣𝟣𝟣𝟣𝟣𝟣', '************𝟣𝟣𝟣𝟣'],
  ])('%j is kept as %j', (typed, kept) => {
    expect(maskCardNumbers(typed)).toBe(kept)
  })

  it.each([
    'call back at +1 212 555 0100',
    'order 1234-5678',
    '+1 212 555 0100 / +1 212 555 0199',
    '+12125550100, +12125550199',
    '4111 1111 and 1111 1111',
    '4111 1111 ----- 1111 1111',
    '4111 1111 ½ 1111 1111',
    '4111 1111 1111 1112',
    '0000 0000 0000 0000',
    'no digits',
    '',
  ])('is not what %j holds', (typed) => {
    expect(maskCardNumbers(typed)).toBe(typed)
  })

  it('keeps its last four digits and nothing else, whatever the length and the spacing', () => {
    const card = fc
      .tuple(fc.integer({ min: 1, max: 9 }), fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 11, maxLength: 17 }))
      .map(([first, rest]) => withCheckDigit([first, ...rest]))
    const gaps = fc.array(
      fc.constantFrom('', '', ' ', '-', '     ', '.', '\u2011', ', ', ')(', '|', '\u200b', '\u00a0'),
      { minLength: 19, maxLength: 19 },
    )
    fc.assert(
      fc.property(card, gaps, (digits, spaces) => {
        const typed = digits.replace(/\d(?=\d)/g, (digit, place: number) => `${digit}${spaces[place] ?? ''}`)
        const kept = maskCardNumbers(`paid with ${typed}, thanks`)
        expect(kept.replace(/\D/g, '').length).toBeLessThanOrEqual(4)
        expect(digits.endsWith(kept.replace(/\D/g, ''))).toBe(true)
      }),
    )
  })

  // A hundred thousand times as long as a word: time that grew with the square would outlast the test's by far.
  it.each(['1', '12 ', '1,', '4111 1111 1111 1112 ', `${'1'.repeat(18)} `])(
    'is looked for in time that grows no faster than the note: %j again and again',
    (piece) => {
      const typed = piece.repeat(Math.ceil(300_000 / piece.length))
      expect(maskCardNumbers(typed)).toHaveLength(typed.length)
    },
  )
})
