import type { Session } from '../session/session.js'

/**
 * Where GraphiQL keeps tabs and history: the browser's local storage, for each role and agent apart, so that nobody finds
 * the queries of somebody else at a shared desk.
 *
 * No header is ever kept. GraphiQL leaves them out of its tabs when asked to, but its history keeps them whatever it is
 * told, and with them a token that outlives the session.
 */
export function tabStorage({ role, agentId }: Pick<Session, 'role' | 'agentId'>, kept: Storage): Storage {
  const prefix = `dialqueue.${role}${agentId === null ? '' : `.${agentId}`}.`
  const names = (): string[] => Object.keys(kept).filter((name) => name.startsWith(prefix))
  return {
    get length() {
      return names().length
    },
    key: (index) => names()[index]?.slice(prefix.length) ?? null,
    getItem: (name) => kept.getItem(prefix + name),
    setItem: (name, value) => {
      if (!name.endsWith('headers')) kept.setItem(prefix + name, withoutHeaders(value))
    },
    removeItem: (name) => {
      kept.removeItem(prefix + name)
    },
    clear: () => {
      for (const name of names()) kept.removeItem(name)
    },
  }
}

/** Objects as JSON have null for headers, as GraphiQL itself writes where none are kept; any other text stays as it is. */
function withoutHeaders(value: string): string {
  try {
    const content: unknown = JSON.parse(value)
    if (typeof content !== 'object') return value
    return JSON.stringify(content, (key, part: unknown) => (key === 'headers' ? null : part))
  } catch {
    return value
  }
}
