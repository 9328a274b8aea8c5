import { BadInputError } from '../domainError.js'

/** A page of things by id, as Relay wants it. */
export interface KeysetPage<T> {
  readonly edges: { cursor: string; node: T }[]
  readonly pageInfo: { hasNextPage: boolean; endCursor: string | null }
}

const LARGEST_PAGE = 100

/**
 * One page of things that `read` gives in the order of their ids, from behind the cursor on. Throws BadInputError for a
 * page size that is not from 1 to 100, and for a cursor that a page of this `kind` did not give.
 */
export async function keysetPage<T extends { readonly id: string }>(
  kind: string,
  { first, after }: { first: number; after: string | null },
  read: (afterId: string, limit: number) => Promise<T[]>,
): Promise<KeysetPage<T>> {
  if (first < 1 || first > LARGEST_PAGE) throw new BadInputError('first', `first is from 1 to ${LARGEST_PAGE}`)
  // One more than asked for tells whether there is a next page.
  const found = await read(after === null ? '0' : idBehind(kind, after), first + 1)
  const edges = found.slice(0, first).map((node) => ({ cursor: cursorOf(kind, node.id), node }))
  return {
    edges,
    pageInfo: { hasNextPage: found.length > first, endCursor: edges.at(-1)?.cursor ?? null },
  }
}

function cursorOf(kind: string, id: string): string {
  return Buffer.from(`${kind}:${id}`).toString('base64url')
}

function idBehind(kind: string, cursor: string): string {
  const [prefix, id = ''] = Buffer.from(cursor, 'base64url').toString('latin1').split(':')
  // Decoding is lenient; only what we would have written is ours.
  if (prefix !== kind || !/^\d{1,18}$/.test(id) || cursorOf(kind, id) !== cursor) {
    throw new BadInputError('after', 'not a cursor of this list')
  }
  return id
}
