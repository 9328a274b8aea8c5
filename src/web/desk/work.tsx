import { useState, type ReactNode } from 'react'
import { announcement } from './announcement.js'
import { CallPanel } from './callPanel.js'
import { zonesThere } from './desk.types.js'
import { callbackDetails, callbackFault, proposedCallback } from './callbackWish.js'
import { ContactCard } from './contactCard.js'
import { copyNumber } from './copyNumber.js'
import type { Desk } from './desk.js'
import type { DeskView } from './deskView.js'
import type { DeskApi } from './deskApi.js'
import { EarlierCalls } from './earlierCalls.js'
import { Idle } from './idle.js'
import { LeftNotes } from './leftNotes.js'
import { NoticeBox } from './noticeBox.js'
import { finalStatusOf, outcomeChoices, whyNotNow, type OutcomeChoice } from './outcomeChoice.js'
import { emptyChoice, type OutcomeWish } from './outcomeWish.js'
import { hasSingleKeys, keepSingleKeys } from './settings.js'
import { ShortcutList } from './shortcutList.js'
import { isPossible, type Command } from './shortcuts.js'
import { StatusBar } from './statusBar.js'
import { useShortcuts } from './useShortcuts.js'

/** The desk of the tab that holds it: every command in one place, whether a key or a button gives it. */
export function Work({ desk, api, view }: { desk: Desk; api: DeskApi; view: DeskView }): ReactNode {
  const { entry, setting } = view
  const outcomes = outcomeChoices(setting?.outcomes ?? [])
  const [singleKeys, setSingleKeys] = useState(hasSingleKeys)
  const [isHelpOpen, setHelpOpen] = useState(false)
  const [isPausing, setPausing] = useState(false)
  const [news, setNews] = useState('')
  const [kept, setWish] = useState<OutcomeWish>(emptyChoice)
  // What was chosen for a contact is gone with it.
  const wish = kept.entryId === entry?.id ? kept : emptyChoice
  const chosen = outcomes.find(({ code }) => code === wish.code) ?? null

  const choose = (outcome: OutcomeChoice, isByKey: boolean): void => {
    if (entry === null) return
    const why = whyNotNow(entry.status, outcome.category)
    setNews(why === null ? '' : `${outcome.label}: ${why}.`)
    if (why !== null) return
    const callback = wish.callback ?? proposedCallback(entry, new Date(desk.clock.at()), outcome.retryAfterMinutes)
    setWish({ entryId: entry.id, code: outcome.code, isByKey, callback })
  }
  const save = (): void => {
    const status = entry === null || chosen === null ? null : finalStatusOf(entry.status, chosen.category)
    if (entry === null || chosen === null || status === null) {
      setNews('Choose an outcome first.')
      return
    }
    const { code: outcome, label, category } = chosen
    if (category !== 'CALLBACK') {
      desk.step(status, { outcome }, label)
      return
    }
    const { callback } = wish
    if (callback === null || callbackFault(callback, new Date(desk.clock.at())) !== null) {
      setNews('Say first when to call back.')
      return
    }
    desk.step(status, { outcome, ...callbackDetails(callback, entry) }, label)
  }
  const give = (command: Command): void => {
    if (!isPossible(command, view)) return
    setNews('')
    commands[command]()
  }
  const commands: Readonly<Record<Command, () => void>> = {
    next: () => {
      desk.next()
    },
    dial: () => {
      desk.step('DIALING')
    },
    skip: () => {
      desk.step('QUEUED')
    },
    answered: () => {
      desk.step('CONNECTED')
    },
    hangUp: () => {
      desk.step('WRAP_UP')
    },
    giveBack: () => {
      desk.step('QUEUED')
    },
    save,
    notes: () => document.getElementById('notes')?.focus(),
    copy: () => {
      if (entry !== null) void copyNumber(entry.phone).then(setNews)
    },
    available: () => {
      setPausing(false)
      desk.choose('AVAILABLE')
    },
    pause: () => {
      setPausing(true)
    },
    offline: () => {
      setPausing(false)
      desk.choose('OFFLINE')
    },
    help: () => {
      setHelpOpen(!isHelpOpen)
    },
  }
  useShortcuts({
    hasSingleKeys: singleKeys,
    onCommand: give,
    onDigit: (digit) => {
      const outcome = outcomes.find((one) => one.digit === digit)
      if (outcome !== undefined) choose(outcome, true)
    },
    onEscape: () => {
      setHelpOpen(false)
      setPausing(false)
      document.getElementById('state')?.focus()
    },
  })

  return (
    <div className="desk">
      <p className="hidden-from-sight" role="status">
        {announcement(view)}
      </p>
      <p className="desk-news" role="status">
        {news}
      </p>
      <StatusBar desk={desk} view={view} onCommand={give} isPausing={isPausing} onPausing={setPausing} />
      {view.isSendingAgain && (
        <p className="message warning">
          The server does not answer. What you did last is sent again until it does; nothing is done twice.
        </p>
      )}
      <NoticeBox desk={desk} notice={view.notice} timeZone={entry === null ? null : (zonesThere(entry)[0] ?? null)} />
      {entry === null ? (
        <Idle desk={desk} view={view} onCommand={give} />
      ) : (
        <div className="desk-columns">
          <CallPanel
            key={entry.id}
            {...{ desk, api, view, entry, outcomes, wish, chosen }}
            onCommand={give}
            onChoose={choose}
            onWish={(callback) => {
              setWish({ ...wish, entryId: entry.id, callback })
            }}
          />
          <ContactCard
            entry={entry}
            desk={desk}
            onCopy={() => {
              give('copy')
            }}
          />
          <EarlierCalls calls={entry.contact.calls} outcomes={outcomes} />
        </div>
      )}
      <LeftNotes desk={desk} drafts={view.agent === null ? [] : view.leftNotes} />
      <ShortcutList
        isOpen={isHelpOpen}
        onToggle={() => {
          give('help')
        }}
        hasSingleKeys={singleKeys}
        onSingleKeys={(has) => {
          keepSingleKeys(has)
          setSingleKeys(has)
        }}
      />
    </div>
  )
}
