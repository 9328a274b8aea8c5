import { builtInPacks } from '../../src/policy/builtInPacks.js'
import type { ConsentDemand, ConsentExemption } from '../../src/consent/consentRules.js'
import type { RuleReach } from '../../src/policy/ruleReach.js'
import { NOT_LEGAL_ADVICE, type BuiltInPack, type CapRule, type PackHoursRule } from '../../src/policy/policyPack.js'

/** docs/policies.md: what the built-in packs hold, written from their data. */
export function policiesPage(): string {
  return [introduction, ...builtInPacks.map(section), ''].join('\n\n')
}

const introduction = `# Policy packs

<!-- Written from src/policy/packs by tests/policy/policiesPage.test.ts: \`npx vitest run tests/policy/policiesPage.test.ts -u\`. -->

**${NOT_LEGAL_ADVICE}** Numbers marked _check_ were taken second-hand: nobody has read their source for this product, and the date is that of what they were taken from. Nobody has reviewed the built-in packs: \`reviewedBy\` is null in each of their rules until you write who has.

A campaign names one pack (\`policyPack\`); \`NONE\` is the pack without rules, and a campaign without a pack and without hours of its own is not started. The pack says when contacts may be called in their own local time, how often, and how old a copy of the national do-not-call list may be. The campaign's own hours and \`frequencyCaps\` come on top: everything holds at once.

## Editing a pack

A pack is data. An organization that has edited nothing uses the built-in packs; the first edit makes a text of its own, with a version that grows by one. An edit holds at once for every campaign that names the pack, and no other organization sees it. A code of your own makes a new pack.

\`\`\`
dialqueue policy list --org 1
dialqueue policy show US_STATES --org 1 > us-states.json
dialqueue policy set US_STATES us-states.json --org 1
dialqueue policy show US_STATES --org 1 --built-in
\`\`\`

The same by the API: \`policyPacks\` for everyone who is signed in, \`updatePolicyPack\` for an ADMIN. The file holds \`label\`, \`version\` (the edit is refused when somebody has changed the pack since) and \`rules\`:

- \`hours\`: rules of \`id\`, \`region\`, \`days\` (MON to SUN and HOLIDAY, each a list of \`["08:00", "21:00"]\`; the end is not part of the window), \`source\`, \`asOf\`, \`reviewedBy\`, and \`check\` if it is to be checked; and, where it does not hold always and for all, \`holdsFrom\` and \`holdsUntil\` (local days of the contact, both included) and \`dialMethods\` (a list). On days before or after, the rules of the wider region hold instead. A weekday that is absent is closed. HOLIDAY, when given, replaces the weekday's windows on public holidays. The rules of the narrowest region hold and have to say everything: those of US-FL, else those of US, else those without a region.
- \`caps\`: rules of \`id\`, \`region\`, \`subject\` (NUMBER, CONTACT), \`scope\` (ORGANIZATION, CAMPAIGN), \`counts\` (CALLS, CONVERSATIONS, ABANDONED, REFUSALS), \`limit\`, \`windowMinutes\` or \`calendarDays\`, perhaps \`holdsFrom\`, \`holdsUntil\` and \`dialMethods\`, and the same four about the source. All caps hold whose region is the contact's, or its country, or none.
- \`nationalRegistryMaxAgeDays\`: a number of days, or null.
- \`registries\`, which may be left out: \`code\`, \`region\`, \`maxAgeDays\`, and the same four about the source: how old the copy of that registry may be. Of the two ages the shorter holds; where neither is said, 31 days.
- \`consent\`, which may be left out: \`demands\`, \`exemptions\` and \`reassignedMaxAgeDays\`, as [consent.md](consent.md) says.

## How a cap counts

A call that started at _t_ counts from _t_ until _t_ plus the window; at that very instant it counts no more. With \`limit\` counted calls in the window the next one waits until the \`limit\`-th latest leaves it. CALLS counts every call; ABANDONED those that ended ABANDONED; CONVERSATIONS those whose outcome is of the category SUCCESS, CONTACT, CALLBACK or DO_NOT_CALL, and those that were answered and not by a machine (VOICEMAIL). "Three in 24 hours" is CALLS, 3, 1440; "none for seven days after a conversation" is CONVERSATIONS, 1, 10080.

With \`calendarDays\` a cap counts local days of the contact, the day of the call the first of them: one of 1 lets go at the next midnight there. Where the contact may be in several zones, it holds as long as it does in one. REFUSALS counts calls whose outcome is a refusal.

# The built-in packs`

function section({ code, label, rules, remarks }: BuiltInPack): string {
  const { hours, caps, nationalRegistryMaxAgeDays: days } = rules
  const age = days === null ? 'no age is set' : `a copy is at most ${days} days old`
  return [
    `## ${code}: ${label}`,
    ...(hours.length === 0
      ? []
      : [table(['rule', 'region', 'calls in local time', 'source', 'as of', 'reviewed by'], hours.map(hoursRow))]),
    ...(caps.length === 0
      ? []
      : [table(['rule', 'region', 'cap', 'source', 'as of', 'reviewed by'], caps.map(capRow))]),
    ...consentTables(rules),
    ...registryTable(rules),
    [`- National do-not-call list: ${age}.`, ...remarks.map((remark) => `- ${remark}`)].join('\n'),
  ].join('\n\n')
}

