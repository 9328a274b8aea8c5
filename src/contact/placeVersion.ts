/**
 * Which reading of clues made a contact's place (contact.place_version). Raised with a reading that means something else:
 * `rereadPlaces` then reads all contacts anew, and one of version 0 is not dialled before.
 */
export const PLACE_VERSION = 1
