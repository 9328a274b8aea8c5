import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { everyRow } from '../support/everyRow.js'
import { openFloor, type Floor } from '../support/floor.js'
import { openFloorSocket, type FloorSocket, type SocketAnswer } from '../support/floorSocket.js'
import { badValues } from './badValues.js'
import { inputLeaves, nameOf, rootFields, withValue, type InputLeaf } from './inputLeaves.js'
import { leaks } from './leaks.js'
import { operations } from './operations.js'
import { openStage, type Stage } from './stage.js'

let floor: Floor
let socket: FloorSocket

beforeAll(async () => {
  floor = await openFloor()
  socket = openFloorSocket(floor.instance.url, await floor.token({ role: 'ADMIN' }))
})

afterAll(async () => {
  await socket.close()
  await floor.close()
})

/** What the API says to the operation, as one comparable text: its errors, or the rows that it rejected. */
function verdictOf({ data, errors }: SocketAnswer): string {
  if (errors.length > 0) return errors.map(({ extensions, message }) => `${extensions.code}: ${message}`).join('\n')
  const { rejected } = (data as { addContacts?: { rejected: unknown[] } } | null)?.addContacts ?? { rejected: [] }
  return rejected.length > 0 ? `rejected ${JSON.stringify(rejected)}` : 'accepted'
}

/** Whether the API refused this value as it should, over both ways in alike; else a line that says what happened. */
async function complaint(leaf: InputLeaf, value: unknown, stage: Stage): Promise<string[]> {
  const { document = '', variables } = operations[leaf.operation] ?? {}
  const changed = withValue(variables?.(stage) ?? {}, leaf, value)
  const overSocket = await socket.ask(document, changed)
  const answers = leaf.operation.startsWith('Subscription.')
    ? [overSocket]
    : [overSocket, await floor.ask(document, changed, { role: 'ADMIN' })]
  const verdicts = [...new Set(answers.map(verdictOf))]
  const isRow = leaf.path.includes('contacts')
  const isRefused = verdicts.every(
    (verdict) => /^BAD_USER_INPUT: [^\n]{1,300}$/.test(verdict) || (isRow && verdict.startsWith('rejected ')),
  )
  if (isRefused && verdicts.length === 1 && answers.every(({ text }) => leaks(text) === null)) return []
  return [`${nameOf(leaf)} = ${JSON.stringify(value).slice(0, 60)}: ${verdicts.join(' | ').slice(0, 200)}`]
}

describe.each(rootFields().filter((operation) => inputLeaves(operation).length > 0))('%s', (operation) => {
  it('refuses, over HTTP and WebSocket alike, whatever nobody can mean, and changes nothing', async () => {
    const stage = await openStage(floor)
    const before = await everyRow(floor)
    const complaints: string[] = []
    for (const leaf of inputLeaves(operation)) {
      for (const value of badValues(leaf)) complaints.push(...(await complaint(leaf, value, stage)))
    }
    expect(complaints).toEqual([])
    expect(await everyRow(floor)).toEqual(before)
    // What was refused was refused for the bad value alone.
    const { document = '', variables } = operations[operation] ?? {}
    expect(verdictOf(await socket.ask(document, variables?.(stage)))).toBe('accepted')
  })
})
