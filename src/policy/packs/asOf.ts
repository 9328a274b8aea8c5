/** When the numbers of the packs were taken from their sources. */
export const READ_ON = '2026-11-22'

/** Until when the secondary lists of the American states' hours were followed. */
export const STATE_LISTS_OF = '2025-12-31'
