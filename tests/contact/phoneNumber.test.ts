import fc from 'fast-check'
import { getCountries, parsePhoneNumberFromString, type CountryCode } from 'libphonenumber-js/max'
import metadata from 'libphonenumber-js/metadata.max.json'
import { describe, expect, it } from 'vitest'
import { lineTypeOf, parsePhone, parseRegion } from '../../src/contact/phoneNumber.js'
import { parsePlainNumber } from '../../src/contact/plainNumber.js'

describe('a phone number', () => {
  it.each([
    ['+1 202 555 0123', undefined, '+12025550123'],
    ['(212) 555-0100', 'US', '+12125550100'],
    ['1-212-555-0100', 'US', '+12125550100'],
    ['011 44 20 7946 0018', 'US', '+442079460018'],
    ['020 7946 0018', 'GB', '+442079460018'],
    ['+44 (0)20 7946 0018', undefined, '+442079460018'],
    ['tel:+1-201-555-0123', undefined, '+12015550123'],
    ['+54 11 15 2345 6789', undefined, '+5491123456789'],
    ['  +4930123456  ', undefined, '+4930123456'],
    ['613 555 0123', 'CA', '+16135550123'],
  ] as const)('is read from %j (region %s)', (text, region, phone) => {
    expect(parsePhone(text, region)).toMatchObject({ phone })
  })

  it.each([
    ['', undefined, 'is missing'],
    ['   ', 'US', 'is missing'],
    ['2025550123', undefined, 'not a phone number with its country code, such as +1 202 555 0123'],
    ['+1 202 555 012', undefined, 'not a phone number'],
    ['+1 123 555 0123', undefined, 'not a phone number'],
    ['call me', 'US', 'not a phone number'],
    ['call 202 555 0123 after five', 'US', 'not a phone number'],
    ['+999 123456789', undefined, 'not a phone number'],
    ['+1 202 555 0123 ext. 5', undefined, 'has an extension, which cannot be dialled'],
    ['\u0000', 'US', 'not a phone number'],
  ] as const)('is not read from %j (region %s)', (text, region, fault) => {
    expect(parsePhone(text, region)).toEqual({ fault })
  })

  it('is not read from ten thousand digits', () => {
    expect(parsePhone('1'.repeat(10_000), 'US')).toEqual({ fault: 'not a phone number' })
  })

  it('may be fictional: 555-01xx passes in every area', () => {
    for (const area of ['201', '212', '303', '415', '907']) {
      for (let line = 100; line < 200; line += 1) {
        expect(parsePhone(`+1${area}5550${line}`)).toMatchObject({ phone: `+1${area}5550${line}` })
      }
    }
  })

  it('that is plain is read as libphonenumber reads it, whatever its country', () => {
    const e164 = /^\+[1-9][0-9]{6,14}$/
    const digits = fc.string({
      unit: fc.constantFrom('0', '1', '2', '3', '4', '5', '6', '7', '8', '9'),
      minLength: 1,
      maxLength: 15,
    })
    const separated = fc
      .array(fc.constantFrom('', '', '', ' ', '-', '.', '/', '(', ')'), { minLength: 16, maxLength: 16 })
      .map(
        (separators) => (text: string) =>
          text.replace(/\d/g, (digit, at: number) => `${digit}${separators[at % 16] ?? ''}`),
      )
    const international = fc
      .tuple(fc.constantFrom(...Object.keys(metadata.country_calling_codes)), digits)
      .map(([code, rest]) => `+${code}${rest}`)
    const region = fc.option(fc.constantFrom<CountryCode>(...getCountries()), { nil: undefined })
    fc.assert(
      fc.property(fc.oneof(international, digits), separated, region, (number, separate, defaultCountry) => {
        const text = separate(number)
        const plain = parsePlainNumber(text, defaultCountry)
        const read = parsePhoneNumberFromString(text, { defaultCountry, extract: false })
        const isStorable = read?.isValid() === true && e164.test(read.number)
        // What is not plain is left to libphonenumber; what is must agree with it.
        if (plain === null) return
        const type = read?.getType() ?? 'PERSONAL_NUMBER'
        const isAnywhere = ['TOLL_FREE', 'PREMIUM_RATE', 'PERSONAL_NUMBER'].includes(type)
        const isPlace = ['FIXED_LINE', 'MOBILE', 'FIXED_LINE_OR_MOBILE'].includes(type)
        const reach = isAnywhere ? 'ANYWHERE' : isPlace ? 'PLACE' : 'COUNTRY'
        const lineType = type === 'FIXED_LINE' ? 'FIXED' : type === 'MOBILE' ? 'MOBILE' : 'UNKNOWN'
        expect(plain).toEqual(isStorable ? { phone: read.number, country: read.country, reach, lineType } : null)
      }),
      { numRuns: 20_000 },
    )
  })

  it('of the usual kind is plain, so that a large import need not ask libphonenumber', () => {
    expect(parsePlainNumber('+12025550123')).toMatchObject({ phone: '+12025550123', country: 'US' })
    expect(parsePlainNumber('(202) 555-0123', 'US')).toMatchObject({ phone: '+12025550123' })
    expect(parsePlainNumber('+442079460018')).toMatchObject({ phone: '+442079460018', country: 'GB' })
  })
})

describe('the line of a number', () => {
  it.each([
    ['+12025550123', 'UNKNOWN'],
    ['+442079460018', 'FIXED'],
    ['+447400123456', 'MOBILE'],
    ['+61412345678', 'MOBILE'],
    ['+61292345678', 'FIXED'],
    ['+18005550100', 'UNKNOWN'],
    ['not a number', 'UNKNOWN'],
  ])('of %s is %s', (phone, lineType) => {
    expect(lineTypeOf(phone)).toBe(lineType)
  })
})

describe('a region', () => {
  it('is a country of two letters in any case', () => {
    expect([parseRegion('us'), parseRegion('GB'), parseRegion('XX'), parseRegion('')]).toEqual(['US', 'GB', null, null])
  })
})
