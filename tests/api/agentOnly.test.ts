import { afterAll, beforeEach, beforeAll, describe, expect, it } from 'vitest'
import { askCorrection, askReport, codeOf, nextContact, nextContactDocument, nth, report } from '../support/desk.js'
import { everyRow } from '../support/everyRow.js'
import { openFloor, openShift, type Answer, type Floor, type Shift } from '../support/floor.js'
import { openStage, type Stage } from './stage.js'

let floor: Floor
let stage: Stage
/** AVAILABLE, and never held anything: the colleague of the holder. */
let colleague: { agentId: string }
let holder: { agentId: string }
/** A campaign in which neither of them works. */
let elsewhere: Shift

beforeAll(async () => {
  floor = await openFloor()
  elsewhere = await openShift(floor, { contacts: 1, agents: 1 })
})

beforeEach(async () => {
  stage = await openStage(floor)
  colleague = { agentId: stage.freeAgentId }
  holder = { agentId: stage.holderId }
})

afterAll(() => floor.close())

const renewDocument = 'mutation ($entryId: ID!) { renewLease(entryId: $entryId) { id } }'
const statusDocument = 'mutation ($input: SetAgentStatusInput!) { setAgentStatus(input: $input) { id status } }'

describe('an agent', () => {
  it('sees the entries and contacts that it holds or held, and no others', async () => {
    const document = `query ($held: ID!, $final: ID!, $queued: ID!, $heldContact: ID!, $finalContact: ID!) {
      held: dialQueueEntry(id: $held) { id assignedAgent { id } }
      final: dialQueueEntry(id: $final) { id }
      queued: dialQueueEntry(id: $queued) { id }
      heldContact: contact(id: $heldContact) { id }
      finalContact: contact(id: $finalContact) { id } }`
    const { heldEntry, finalEntry, queuedEntryId } = stage
    const variables = {
      held: heldEntry.id,
      final: finalEntry.id,
      queued: queuedEntryId,
      heldContact: heldEntry.contact.id,
      finalContact: finalEntry.contact.id,
    }
    expect(await floor.get(document, variables, holder)).toEqual({
      held: { id: heldEntry.id, assignedAgent: { id: stage.holderId } },
      final: { id: finalEntry.id },
      queued: null,
      heldContact: { id: heldEntry.contact.id },
      finalContact: { id: finalEntry.contact.id },
    })
    expect(await floor.get(document, variables, colleague)).toEqual({
      held: null,
      final: null,
      queued: null,
      heldContact: null,
      finalContact: null,
    })
  })

  it('no longer sees a contact that it gave back without a dial', async () => {
    const { entry } = await nextContact(floor, stage.campaignId, colleague.agentId)
    const document = 'query ($e: ID!, $c: ID!) { dialQueueEntry(id: $e) { id } contact(id: $c) { id } }'
    const variables = { e: entry?.id, c: entry?.contact.id }
    expect(await floor.get(document, variables, colleague)).toMatchObject({ contact: { id: entry?.contact.id } })
    await report(floor, entry?.id ?? '', 'QUEUED', {}, colleague)
    expect(await floor.get(document, variables, colleague)).toEqual({ dialQueueEntry: null, contact: null })
  })

  it('sees no colleague, on whatever way it comes to a campaign', async () => {
    const { me, campaign, campaigns } = await floor.get<{
      me: { agent: { id: string; campaigns: { agents: { id: string }[] }[] } }
      campaign: { agents: { id: string; currentEntry: { id: string } }[] }
      campaigns: { id: string; agents: { id: string }[] }[]
    }>(
      `query ($id: ID!) {
        me { agent { id campaigns { agents { id } } } }
        campaign(id: $id) { agents { id currentEntry { id } } }
        campaigns { id agents { id } } }`,
      { id: stage.campaignId },
      holder,
    )
    const itself = { id: stage.holderId }
    expect(me.agent).toEqual({ ...itself, campaigns: [{ agents: [itself] }] })
    expect(campaign.agents).toEqual([{ ...itself, currentEntry: { id: stage.heldEntry.id } }])
    expect(campaigns.find(({ id }) => id === stage.campaignId)?.agents).toEqual([itself])
    expect(campaigns.find(({ id }) => id === elsewhere.campaignId)?.agents).toEqual([])
  })

  it('needs not be told who it is', async () => {
    expect(await floor.get('{ me { role agent { id } } }', {}, holder)).toEqual({
      me: { role: 'AGENT', agent: { id: stage.holderId } },
    })
    const input = { status: 'PAUSED', reason: 'Tea' }
    expect(await floor.get(statusDocument, { input }, colleague)).toEqual({
      setAgentStatus: { id: stage.freeAgentId, status: 'PAUSED' },
    })
  })

  it('may name itself', async () => {
    const input = { campaignId: stage.campaignId, agentId: stage.freeAgentId }
    expect(await floor.get(nextContactDocument, { input }, colleague)).toMatchObject({ nextContact: { reason: null } })
  })

  const asAnother: [what: string, attempt: () => Promise<Answer>, code: string][] = [
    [
      'ask for a contact as a colleague',
      () => {
        const input = { campaignId: stage.campaignId, agentId: stage.freeAgentId }
        return floor.ask(nextContactDocument, { input }, holder)
      },
      'FORBIDDEN',
    ],
    [
      'pause a colleague',
      () => floor.ask(statusDocument, { input: { agentId: stage.freeAgentId, status: 'PAUSED' } }, holder),
      'FORBIDDEN',
    ],
    [
      "report on a colleague's entry",
      () => askReport(floor, stage.heldEntry.id, 'COMPLETED', { outcome: 'SALE' }, colleague),
      'FORBIDDEN',
    ],
    [
      "report on a colleague's entry in the colleague's name",
      () => askReport(floor, stage.heldEntry.id, 'CONNECTED', { agentId: stage.holderId }, colleague),
      'FORBIDDEN',
    ],
    [
      'report on its own entry in the name of a colleague',
      () => askReport(floor, stage.heldEntry.id, 'CONNECTED', { agentId: stage.freeAgentId }, holder),
      'FORBIDDEN',
    ],
    ['cancel a queued entry', () => askReport(floor, stage.queuedEntryId, 'CANCELLED', {}, holder), 'FORBIDDEN'],
    [
      "correct what became of a colleague's entry",
      () => askCorrection(floor, stage.finalEntry.id, { outcome: 'SALE' }, colleague),
      'FORBIDDEN',
    ],
    [
      'write notes to an entry that a colleague holds',
      () => askCorrection(floor, stage.heldEntry.id, { notes: 'mine' }, colleague),
      'FORBIDDEN',
    ],
    [
      "renew a colleague's hold",
      () => floor.ask(renewDocument, { entryId: stage.heldEntry.id }, colleague),
      'FORBIDDEN',
    ],
    [
      'ask for a contact of a campaign in which it does not work',
      () => floor.ask(nextContactDocument, { input: { campaignId: elsewhere.campaignId } }, colleague),
      'AGENT_UNAVAILABLE',
    ],
  ]

  it.each(asAnother)('cannot %s', async (_what, attempt, code) => {
    const before = await everyRow(floor)
    expect(codeOf(await attempt())).toBe(code)
    expect(await everyRow(floor)).toEqual(before)
  })

  it("cannot replay a colleague's report", async () => {
    await report(floor, stage.heldEntry.id, 'CONNECTED', { idempotencyKey: `r ${stage.heldEntry.id}` }, holder)
    const before = await everyRow(floor)
    const fields = { idempotencyKey: `r ${stage.heldEntry.id}` }
    const answer = await askReport(floor, stage.heldEntry.id, 'CONNECTED', fields, colleague)
    expect(codeOf(answer)).toBe('IDEMPOTENCY_MISMATCH')
    expect(await everyRow(floor)).toEqual(before)
  })
})

