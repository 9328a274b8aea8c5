import { outcomeCategories } from '../../call/outcome.js'
import {
  idSchema,
  instantSchema,
  listOf,
  objectOf,
  orNull,
  textSchema,
  wholeNumberSchema,
  type JsonSchema,
} from './jsonSchema.js'

const countNames = 'queued reserved dialing connected wrapUp completed failed abandoned cancelled total'.split(' ')
const agentCountNames = 'available busy wrapUp paused offline'.split(' ')
const dayCountNames = 'activeAgents dialedToday connectedToday completedToday conversionsToday'.split(' ')
const averageNames = 'averageDialSeconds averageTalkSeconds averageWrapUpSeconds'.split(' ')
const ratioNames = 'answerRate conversionRate abandonRate listPenetration callbacksKeptOnTimeShare'.split(' ')
const figureNames = [...dayCountNames, 'optimalQueueSize', 'callbacksDue', ...averageNames, ...ratioNames]

/** Everything that `campaignStats` knows. */
export const statsSelection = `campaignId at ${figureNames.join(' ')}
  outcomesToday { outcome category count }
  counts { ${countNames.join(' ')} } agents { ${agentCountNames.join(' ')} }`

/** The counts that the old module had names for. */
export interface CountsData {
  readonly queued: number
  readonly dialing: number
  readonly connected: number
  readonly completed: number
}

/** The counts under the names of the old module. */
export function totalsShape({ queued, dialing, connected, completed }: CountsData): object {
  return { totalQueued: queued, totalDialing: dialing, totalConnected: connected, totalCompleted: completed }
}

const numbersNamed = (names: readonly string[], schema: JsonSchema): Record<string, JsonSchema> =>
  Object.fromEntries(names.map((name) => [name, schema]))

const totals: Readonly<Record<string, JsonSchema>> = {
  totalQueued: wholeNumberSchema('counts.queued under its old name.'),
  totalDialing: wholeNumberSchema('counts.dialing under its old name.'),
  totalConnected: wholeNumberSchema('counts.connected under its old name.'),
  totalCompleted: wholeNumberSchema('counts.completed under its old name.'),
}

/** What `totalsShape` gives. */
export const totalsSchema: JsonSchema = objectOf('Entries of the campaign by status, whatever the page.', totals)

const count = wholeNumberSchema('How many.')
const todayCount = wholeNumberSchema("How many, since midnight in the campaign's time zone.")

/** The answer of `statsSelection` with the totals of `totalsShape`. */
export const statsSchema: JsonSchema = objectOf(
  "One campaign's figures. Day figures run from midnight in the campaign's time zone. A ratio over nothing is null.",
  {
    campaignId: idSchema('The campaign.'),
    at: instantSchema('The instant of the figures.'),
    ...totals,
    ...numbersNamed(dayCountNames, todayCount),
    optimalQueueSize: wholeNumberSchema('How many entries the queue should hold for the agents at work.'),
    callbacksDue: wholeNumberSchema('Open callbacks whose time has come.'),
    ...numbersNamed(averageNames, orNull({ type: 'number', description: 'Mean seconds, today.' })),
    ...numbersNamed(ratioNames, orNull({ type: 'number', minimum: 0, maximum: 1, description: 'A share, 0 to 1.' })),
    outcomesToday: listOf(
      objectOf('Calls of one outcome.', {
        outcome: textSchema('The code.'),
        category: { type: 'string', enum: outcomeCategories },
        count,
      }),
      "Today's calls by outcome.",
    ),
    counts: objectOf('Entries in each status.', numbersNamed(countNames, count)),
    agents: objectOf("The campaign's agents in each status.", numbersNamed(agentCountNames, count)),
  },
)
