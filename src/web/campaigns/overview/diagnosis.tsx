import type { ReactNode } from 'react'
import { useQuery } from 'urql'
import { codeWords, countWords, minutesWords } from '../../page/words.js'
import { DiagnosisDocument, type DiagnosisQuery } from '../generated/graphql.js'
import { Loaded } from '../room/loaded.js'
import { Panel } from '../room/view.js'
import { When } from '../room/when.js'
import { Bars } from './bars.js'

type Answer = DiagnosisQuery['queueDiagnosis']

/** Why nothing is dialled, or what is: every contact of the lists by the first rule in its way. */
export function Diagnosis({ id }: { id: string }): ReactNode {
  const [answer, ask] = useQuery({ query: DiagnosisDocument, variables: { campaignId: id } })
  return (
    <Panel
      title="Why contacts are dialled or not"
      aside={
        <button
          type="button"
          disabled={answer.fetching}
          onClick={() => {
            ask({ requestPolicy: 'network-only' })
          }}
        >
          Ask again
        </button>
      }
    >
      <Loaded answer={answer}>{({ queueDiagnosis }) => <Finding finding={queueDiagnosis} />}</Loaded>
    </Panel>
  )
}

function Finding({ finding }: { finding: Answer }): ReactNode {
  const { contacts, dialableNow, queuedNow, minutesUntilDry, becomingDialable, byRule, bestChange, warnings } = finding
  if (contacts === 0) return <p className="message warning">Its lists hold no contact: give it a list that does.</p>
  return (
    <>
      {bestChange !== null && (
        <p className="message">
          <strong>What would free most:</strong> {bestChange.sentence}
          {bestChange.contacts === 1 ? ' – 1 contact.' : ` – ${countWords(bestChange.contacts)} contacts.`}
        </p>
      )}
      {warnings.map(({ id, sentence, count }) => (
        <p className="message warning" key={`${id} ${sentence}`}>
          {sentence} – {count === 1 ? '1 contact' : `${countWords(count)} contacts`}.
        </p>
      ))}
      <dl className="figures">
        <div>
          <dt>contacts</dt>
          <dd>{countWords(contacts)}</dd>
        </div>
        <div>
          <dt>dialable now</dt>
          <dd>{countWords(dialableNow)}</dd>
        </div>
        <div>
          <dt>of these queued</dt>
          <dd>{countWords(queuedNow)}</dd>
        </div>
        {becomingDialable.map(({ hours, count }) => (
          <div key={hours}>
            <dt>more within {hours} h</dt>
            <dd>{countWords(count)}</dd>
          </div>
        ))}
        <div>
          <dt>until dry</dt>
          <dd>{minutesWords(minutesUntilDry)}</dd>
        </div>
      </dl>
      {byRule.length > 0 && (
        <Bars
          caption="Kept back, by the first rule in the way"
          what="Rule"
          bars={byRule.map(({ ruleId, reason, sentence, count }) => ({
            key: ruleId,
            name: codeWords(reason),
            note: sentence,
            count,
          }))}
          total={contacts}
        />
      )}
      <p className="soft">
        Counted <When at={finding.countedAt} />.
      </p>
    </>
  )
}
