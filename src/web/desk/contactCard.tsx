import { useState, type ReactNode } from 'react'
import { useNow } from '../page/now.js'
import { timeOfDayWords } from '../page/words.js'
import { contactName, zonesThere, type DeskEntry } from './desk.types.js'
import type { Desk } from './desk.js'
import { keyWords } from './shortcuts.js'

/** Whom the agent calls: name, number, the time there, and what is known. */
export function ContactCard({ entry, desk, onCopy }: { entry: DeskEntry; desk: Desk; onCopy: () => void }): ReactNode {
  const { contact, campaign, attempt } = entry
  const attributes = Object.entries(contact.attributes)
  const otherNumbers = contact.numbers.filter(({ phone }) => phone !== entry.phone)
  return (
    <section className="card contact" aria-labelledby="contact-name">
      <header>
        <h2 id="contact-name">{contactName(entry)}</h2>
        <p className="soft">
          {campaign.name} · attempt {attempt}
        </p>
      </header>
      <p className="contact-number">
        <a href={`tel:${entry.phone}`} className="number">
          {entry.phone}
        </a>
        <CopyButton onCopy={onCopy} />
      </p>
      <dl className="facts">
        <div>
          <dt>Time there</dt>
          <dd>
            <LocalTime zones={zonesThere(entry)} desk={desk} />
          </dd>
        </div>
        {contact.email !== null && (
          <div>
            <dt>E-mail</dt>
            <dd>{contact.email}</dd>
          </div>
        )}
        {otherNumbers.length > 0 && (
          <div>
            <dt>Other numbers</dt>
            <dd className="number">
              {otherNumbers.map(({ phone, isRetired }) => (isRetired ? `${phone} (wrong)` : phone)).join(', ')}
            </dd>
          </div>
        )}
        {attributes.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{typeof value === 'string' ? value : JSON.stringify(value)}</dd>
          </div>
        ))}
      </dl>
      {campaign.script !== null && (
        <details>
          <summary>Script</summary>
          <p className="written">{campaign.script}</p>
        </details>
      )}
    </section>
  )
}

function LocalTime({ zones, desk }: { zones: readonly string[]; desk: Desk }): ReactNode {
  const now = new Date(desk.clock.at(useNow()))
  if (zones.length === 0) return 'nobody knows'
  return zones.map((zone) => (
    <span key={zone} className="local-time">
      <span className="number">{timeOfDayWords(now, zone)}</span>{' '}
      <span className="soft">{zone.replaceAll('_', ' ')}</span>
    </span>
  ))
}

function CopyButton({ onCopy }: { onCopy: () => void }): ReactNode {
  const [isDone, setDone] = useState(false)
  return (
    <button
      type="button"
      aria-keyshortcuts={keyWords('copy')}
      onClick={() => {
        onCopy()
        setDone(true)
      }}
      onBlur={() => {
        setDone(false)
      }}
    >
      {isDone ? 'Copied' : 'Copy'} <kbd>{keyWords('copy')}</kbd>
    </button>
  )
}
