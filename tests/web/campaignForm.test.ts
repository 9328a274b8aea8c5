import { readFileSync } from 'node:fs'
import { buildSchema, isInputObjectType } from 'graphql'
import { describe, expect, it } from 'vitest'
import { countries, countryOfPack, firstPackOf, packsOfCountry } from '../../src/web/campaigns/form/countries.js'
import { createInput, DraftError, draftOf, emptyDraft, updateInput } from '../../src/web/campaigns/form/draft.js'
import { hints } from '../../src/web/campaigns/form/hints.js'
import { listInput } from '../../src/web/campaigns/form/listInput.js'
import { hoursInput, officeWeek, weekOf } from '../../src/web/campaigns/form/weekHours.js'
import type { CampaignPartsFragment } from '../../src/web/campaigns/generated/graphql.js'
import { changeWords } from '../../src/web/campaigns/contact/changeWords.js'
import { contactFilter, contactsAddress } from '../../src/web/campaigns/lists/contactFilter.js'
import { queueAddress, queueFilter } from '../../src/web/campaigns/queue/queueFilter.js'

const saved: CampaignPartsFragment = {
  id: '7',
  name: 'Autumn',
  status: 'ACTIVE',
  dialMethod: 'PREVIEW',
  distribution: 'FEWEST_CALLS',
  timeZone: 'Europe/Berlin',
  createdAt: '2026-11-22T08:00:00.000Z',
  maxAttempts: 5,
  numberPauseMinutes: 20,
  callbackGraceMinutes: 10,
  ageingMinutes: null,
  abandonRateLimit: 0.03,
  isRefilled: false,
  closesWhenDone: true,
  callsBusinesses: false,
  policyPack: 'NONE',
  personScope: 'NUMBER_IN_CAMPAIGN',
  contactFilter: { exists: { field: 'email' } },
  seller: 'Acme',
  product: null,
  callerId: null,
  script: null,
  registries: [
    { code: 'us-national', region: null, state: { isExpired: false, warning: null } },
    { code: 'us-fl', region: 'US-FL', state: { isExpired: false, warning: null } },
  ],
  frequencyCaps: [
    { subject: 'CONTACT', scope: 'CAMPAIGN', counts: 'CALLS', limit: 3, windowMinutes: 1440, calendarDays: null },
  ],
  callingHours: null,
  lists: [],
  listWeights: [],
  agents: [],
}

const faultIn = (make: () => unknown): string | null => {
  try {
    make()
    return null
  } catch (error) {
    return error instanceof DraftError ? error.fault.field : String(error)
  }
}

