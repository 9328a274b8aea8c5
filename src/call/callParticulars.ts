import { BadInputError } from '../domainError.js'

/** What whoever placed a call says for its record (rules.md, us-records: 16 CFR 310.5); null: not told. */
export interface CallParticulars {
  /** Where the recording is, as the dialler calls it; at most 2,000 characters. */
  readonly recording: string | null
  /** The line that was used, E.164; the campaign's caller id when not told. */
  readonly callingNumber: string | null
  /** A recording spoke, not a person; false when not told. */
  readonly isPrerecorded: boolean | null
}

/** The database holds the same bound. */
const LONGEST_RECORDING = 2_000
const E164 = /^\+[1-9]\d{6,14}$/

/**
 * Checks what is said for a call's record. Throws BadInputError for what a record cannot keep, and for anything that is
 * said before the call is over (`isDialEnd` false): the record is written at its end.
 */
export function checkCallParticulars(said: CallParticulars, isDialEnd: boolean): void {
  const field = (['recording', 'callingNumber', 'isPrerecorded'] as const).find((name) => said[name] !== null)
  if (field !== undefined && !isDialEnd) {
    throw new BadInputError(field, `${field} is said with COMPLETED, FAILED or ABANDONED`)
  }
  const { recording, callingNumber } = said
  if (recording !== null && recording.length > LONGEST_RECORDING) {
    throw new BadInputError('recording', `recording has at most ${LONGEST_RECORDING} characters`)
  }
  if (recording?.includes('\u0000')) throw new BadInputError('recording', 'recording holds no NUL character')
  if (callingNumber !== null && !E164.test(callingNumber)) {
    throw new BadInputError('callingNumber', 'callingNumber is a number in E.164, for example +12125550100')
  }
}
