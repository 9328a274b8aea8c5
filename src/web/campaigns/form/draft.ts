import type {
  CampaignPartsFragment,
  CapCount,
  CapScope,
  CapSubject,
  ContactFilterInput,
  CreateCampaignInput,
  DialMethod,
  Distribution,
  FrequencyCapInput,
  PersonScope,
  RegistryInput,
  UpdateCampaignInput,
} from '../generated/graphql.js'
import type { Fault } from '../room/faults.js'
import { readWhole } from '../room/readNumber.js'
import { countryOfPack } from './countries.js'
import { hoursInput, weekOf, type WeekDraft } from './weekHours.js'

/** A frequency cap as typed. */
export interface CapDraft {
  readonly subject: CapSubject
  readonly scope: CapScope
  readonly counts: CapCount
  readonly limit: string
  /** So many of `unit`: minutes that roll, or local days of the contact. */
  readonly window: string
  readonly unit: 'MINUTES' | 'CALENDAR_DAYS'
}

/** A campaign as it stands in the form: figures as they were typed, nothing judged yet. */
export interface CampaignDraft {
  readonly name: string
  /** Only a new campaign has the choice; empty: the organization's. */
  readonly timeZone: string
  readonly dialMethod: DialMethod
  readonly distribution: Distribution
  readonly maxAttempts: string
  readonly numberPauseMinutes: string
  readonly callbackGraceMinutes: string
  /** Empty: priority first. */
  readonly ageingMinutes: string
  readonly abandonRateLimit: string
  readonly isRefilled: boolean
  readonly closesWhenDone: boolean
  readonly callsBusinesses: boolean
  /** As in countries.ts: what the packs are chosen by; nothing of it is saved. */
  readonly country: string
  /** Empty: nobody has said which. */
  readonly policyPack: string
  /** Empty: as the API takes it when left out. */
  readonly personScope: PersonScope | ''
  /** Codes of registries, each with the region behind it where it has one, separated by commas. */
  readonly registries: string
  readonly frequencyCaps: readonly CapDraft[]
  readonly callingHours: WeekDraft
  /** JSON; empty: all contacts. */
  readonly contactFilter: string
  readonly seller: string
  readonly product: string
  readonly callerId: string
  readonly script: string
}

/** What the API takes by itself when nothing is said. */
export const emptyDraft: CampaignDraft = {
  name: '',
  timeZone: '',
  dialMethod: 'PROGRESSIVE',
  distribution: 'LONGEST_WAITING',
  maxAttempts: '3',
  numberPauseMinutes: '30',
  callbackGraceMinutes: '15',
  ageingMinutes: '',
  abandonRateLimit: '0.03',
  isRefilled: true,
  closesWhenDone: true,
  callsBusinesses: false,
  country: '',
  policyPack: '',
  personScope: '',
  registries: '',
  frequencyCaps: [],
  callingHours: null,
  contactFilter: '',
  seller: '',
  product: '',
  callerId: '',
  script: '',
}

/** A campaign in the form. */
export function draftOf(campaign: CampaignPartsFragment): CampaignDraft {
  return {
    name: campaign.name,
    timeZone: campaign.timeZone,
    dialMethod: campaign.dialMethod,
    distribution: campaign.distribution,
    maxAttempts: String(campaign.maxAttempts),
    numberPauseMinutes: String(campaign.numberPauseMinutes),
    callbackGraceMinutes: String(campaign.callbackGraceMinutes),
    ageingMinutes: String(campaign.ageingMinutes ?? ''),
    abandonRateLimit: String(campaign.abandonRateLimit),
    isRefilled: campaign.isRefilled,
    closesWhenDone: campaign.closesWhenDone,
    callsBusinesses: campaign.callsBusinesses,
    country: countryOfPack(campaign.policyPack ?? ''),
    policyPack: campaign.policyPack ?? '',
    personScope: campaign.personScope,
    registries: campaign.registries
      .map(({ code, region }) => (region === null ? code : `${code} ${region}`))
      .join(', '),
    frequencyCaps: campaign.frequencyCaps.map(({ subject, scope, counts, limit, windowMinutes, calendarDays }) => ({
      subject,
      scope,
      counts,
      limit: String(limit),
      window: String(calendarDays ?? windowMinutes),
      unit: calendarDays === null ? 'MINUTES' : 'CALENDAR_DAYS',
    })),
    callingHours: weekOf(campaign.callingHours),
    contactFilter: campaign.contactFilter === null ? '' : JSON.stringify(campaign.contactFilter, null, 2),
    seller: campaign.seller ?? '',
    product: campaign.product ?? '',
    callerId: campaign.callerId ?? '',
    script: campaign.script ?? '',
  }
}

/** A fault that the form itself finds: the text is none that the API could be asked with. */
export class DraftError extends Error {
  readonly fault: Fault

  constructor(field: string, message: string) {
    super(message)
    this.fault = { field, message }
  }
}