describe('the form of a campaign', () => {
  it('says of each argument what the API says of it, and leaves none out', () => {
    const type = buildSchema(readFileSync('schema.graphql', 'utf8')).getType('CreateCampaignInput')
    const fields = isInputObjectType(type) ? Object.values(type.getFields()) : []
    const said = Object.fromEntries(fields.map(({ name, description }) => [name, description]))
    // Lists and agents are chosen from what is there: no hint is needed to tick a box.
    const { listIds, agentIds, ...described } = said
    expect([typeof listIds, typeof agentIds]).toEqual(['string', 'string'])
    expect(hints).toEqual(described)
  })

  it('shows a campaign as it is: saved untouched, nothing would change', () => {
    const draft = draftOf(saved)
    expect(updateInput(draft, draft)).toEqual({})
    expect(draft).toMatchObject({ maxAttempts: '5', ageingMinutes: '', registries: 'us-national, us-fl US-FL' })
  })

  it('sends only what was changed, so that nobody else’s change is undone', () => {
    const draft = draftOf(saved)
    expect(updateInput(draft, { ...draft, maxAttempts: '1', isRefilled: true, registries: ' us-national ,' })).toEqual({
      maxAttempts: 1,
      isRefilled: true,
      registries: [{ code: 'us-national' }],
    })
    expect(updateInput(draft, { ...draft, contactFilter: '' })).toEqual({ removeContactFilter: true })
    expect(updateInput(draft, { ...draft, frequencyCaps: [] })).toEqual({ frequencyCaps: [] })
  })

  it('takes hours of its own away by what the API calls no limit', () => {
    const draft = { ...draftOf(saved), callingHours: officeWeek }
    const { callingHours } = updateInput(draft, { ...draft, callingHours: null })
    expect(callingHours?.sunday).toEqual([{ opens: '00:00', closes: '24:00' }])
    expect(callingHours?.holiday).toBeNull()
    expect(weekOf({ ...officeWeek, monday: [...officeWeek.monday] } as CampaignPartsFragment['callingHours'])).toEqual(
      officeWeek,
    )
    expect(hoursInput(officeWeek).saturday).toEqual([])
  })

  it('leaves out what was left empty in a new campaign', () => {
    const input = createInput({ ...emptyDraft, name: 'New' })
    expect(input).toMatchObject({ name: 'New', maxAttempts: 3, abandonRateLimit: 0.03, ageingMinutes: 0 })
    for (const field of ['callerId', 'seller', 'timeZone', 'contactFilter', 'callingHours', 'registries']) {
      expect(input).not.toHaveProperty(field)
    }
  })

  it('A8: asks for the country first, and offers the packs that are made for it', () => {
    const known = ['AU', 'CA', 'FR', 'NONE', 'OWN', 'UK', 'US_DEBT_COLLECTION', 'US_FEDERAL', 'US_STATES']
    expect([countries[0], emptyDraft.country, emptyDraft.policyPack]).toEqual(['', '', ''])
    expect(packsOfCountry('', known)).toEqual([])
    expect(packsOfCountry('US', known)).toEqual(['US_STATES', 'US_FEDERAL', 'US_DEBT_COLLECTION', 'OWN', 'NONE'])
    expect(packsOfCountry('OTHER', known)).toEqual(['OWN', 'NONE'])
    expect(countries.map((country) => firstPackOf(country, known))).toEqual([
      '',
      'US_STATES',
      'UK',
      'FR',
      'AU',
      'CA',
      '',
    ])
    expect(['UK', 'US_FEDERAL', 'OWN', 'NONE', ''].map(countryOfPack)).toEqual(['GB', 'US', 'OTHER', 'OTHER', ''])
    // NONE is sent only where it was chosen.
    expect(createInput({ ...emptyDraft, name: 'New' })).not.toHaveProperty('policyPack')
    expect(createInput({ ...emptyDraft, name: 'New', policyPack: 'NONE' })).toMatchObject({ policyPack: 'NONE' })
    const draft = draftOf({ ...saved, policyPack: null })
    expect(updateInput(draft, { ...draft, country: 'GB', policyPack: 'UK' })).toEqual({ policyPack: 'UK' })
  })

  it('finds by itself what is no figure, no share, no cap and no JSON, and says where', () => {
    const cap = {
      subject: 'CONTACT',
      scope: 'CAMPAIGN',
      counts: 'CALLS',
      limit: '0',
      window: '60',
      unit: 'MINUTES',
    } as const
    expect(faultIn(() => createInput({ ...emptyDraft, maxAttempts: 'three' }))).toBe('maxAttempts')
    expect(faultIn(() => createInput({ ...emptyDraft, numberPauseMinutes: '1.5' }))).toBe('numberPauseMinutes')
    expect(faultIn(() => createInput({ ...emptyDraft, abandonRateLimit: '3%' }))).toBe('abandonRateLimit')
    expect(faultIn(() => createInput({ ...emptyDraft, frequencyCaps: [cap] }))).toBe('frequencyCaps[0]')
    expect(faultIn(() => createInput({ ...emptyDraft, contactFilter: '[1]' }))).toBe('contactFilter')
    expect(faultIn(() => createInput({ ...emptyDraft, contactFilter: '{"exists"' }))).toBe('contactFilter')
    expect(createInput({ ...emptyDraft, ageingMinutes: '1,440' }).ageingMinutes).toBe(1440)
  })

  it('gives a list a weight only where one is typed', () => {
    expect(
      listInput([
        { id: '1', weight: ' 5 ' },
        { id: '2', weight: '' },
      ]),
    ).toEqual({ listIds: ['1', '2'], listWeights: [{ listId: '1', weight: 5 }] })
    expect(listInput([{ id: '1', weight: '1001' }])).toMatchObject({ field: 'listWeights' })
  })
})

describe('the addresses of the campaign room', () => {
  it('hold a filter and a page of the queue, and read back as they were written', () => {
    const address = queueAddress('7', ['FAILED', 'QUEUED'], 'abc')
    expect(address).toBe('/campaigns/7/queue?status=QUEUED&status=FAILED&after=abc')
    const query = new URLSearchParams(address.split('?')[1])
    expect(queueFilter(query)).toEqual({ statuses: ['QUEUED', 'FAILED'], after: 'abc' })
    expect(queueFilter(new URLSearchParams('status=NONSENSE'))).toEqual({ statuses: [], after: null })
  })

  it('hold a search of contacts', () => {
    const filter = { listId: '3', search: 'O’Neill & Co', after: null }
    expect(contactFilter(new URLSearchParams(contactsAddress(filter).split('?')[1]))).toEqual(filter)
    expect(contactFilter(new URLSearchParams('listId=x'))).toEqual({ listId: null, search: '', after: null })
  })
})

describe('a change of the audit trail', () => {
  it('reads as from and to', () => {
    expect(changeWords({ status: ['NEW', 'REACHED'], next_attempt_at: [null, '2026-11-22'], count: 3 })).toEqual([
      'status: NEW → REACHED',
      'next attempt at: 2026-11-22',
      'count: 3',
    ])
    expect(changeWords(null)).toEqual([])
  })
})
