import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { builtInPacks } from '../../src/policy/builtInPacks.js'
import type { PolicyRules } from '../../src/policy/policyPack.js'
import { packHoursRules, policyPack } from '../../src/policy/policyPacks.js'
import { codeOf, row, rows } from '../support/desk.js'
import { openFloor, type Floor } from '../support/floor.js'
import { openOtherOrganization } from '../support/otherOrganization.js'
import { refusal } from '../support/refusal.js'

let floor: Floor
let other: Floor
beforeAll(async () => {
  floor = await openFloor()
  other = await openOtherOrganization(floor)
})
afterAll(() => floor.close())

const frenchCaps = ['fr-attempts-contact 4', 'fr-attempts-number 4', 'fr-refusal-contact 1', 'fr-refusal-number 1']

interface PackView {
  readonly code: string
  readonly label: string
  readonly version: number
  readonly isEdited: boolean
  readonly rules: PolicyRules
}

const packFields = 'code label version isEdited rules'
const updateDocument = `mutation ($input: UpdatePolicyPackInput!) { updatePolicyPack(input: $input) { ${packFields} } }`
const campaignFields = `id policyPack frequencyCaps { subject scope counts limit windowMinutes }
  effectiveCaps { ruleId region subject scope counts limit windowMinutes }`
const createDocument = `mutation ($input: CreateCampaignInput!) { createCampaign(input: $input) { ${campaignFields} } }`
const changeDocument = `mutation ($input: UpdateCampaignInput!) { updateCampaign(input: $input) { ${campaignFields} } }`

interface CampaignView {
  readonly id: string
  readonly policyPack: string
  readonly frequencyCaps: object[]
  readonly effectiveCaps: { readonly ruleId: string; readonly limit: number }[]
}

const packsOf = async (one: Floor) =>
  (await one.get<{ policyPacks: PackView[] }>(`{ policyPacks { ${packFields} } }`)).policyPacks
const edit = async (one: Floor, input: object) =>
  (await one.get<{ updatePolicyPack: PackView }>(updateDocument, { input }, adminOf(one))).updatePolicyPack
const adminOf = ({ organizationId }: Floor) => ({ role: 'ADMIN', organizationId }) as const
const create = async (one: Floor, input: object) =>
  (await one.get<{ createCampaign: CampaignView }>(createDocument, { input: { name: 'Spring', ...input } }))
    .createCampaign
const change = async (input: object) =>
  (await floor.get<{ updateCampaign: CampaignView }>(changeDocument, { input })).updateCampaign
const capsOf = async (one: Floor, id: string) =>
  (
    await one.get<{ campaign: CampaignView }>(`query ($id: ID!) { campaign(id: $id) { ${campaignFields} } }`, { id })
  ).campaign.effectiveCaps.map(({ ruleId, limit }) => `${ruleId} ${limit}`)
const hoursVersion = async (id: string) =>
  Number((await row(floor, 'SELECT hours_version FROM campaign WHERE id = $1', [id]))['hours_version'])

const source = { source: 'House rule 1', asOf: '2026-11-22', reviewedBy: 'Legal' }
const cap = { subject: 'NUMBER', scope: 'ORGANIZATION', counts: 'CALLS', limit: 2, windowMinutes: 60 }
const houseRules = {
  hours: [{ id: 'house-hours', region: null, days: { MON: [['10:00', '12:00']] }, ...source }],
  caps: [{ id: 'house-cap', region: null, ...cap, ...source }],
  nationalRegistryMaxAgeDays: 7,
}

describe('an organization that has edited nothing', () => {
  it('has the built-in packs, as everyone who is signed in can see', async () => {
    const expected = builtInPacks.map(({ code, label, rules }) => ({ code, label, version: 1, isEdited: false, rules }))
    for (const role of ['SUPERVISOR', 'ADMIN', 'DIALER'] as const) {
      const { policyPacks } = await other.get<{ policyPacks: PackView[] }>(
        `{ policyPacks { ${packFields} } }`,
        {},
        {
          role,
          organizationId: other.organizationId,
        },
      )
      expect(policyPacks).toEqual(expected)
    }
  })

  it('sees each rule with its source, and which one needs a check', async () => {
    const weekday = [['09:00', '20:00']]
    const document = `{ policyPacks { code nationalRegistryMaxAgeDays
      hours { id region source asOf reviewedBy check days }
      caps { id region source asOf reviewedBy check cap { subject scope counts limit windowMinutes } } } }`
    const { policyPacks } = await other.get<{ policyPacks: { code: string }[] }>(document)
    expect(policyPacks.find(({ code }) => code === 'AU')).toEqual({
      code: 'AU',
      nationalRegistryMaxAgeDays: 30,
      caps: [],
      hours: [
        {
          ...{ id: 'au-hours', region: null, asOf: '2017-12-31', reviewedBy: null, check: true },
          source:
            'Telecommunications (Telemarketing and Research Calls) Industry Standard 2017; taken second-hand, not read there',
          days: {
            ...{ MON: weekday, TUE: weekday, WED: weekday, THU: weekday, FRI: weekday },
            ...{ SAT: [['09:00', '17:00']], HOLIDAY: [] },
          },
        },
      ],
    })
    expect(policyPacks.find(({ code }) => code === 'UK')).toMatchObject({
      caps: [{ id: 'uk-abandon', check: true, cap: { counts: 'ABANDONED', limit: 1, windowMinutes: 4325 } }],
    })
  })
})