/** What createCampaign takes. Throws DraftError. */
export function createInput(draft: CampaignDraft): CreateCampaignInput {
  const filter = readFilter(draft.contactFilter)
  // What was left empty is left out: an empty number would be refused.
  const given = Object.entries(plainInput(draft)).filter(([, value]) => value !== '')
  return {
    name: draft.name,
    ...(draft.timeZone.trim() === '' ? {} : { timeZone: draft.timeZone.trim() }),
    ...(Object.fromEntries(given) as Partial<CreateCampaignInput>),
    ...(filter === null ? {} : { contactFilter: filter }),
    ...(draft.callingHours === null ? {} : { callingHours: hoursInput(draft.callingHours) }),
    ...(draft.registries.trim() === '' ? {} : { registries: registriesOf(draft.registries) }),
  }
}

/** What updateCampaign takes to make `draft` of `before`: only what differs, so that nobody else's change is undone. Throws DraftError. */
export function updateInput(before: CampaignDraft, draft: CampaignDraft): Omit<UpdateCampaignInput, 'id'> {
  const changed = (field: keyof CampaignDraft): boolean =>
    JSON.stringify(before[field]) !== JSON.stringify(draft[field])
  const plain = { name: draft.name, registries: registriesOf(draft.registries), ...plainInput(draft) }
  const input: Omit<UpdateCampaignInput, 'id'> = Object.fromEntries(
    Object.entries(plain).filter(([field]) => changed(field as PlainField | 'name' | 'registries')),
  )
  if (changed('callingHours')) input.callingHours = hoursInput(draft.callingHours)
  if (changed('contactFilter')) {
    const filter = readFilter(draft.contactFilter)
    if (filter === null) input.removeContactFilter = true
    else input.contactFilter = filter
  }
  return input
}

/** `us-national, us-fl US-FL`: codes, and behind a blank the region; the pack's where there is none. */
function registriesOf(text: string): RegistryInput[] {
  return text.split(',').flatMap((part) => {
    const [code = '', region] = part.trim().split(/\s+/)
    return code === '' ? [] : [region === undefined ? { code } : { code, region }]
  })
}

/** Fields that are written alike by a new campaign and by a change. */
type PlainField = Exclude<
  keyof CampaignDraft,
  'name' | 'timeZone' | 'country' | 'registries' | 'callingHours' | 'contactFilter'
>

function plainInput(draft: CampaignDraft): Pick<CreateCampaignInput, PlainField> {
  return {
    dialMethod: draft.dialMethod,
    distribution: draft.distribution,
    maxAttempts: whole(draft, 'maxAttempts', 1, 100),
    numberPauseMinutes: whole(draft, 'numberPauseMinutes', 0, 10_080),
    callbackGraceMinutes: whole(draft, 'callbackGraceMinutes', 0, 10_080),
    ageingMinutes: draft.ageingMinutes.trim() === '' ? 0 : whole(draft, 'ageingMinutes', 0, 10_080),
    abandonRateLimit: ratio(draft.abandonRateLimit),
    isRefilled: draft.isRefilled,
    closesWhenDone: draft.closesWhenDone,
    callsBusinesses: draft.callsBusinesses,
    // What was not said is left out, here as in a change: neither can be taken back.
    ...(draft.policyPack === '' ? {} : { policyPack: draft.policyPack }),
    ...(draft.personScope === '' ? {} : { personScope: draft.personScope }),
    frequencyCaps: draft.frequencyCaps.map(readCap),
    seller: draft.seller,
    product: draft.product,
    callerId: draft.callerId.trim(),
    script: draft.script,
  }
}

type Figure = 'maxAttempts' | 'numberPauseMinutes' | 'callbackGraceMinutes' | 'ageingMinutes'

function whole(draft: CampaignDraft, field: Figure, least: number, most: number): number {
  const value = readWhole(draft[field], least, most)
  if (value === 'not a number') {
    throw new DraftError(field, `A whole number from ${least} to ${most.toLocaleString('en')}.`)
  }
  return value
}

function ratio(text: string): number {
  const plain = text.trim()
  const value = /^\d*\.?\d+$/.test(plain) ? Number(plain) : NaN
  if (!(value >= 0 && value <= 1)) throw new DraftError('abandonRateLimit', 'A share from 0 to 1, such as 0.03.')
  return value
}

function readCap({ subject, scope, counts, limit, window, unit }: CapDraft, index: number): FrequencyCapInput {
  const calls = readWhole(limit, 1, 1_000)
  const length = readWhole(window, 1, unit === 'MINUTES' ? 527_040 : 366)
  const field = `frequencyCaps[${index}]`
  if (calls === 'not a number') throw new DraftError(field, 'Calls are from 1 to 1,000.')
  if (length === 'not a number') {
    throw new DraftError(field, `A window is from 1 to ${unit === 'MINUTES' ? '527,040 minutes' : '366 days'}.`)
  }
  return {
    ...{ subject, scope, counts, limit: calls },
    ...(unit === 'MINUTES' ? { windowMinutes: length } : { calendarDays: length }),
  }
}

/** A filter from its JSON; null for an empty text. Throws DraftError. */
export function readFilter(text: string): ContactFilterInput | null {
  if (text.trim() === '') return null
  try {
    const value: unknown = JSON.parse(text)
    if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new SyntaxError('not an object')
    return value
  } catch {
    throw new DraftError(
      'contactFilter',
      'This is no JSON object, such as {"equals": {"field": "region", "value": "US"}}.',
    )
  }
}
