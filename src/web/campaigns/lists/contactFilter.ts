/** What the address says about the contacts to show. */
export interface ContactFilter {
  /** Null: of all lists. */
  readonly listId: string | null
  /** Empty: all. */
  readonly search: string
  /** Null: the first page. */
  readonly after: string | null
}

/** Reads ?listId=, ?search= and ?after=. */
export function contactFilter(query: URLSearchParams): ContactFilter {
  const listId = query.get('listId')
  return {
    listId: listId !== null && /^\d{1,19}$/.test(listId) ? listId : null,
    search: query.get('search') ?? '',
    after: query.get('after'),
  }
}

/** The address of a page of contacts. */
export function contactsAddress({ listId, search, after }: ContactFilter): string {
  const query = new URLSearchParams()
  if (listId !== null) query.set('listId', listId)
  if (search !== '') query.set('search', search)
  if (after !== null) query.set('after', after)
  const text = query.toString()
  return `/campaigns/lists${text === '' ? '' : `?${text}`}`
}
