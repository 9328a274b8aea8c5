/** How the cards of a kiosk stand. */
export interface KioskGrid {
  readonly columns: number
  readonly rows: number
}

/**
 * The grid for so many cards: the fewer, the larger. Six at most: on 1920 by 1080 a card's figures are then still 34 pixels
 * high, which a person with good eyes reads from five metres on a usual screen of 55 inches (a fourth of a degree).
 */
export function kioskGrid(cardCount: number): KioskGrid {
  if (cardCount <= 1) return { columns: 1, rows: 1 }
  if (cardCount === 2) return { columns: 2, rows: 1 }
  if (cardCount <= 4) return { columns: 2, rows: 2 }
  return { columns: 3, rows: 2 }
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
