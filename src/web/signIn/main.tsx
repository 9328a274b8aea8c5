import { show } from '../page/open.js'
import { SignIn } from './signIn.js'
import './signIn.css'

show(<SignIn />)
