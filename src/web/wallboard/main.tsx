import { openPage } from '../page/open.js'

openPage(['SUPERVISOR', 'ADMIN'], () => null)
