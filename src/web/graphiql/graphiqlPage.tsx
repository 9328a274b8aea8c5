import { GraphiQL } from 'graphiql'
import { useState, type ReactNode } from 'react'
import readme from '../../../README.md?raw'
import { Shell } from '../page/shell.js'
import type { Session } from '../session/session.js'
import { createFetcher } from './fetcher.js'
import { readmeQueries, tabText } from './readmeQueries.js'
import { useSystemTheme } from './systemTheme.js'
import { tabStorage } from './tabStorage.js'

const defaultTabs = readmeQueries(readme).map((query) => ({ query: tabText(query) }))

// A phone's screen is all for the query and its answer; a click opens the headers.
const isNarrow = window.matchMedia('(width <= 700px)').matches

/** GraphiQL over the API, with the README's queries as its first tabs and the session's token in their headers. */
export function GraphiqlPage({ session }: { session: Session }): ReactNode {
  const [fetcher] = useState(createFetcher)
  const [storage] = useState(() => tabStorage(session, localStorage))
  const theme = useSystemTheme()
  return (
    <Shell session={session} title="GraphiQL">
      <GraphiQL
        fetcher={fetcher}
        storage={storage}
        defaultTabs={defaultTabs}
        defaultHeaders={JSON.stringify({ authorization: `Bearer ${session.token}` }, null, 2)}
        shouldPersistHeaders={false}
        defaultEditorToolsVisibility={isNarrow ? false : 'headers'}
        forcedTheme={theme}
        schemaDescription
        inputValueDeprecation
      >
        <GraphiQL.Logo>
          <span />
        </GraphiQL.Logo>
      </GraphiQL>
    </Shell>
  )
}
