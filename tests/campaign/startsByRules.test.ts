import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { changeContact, codeOf, generate, nth, row } from '../support/desk.js'
import { openFloor, openShift, type Floor, type Shift } from '../support/floor.js'

let floor: Floor
beforeAll(async () => {
  floor = await openFloor()
})
afterAll(() => floor.close())

const updateDocument = 'mutation ($input: UpdateCampaignInput!) { updateCampaign(input: $input) { status policyPack } }'
const update = (input: object) => floor.ask(updateDocument, { input })

/** A new campaign by the API, with nothing said but these fields. */
async function create(fields: object = {}): Promise<string> {
  const { createCampaign } = await floor.get<{ createCampaign: { id: string; policyPack: string | null } }>(
    'mutation ($input: CreateCampaignInput!) { createCampaign(input: $input) { id policyPack } }',
    { input: { name: 'Autumn', ...fields } },
  )
  return createCampaign.id
}

const statusOf = async (id: string): Promise<unknown> =>
  (await row(floor, 'SELECT status, policy_pack FROM campaign WHERE id = $1', [id]))['status']

const office = { monday: [{ opens: '09:00', closes: '17:00' }] }
const always = Object.fromEntries(
  ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'].map((day) => [
    day,
    [{ opens: '00:00', closes: '24:00' }],
  ]),
)

describe('A8: a campaign of which nobody has said when it may call', () => {
  it('is not started: the answer names policyPack, and nothing changes', async () => {
    const id = await create()
    const refused = await update({ id, status: 'ACTIVE', name: 'Started' })
    expect(codeOf(refused)).toBe('BAD_USER_INPUT')
    expect(refused.errors[0]?.extensions).toMatchObject({ field: 'policyPack' })
    expect(await row(floor, 'SELECT status, name, policy_pack FROM campaign WHERE id = $1', [id])).toEqual({
      status: 'DRAFT',
      name: 'Autumn',
      policy_pack: null,
    })
  })

  it.each<[string, object]>([
    ['NONE in so many words', { policyPack: 'NONE' }],
    ['a pack', { policyPack: 'US_STATES' }],
    ['hours of its own', { callingHours: office }],
  ])('starts with %s, said before or in the same change', async (_, said) => {
    const before = await create(said)
    expect((await update({ id: before, status: 'ACTIVE' })).errors).toEqual([])
    const together = await create()
    expect((await update({ id: together, status: 'ACTIVE', ...said })).errors).toEqual([])
    expect([await statusOf(before), await statusOf(together)]).toEqual(['ACTIVE', 'ACTIVE'])
  })

  it('takes no hours that limit nothing for an answer, and keeps the last hours of one that runs', async () => {
    const id = await create({ callingHours: always })
    expect(codeOf(await update({ id, status: 'ACTIVE' }))).toBe('BAD_USER_INPUT')
    expect((await update({ id, status: 'ACTIVE', callingHours: office })).errors).toEqual([])
    expect(codeOf(await update({ id, callingHours: always }))).toBe('BAD_USER_INPUT')
    expect((await update({ id, callingHours: always, policyPack: 'NONE' })).errors).toEqual([])
  })

  it('may have its queue filled while it is a draft, by the rules of no pack', async () => {
    const shift = await openShift(floor, { contacts: 2, agents: 1, queued: false, campaignStatus: 'DRAFT' })
    await floor.database.pool.query('UPDATE campaign SET policy_pack = NULL WHERE id = $1', [shift.campaignId])
    expect(await generate(floor, shift.campaignId, 10)).toMatchObject({ created: 2 })
  })
})

describe('A8: queueDiagnosis warns of a campaign under NONE', () => {
  const warningsOf = async ({ campaignId }: Shift): Promise<unknown> => {
    const document = 'query ($id: ID!) { queueDiagnosis(campaignId: $id) { warnings { id count } } }'
    const { queueDiagnosis } = await floor.get<{ queueDiagnosis: { warnings: unknown } }>(document, { id: campaignId })
    return queueDiagnosis.warnings
  }
  const openMixed = async (): Promise<Shift> => {
    const shift = await openShift(floor, { contacts: 4, agents: 1, queued: false })
    for (const [index, region] of ['US-NY', 'GB', 'CA-ON,US', 'AU'].entries()) {
      await changeContact(floor, nth(shift.contactIds, index), { region })
    }
    return shift
  }

  it('of its contacts in the United States, and of having no hours at all', async () => {
    const shift = await openMixed()
    expect(await warningsOf(shift)).toEqual([
      { id: 'us-without-policy-pack', count: 2 },
      { id: 'no-calling-hours', count: 4 },
    ])
    await floor.get(updateDocument, { input: { id: shift.campaignId, callingHours: office } })
    expect(await warningsOf(shift)).toEqual([{ id: 'us-without-policy-pack', count: 2 }])
  })

  it('and says nothing of one that obeys a pack', async () => {
    const shift = await openMixed()
    await floor.get(updateDocument, { input: { id: shift.campaignId, policyPack: 'US_FEDERAL' } })
    expect(await warningsOf(shift)).toEqual([])
  })
})
