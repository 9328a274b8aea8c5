import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { numberTimeZone, numberTimeZones } from '../../src/contact/numberTimeZone.js'
import { createTimeZoneNames } from '../../src/contact/timeZoneNames.store.js'

const prefixMap = fileURLToPath(
  new URL('../../../shared/data/libphonenumber_timezones_prefix_map.txt', import.meta.url),
)

describe('the time zone of a number', () => {
  it('is known where its prefix lies in one zone', () => {
    expect(numberTimeZone('+12125550100')).toBe('America/New_York')
    expect(numberTimeZone('+442079460018')).toBe('Europe/London')
  })

  it('is taken from the longest prefix that is known', () => {
    expect(numberTimeZone('+18503335555')).toBe('America/New_York')
    expect(numberTimeZone('+18502345555')).toBe('America/Chicago')
  })

  it('is unknown where several are possible, as for a toll-free number, and for no number at all', () => {
    expect(numberTimeZone('+18005550100')).toBeNull()
    expect(numberTimeZones('+18005550100').length).toBeGreaterThan(20)
    expect(numberTimeZone('')).toBeNull()
    expect(numberTimeZones('+9')).toEqual([])
  })

  it.skipIf(!existsSync(prefixMap))('is that of the published map, prefix by prefix (needs ../shared/data)', () => {
    const lines = readFileSync(prefixMap, 'utf8')
      .split('\n')
      .filter((line) => line !== '')
    expect(lines).toHaveLength(3_291)
    for (const line of lines) {
      const [prefix = '', zones = ''] = line.split('|')
      expect(numberTimeZones(`+${prefix}`)).toEqual(zones.split('&'))
    }
  })
})

describe('the name of a zone', () => {
  const names = createTimeZoneNames(['America/New_York', 'US/Eastern', 'Asia/Atlantis', 'UTC'])

  it('is kept as it is, aliases too, but for its case', () => {
    expect(names.find('America/New_York')).toBe('America/New_York')
    expect(names.find('us/eastern')).toBe('US/Eastern')
    expect(names.find('utc')).toBe('UTC')
  })

  it('must be known to the database and to this process', () => {
    expect(names.find('Europe/Berlin')).toBeNull()
    expect(names.find('Asia/Atlantis')).toBeNull()
    expect(names.find('Asia/Atlantis')).toBeNull()
  })
})
