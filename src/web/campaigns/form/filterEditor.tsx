import { useState, type ReactNode } from 'react'
import { useClient } from 'urql'
import { countWords } from '../../page/words.js'
import { PreviewFilterDocument, type PreviewFilterQuery } from '../generated/graphql.js'
import { answered } from '../room/answered.js'
import type { Fault } from '../room/faults.js'
import { Field } from '../room/field.js'
import { Link } from '../room/router.js'
import { DraftError, readFilter } from './draft.js'
import { hints } from './hints.js'

type Preview = PreviewFilterQuery['previewFilter']

/** The contact filter as JSON, and whom it would mean. */
export function FilterEditor({
  text,
  listIds,
  fault,
  onChange,
}: {
  text: string
  /** The lists whose contacts are meant. */
  listIds: readonly string[]
  fault: Fault | null
  onChange: (text: string) => void
}): ReactNode {
  const client = useClient()
  const [preview, setPreview] = useState<Preview | null>(null)
  const [ownFault, setOwnFault] = useState<Fault | null>(null)
  const look = async (): Promise<void> => {
    setPreview(null)
    setOwnFault(null)
    try {
      const filter = readFilter(text)
      if (filter === null)
        throw new DraftError('contactFilter', 'Without a filter all contacts of the lists are meant.')
      const { data, fault: refusal } = answered(
        await client
          .query(PreviewFilterDocument, { filter, listIds: [...listIds] }, { requestPolicy: 'network-only' })
          .toPromise(),
      )
      // The API calls the same argument by another name here.
      if (refusal !== null) setOwnFault({ ...refusal, field: 'contactFilter' })
      setPreview(data === null ? null : data.previewFilter)
    } catch (error) {
      if (!(error instanceof DraftError)) throw error
      setOwnFault(error.fault)
    }
  }
  return (
    <>
      <Field
        name="contactFilter"
        label="Contact filter (JSON)"
        hint={`${hints.contactFilter} For instance {"and": [{"equals": {"field": "region", "value": "US-CA"}}, {"range": {"field": "attributes.age", "from": 18}}]}.`}
        fault={ownFault ?? fault}
      >
        {(control) => (
          <textarea
            {...control}
            rows={text === '' ? 3 : 8}
            spellCheck={false}
            className="code"
            value={text}
            onChange={(event) => {
              onChange(event.target.value)
              setPreview(null)
              setOwnFault(null)
            }}
          />
        )}
      </Field>
      <div className="actions">
        <button type="button" disabled={listIds.length === 0} onClick={() => void look()}>
          Whom does it mean?
        </button>
        {listIds.length === 0 && <span className="soft">Choose a list first.</span>}
      </div>
      <div role="status">{preview !== null && <Meant preview={preview} />}</div>
    </>
  )
}

function Meant({ preview: { matchingCount, contactCount, samples } }: { preview: Preview }): ReactNode {
  return (
    <div className={`message ${matchingCount === 0 ? 'warning' : ''}`}>
      <p>
        {countWords(matchingCount)} of {countWords(contactCount)} contacts.
      </p>
      {samples.length > 0 && (
        <ul className="samples">
          {samples.map(({ id, firstName, lastName, phone }) => (
            <li key={id}>
              <Link to={`/campaigns/contacts/${id}`}>
                {firstName} {lastName}
              </Link>{' '}
              {phone}
            </li>
          ))}
        </ul>
      )}
    </div>
  )
}
