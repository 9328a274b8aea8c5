import { describe, expect, it } from 'vitest'
import { maskedPhone } from '../../src/contact/maskedPhone.js'

describe('a number on a screen that others can see', () => {
  it.each([
    ['+12025550199', '+1 •••••• 0199', 'its country code and its last four digits'],
    ['+442079460958', '+44 •••••• 0958', 'whatever the country'],
    ['+4930901820', '+49 •••••• 1820', 'as many dots for a short number'],
    ['+498912345678901', '+49 •••••• 8901', 'as many dots for a long one'],
    ['+29051234', '+290 •••••• 34', 'at most half of an island of five digits'],
    ['+2904257', '+290 •••••• 57', 'and of four'],
    ['+999000000012345', '•••••• 2345', 'the stand-in of an erased person'],
  ])('%s is %s: %s', (phone, masked) => {
    expect(maskedPhone(phone)).toBe(masked)
  })
})
