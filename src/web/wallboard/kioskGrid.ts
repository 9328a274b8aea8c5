/** How the cards of a kiosk stand. */
export interface KioskGrid {
  readonly columns: number
  readonly rows: number
}

/**
 * The grid for so many cards: the fewer, the larger. Four at most: on 1920 by 1080 their counts are then still set in 36
 * pixels. On a screen of 55 inches that is 16 mm of digit, 11 minutes of arc from five metres; good eyes need 5.
 */
export function kioskGrid(cardCount: number): KioskGrid {
  if (cardCount <= 1) return { columns: 1, rows: 1 }
  if (cardCount === 2) return { columns: 2, rows: 1 }
  return { columns: 2, rows: 2 }
}

/** The cards of the page that is due after so many turns; pages come round again. */
export function shownOnPage(
  ids: readonly string[],
  { columns, rows }: KioskGrid,
  turn: number,
): { readonly shown: readonly string[]; readonly page: number; readonly pageCount: number } {
  const size = columns * rows
  const pageCount = Math.max(1, Math.ceil(ids.length / size))
  const page = turn % pageCount
  return { shown: ids.slice(page * size, (page + 1) * size), page, pageCount }
}
