import type { DuplicateRow } from './duplicates.store.js'

/** A duplicate in words, without any number: `the same number as contact 12 of list 3 and 2 others; as row 4`. */
export function duplicateWords({ contactId, listId, firstRow, others }: DuplicateRow): string {
  const more = others === 0 ? '' : ` and ${others} ${others === 1 ? 'other' : 'others'}`
  const contact = contactId === null ? [] : [`contact ${contactId} of list ${listId ?? ''}${more}`]
  const row = firstRow === null ? [] : [`row ${firstRow}`]
  return `the same number as ${[...contact, ...row].join(', and as ')}`
}
