import { useState, type ReactNode } from 'react'
import { useSubscription } from 'urql'
import { QueueVersionDocument } from '../generated/graphql.js'

/**
 * Says that the queue has changed since the page was read. The entries do not move by themselves: somebody is reading
 * them.
 */
export function QueueNews({
  campaignId,
  isFetching,
  onRefresh,
}: {
  campaignId: string
  isFetching: boolean
  onRefresh: () => void
}): ReactNode {
  const [{ data }] = useSubscription({ query: QueueVersionDocument, variables: { campaignId } })
  const version = data?.queueStatus.version ?? null
  // The first snapshot comes with the page; it is what the page shows.
  const [shown, setShown] = useState<number | null>(null)
  if (shown === null && version !== null) setShown(version)
  const isOld = shown !== null && version !== null && version > shown
  return (
    <div className="news">
      <span role="status" className="soft">
        {isOld && 'The queue has changed since.'}
      </span>
      <button
        type="button"
        disabled={isFetching}
        onClick={() => {
          setShown(version)
          onRefresh()
        }}
      >
        Refresh
      </button>
    </div>
  )
}
