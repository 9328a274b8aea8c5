import 'graphiql/setup-workers/vite'
import 'graphiql/style.css'
import './graphiql.css'
import { openPage } from '../page/open.js'
import { GraphiqlPage } from './graphiqlPage.js'

openPage(['AGENT', 'SUPERVISOR', 'ADMIN', 'DIALER'], (session) => <GraphiqlPage session={session} />)
