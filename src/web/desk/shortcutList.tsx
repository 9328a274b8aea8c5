import type { ReactNode } from 'react'
import { keyWords, shortcuts } from './shortcuts.js'

/** All shortcuts, behind the key "?". */
export function ShortcutList({
  isOpen,
  onToggle,
  hasSingleKeys,
  onSingleKeys,
}: {
  isOpen: boolean
  onToggle: () => void
  hasSingleKeys: boolean
  onSingleKeys: (has: boolean) => void
}): ReactNode {
  return (
    <section className="desk-help">
      <button type="button" className="link" aria-expanded={isOpen} aria-controls="shortcuts" onClick={onToggle}>
        {isOpen ? 'Hide the shortcuts' : 'All shortcuts'} <kbd>?</kbd>
      </button>
      <div id="shortcuts" className="card" hidden={!isOpen}>
        <h2>Shortcuts</h2>
        <dl>
          {shortcuts.map(({ command, words }) => (
            <div key={command}>
              <dt>
                <kbd>{keyWords(command)}</kbd>
              </dt>
              <dd>{words}</dd>
            </div>
          ))}
          <div>
            <dt>
              <kbd>1</kbd>…<kbd>0</kbd>
            </dt>
            <dd>Choose the outcome of that number</dd>
          </div>
        </dl>
        <p className="soft">While you write in a field, hold Alt with the key.</p>
        <label className="desk-check">
          <input
            type="checkbox"
            checked={hasSingleKeys}
            onChange={(event) => {
              onSingleKeys(event.target.checked)
            }}
          />
          Keys work without Alt
        </label>
      </div>
    </section>
  )
}