describe('a supervisor, an admin and a dialler', () => {
  it.each(['SUPERVISOR', 'ADMIN', 'DIALER'] as const)('%s acts for the agent it names', async (role) => {
    const input = { campaignId: stage.campaignId, agentId: stage.freeAgentId }
    const { nextContact: answer } = await floor.get<{ nextContact: { entry: { id: string } } }>(
      nextContactDocument,
      { input },
      { role },
    )
    const fields = { agentId: stage.freeAgentId, outcome: 'NO_ANSWER' }
    expect(await report(floor, answer.entry.id, 'FAILED', fields, { role })).toMatchObject({ status: 'FAILED' })
  })

  it.each(['SUPERVISOR', 'ADMIN', 'DIALER'] as const)('%s has to name an agent to claim', async (role) => {
    const before = await everyRow(floor)
    const answer = await floor.ask(nextContactDocument, { input: { campaignId: stage.campaignId } }, { role })
    expect(codeOf(answer)).toBe('BAD_USER_INPUT')
    expect(await everyRow(floor)).toEqual(before)
  })

  it('speak of an agent of theirs who does not hold the entry: bad input, not a missing agent', async () => {
    const answer = await askReport(floor, stage.heldEntry.id, 'CONNECTED', { agentId: nth(elsewhere.agentIds, 0) })
    expect(codeOf(answer)).toBe('BAD_USER_INPUT')
  })
})
