import { personalPrefix } from '../session/session.js'

// What an agent types is personal data of the person at the other end: it stays in the browser only until the server has
// it, at most a day, and never beyond a sign-out (session.ts removes all that begins with the prefix).

const DAY_MS = 86_400_000
const prefixOf = (agentId: string): string => `${personalPrefix(agentId)}notes.`

/** Notes that the server does not have yet. */
export interface NotesDraft {
  readonly entryId: string
  readonly text: string
  /** When it was last typed, epoch milliseconds. */
  readonly at: number
}

/** Keeps what stands in the field, at each input. */
export function keepDraft(agentId: string, { entryId, text, at }: NotesDraft): void {
  localStorage.setItem(prefixOf(agentId) + entryId, JSON.stringify({ text, at }))
}

/** The server has these notes, or nobody wants them. */
export function dropDraft(agentId: string, entryId: string): void {
  localStorage.removeItem(prefixOf(agentId) + entryId)
}

/** What was typed for an entry and not saved; null when nothing. */
export function draftOf(agentId: string, entryId: string): NotesDraft | null {
  return keptDrafts(agentId, Date.now()).find((draft) => draft.entryId === entryId) ?? null
}

/** Every draft of the agent in this browser, newest first. What is older than a day is removed, whoever's it is. */
export function keptDrafts(agentId: string, now: number): NotesDraft[] {
  const drafts: NotesDraft[] = []
  for (const key of Object.keys(localStorage)) {
    if (!/^dialqueue\.personal\.\d+\.notes\./.test(key)) continue
    const kept = read(localStorage.getItem(key))
    if (kept === null || now - kept.at > DAY_MS) localStorage.removeItem(key)
    else if (key.startsWith(prefixOf(agentId))) drafts.push({ entryId: key.slice(prefixOf(agentId).length), ...kept })
  }
  return drafts.sort((one, other) => other.at - one.at)
}

function read(text: string | null): { text: string; at: number } | null {
  try {
    const kept = JSON.parse(text ?? 'null') as { text?: unknown; at?: unknown } | null
    return typeof kept?.text === 'string' && typeof kept.at === 'number' ? { text: kept.text, at: kept.at } : null
  } catch {
    return null
  }
}
