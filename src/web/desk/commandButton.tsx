import type { ReactNode } from 'react'
import { keyWords, type Command } from './shortcuts.js'

/** A button that shows its key. */
export function CommandButton({
  command,
  label,
  onCommand,
  isDisabled = false,
  isPrimary = false,
  isPressed,
}: {
  command: Command
  label: string
  onCommand: (command: Command) => void
  isDisabled?: boolean
  isPrimary?: boolean
  /** For a button that stands for a state. */
  isPressed?: boolean
}): ReactNode {
  return (
    <button
      type="button"
      className={isPrimary ? 'primary' : undefined}
      // Not disabled for the browser: the focus would be gone with each answer that is waited for. The command is refused.
      aria-disabled={isDisabled}
      aria-pressed={isPressed}
      aria-keyshortcuts={keyWords(command)}
      onClick={() => {
        onCommand(command)
      }}
    >
      {label} <kbd>{keyWords(command)}</kbd>
    </button>
  )
}
