/**
 * Which fields a source speaks of: a column that a file does not have, or a field that a client leaves out, says nothing
 * about a contact that is there already, and it stays as it is. Bits of a number, so that a million rows carry it for
 * nothing.
 */
export const givenBits = {
  firstName: 1,
  lastName: 2,
  email: 4,
  timeZone: 8,
  country: 16,
  state: 32,
  postalCode: 64,
  priority: 128,
  skills: 256,
  /** The attributes are exactly the given ones. */
  attributes: 512,
  /** The given attributes are laid over those that the contact has. */
  someAttributes: 1024,
  /** The row names a zone. */
  namesZone: 2048,
  lineType: 4096,
} as const
export type GivenField = keyof typeof givenBits

/** All fields that an update can tell apart, as its report names them. */
export const updatedFields = [
  'externalId',
  'firstName',
  'lastName',
  'phone',
  'email',
  'timeZone',
  'region',
  'lineType',
  'priority',
  'skills',
  'attributes',
] as const
export type UpdatedField = (typeof updatedFields)[number]

/** What says where a contact is: a source that speaks of all of it replaces the place, another one only widens it. */
export const PLACE_BITS = givenBits.timeZone | givenBits.country | givenBits.state | givenBits.postalCode

/** The bits of these fields together. */
export function givenMask(fields: Iterable<GivenField>): number {
  let mask = 0
  for (const field of fields) mask |= givenBits[field]
  return mask
}
