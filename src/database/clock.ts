/**
 * What "now" is for a statement: null means the database's own clock, the only one that all instances share.
 * Tests pass a clock of their own to move time instead of sleeping.
 */
export type Clock = () => Date | null

/** The clock of production: every statement reads the database's `now()`. */
export const databaseClock: Clock = () => null