describe('an edited pack', () => {
  it('holds at once for every campaign that names it, caps and hours, and for no other', async () => {
    const [first, second] = [await create(floor, { policyPack: 'UK' }), await create(floor, { policyPack: 'UK' })]
    const [french, theirs] = [await create(floor, { policyPack: 'FR' }), await create(other, { policyPack: 'UK' })]
    expect(await capsOf(floor, first.id)).toEqual(['uk-abandon 1'])
    const before = await Promise.all([first, second, french, theirs].map(({ id }) => hoursVersion(id)))
    const written = await edit(floor, { code: 'UK', label: 'Our UK', rules: houseRules, expectedVersion: 1 })
    expect(written).toEqual({ code: 'UK', label: 'Our UK', version: 2, isEdited: true, rules: houseRules })
    expect(await capsOf(floor, first.id)).toEqual(['house-cap 2'])
    expect(await capsOf(floor, second.id)).toEqual(['house-cap 2'])
    expect(await capsOf(floor, french.id)).toEqual(frenchCaps)
    expect(await capsOf(other, theirs.id)).toEqual(['uk-abandon 1'])
    const after = await Promise.all([first, second, french, theirs].map(({ id }) => hoursVersion(id)))
    expect(after.map((version, index) => version - (before[index] ?? 0))).toEqual([1, 1, 0, 0])
  })

  it('is the text that the organization then has, and no other organization', async () => {
    expect((await packsOf(floor)).find(({ code }) => code === 'UK')).toMatchObject({ label: 'Our UK', isEdited: true })
    expect(
      await packHoursRules(floor.database, floor.organizationId, { policyPack: 'UK', dialMethod: 'PREVIEW' }),
    ).toEqual(houseRules.hours)
    expect((await packsOf(other)).find(({ code }) => code === 'UK')).toMatchObject({ version: 1, isEdited: false })
    expect(
      await packHoursRules(floor.database, other.organizationId, { policyPack: 'UK', dialMethod: 'PREVIEW' }),
    ).not.toEqual(houseRules.hours)
  })

  it('is refused to whoever has read an older version, and says which there is', async () => {
    const input = { code: 'UK', label: 'Stale', rules: houseRules, expectedVersion: 1 }
    const ask = () => floor.ask(updateDocument, { input }, { role: 'ADMIN' })
    expect(await refusal(floor, ask)).toBe('CONFLICT')
    expect((await ask()).errors[0]?.extensions).toMatchObject({ version: 2 })
    expect(await edit(floor, { ...input, label: 'Fresh', expectedVersion: 2 })).toMatchObject({ version: 3 })
    expect(await edit(floor, { ...input, label: 'Whatever', expectedVersion: null })).toMatchObject({ version: 4 })
  })

  it('of two editors at once with the same version is written by one', async () => {
    const input = { code: 'CA', label: 'Canada', rules: houseRules, expectedVersion: 1 }
    const answers = await Promise.all([1, 2, 3].map(() => floor.ask(updateDocument, { input }, { role: 'ADMIN' })))
    const outcomes = answers.map((answer) => (answer.errors.length === 0 ? 'written' : codeOf(answer)))
    expect(outcomes.sort()).toEqual(['CONFLICT', 'CONFLICT', 'written'])
  })

  it('can be one of the organization itself, which campaigns may then name', async () => {
    const input = { code: 'HOUSE', label: 'House', rules: houseRules }
    expect(await refusal(floor, () => floor.ask(createDocument, { input: { name: 'A', policyPack: 'HOUSE' } }))).toBe(
      'BAD_USER_INPUT',
    )
    expect(
      await refusal(floor, () =>
        floor.ask(updateDocument, { input: { ...input, expectedVersion: 1 } }, { role: 'ADMIN' }),
      ),
    ).toBe('CONFLICT')
    expect(await edit(floor, { ...input, expectedVersion: 0 })).toMatchObject({
      code: 'HOUSE',
      version: 1,
      isEdited: true,
    })
    expect((await packsOf(floor)).at(-1)).toMatchObject({ code: 'HOUSE' })
    const { policyPack: code, effectiveCaps } = await create(floor, { policyPack: 'HOUSE' })
    expect([code, effectiveCaps]).toEqual(['HOUSE', [{ ruleId: 'house-cap', region: null, ...cap }]])
    expect(await policyPack(floor.database, other.organizationId, 'HOUSE')).toBeNull()
    expect(await refusal(floor, () => other.ask(createDocument, { input: { name: 'A', policyPack: 'HOUSE' } }))).toBe(
      'BAD_USER_INPUT',
    )
  })

  it('is not written by a supervisor, an agent or a dialler', async () => {
    const input = { code: 'AU', label: 'Ours', rules: houseRules }
    for (const role of ['SUPERVISOR', 'DIALER'] as const) {
      expect(await refusal(floor, () => floor.ask(updateDocument, { input }, { role }))).toBe('FORBIDDEN')
    }
  })
})

