import { describe, expect, it } from 'vitest'
import { createLogger, type Logger } from '../src/logger.js'

/** The lines that were written, as text and parsed. */
function lines(write: (logger: Logger) => void) {
  const texts: string[] = []
  write(createLogger('info', { write: (line) => void texts.push(line) }))
  return texts.map((text) => ({ text, entry: JSON.parse(text) as Record<string, unknown> }))
}

describe('the log', () => {
  it('is one JSON object a line, with level, time and message', () => {
    const [line, ...rest] = lines((logger) => {
      logger.debug('not at this level')
      logger.info({ port: 4000 }, 'ready')
    })
    expect(rest).toEqual([])
    expect(line?.entry).toMatchObject({ level: 'info', port: 4000, msg: 'ready' })
    expect(line?.entry['time']).toMatch(/^\d{4}-\d\d-\d\dT.*Z$/)
  })

  it('has no token, number or password, wherever one is put', () => {
    const token = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhIn0.c2lnbmF0dXJl'
    const written = lines((logger) => {
      logger.info({ authorization: `Bearer ${token}`, contact: { phone: '0155550123' } }, `a ${token}`)
      logger.error(new Error('postgres://dq:hunter2@localhost/dq cannot find +14155550123'))
      logger.info({ deep: { er: { still: [token, '+14155550123'] } } })
    })
    expect(written).toHaveLength(3)
    expect(written.map(({ text }) => text).join('')).not.toMatch(/eyJ|5550123|hunter2/)
    expect(written[1]?.text).toContain('postgres://dq:[password]@localhost/dq cannot find [phone]')
  })

  it('says of an error what it is and what caused it, but not the row that the database quotes', () => {
    const detail = 'Key (email)=(ada@example.com) already exists.'
    const cause = Object.assign(new Error('duplicate key'), { code: '23505', detail })
    const [line] = lines((logger) => {
      logger.error({ err: new Error('import failed', { cause }) }, 'internal error')
    })
    expect(line?.entry['err']).toMatchObject([
      { type: 'Error', message: 'import failed' },
      { type: 'Error', message: 'duplicate key', code: '23505' },
    ])
    expect(line?.text).not.toContain('ada@example.com')
  })
})
