import type { ReactNode } from 'react'
import type { CampaignChoicesQuery } from '../generated/graphql.js'
import { Field, Tick } from '../room/field.js'
import type { Fault } from '../room/faults.js'
import { CapsEditor } from './capsEditor.js'
import { Choice } from './choice.js'
import type { CampaignDraft } from './draft.js'
import { FilterEditor } from './filterEditor.js'
import { hints } from './hints.js'
import { HoursEditor } from './hoursEditor.js'
import { LawFields } from './lawFields.js'

type TextField = { [K in keyof CampaignDraft]: CampaignDraft[K] extends string ? K : never }[keyof CampaignDraft]

/** What the fields of a campaign work on. */
export interface FieldsProps {
  readonly draft: CampaignDraft
  readonly fault: Fault | null
  readonly choices: CampaignChoicesQuery
  /** The lists that it dials, for the filter's preview. */
  readonly listIds: readonly string[]
  /** The zone of a campaign's day is chosen once. */
  readonly isNew: boolean
  readonly onChange: (change: Partial<CampaignDraft>) => void
}

/** Every field of a campaign but its lists and agents, in groups. */
export function CampaignFields(props: FieldsProps): ReactNode {
  const { draft, fault, choices, listIds, isNew, onChange } = props
  return (
    <>
      <Group title="Whose law it obeys">
        <LawFields draft={draft} fault={fault} choices={choices} onChange={onChange} />
      </Group>
      <Group title="What it is">
        <Text {...props} field="name" label="Name" hint={hints.name} />
        <Field name="dialMethod" label="Dial method" hint={hints.dialMethod} fault={fault}>
          {(control) => (
            <Choice
              control={control}
              codes={['PREVIEW', 'PROGRESSIVE', 'PREDICTIVE']}
              value={draft.dialMethod}
              onChange={(dialMethod) => {
                onChange({ dialMethod })
              }}
            />
          )}
        </Field>
        <Field name="distribution" label="Distribution" hint={hints.distribution} fault={fault}>
          {(control) => (
            <Choice
              control={control}
              codes={['LONGEST_WAITING', 'FEWEST_CALLS', 'BY_SKILL']}
              value={draft.distribution}
              onChange={(distribution) => {
                onChange({ distribution })
              }}
            />
          )}
        </Field>
        {isNew && (
          <>
            <Text
              {...props}
              field="timeZone"
              label="Time zone"
              hint={`${hints.timeZone} It is ${choices.me.organization.timeZone}.`}
              list="zones"
            />
            <datalist id="zones">
              {Intl.supportedValuesOf('timeZone').map((zone) => (
                <option key={zone} value={zone} />
              ))}
            </datalist>
          </>
        )}
      </Group>
      <Group title="Attempts and pace">
        <Figure {...props} field="maxAttempts" label="Dials per contact" hint={hints.maxAttempts} />
        <Figure {...props} field="numberPauseMinutes" label="Pause between numbers" hint={hints.numberPauseMinutes} />
        <Figure {...props} field="callbackGraceMinutes" label="Callback grace" hint={hints.callbackGraceMinutes} />
        <Figure {...props} field="ageingMinutes" label="Ageing" hint={hints.ageingMinutes} />
        <Figure {...props} field="abandonRateLimit" label="Abandon-rate limit" hint={hints.abandonRateLimit} />
        <Tick
          name="isRefilled"
          label="Refilled"
          hint={hints.isRefilled}
          isOn={draft.isRefilled}
          onChange={(isRefilled) => {
            onChange({ isRefilled })
          }}
        />
        <Tick
          name="closesWhenDone"
          label="Closes when done"
          hint={hints.closesWhenDone}
          isOn={draft.closesWhenDone}
          onChange={(closesWhenDone) => {
            onChange({ closesWhenDone })
          }}
        />
      </Group>
      <Group title="Rules">
        <Text
          {...props}
          field="registries"
          label="Do-not-call registries"
          hint={`${hints.registries} For instance us-national, us-fl US-FL.`}
        />
        <HoursEditor
          week={draft.callingHours}
          fault={fault}
          onChange={(callingHours) => {
            onChange({ callingHours })
          }}
        />
        <CapsEditor
          caps={draft.frequencyCaps}
          fault={fault}
          onChange={(frequencyCaps) => {
            onChange({ frequencyCaps })
          }}
        />
        <div className="wide">
          <FilterEditor
            text={draft.contactFilter}
            listIds={listIds}
            fault={fault}
            onChange={(contactFilter) => {
              onChange({ contactFilter })
            }}
          />
        </div>
      </Group>
      <Group title="Kept with each call record">
        <Text {...props} field="seller" label="Seller" hint={hints.seller} />
        <Text {...props} field="product" label="Product" hint={hints.product} />
        <Text {...props} field="callerId" label="Caller id" hint={hints.callerId} />
        <Tick
          name="callsBusinesses"
          label="Calls businesses"
          hint={hints.callsBusinesses}
          isOn={draft.callsBusinesses}
          onChange={(callsBusinesses) => {
            onChange({ callsBusinesses })
          }}
        />
        <div className="wide">
          <Field name="script" label="Script" hint={hints.script} fault={fault}>
            {(control) => (
              <textarea
                {...control}
                rows={5}
                value={draft.script}
                onChange={(event) => {
                  onChange({ script: event.target.value })
                }}
              />
            )}
          </Field>
        </div>
      </Group>
    </>
  )
}

/** A part of the form, named for who does not see the frame. */
export function Group({ title, children }: { title: string; children: ReactNode }): ReactNode {
  return (
    <fieldset className="card group">
      <legend>{title}</legend>
      <div className="group-fields">{children}</div>
    </fieldset>
  )
}

interface TextProps extends FieldsProps {
  readonly field: TextField
  readonly label: string
  readonly hint: string
}

function Text({
  draft,
  fault,
  field,
  label,
  hint,
  list,
  inputMode,
  onChange,
}: TextProps & { list?: string; inputMode?: 'decimal' }): ReactNode {
  return (
    <Field name={field} label={label} hint={hint} fault={fault}>
      {(control) => (
        <input
          {...control}
          list={list}
          inputMode={inputMode}
          autoComplete="off"
          value={draft[field]}
          onChange={(event) => {
            onChange({ [field]: event.target.value })
          }}
        />
      )}
    </Field>
  )
}

function Figure(props: TextProps): ReactNode {
  return <Text {...props} inputMode="decimal" />
}
