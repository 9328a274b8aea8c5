import { useState, type ReactNode } from 'react'
import { useClient, useQuery } from 'urql'
import { countWords } from '../../page/words.js'
import { ContactListsDocument } from '../generated/graphql.js'
import { Field } from '../room/field.js'
import { Panel, View } from '../room/view.js'
import { hasPhone, importAddress, mappingOf, type ColumnChoice, type ImportTarget } from './columnMapping.js'
import { ColumnTable } from './columnTable.js'
import { PreviewError, previewFile, type CsvPreview } from './csvPreview.js'
import { Choice } from '../form/choice.js'
import { useImportFields } from './importFields.js'
import { isRunning, startImport, useImportRun } from './importRun.js'
import { PreviewTable } from './previewTable.js'
import { RunPanel } from './runPanel.js'

interface Chosen {
  readonly file: File
  readonly preview: CsvPreview
}

function duplicateWords(where: ImportTarget['duplicates']): string {
  if (where === '') return 'Do not look'
  return where === 'list' ? 'In this list' : where === 'campaign' ? 'In the lists of its campaigns' : 'In all lists'
}

/** Contacts from a CSV file, into a list (?listId=) or a new one. */
export function Import({ query }: { query: URLSearchParams }): ReactNode {
  const [lists] = useQuery({ query: ContactListsDocument })
  const client = useClient()
  const fields = useImportFields()
  const run = useImportRun()
  const [chosen, setChosen] = useState<Chosen | null>(null)
  const [fault, setFault] = useState<string | null>(null)
  const [columns, setColumns] = useState<ColumnChoice>(new Map())
  const [target, setTarget] = useState<Omit<ImportTarget, 'listId' | 'isDryRun'> & { listId: string }>({
    listId: query.get('listId') ?? '',
    listName: '',
    defaultRegion: '',
    duplicates: '',
  })
  const mapping = mappingOf(chosen?.preview.header ?? [], fields ?? [], columns)
  const isNewList = target.listId === ''
  const hasTarget = !isNewList || target.listName.trim() !== ''
  const isReady = chosen !== null && hasTarget && hasPhone(mapping) && !isRunning(run)

  const choose = async (file: File | undefined): Promise<void> => {
    setChosen(null)
    setColumns(new Map())
    setFault(null)
    if (file === undefined) return
    try {
      setChosen({ file, preview: await previewFile(file) })
    } catch (error) {
      setFault(error instanceof PreviewError ? error.message : 'The file cannot be read.')
    }
  }
  const start = (isDryRun: boolean): void => {
    if (chosen === null) return
    const whole: ImportTarget = { ...target, listId: isNewList ? null : target.listId, isDryRun }
    startImport(importAddress(whole, columns), chosen.file, isDryRun, () => {
      // The lists have other counts now, and perhaps there is a new one.
      void client.query(ContactListsDocument, {}, { requestPolicy: 'network-only' }).toPromise()
    })
  }
  return (
    <View title="Import contacts">
      <Panel title="File and list">
        <div className="group-fields">
          <div className="field">
            <label htmlFor="file">CSV file</label>
            <input
              id="file"
              type="file"
              accept=".csv,.tsv,.txt,text/csv"
              aria-describedby="file-hint"
              onChange={(event) => void choose(event.target.files?.[0])}
            />
            <p id="file-hint" className="hint soft">
              UTF-8, with a header; comma, semicolon or tab between the columns. Of any size.
            </p>
            {fault !== null && (
              <p className="danger" role="alert">
                {fault}
              </p>
            )}
          </div>
          <Field name="listId" label="Into" fault={null}>
            {(control) => (
              <select
                {...control}
                value={target.listId}
                onChange={(event) => {
                  setTarget({ ...target, listId: event.target.value })
                }}
              >
                <option value="">a new list</option>
                {lists.data?.contactLists.map(({ id, name, contactCount }) => (
                  <option key={id} value={id}>
                    {name} ({countWords(contactCount)})
                  </option>
                ))}
              </select>
            )}
          </Field>
          {isNewList && (
            <Field
              name="list"
              label="Name of the new list"
              hint="A list that has this name already is used."
              fault={null}
            >
              {(control) => (
                <input
                  {...control}
                  value={target.listName}
                  onChange={(event) => {
                    setTarget({ ...target, listName: event.target.value })
                  }}
                />
              )}
            </Field>
          )}
          <Field
            name="defaultRegion"
            label="Country of numbers without country code"
            hint="Two letters such as US; without it such numbers are rejected."
            fault={null}
          >
            {(control) => (
              <input
                {...control}
                size={4}
                maxLength={2}
                value={target.defaultRegion}
                onChange={(event) => {
                  setTarget({ ...target, defaultRegion: event.target.value })
                }}
              />
            )}
          </Field>
          <Field
            name="duplicates"
            label="Look for duplicates"
            hint="Tells rows whose number somebody else has; they are imported all the same."
            fault={null}
          >
            {(control) => (
              <Choice
                control={control}
                codes={['', 'list', 'campaign', 'organization']}
                value={target.duplicates}
                words={duplicateWords}
                onChange={(duplicates) => {
                  setTarget({ ...target, duplicates })
                }}
              />
            )}
          </Field>
        </div>
      </Panel>
      {chosen !== null && (
        <>
          <Panel title="First rows">
            <PreviewTable preview={chosen.preview} mapping={mapping} />
          </Panel>
          <Panel title="Columns">
            {fields === null ? (
              <p className="soft">Loading …</p>
            ) : (
              <ColumnTable
                header={chosen.preview.header}
                fields={fields}
                mapping={mapping}
                chosen={columns}
                onChange={setColumns}
              />
            )}
            {fields !== null && !hasPhone(mapping) && (
              <p className="message warning" role="status">
                No column is known to hold the phone number: choose one.
              </p>
            )}
          </Panel>
        </>
      )}
      <Panel title="Import">
        <div className="actions">
          <button
            type="button"
            disabled={!isReady}
            onClick={() => {
              start(true)
            }}
          >
            Check only
          </button>
          <button
            type="button"
            className="primary"
            disabled={!isReady}
            onClick={() => {
              start(false)
            }}
          >
            Import
          </button>
          {chosen === null && <span className="soft">Choose a file first.</span>}
          {chosen !== null && !hasTarget && <span className="soft">Name the new list.</span>}
        </div>
        <RunPanel run={run} />
      </Panel>
    </View>
  )
}