function registryTable({ registries = [] }: BuiltInPack['rules']): string[] {
  if (registries.length === 0) return []
  const rows = registries.map((rule) => [
    ...[`\`${rule.code}\``, rule.region ?? 'all', `${rule.maxAgeDays} days`, rule.source, ...mark(rule)],
  ])
  return [table(['registry', 'region', 'age of the copy at most', 'source', 'as of', 'reviewed by'], rows)]
}

function consentTables({ consent }: BuiltInPack['rules']): string[] {
  const { demands = [], exemptions = [] } = consent ?? {}
  const head = (what: string): string[] => ['rule', 'region', what, 'days', 'source', 'as of', 'reviewed by']
  return [
    ...(demands.length === 0 ? [] : [table(head('calls only with consent'), demands.map(demandRow))]),
    ...(exemptions.length === 0 ? [] : [table(head('a consent exempts'), exemptions.map(exemptionRow))]),
  ]
}

function demandRow(rule: ConsentDemand): string[] {
  const numbers = rule.lineTypes === null ? '' : ` to ${rule.lineTypes.join(', ')}`
  const modes = rule.dialMethods === null ? '' : ` by ${rule.dialMethods.join(', ')}`
  return consentRow(rule, `${rule.bases.join(' or ')}${numbers}${modes}`)
}

function exemptionRow(rule: ConsentExemption): string[] {
  return consentRow(rule, `${rule.bases.join(' or ')}, from ${rule.from.toLowerCase()}`)
}

function consentRow(rule: ConsentDemand | ConsentExemption, what: string): string[] {
  const days = [
    rule.holdsFrom === null ? '' : `from ${rule.holdsFrom}`,
    rule.holdsUntil === null ? '' : `until ${rule.holdsUntil}`,
  ]
  return [`\`${rule.id}\``, rule.region ?? 'all', what, days.join(' ').trim() || 'all', rule.source, ...mark(rule)]
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}

function hoursRow(rule: PackHoursRule): string[] {
  return [`\`${rule.id}\``, rule.region ?? 'all', `${week(rule.days)}${reach(rule)}`, rule.source, ...mark(rule)]
}

function capRow(rule: CapRule): string[] {
  const { id, region, subject, scope, counts, limit, source } = rule
  const cap = `${limit} ${counts.toLowerCase()} to one ${subject.toLowerCase()} by the ${scope.toLowerCase()}`
  return [`\`${id}\``, region ?? 'all', `${cap} in ${duration(rule)}${reach(rule)}`, source, ...mark(rule)]
}

/** The date of the source, and who has checked the rule. */
function mark({ asOf, check, reviewedBy }: Pick<CapRule, 'asOf' | 'check' | 'reviewedBy'>): [string, string] {
  return [`${asOf}${check === true ? ', **check**' : ''}`, reviewedBy ?? 'nobody yet']
}

const dayNames = ['MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT', 'SUN'] as const

/** Days with the same windows are named together: 'MON–FRI 10:00–13:00 14:00–20:00, SAT closed'. */
function week(days: PackHoursRule['days']): string {
  const runs: { from: string; to: string; hours: string }[] = []
  for (const day of dayNames) {
    const hours = (days[day] ?? []).map(([opens, closes]) => `${opens}–${closes}`).join(' ') || 'closed'
    const last = runs.at(-1)
    if (last?.hours === hours) last.to = day
    else runs.push({ from: day, to: day, hours })
  }
  const weekdays = runs.map(({ from, to, hours }) => `${from === to ? from : `${from}–${to}`} ${hours}`)
  return [...weekdays, ...(days.HOLIDAY === undefined ? [] : ['holidays closed'])].join(', ')
}

/** On which days and for which campaigns: '; from 2026-01-01; PREDICTIVE only'; empty where nothing is said. */
function reach({ holdsFrom, holdsUntil, dialMethods }: RuleReach): string {
  return [
    ...(holdsFrom == null ? [] : [`; from ${holdsFrom}`]),
    ...(holdsUntil == null ? [] : [`; until ${holdsUntil}`]),
    ...(dialMethods == null ? [] : [`; ${dialMethods.join(', ')} only`]),
  ].join('')
}

function duration({ windowMinutes: minutes, calendarDays }: CapRule): string {
  if (calendarDays != null) return `${calendarDays} days of the calendar`
  if (minutes % 1440 === 0 && minutes > 1440) return `${minutes / 1440} days`
  return minutes % 60 === 0 ? `${minutes / 60} hours` : `${Math.floor(minutes / 60)} hours ${minutes % 60} minutes`
}
