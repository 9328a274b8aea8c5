import type { ReactNode } from 'react'

/** The way through the pages of a part of a view; nothing when there is only one. */
export function PageButtons({
  what,
  after,
  pageInfo,
  onChange,
}: {
  what: string
  /** Null on the first page. */
  after: string | null
  pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null }
  onChange: (after: string | null) => void
}): ReactNode {
  if (after === null && !pageInfo.hasNextPage) return null
  return (
    <nav className="actions" aria-label={`Pages of ${what}`}>
      <button
        type="button"
        disabled={after === null}
        onClick={() => {
          onChange(null)
        }}
      >
        First page
      </button>
      <button
        type="button"
        disabled={!pageInfo.hasNextPage}
        onClick={() => {
          onChange(pageInfo.endCursor)
        }}
      >
        Next page
      </button>
    </nav>
  )
}
