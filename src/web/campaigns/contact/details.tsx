import type { ReactNode } from 'react'
import { codeWords, countWords, NOTHING, timeOfDayWords } from '../../page/words.js'
import type { ContactQuery } from '../generated/graphql.js'
import { Link } from '../room/router.js'
import { Status } from '../room/status.js'
import { Table, type Column } from '../room/table.js'
import { Panel } from '../room/view.js'
import { When } from '../room/when.js'

type Contact = NonNullable<ContactQuery['contact']>
type OneNumber = Contact['numbers'][number]

const numberColumns: readonly Column<OneNumber>[] = [
  { name: 'Number', isHeader: true, cell: ({ phone }) => <span className="number">{phone}</span> },
  { name: 'Time zones', cell: ({ timeZone }) => timeZone?.replaceAll(',', ', ') ?? 'unknown: never dialled' },
  {
    name: 'State',
    cell: ({ isRetired, retiredOutcome }) =>
      isRetired ? `never dialled again: ${codeWords(retiredOutcome ?? '')}` : 'dialled in this order',
  },
]

/** Who the contact is, where, and how it stands. */
export function Details({ contact, at }: { contact: Contact; at: Date }): ReactNode {
  const attributes = Object.entries(contact.attributes)
  return (
    <Panel title="Who this is">
      <dl className="facts">
        <Fact name="Status">
          <Status code={contact.status} />
        </Fact>
        <Fact name="Local time">
          {contact.timeZones.length === 0
            ? 'unknown: nobody can say where it is'
            : contact.timeZones.map((zone) => `${timeOfDayWords(at, zone)} (${zone})`).join(', ')}
        </Fact>
        <Fact name="Region">{contact.regions.length === 0 ? NOTHING : contact.regions.join(', ')}</Fact>
        <Fact name="E-mail">{contact.email ?? NOTHING}</Fact>
        <Fact name="List">
          <Link to={`/campaigns/lists?listId=${contact.list.id}`}>{contact.list.name}</Link>
        </Fact>
        <Fact name="External id">{contact.externalId ?? NOTHING}</Fact>
        <Fact name="Priority">{countWords(contact.priority)}</Fact>
        <Fact name="Skills needed">{contact.requiredSkills.join(', ') || 'none'}</Fact>
        <Fact name="Finished dials">{countWords(contact.attemptCount)}</Fact>
        <Fact name="Last dial">
          <When at={contact.lastAttemptAt} />
          {contact.lastOutcome !== null && `, ${codeWords(contact.lastOutcome)}`}
        </Fact>
        <Fact name="Not dialled before">
          <When at={contact.nextAttemptAt} />
        </Fact>
      </dl>
      <Table
        caption="Numbers in the order of dialling"
        columns={numberColumns}
        rows={contact.numbers}
        keyOf={({ position }) => String(position)}
        empty="It has no number."
      />
      {attributes.length > 0 && (
        <details>
          <summary>
            {attributes.length === 1 ? '1 attribute' : `${countWords(attributes.length)} attributes`} of its file
          </summary>
          <dl className="facts">
            {attributes.map(([name, value]) => (
              <Fact key={name} name={name}>
                {typeof value === 'string' ? value : JSON.stringify(value)}
              </Fact>
            ))}
          </dl>
        </details>
      )}
    </Panel>
  )
}

function Fact({ name, children }: { name: string; children: ReactNode }): ReactNode {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}
