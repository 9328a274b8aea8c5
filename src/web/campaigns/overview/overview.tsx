import type { ReactNode } from 'react'
import { useQuery } from 'urql'
import { codeWords } from '../../page/words.js'
import { CampaignDocument } from '../generated/graphql.js'
import { Loaded } from '../room/loaded.js'
import { Link } from '../room/router.js'
import { View } from '../room/view.js'
import { AssignAgents } from './assignAgents.js'
import { AssignLists } from './assignLists.js'
import { Diagnosis } from './diagnosis.js'
import { Figures } from './figures.js'
import { FreshPass } from './freshPass.js'
import { Generate } from './generate.js'
import { Life } from './life.js'

/** One campaign: its life, its queue, its lists and agents, filling the queue, why contacts are dialled or not, and a fresh pass. */
export function Overview({ id }: { id: string }): ReactNode {
  const [answer] = useQuery({ query: CampaignDocument, variables: { id } })
  const campaign = answer.data?.campaign
  return (
    <View
      title={campaign?.name ?? `Campaign ${id}`}
      aside={
        campaign != null && (
          <Link to={`/campaigns/${id}/edit`} className="button">
            Edit
          </Link>
        )
      }
    >
      <Loaded answer={answer}>
        {({ campaign: found }) =>
          found === null ? (
            <p className="message warning">There is no such campaign.</p>
          ) : (
            <>
              <section className="card panel" aria-label="Status">
                <Life id={id} status={found.status} queued={found.stats.counts.queued} />
                <p className="soft">
                  {codeWords(found.dialMethod)} dialling, {found.maxAttempts} dials per contact, policy pack{' '}
                  {found.policyPack ?? 'not said yet'}, day in {found.timeZone}
                </p>
                {found.registries.map(
                  ({ code, state: { warning, isExpired } }) =>
                    warning !== null && (
                      <p key={code} className={`message ${isExpired ? 'danger' : 'warning'}`}>
                        {warning}
                      </p>
                    ),
                )}
              </section>
              <Figures id={id} stats={found.stats} />
              <div className="columns">
                <AssignLists id={id} lists={found.lists} weights={found.listWeights} status={found.status} />
                <AssignAgents id={id} agents={found.agents} status={found.status} />
              </div>
              <div className="columns">
                {found.status !== 'COMPLETED' && <Generate id={id} optimalSize={found.stats.optimalQueueSize} />}
                <Diagnosis id={id} />
              </div>
              {found.status !== 'COMPLETED' && <FreshPass id={id} lists={found.lists} />}
            </>
          )
        }
      </Loaded>
    </View>
  )
}
