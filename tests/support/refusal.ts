import { isDeepStrictEqual } from 'node:util'
import { codeOf } from './desk.js'
import { everyRow } from './everyRow.js'
import type { Answer, Floor } from './floor.js'

/** The code with which a request is refused; says so when it changed any row of the database all the same. */
export async function refusal(floor: Floor, ask: () => Promise<Answer>): Promise<string> {
  const before = await everyRow(floor)
  const code = codeOf(await ask())
  return isDeepStrictEqual(await everyRow(floor), before) ? code : `${code}, but rows were changed`
}
