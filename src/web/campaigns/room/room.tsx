import type { ReactNode } from 'react'
import { Shell } from '../../page/shell.js'
import type { Session } from '../../session/session.js'
import { CampaignList } from '../list/campaignList.js'
import { Overview } from '../overview/overview.js'
import { EditCampaign } from '../form/editCampaign.js'
import { NewCampaign } from '../form/newCampaign.js'
import { Queue } from '../queue/queue.js'
import { Lists } from '../lists/lists.js'
import { Import } from '../import/import.js'
import { ContactPage } from '../contact/contactPage.js'
import { Link, routeOf, usePlace, type Route } from './router.js'
import { View } from './view.js'

/** The campaign room: the view that the address names, and the way to the others. */
export function Room({ session }: { session: Session }): ReactNode {
  const { pathname, search } = usePlace()
  const route = routeOf(pathname)
  const isIn = (...names: Route['view'][]): boolean => names.includes(route.view)
  return (
    <Shell
      session={session}
      title="Campaigns"
      status={
        <nav aria-label="Campaign room" className="room-nav">
          <Link to="/campaigns" isCurrent={isIn('campaigns', 'new', 'campaign', 'edit', 'queue')}>
            All campaigns
          </Link>
          <Link to="/campaigns/lists" isCurrent={isIn('lists', 'contact')}>
            Lists and contacts
          </Link>
          <Link to="/campaigns/import" isCurrent={isIn('import')}>
            Import
          </Link>
        </nav>
      }
    >
      {viewOf(route, new URLSearchParams(search))}
    </Shell>
  )
}

function viewOf(route: Route, query: URLSearchParams): ReactNode {
  switch (route.view) {
    case 'campaigns':
      return <CampaignList query={query} />
    case 'new':
      return <NewCampaign />
    case 'campaign':
      return <Overview key={route.id} id={route.id} />
    case 'edit':
      return <EditCampaign key={route.id} id={route.id} />
    case 'queue':
      return <Queue key={route.id} id={route.id} query={query} />
    case 'lists':
      return <Lists query={query} />
    case 'import':
      return <Import query={query} />
    case 'contact':
      return <ContactPage key={route.id} id={route.id} />
    case 'unknown':
      return (
        <View title="There is nothing here">
          <p>
            <Link to="/campaigns">All campaigns</Link>
          </p>
        </View>
      )
  }
}
