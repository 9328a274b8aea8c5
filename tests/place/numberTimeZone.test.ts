import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { zonesByPrefix } from '../../src/place/numberTimeZone.js'
import { createTimeZoneNames } from '../../src/contact/timeZoneNames.store.js'

const prefixMap = fileURLToPath(
  new URL('../../../shared/data/libphonenumber_timezones_prefix_map.txt', import.meta.url),
)

const ownZones = (phone: string): string => zonesByPrefix(phone).own.join('&')

describe('the time zone of a number', () => {
  it('is known where its prefix lies in one zone', () => {
    expect(ownZones('+12125550100')).toBe('America/New_York')
    expect(ownZones('+493012345678')).toBe('Europe/Berlin')
  })

  it('is taken from the longest prefix that is known', () => {
    expect(ownZones('+18503335555')).toBe('America/New_York')
    expect(ownZones('+18502345555')).toBe('America/Chicago')
    expect([...zonesByPrefix('+18500000000').below].sort()).toEqual(['America/Chicago'])
  })

  it('is one of many for a toll-free number, and unknown for no number at all', () => {
    expect(zonesByPrefix('+18005550100').own.length).toBeGreaterThan(20)
    expect(ownZones('')).toBe('')
    expect(ownZones('+9')).toBe('')
  })

  it.skipIf(!existsSync(prefixMap))('is that of the published map, prefix by prefix (needs ../shared/data)', () => {
    const lines = readFileSync(prefixMap, 'utf8')
      .split('\n')
      .filter((line) => line !== '')
    expect(lines).toHaveLength(3_291)
    for (const line of lines) {
      const [prefix = '', zones = ''] = line.split('|')
      expect(ownZones(`+${prefix}`)).toBe(zones)
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
