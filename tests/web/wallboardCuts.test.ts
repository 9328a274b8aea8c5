import type { Page, WebSocketRoute } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { claim } from '../support/desk.js'
import { DatabaseProxy } from '../support/databaseProxy.js'
import { openFloor, openInstance, openShift, type Floor, type Shift } from '../support/floor.js'
import { cardOf, untilFigure, untilState } from './support/board.js'
import { hasBrowser, useBrowser } from './support/browser.js'

/** The network between a page and the server. */
interface Wire {
  /** The socket of now. */
  socket(): WebSocketRoute
  /** How many sockets the page has opened. */
  openedCount(): number
  /** From now on frames from the server of which this is true are lost; the socket stays open. */
  lose(isLost: (frame: string) => boolean): void
}

/** Puts a wire into a page that is not open yet. */
async function wireOf(page: Page): Promise<Wire> {
  const sockets: WebSocketRoute[] = []
  let isLost = (_frame: string): boolean => false
  await page.routeWebSocket('**/graphql', (socket) => {
    sockets.push(socket)
    const server = socket.connectToServer()
    server.onMessage((frame) => {
      if (!isLost(String(frame))) socket.send(frame)
    })
  })
  return {
    socket() {
      const last = sockets.at(-1)
      if (last === undefined) throw new Error('the page has opened no socket')
      return last
    },
    openedCount: () => sockets.length,
    lose(given) {
      isLost = given
    },
  }
}

describe.skipIf(!hasBrowser)('after a cut the wallboard', () => {
  const browser = useBrowser()
  let floor: Floor
  let shift: Shift
  let queued = 40
  beforeAll(async () => {
    floor = await openFloor()
    shift = await openShift(floor, { contacts: queued, agents: 12 })
  })
  afterAll(async () => {
    await floor.close()
  })

  const agents = function* (): Generator<string> {
    yield* shift.agentIds
  }
  let free: Generator<string> | undefined
  /** One more agent takes a contact: a change that a page which is live must show. */
  const change = async (): Promise<string> => {
    free ??= agents()
    await claim(floor, shift.campaignId, String(free.next().value))
    queued -= 1
    return String(queued)
  }

  const openBoard = async (): Promise<{ page: Page; wire: Wire; faults: readonly string[] }> => {
    const person = await browser.person(floor.instance.url, { token: await floor.token() })
    const page = await person.open('/icon.svg')
    const wire = await wireOf(page)
    await page.goto('/wallboard')
    await untilFigure(cardOf(page, 'Campaign'), 'Queued', String(queued))
    await untilState(page, 'Live')
    return { page, wire, faults: person.faults }
  }

  it('comes back from every close code, also from those after which a graphql-ws client gives up', async () => {
    const { page, wire, faults } = await openBoard()
    for (const code of [4500, 4400, 4406, 4429, 1011, 1000]) {
      await wire.socket().close({ code, reason: 'a test' })
      await untilFigure(cardOf(page, 'Campaign'), 'Queued', await change())
      await untilState(page, 'Live')
    }
    expect(faults).toEqual([])
  })

  it('subscribes again when the server has ended the stream and keeps the socket', async () => {
    const { page, wire, faults } = await openBoard()
    let id = ''
    await new Promise<void>((resolve) => {
      wire.lose((frame) => {
        const message = JSON.parse(frame) as { id?: string; payload?: { data?: { queueStatus?: unknown } } }
        if (message.payload?.data?.queueStatus === undefined) return false
        id = message.id ?? ''
        resolve()
        return false
      })
      void change()
    })
    wire.socket().send(JSON.stringify({ id, type: 'complete' }))
    await untilFigure(cardOf(page, 'Campaign'), 'Queued', String(queued))
    await untilFigure(cardOf(page, 'Campaign'), 'Queued', await change())
    expect(wire.openedCount()).toBe(1)
    expect(faults).toEqual([])
  })

  it('finds out that nothing comes any more although the socket looks open, and opens another', async () => {
    const { page, wire, faults } = await openBoard()
    wire.lose(() => true)
    await untilState(page, 'Reconnecting')
    const text = await change()
    wire.lose(() => false)
    await untilFigure(cardOf(page, 'Campaign'), 'Queued', text)
    await untilState(page, 'Live')
    expect(wire.openedCount()).toBeGreaterThan(1)
    expect(faults).toEqual([])
  })

  it('says that figures are stale when the server answers pings but no figures, and dims them', async () => {
    const { page, wire, faults } = await openBoard()
    const colour = (): Promise<string> => cardOf(page, 'Campaign').evaluate((card) => getComputedStyle(card).color)
    const live = await colour()
    wire.lose((frame) => frame.includes('"next"'))
    await untilState(page, 'Stale')
    await page.getByText(/– figures from [5-9] s ago/).waitFor()
    expect(await colour()).not.toBe(live)
    wire.lose(() => false)
    await untilFigure(cardOf(page, 'Campaign'), 'Queued', await change())
    await untilState(page, 'Live')
    expect(await colour()).toBe(live)
    expect(faults).toEqual([])
  })

  it('says that figures are stale while the server has lost its database, and is live again with it', async () => {
    const proxy = await DatabaseProxy.open(floor.connectionString)
    const instance = await openInstance(proxy.connectionString)
    try {
      const person = await browser.person(instance.url, { token: await floor.token() })
      const page = await person.open('/wallboard')
      await untilState(page, 'Live')
      proxy.cut()
      await untilState(page, 'Stale')
      proxy.restore()
      await untilFigure(cardOf(page, 'Campaign'), 'Queued', await change())
      await untilState(page, 'Live')
      expect(person.faults).toEqual([])
    } finally {
      proxy.restore()
      await instance.close()
      await proxy.close()
    }
  })
})
