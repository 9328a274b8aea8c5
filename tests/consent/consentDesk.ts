import { row, type Caller } from '../support/desk.js'
import type { Answer, Floor, Shift } from '../support/floor.js'

/** What every rule of a test's pack has. */
const sourced = { region: null, source: 'a test', asOf: '2026-12-01', reviewedBy: null }

/** A demand for consent everywhere, with what differs. */
export function demand(more: object = {}): object {
  return { ...sourced, id: 'test-consent', bases: ['EXPRESS', 'WRITTEN', 'REQUESTED_CALLBACK'], ...more }
}

/** An exemption, with what differs. */
export function exemption(more: object = {}): object {
  return { ...sourced, id: 'test-exemption', bases: ['REQUESTED_CALLBACK'], from: 'CAPS', ...more }
}

let packs = 0

/** Gives the campaign a pack of its own that says this of consent, and `rules` besides; the pack's code. */
export async function demandConsent(
  floor: Floor,
  campaignId: string,
  consent: object = { demands: [demand()] },
  rules: object = {},
): Promise<string> {
  packs += 1
  const code = `CONSENT_${packs}`
  await writePack(floor, code, consent, rules)
  await floor.get('mutation ($input: UpdateCampaignInput!) { updateCampaign(input: $input) { id } }', {
    input: { id: campaignId, policyPack: code },
  })
  return code
}

/** Writes the pack anew. */
export async function writePack(floor: Floor, code: string, consent: object, rules: object = {}): Promise<void> {
  await floor.get(
    'mutation ($input: UpdatePolicyPackInput!) { updatePolicyPack(input: $input) { code } }',
    {
      input: {
        code,
        label: 'Test',
        rules: { hours: [], caps: [], nationalRegistryMaxAgeDays: null, ...rules, consent },
      },
    },
    { role: 'ADMIN' },
  )
}

/** recordConsent by a SUPERVISOR unless `as` says otherwise; the raw answer. */
export function askRecord(floor: Floor, input: object, as: Caller = {}): Promise<Answer> {
  return floor.ask(
    'mutation ($input: RecordConsentInput!) { recordConsent(input: $input) { cancelled consent { id basis givenAt expiresAt revokedAt } } }',
    { input: { basis: 'EXPRESS', source: 'web form 12', ...input } },
    as,
  )
}

/** recordConsent; how many entries a NONE cancelled. */
export async function record(floor: Floor, input: object, as: Caller = {}): Promise<number> {
  const answer = await askRecord(floor, input, as)
  if (answer.errors.length > 0) throw new Error(answer.text)
  return (answer.data as unknown as { recordConsent: { cancelled: number } }).recordConsent.cancelled
}

/** revokeConsent; what it did. */
export async function revoke(
  floor: Floor,
  input: object,
  as: Caller = {},
): Promise<{ revoked: number; cancelled: number }> {
  const document = 'mutation ($input: RevokeConsentInput!) { revokeConsent(input: $input) { revoked cancelled } }'
  const variables = { input: { reason: 'asked by letter', ...input } }
  return (await floor.get<{ revokeConsent: { revoked: number; cancelled: number } }>(document, variables, as))
    .revokeConsent
}

/** recordReassignedAnswers; how many entries were cancelled. */
export async function answered(floor: Floor, phone: string, answer: string, askedAt: string): Promise<number> {
  const document =
    'mutation ($input: RecordReassignedAnswersInput!) { recordReassignedAnswers(input: $input) { cancelled } }'
  const variables = { input: { answers: [{ phone, answer, askedAt }] } }
  return (await floor.get<{ recordReassignedAnswers: { cancelled: number } }>(document, variables))
    .recordReassignedAnswers.cancelled
}

/** What one rule says about a contact of the shift: whether it lets it pass, and what decided. */
export async function verdict(
  floor: Floor,
  { campaignId }: Shift,
  contactId: string,
  ruleId = 'consent',
): Promise<{ passes: boolean; value: string | null }> {
  const document = `query ($campaignId: ID!, $contactId: ID!) {
    explainContact(campaignId: $campaignId, contactId: $contactId) { rules { id passes value } } }`
  const { explainContact } = await floor.get<{
    explainContact: { rules: { id: string; passes: boolean; value: string | null }[] }
  }>(document, { campaignId, contactId })
  const found = explainContact.rules.find(({ id }) => id === ruleId)
  if (found === undefined) throw new Error(`no rule ${ruleId}`)
  const { passes, value } = found
  return { passes, value }
}

/** The contact's own number. */
export async function phoneOf(floor: Floor, contactId: string): Promise<string> {
  return String((await row(floor, 'SELECT phone FROM contact WHERE id = $1', [contactId]))['phone'])
}
