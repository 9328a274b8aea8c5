import { memo, type ReactNode } from 'react'
import { STALE_AFTER_MS } from '../api/connection.js'
import { useNow } from '../page/now.js'
import { clockWords, percentWords } from '../page/words.js'
import type { Answered, Card } from './boardTypes.js'
import { Figure } from './figure.js'
import { AbandonRate, Penetration } from './limitBars.js'

/** Rates and averages: what is asked for every two seconds at most. */
export function SlowFigures({ card }: { card: Card }): ReactNode {
  const { figures, snapshot } = card
  return (
    <div className="slow-figures">
      <Rates figures={figures} />
      {figures !== null && figures.version < snapshot.version && <Age answer={figures} />}
    </div>
  )
}

const Rates = memo(function Rates({ figures }: Pick<Card, 'figures'>): ReactNode {
  const stats = figures?.value.stats
  return (
    <>
      <dl className="figures rate-figures" aria-label="Today">
        <Figure name="Answer rate" text={percentWords(stats?.answerRate)} />
        <Figure name="Conversion" text={percentWords(stats?.conversionRate)} />
        <Figure name="Avg talk" text={clockWords(stats?.averageTalkSeconds)} />
        <Figure name="Avg wrap-up" text={clockWords(stats?.averageWrapUpSeconds)} />
      </dl>
      <AbandonRate
        today={stats?.abandonRate ?? null}
        month={stats?.abandonRate30Days ?? null}
        limit={figures?.value.abandonRateLimit ?? null}
      />
      <Penetration share={stats?.listPenetration ?? null} />
    </>
  )
})

/** Says how old the slower figures are when the campaign has gone on without them for too long. */
function Age({ answer }: { answer: Answered<unknown> }): ReactNode {
  const ageMs = useNow() - answer.askedAt
  if (ageMs <= STALE_AFTER_MS) return null
  return <p className="figures-age">Rates from {clockWords(ageMs / 1000)} ago</p>
}
