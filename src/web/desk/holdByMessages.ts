import type { DeskHold, Hold } from './deskHold.js'

/** How long a tab waits to hear that another holds the desk (milliseconds). */
const ANSWER_MS = 300
/** How often a tab that waits asks whether the other is still there: a crash tells nobody. */
const ASK_EVERY_MS = 2_000

type Word = 'who' | 'held' | 'take'

/**
 * `holdDesk` for browsers that give no locks: whoever asks and hears nothing holds the desk, and of two that ask or hold at
 * once the one with the smaller number does.
 */
export function holdByMessages(name: string, onChange: (hold: Hold) => void): DeskHold {
  const channel = new BroadcastChannel(name)
  const self = crypto.getRandomValues(new Uint32Array(1))[0] ?? 0
  let hold: Hold = 'asking'
  let answerTimer: ReturnType<typeof setTimeout> | undefined
  let isAsking = false

  const say = (word: Word): void => {
    channel.postMessage({ word, from: self })
  }
  const become = (next: Hold): void => {
    if (next === hold) return
    hold = next
    onChange(next)
  }
  const ask = (): void => {
    isAsking = true
    say('who')
    clearTimeout(answerTimer)
    answerTimer = setTimeout(() => {
      isAsking = false
      become('held')
      say('held')
    }, ANSWER_MS)
  }
  const yieldTo = (next: Hold): void => {
    isAsking = false
    clearTimeout(answerTimer)
    become(next)
  }
  channel.addEventListener('message', (event: MessageEvent<{ word: Word; from: number }>) => {
    const { word, from } = event.data
    if (word === 'take') yieldTo(hold === 'held' ? 'taken' : hold === 'taken' ? 'taken' : 'elsewhere')
    else if (word === 'who') {
      if (hold === 'held') say('held')
      else if (isAsking && self < from) say('who')
      else if (isAsking) yieldTo('elsewhere')
    } else if (hold !== 'held') yieldTo(hold === 'taken' ? 'taken' : 'elsewhere')
    else if (from < self) yieldTo('taken')
    else say('held')
  })
  const asking = setInterval(() => {
    if (hold !== 'held' && !isAsking) ask()
  }, ASK_EVERY_MS)
  ask()
  return {
    takeOver() {
      say('take')
      yieldTo('held')
    },
    close() {
      clearTimeout(answerTimer)
      clearInterval(asking)
      channel.close()
    },
  }
}
