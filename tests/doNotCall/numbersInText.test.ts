import { describe, expect, it } from 'vitest'
import { numbersInText } from '../../src/doNotCall/numbersInText.js'

const of = (text: string, region?: 'US' | 'GB'): readonly string[] | string => {
  const read = numbersInText(text, region)
  return 'phones' in read ? read.phones : read.fault
}

describe('A4: a line that holds a readable number suppresses it', () => {
  it.each([
    ['415-555-0185 x3', ['+14155550185']],
    ["'+14155550184", ['+14155550184']],
    ['="4155550186"', ['+14155550186']],
    ['4155550187.0', ['+14155550187']],
    ['4.155550188E+9', ['+14155550188']],
    ['1.4155550101E+10', ['+14155550101']],
    ['415-555-0128 (call after 3pm)', ['+14155550128']],
    ['415-555-0117 / 212-555-0100', ['+14155550117', '+12125550100']],
    ['4155550117;2125550100, +44 20 7946 0018', ['+14155550117', '+12125550100', '+442079460018']],
    ['+14155550117 and again (415) 555-0117', ['+14155550117']],
    ['415.555.0119 ext.', ['+14155550119']],
    ['Ada Lovelace 415 555 0120, asked on 2026-11-01 12:30', ['+14155550120']],
    ['\u202D+14155550121\u202C', ['+14155550121']],
    ['415\u200B5550122\u200B', ['+14155550122']],
    ['\u00A0(415)\u00A0555-0123\u00A0', ['+14155550123']],
    ['436-555-0124 (a young area code)', ['+14365550124']],
    ['tel:+1-415-555-0125', ['+14155550125']],
  ])('A4: %s', (text, phones) => {
    expect(of(text, 'US')).toEqual(phones)
  })

  it.each([
    ['n/a', /not a phone number/],
    ['', /is missing/],
    ['20260401 10:30', /not a phone number/],
    ['order 123456789012, 2026-04-01', /not a phone number/],
    ['1234567', /not a phone number/],
    ['4.41632E+11', /spreadsheet has shortened/],
    ['invoice 41555501170001', /not a phone number/],
    ['$4,155.55', /not a phone number/],
  ])('A4: %s suppresses no stranger, and is listed', (text, fault) => {
    expect(of(text, 'US')).toMatch(fault)
  })

  it('A4: a number without its country is read where the country is known', () => {
    expect(of('020 7946 0018 (office)', 'GB')).toEqual(['+442079460018'])
    expect(of('020 7946 0018 (office)')).toMatch(/country code/)
  })
})

describe('E12: a number with a digit short', () => {
  it.each([
    ['+1 212 700 432', /too few digits/],
    ['+1 212 700 43210', /too many digits/],
    ['+44 20 7946 00', /number of digits|too few/],
    ['+33 1 23 45 6', /too few digits/],
  ])('E12: %s is listed', (text, fault) => {
    expect(of(text)).toMatch(fault)
  })

  it('E12: one of full length that nobody is assigned is taken', () => {
    expect(of('+1 000 000 0000')).toEqual(['+10000000000'])
    expect(of('+14365550100')).toEqual(['+14365550100'])
  })
})
