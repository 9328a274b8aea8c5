import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { applyBuiltInPacks } from '../../src/policy/applyBuiltInPacks.js'
import { builtInPack, builtInPacks } from '../../src/policy/builtInPacks.js'
import type { BuiltInPack } from '../../src/policy/policyPack.js'
import { row, rows } from '../support/desk.js'
import { openFloor, type Floor } from '../support/floor.js'
import { openOtherOrganization } from '../support/otherOrganization.js'

let floor: Floor
let editor: Floor
beforeAll(async () => {
  floor = await openFloor()
  editor = await openOtherOrganization(floor)
})
afterAll(() => floor.close())

const uk = builtInPack('UK')?.rules ?? { hours: [], caps: [], nationalRegistryMaxAgeDays: null }
/** The packs of a later release, whose wait after an abandoned call in the United Kingdom is shorter. */
const laterPacks: readonly BuiltInPack[] = builtInPacks.map((pack) =>
  pack.code === 'UK'
    ? {
        ...pack,
        rules: { ...uk, caps: uk.caps.map((cap) => ({ ...cap, windowMinutes: 60 })), nationalRegistryMaxAgeDays: 14 },
      }
    : pack,
)

async function ukCampaign(one: Floor): Promise<string> {
  const document = 'mutation ($input: CreateCampaignInput!) { createCampaign(input: $input) { id } }'
  const input = { name: 'UK', policyPack: 'UK' }
  return (await one.get<{ createCampaign: { id: string } }>(document, { input })).createCampaign.id
}

const stateOf = (id: string) =>
  row(
    floor,
    `SELECT hours_version, registry_max_age_days, cap.window_minutes
     FROM campaign LEFT JOIN campaign_cap AS cap ON cap.campaign_id = campaign.id WHERE campaign.id = $1`,
    [id],
  )

describe('a release whose built-in packs say something else', () => {
  it('gives it to the campaigns that obey them, once, and leaves what an organization has edited', async () => {
    const codes = builtInPacks.map(({ code }) => code)
    expect(await applyBuiltInPacks(floor.database)).toEqual(codes)
    expect(await applyBuiltInPacks(floor.database)).toEqual([])
    const [ours, theirs] = [await ukCampaign(floor), await ukCampaign(editor)]
    await editor.get(
      'mutation ($input: UpdatePolicyPackInput!) { updatePolicyPack(input: $input) { code } }',
      {
        input: { code: 'UK', label: 'Ours', rules: uk },
      },
      { role: 'ADMIN', organizationId: editor.organizationId },
    )
    const [before, theirsBefore] = [await stateOf(ours), await stateOf(theirs)]
    expect(before).toMatchObject({ window_minutes: 4325, registry_max_age_days: 28 })

    // Several servers start at once.
    const applied = await Promise.all([1, 2, 3].map(() => applyBuiltInPacks(floor.database, laterPacks)))
    expect(applied.flat()).toEqual(['UK'])
    expect(await stateOf(ours)).toEqual({
      hours_version: Number(before['hours_version']) + 1,
      registry_max_age_days: 14,
      window_minutes: 60,
    })
    expect(await stateOf(theirs)).toEqual(theirsBefore)
    expect(await rows(floor, 'SELECT code FROM built_in_policy_pack')).toHaveLength(codes.length)
  })
})
