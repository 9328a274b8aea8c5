import { openPage } from '../page/open.js'

openPage(['AGENT'], () => null)
