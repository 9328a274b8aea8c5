import { serverAudits } from 'graphql-http'
import { describe, expect, it, onTestFinished } from 'vitest'
import { startTestServer } from './testServer.js'

/** What the GraphQL-over-HTTP audit would like and we do not do, with the reason. None of these is a MUST. */
const deviations: Record<string, string> = {
  '5A70': 'MAY: a GET needs a header that no foreign form can set',
  D6D5: 'MAY: the same',
  '6A70': 'MAY: the same',
  '572B': 'SHOULD: 200 for a syntax error in old application/json; we say 400, as Apollo does',
  FDE2: 'SHOULD: the same for a document that is not valid',
  '7B9B': 'SHOULD: the same for a variable that is not valid',
}

const audits = serverAudits({ url: 'http://127.0.0.1' }).map(({ id, name }) => [id, name] as const)

describe('GraphQL over HTTP', () => {
  it.each(audits)('%s: a server %s', async (id) => {
    const server = await startTestServer({ onTestFinished })
    const audit = serverAudits({ url: `${server.url}/graphql`, fetchFn: fetch }).find((one) => one.id === id)
    const result = await audit?.fn()
    const expected = id in deviations ? (deviations[id]?.startsWith('MAY') ? 'notice' : 'warn') : 'ok'
    expect(result).toMatchObject({ status: expected })
  })
})
