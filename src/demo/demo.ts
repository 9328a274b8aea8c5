import type { Database } from '../database/database.js'
import { insertDemo } from './demo.store.js'

/** Area codes with one zone each; 555-0100 to 555-0199 are reserved for fiction (NANPA, 555-01XX line numbers). */
const areaCodes = ['212', '312', '303', '415', '617'] as const
const firstNames = ['Ada', 'Ben', 'Cleo', 'Dan', 'Eve', 'Finn', 'Gwen', 'Hugo', 'Iris', 'Jack'] as const
const lastNames = ['Adler', 'Brook', 'Chase', 'Doyle', 'Ellis', 'Frost', 'Grant', 'Hayes', 'Irwin', 'Jones'] as const
const agentNames = ['Alma', 'Bruno', 'Carla', 'Diego', 'Edith', 'Farid', 'Greta', 'Henri'] as const
/** The number's own zone, for each area code. */
const zones: Readonly<Record<(typeof areaCodes)[number], string>> = {
  '212': 'America/New_York',
  '312': 'America/Chicago',
  '303': 'America/Denver',
  '415': 'America/Los_Angeles',
  '617': 'America/New_York',
}

/** A fictional person to call. */
export interface DemoContact {
  readonly externalId: string
  readonly firstName: string
  readonly lastName: string
  readonly phone: string
  readonly timeZone: string
}

/** The five hundred contacts of the demo, each with a number of its own that rings nowhere. */
export function demoContacts(): DemoContact[] {
  return areaCodes.flatMap((areaCode) =>
    Array.from({ length: 100 }, (_, line) => ({
      externalId: `demo-${areaCode}-${line}`,
      firstName: firstNames[line % 10] ?? '',
      lastName: lastNames[Math.floor(line / 10)] ?? '',
      phone: `+1${areaCode}555${String(100 + line).padStart(4, '0')}`,
      timeZone: zones[areaCode],
    })),
  )
}

/**
 * Makes the demo organization on a database that holds no organization yet, in one transaction: its id is 1, so the
 * README's commands work as they stand. True when it was made.
 */
export async function seedDemo(database: Database): Promise<boolean> {
  return insertDemo(
    database,
    demoContacts(),
    agentNames.map((name) => ({ name, email: `${name.toLowerCase()}@demo.example` })),
  )
}
