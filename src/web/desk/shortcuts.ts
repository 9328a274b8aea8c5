import type { DeskView } from './deskView.js'

/** What a key can do. The outcomes have the digits besides (outcomeChoice.ts). */
export type Command =
  | 'next'
  | 'dial'
  | 'skip'
  | 'answered'
  | 'hangUp'
  | 'giveBack'
  | 'save'
  | 'notes'
  | 'copy'
  | 'available'
  | 'pause'
  | 'offline'
  | 'help'

/** A shortcut as the page shows it. `key` is KeyboardEvent.key in lower case. */
export interface Shortcut {
  readonly command: Command
  readonly key: string
  readonly words: string
}

/** All shortcuts, in the order of the list that "?" opens. */
export const shortcuts: readonly Shortcut[] = [
  { command: 'next', key: 'n', words: 'Next contact' },
  { command: 'dial', key: 'd', words: 'Dial the contact that is shown' },
  { command: 'skip', key: 's', words: 'Skip it' },
  { command: 'answered', key: 'a', words: 'Somebody has answered' },
  { command: 'hangUp', key: 'h', words: 'Hang up' },
  { command: 'giveBack', key: 'u', words: 'The call was not placed: give the contact back' },
  { command: 'save', key: 'enter', words: 'Save the chosen outcome (from the notes: Ctrl or Alt and Enter)' },
  { command: 'notes', key: 't', words: 'Write notes (Esc leaves the field)' },
  { command: 'copy', key: 'c', words: 'Copy the number' },
  { command: 'available', key: 'r', words: 'Be available' },
  { command: 'pause', key: 'p', words: 'Take a break' },
  { command: 'offline', key: 'o', words: 'End the shift' },
  { command: 'help', key: '?', words: 'Show or hide this list' },
]

/** The key of a command as it stands on its button. */
export function keyWords(command: Command): string {
  const key = shortcuts.find((shortcut) => shortcut.command === command)?.key ?? ''
  return key === 'enter' ? 'Enter' : key.toUpperCase()
}

/** What of a key press decides: the parts of a KeyboardEvent, and where the focus is. */
export interface KeyPress {
  readonly key: string
  /** Where the key is; with Alt some systems write other letters. */
  readonly code: string
  readonly isAlt: boolean
  readonly isCtrl: boolean
  /** A field in which keys write or choose. */
  readonly isInText: boolean
  /** A button or link, which Enter presses. */
  readonly isOnControl: boolean
}

/**
 * The shortcut key that a press means, in lower case: a letter, a digit, `enter` or `?`; null when it means none. While a
 * field has the focus only keys with Alt (and Ctrl with Enter) are shortcuts. `hasSingleKeys`: plain keys are shortcuts.
 */
export function shortcutKeyOf(press: KeyPress, hasSingleKeys: boolean): string | null {
  const { isAlt, isCtrl, isInText, isOnControl } = press
  const key = (isAlt ? (/^(?:Key|Digit)(.)$/.exec(press.code)?.[1] ?? press.key) : press.key).toLowerCase()
  if (key === 'enter') return isAlt || isCtrl || (hasSingleKeys && !isInText && !isOnControl) ? key : null
  if (isCtrl || !/^[a-z0-9?]$/.test(key)) return null
  return isAlt || (hasSingleKeys && !isInText) ? key : null
}

/** Whether a command can be given now; `save` needs a chosen outcome besides. */
export function isPossible(command: Command, { agent, entry, sending, campaignId }: DeskView): boolean {
  if (command === 'help') return true
  if (command === 'notes' || command === 'copy') return entry !== null
  if (agent === null || sending !== null) return false
  const status = entry?.status
  switch (command) {
    case 'next':
      return entry === null && campaignId !== null && agent.status === 'AVAILABLE'
    case 'dial':
    case 'skip':
      return status === 'RESERVED'
    case 'answered':
    case 'giveBack':
      return status === 'DIALING'
    case 'hangUp':
      return status === 'DIALING' || status === 'CONNECTED'
    case 'save':
      return status === 'DIALING' || status === 'CONNECTED' || status === 'WRAP_UP'
    case 'available':
    case 'pause':
    case 'offline':
      return true
  }
}
