import { openPage } from '../page/open.js'
import { DeskPage } from './deskPage.js'
import './desk.css'

openPage(['AGENT'], (session) => <DeskPage session={session} />)
