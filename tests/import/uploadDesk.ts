import { request, type ClientRequest, type IncomingMessage } from 'node:http'
import { once } from 'node:events'

/** The answer to an upload. */
export interface UploadAnswer {
  readonly status: number
  readonly headers: Headers
  /** The lines of an answer of 200. */
  readonly lines: readonly Record<string, unknown>[]
  /** The body of any other. */
  readonly body: { readonly error?: { readonly code: string; readonly message: string; readonly field?: string } }
}

/** Sends a whole file: `query` as in `list=Spring&dryRun=true`; no token is sent for null. */
export async function upload(
  url: string,
  token: string | null,
  query: string,
  csv: string | Buffer,
  headers: Readonly<Record<string, string>> = {},
): Promise<UploadAnswer> {
  const response = await fetch(`${url}/import?${query}`, {
    method: 'POST',
    headers: {
      'content-type': 'text/csv',
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      ...headers,
    },
    body: csv,
  })
  const text = await response.text()
  const isOk = response.status === 200
  return {
    status: response.status,
    headers: response.headers,
    lines: isOk
      ? text
          .split('\n')
          .slice(0, -1)
          .map((line) => JSON.parse(line) as Record<string, unknown>)
      : [],
    body: isOk ? {} : (JSON.parse(text) as UploadAnswer['body']),
  }
}

/** An upload that has begun and goes on as the test says. */
export interface OpenUpload {
  readonly sender: ClientRequest
  /** Rejects when the connection is cut before an answer. */
  readonly answer: Promise<{ readonly status: number | undefined; readonly text: string }>
}

/** Begins an upload with these bytes and keeps it open. */
export function beginUpload(url: string, token: string, query: string, csv: string): OpenUpload {
  const sender = request(`${url}/import?${query}`, {
    method: 'POST',
    headers: { 'content-type': 'text/csv', authorization: `Bearer ${token}` },
  })
  const answer = answerOf(sender)
  // A test may look at it later, or not at all.
  answer.catch(() => undefined)
  sender.write(csv)
  return { sender, answer }
}

async function answerOf(sender: ClientRequest): Promise<{ status: number | undefined; text: string }> {
  const [response] = (await once(sender, 'response')) as [IncomingMessage]
  let text = ''
  for await (const chunk of response) text += String(chunk)
  return { status: response.statusCode, text }
}
