import { useEffect, useEffectEvent } from 'react'
import { shortcutKeyOf, shortcuts, type Command } from './shortcuts.js'

/** What the keys of the page do. */
export interface ShortcutTargets {
  readonly hasSingleKeys: boolean
  readonly onCommand: (command: Command) => void
  readonly onDigit: (digit: string) => void
  readonly onEscape: () => void
}

/** Listens to the keyboard for the whole page. */
export function useShortcuts({ hasSingleKeys, onCommand, onDigit, onEscape }: ShortcutTargets): void {
  const press = useEffectEvent((event: KeyboardEvent) => {
    if (event.repeat || event.isComposing || event.defaultPrevented || event.metaKey) return
    if (event.key === 'Escape') {
      onEscape()
      return
    }
    const target = event.target instanceof HTMLElement ? event.target : null
    const key = shortcutKeyOf(
      {
        ...{ key: event.key, code: event.code, isAlt: event.altKey, isCtrl: event.ctrlKey },
        isInText: target?.matches('input:not([type=radio], [type=checkbox]), textarea, select') ?? false,
        // A radio button's form is submitted by Enter; that is the save.
        isOnControl: target?.matches('button, a, summary, input') ?? false,
      },
      hasSingleKeys,
    )
    if (key === null) return
    const command = shortcuts.find((shortcut) => shortcut.key === key)?.command
    if (command === undefined && !/^\d$/.test(key)) return
    event.preventDefault()
    if (command === undefined) onDigit(key)
    else onCommand(command)
  })
  useEffect(() => {
    window.addEventListener('keydown', press)
    return () => {
      window.removeEventListener('keydown', press)
    }
  }, [])
}
