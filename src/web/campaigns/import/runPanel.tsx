import type { ReactNode } from 'react'
import { countWords, percentWords } from '../../page/words.js'
import { cancelImport, forgetImport, type ImportRun } from './importRun.js'

const sizeWords = (bytes: number): string =>
  bytes < 100_000 ? `${(bytes / 1_000).toFixed(1)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`

/** How far an upload is, and what became of it. */
export function RunPanel({ run }: { run: ImportRun }): ReactNode {
  return (
    <>
      {(run.state === 'sending' || run.state === 'filing') && (
        <div className="run">
          <label htmlFor="import-progress">{run.isDryRun ? 'Checking' : 'Importing'}</label>
          {run.state === 'sending' ? (
            <>
              <progress id="import-progress" max={run.totalBytes} value={run.sentBytes} />
              <p className="number">
                {sizeWords(run.sentBytes)} of {sizeWords(run.totalBytes)} sent (
                {percentWords(run.totalBytes === 0 ? 1 : run.sentBytes / run.totalBytes)})
              </p>
            </>
          ) : (
            <>
              <progress id="import-progress" />
              <p>All {sizeWords(run.totalBytes)} are sent; the server files the rows.</p>
            </>
          )}
          <button type="button" onClick={cancelImport}>
            Cancel
          </button>
        </div>
      )}
      <div role="status">
        {run.state === 'done' && <Done run={run} />}
        {run.state === 'cancelled' && <p className="message warning">Cancelled: nothing was imported.</p>}
      </div>
      {run.state === 'failed' && (
        <p className="message danger" role="alert">
          Nothing was imported: {run.message}
        </p>
      )}
      {(run.state === 'done' || run.state === 'cancelled' || run.state === 'failed') && (
        <button type="button" onClick={forgetImport}>
          Put this away
        </button>
      )}
    </>
  )
}

function Done({
  run: { done, isDryRun, rejectedUrl, odditiesUrl },
}: {
  run: Extract<ImportRun, { state: 'done' }>
}): ReactNode {
  const { read, inserted, updated, rejectedRows } = done
  const rows = (count: number): string => (count === 1 ? '1 row' : `${countWords(count)} rows`)
  return (
    <div className={`message ${rejectedRows === 0 ? 'good' : 'warning'}`}>
      <p>
        {isDryRun ? 'A check, nothing was changed: ' : ''}
        {rows(read)} read; {countWords(inserted)} {isDryRun ? 'would be new' : 'new'}, {countWords(updated)}{' '}
        {isDryRun ? 'would be updated' : 'updated'}, {countWords(rejectedRows)} rejected.
      </p>
      {rejectedUrl !== null && (
        <p>
          <a href={rejectedUrl} download="rejected-rows.csv">
            Download the rejected rows
          </a>{' '}
          <span className="soft">row, field and what is wrong</span>
        </p>
      )}
      {odditiesUrl !== null && (
        <p>
          <a href={odditiesUrl} download="rows-to-look-at.csv">
            Download the rows to look at
          </a>{' '}
          <span className="soft">imported; their number is somebody else’s too, or of another country</span>
        </p>
      )}
    </div>
  )
}