describe('a campaign that names a pack', () => {
  it('names none at first, not even NONE, and has no caps', async () => {
    expect(await create(other, {})).toMatchObject({ policyPack: null, frequencyCaps: [], effectiveCaps: [] })
  })

  it('obeys the caps of the pack and its own, and those of another pack once it names that', async () => {
    const own = [cap, { ...cap, subject: 'CONTACT', scope: 'CAMPAIGN', counts: 'CONVERSATIONS', limit: 1 }]
    const created = await create(other, { policyPack: 'FR', frequencyCaps: [{ ...cap, counts: undefined }, own[1]] })
    expect(created.frequencyCaps).toEqual(own)
    expect(created.effectiveCaps.map(({ ruleId }) => ruleId)).toEqual([
      ...[
        'campaign-cap-1',
        'campaign-cap-2',
        'fr-attempts-contact',
        'fr-attempts-number',
        'fr-refusal-contact',
        'fr-refusal-number',
      ],
    ])
  })

  it('keeps what is not named in a change, and has new hours only when its pack changes', async () => {
    const { id } = await create(floor, { policyPack: 'FR', frequencyCaps: [cap] })
    const version = await hoursVersion(id)
    expect(await change({ id, name: 'Renamed' })).toMatchObject({ policyPack: 'FR', frequencyCaps: [cap] })
    expect(await change({ id, frequencyCaps: [] })).toMatchObject({ policyPack: 'FR', frequencyCaps: [] })
    expect(await capsOf(floor, id)).toEqual(frenchCaps)
    expect(await hoursVersion(id)).toBe(version)
    expect((await change({ id, policyPack: 'AU' })).effectiveCaps).toEqual([])
    expect(await hoursVersion(id)).toBe(version + 1)
  })

  it.each<{ input: object; field: string }>([
    { input: { policyPack: 'ATLANTIS' }, field: 'policyPack' },
    { input: { policyPack: '' }, field: 'policyPack' },
    { input: { frequencyCaps: Array.from({ length: 11 }, () => cap) }, field: 'frequencyCaps' },
    { input: { frequencyCaps: [cap, { ...cap, limit: 0 }] }, field: 'frequencyCaps[1].limit' },
    { input: { frequencyCaps: [{ ...cap, windowMinutes: 527_041 }] }, field: 'frequencyCaps[0].windowMinutes' },
  ])('is refused at $field', async ({ input, field }) => {
    const { id } = await create(floor, {})
    const asks = [
      () => floor.ask(createDocument, { input: { name: 'A', ...input } }),
      () => floor.ask(changeDocument, { input: { id, name: 'B', ...input } }),
    ]
    for (const ask of asks) {
      expect(await refusal(floor, ask)).toBe('BAD_USER_INPUT')
      expect((await ask()).errors[0]?.extensions).toMatchObject({ field })
    }
  })

  it('never keeps the caps of a text that was replaced while it was created', async () => {
    const creating = Array.from({ length: 8 }, (_, index) =>
      create(floor, { name: `Race ${index}`, policyPack: 'US_FEDERAL' }),
    )
    const editing = edit(floor, { code: 'US_FEDERAL', label: 'Ours', rules: houseRules })
    await Promise.all([...creating, editing])
    const wrong = await rows(
      floor,
      `SELECT campaign.name FROM campaign LEFT JOIN campaign_cap AS cap ON cap.campaign_id = campaign.id
       WHERE campaign.policy_pack = 'US_FEDERAL' AND cap.rule_id IS DISTINCT FROM 'house-cap'`,
    )
    expect(wrong).toEqual([])
  })
})

describe('a pack that was damaged past the API', () => {
  it('is an error of the server, never an empty pack', async () => {
    await floor.database.pool.query(
      `INSERT INTO policy_pack (organization_id, code, version, label, rules)
       VALUES ($1, 'FR', 2, 'FR', '{"hours": [{}], "caps": [], "nationalRegistryMaxAgeDays": null}')`,
      [floor.organizationId],
    )
    await expect(
      packHoursRules(floor.database, floor.organizationId, { policyPack: 'FR', dialMethod: 'PREVIEW' }),
    ).rejects.toThrow('cannot be read')
    expect(codeOf(await floor.ask('{ policyPacks { code } }'))).toBe('INTERNAL_SERVER_ERROR')
    await expect(
      packHoursRules(floor.database, floor.organizationId, { policyPack: 'NOWHERE', dialMethod: 'PREVIEW' }),
    ).rejects.toThrow('does not exist')
  })
})
