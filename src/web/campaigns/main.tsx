import { openPage } from '../page/open.js'
import { Room } from './room/room.js'
import './campaigns.css'

openPage(['SUPERVISOR', 'ADMIN'], (session) => <Room session={session} />)
