import type { Answered, Card } from './boardTypes.js'

/** Between two questions for slower figures, for the whole board (milliseconds). */
export const REFRESH_MS = 2_000

/** How soon an answer is asked for again, in milliseconds: when the campaign has changed, and when only time has passed. */
interface Pace {
  readonly changed: number
  readonly unchanged: number
}

/** On screen at once; what nobody sees matters only to the alarms. Days and windows roll over without a change too. */
const statsPace = { seen: { changed: 0, unchanged: 60_000 }, unseen: { changed: 30_000, unchanged: 120_000 } }
/** Judging contacts costs the server up to 0.15 s a campaign. Calling hours begin and end without a change. */
const diagnosisPace = { seen: { changed: 10_000, unchanged: 30_000 }, unseen: { changed: 60_000, unchanged: 60_000 } }
/** A chart that nobody sees is not asked for; one in sight moves on with the minute. */
const chartPace = { changed: 0, unchanged: 30_000 }

/** Campaigns in one question, so that its answer does not keep the others waiting; the rest follow in the next. */
const MOST = { stats: 25, charts: 12, diagnoses: 5 }

/** Which campaigns to ask for now. */
export interface Due {
  readonly stats: string[]
  readonly charts: string[]
}

/** The cards whose figures and charts are to be asked for at `now`, those that have waited longest first. */
export function dueFigures(cards: readonly Card[], isOnScreen: (id: string) => boolean, now: number): Due {
  return {
    stats: due(
      cards,
      (card) => card.figures,
      (card) => statsPace[isOnScreen(card.id) ? 'seen' : 'unseen'],
      now,
      MOST.stats,
    ),
    charts: due(
      cards.filter(({ id }) => isOnScreen(id)),
      (card) => card.chart,
      () => chartPace,
      now,
      MOST.charts,
    ),
  }
}

/** The cards whose diagnosis is to be asked for at `now`. */
export function dueDiagnoses(cards: readonly Card[], isOnScreen: (id: string) => boolean, now: number): string[] {
  const pace = (card: Card): Pace => diagnosisPace[isOnScreen(card.id) ? 'seen' : 'unseen']
  return due(cards, (card) => card.diagnosis, pace, now, MOST.diagnoses)
}

function due(
  cards: readonly Card[],
  answer: (card: Card) => Answered<unknown> | null,
  pace: (card: Card) => Pace,
  now: number,
  most: number,
): string[] {
  const askedAt = (card: Card): number => answer(card)?.askedAt ?? -Infinity
  return cards
    .filter((card) => {
      const known = answer(card)
      if (known === null) return true
      const age = now - known.askedAt
      const { changed, unchanged } = pace(card)
      return age >= unchanged || (card.snapshot.version > known.version && age >= changed)
    })
    .sort((one, other) => askedAt(one) - askedAt(other))
    .slice(0, most)
    .map(({ id }) => id)
}
