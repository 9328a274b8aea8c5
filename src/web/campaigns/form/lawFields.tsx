import type { ReactNode } from 'react'
import { codeWords } from '../../page/words.js'
import type { CampaignChoicesQuery, PersonScope } from '../generated/graphql.js'
import { Field } from '../room/field.js'
import type { Fault } from '../room/faults.js'
import { Choice } from './choice.js'
import { countries, countryWords, firstPackOf, packsOfCountry } from './countries.js'
import type { CampaignDraft } from './draft.js'
import { hints } from './hints.js'

const scopes: readonly (PersonScope | '')[] = ['', 'CONTACT', 'NUMBER_IN_CAMPAIGN', 'NUMBER_IN_ORGANIZATION']

/** Whose law a campaign obeys: the country comes first, and with it the packs that are made for it. */
export function LawFields({
  draft,
  fault,
  choices,
  onChange,
}: {
  readonly draft: CampaignDraft
  readonly fault: Fault | null
  readonly choices: CampaignChoicesQuery
  readonly onChange: (change: Partial<CampaignDraft>) => void
}): ReactNode {
  const known = choices.policyPacks.map(({ code }) => code)
  const packs = packsOfCountry(draft.country, known)
  return (
    <>
      <Field
        name="country"
        label="Country that it calls"
        hint="It offers the packs of rules that are made for there."
        fault={fault}
      >
        {(control) => (
          <Choice
            control={control}
            codes={countries}
            value={draft.country}
            words={countryWords}
            onChange={(country) => {
              onChange({ country, policyPack: firstPackOf(country, known) })
            }}
          />
        )}
      </Field>
      <Field name="policyPack" label="Policy pack" hint={`${hints.policyPack} Not legal advice.`} fault={fault}>
        {(control) => (
          <Choice
            control={control}
            codes={draft.policyPack === '' ? ['', ...packs] : packs}
            value={draft.policyPack}
            words={(code) => packWords(choices, code)}
            onChange={(policyPack) => {
              onChange({ policyPack })
            }}
          />
        )}
      </Field>
      <Field name="personScope" label="One person is" hint={hints.personScope} fault={fault}>
        {(control) => (
          <Choice
            control={control}
            codes={draft.personScope === '' ? scopes : scopes.slice(1)}
            value={draft.personScope}
            words={(scope) => (scope === '' ? 'As usual' : codeWords(scope))}
            onChange={(personScope) => {
              onChange({ personScope })
            }}
          />
        )}
      </Field>
    </>
  )
}

function packWords({ policyPacks }: CampaignChoicesQuery, code: string): string {
  if (code === '') return 'Not said yet'
  const pack = policyPacks.find((known) => known.code === code)
  return pack === undefined ? codeWords(code) : `${pack.label} (${code})`
}
