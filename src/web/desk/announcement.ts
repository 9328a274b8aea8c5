import { contactName } from './desk.types.js'
import type { DeskView } from './deskView.js'
import { reasonSentence } from './reasonWords.js'

/** The state of the work in a heading and a sentence; the sentence is also what a screen reader is told. */
export function stateWords({ agent, entry, nothing, setting }: DeskView): {
  readonly heading: string
  readonly words: string
} {
  // Without the campaigns there is nobody to ask for yet.
  if (agent === null || (entry === null && setting === null)) {
    return { heading: 'One moment', words: 'The desk asks the server where you stand.' }
  }
  switch (entry?.status) {
    case 'RESERVED':
      return { heading: 'Preview', words: `${contactName(entry)} is yours to look at: dial or skip.` }
    case 'DIALING':
      return { heading: 'Dialling', words: `${contactName(entry)} is being called.` }
    case 'CONNECTED':
      return { heading: 'Connected', words: `You are talking with ${contactName(entry)}.` }
    case 'WRAP_UP':
      return { heading: 'Wrap-up', words: `The call with ${contactName(entry)} is over: choose an outcome and save.` }
  }
  if (agent.status === 'PAUSED') {
    const reason = agent.pauseReason === null ? '' : ` (${agent.pauseReason})`
    return { heading: 'On a break', words: `You get no contacts while you are on a break${reason}.` }
  }
  if (agent.status === 'OFFLINE') return { heading: 'Off shift', words: 'Make yourself available to begin.' }
  if (nothing !== null) return { heading: 'Nothing to dial', words: reasonSentence(nothing.reason) }
  return { heading: 'Available', words: 'Ask for the next contact when you are ready.' }
}

/** What a screen reader is told now. */
export function announcement(view: DeskView): string {
  if (view.isSendingAgain) return 'The connection is lost. What you did is sent again until the server answers.'
  const { heading, words } = stateWords(view)
  return `${heading}. ${words}`
}
