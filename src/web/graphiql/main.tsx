import { openPage } from '../page/open.js'

openPage(['AGENT', 'SUPERVISOR', 'ADMIN', 'DIALER'], () => null)
