import type { ReactNode } from 'react'
import type { Desk } from './desk.js'
import { instantWords } from './instantWords.js'
import type { Notice } from './notice.js'

/** What went another way than meant, or was saved; the place is always there so that screen readers hear what comes. */
export function NoticeBox({
  desk,
  notice,
  timeZone,
}: {
  desk: Desk
  notice: Notice | null
  /** In which the time of a hindrance's end is said; null: the browser's. */
  timeZone: string | null
}): ReactNode {
  return (
    <div className="desk-notice" role={notice === null || notice.tone === 'good' ? 'status' : 'alert'}>
      {notice !== null && (
        <div className={`message ${notice.tone}`}>
          <div>
            <p>
              <strong>{notice.title}</strong>
            </p>
            {notice.words !== '' && <p>{notice.words}</p>}
            {notice.liftsAt !== null && (
              <p>
                It may be called again from {instantWords(new Date(notice.liftsAt), timeZone)}
                {timeZone === null ? '' : ' there'}.
              </p>
            )}
          </div>
          <button
            type="button"
            className="link"
            onClick={() => {
              desk.dismissNotice()
            }}
          >
            Close
          </button>
        </div>
      )}
    </div>
  )
}
