import { connect, createServer, type Server, type Socket } from 'node:net'
import { once } from 'node:events'

/** A line between a browser and a server that can be made bad: a real one, so that nothing of either knows. */
export interface BadLine {
  /** The server as the browser comes to it. */
  readonly url: string
  /** From now on the answers to requests that contain this text are lost after the server has worked on them; null: none. */
  loseAnswersTo(text: string | null): void
  /** How many answers were lost. */
  readonly lost: number
  close(): Promise<void>
}

/** Opens a line to a server of this machine. */
export async function openBadLine(serverUrl: string): Promise<BadLine> {
  const port = Number(new URL(serverUrl).port)
  const sockets = new Set<Socket>()
  let losing: string | null = null
  let lost = 0
  const server: Server = createServer((browser) => {
    const line = connect(port, '127.0.0.1')
    let isBad = false
    const hangUp = (): void => {
      browser.destroy()
      line.destroy()
    }
    for (const socket of [browser, line]) {
      sockets.add(socket)
      socket.on('error', hangUp).on('close', hangUp)
    }
    browser.on('data', (chunk) => {
      if (losing !== null && chunk.includes(losing)) isBad = true
      line.write(chunk)
    })
    line.on('data', (chunk) => {
      if (!isBad) browser.write(chunk)
      else {
        lost += 1
        hangUp()
      }
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('the line has no port')
  return {
    url: `http://127.0.0.1:${address.port}`,
    get lost() {
      return lost
    },
    loseAnswersTo(text) {
      losing = text
    },
    async close() {
      for (const socket of sockets) socket.destroy()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
