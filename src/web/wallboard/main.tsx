import { openPage } from '../page/open.js'
import { openBoard } from './board.js'
import { Wallboard } from './wallboard.js'
import 'uplot/dist/uPlot.min.css'
import './wallboard.css'

openPage(['SUPERVISOR', 'ADMIN'], (session, client) => <Wallboard session={session} board={openBoard(client)} />, {
  allOverSocket: true,
})
