import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net'

interface Link {
  readonly client: Socket
  readonly server: Socket
  /** What the client said first: it names the application. */
  startup: string
}

/** The network between an instance and its PostgreSQL: it can be cut, and it can fall silent. */
export class DatabaseProxy {
  private readonly links = new Set<Link>()
  private isCut = false

  private constructor(
    private readonly listener: Server,
    /** Of the same database, through this proxy. */
    readonly connectionString: string,
  ) {}

  /** Listens on a port of its own, for one database. */
  static async open(connectionString: string): Promise<DatabaseProxy> {
    const address = new URL(connectionString)
    const target = { host: address.hostname, port: Number(address.port || 5432) }
    const listener = createServer()
    await once(listener.listen(0, '127.0.0.1'), 'listening')
    address.hostname = '127.0.0.1'
    address.port = String((listener.address() as AddressInfo).port)
    const proxy = new DatabaseProxy(listener, address.toString())
    listener.on('connection', (client) => {
      proxy.accept(client, target)
    })
    return proxy
  }

  /** Ends every connection and lets no new one through. */
  cut(): void {
    this.isCut = true
    for (const { client, server } of this.links) {
      client.destroy()
      server.destroy()
    }
  }

  /** Lets connections through again. */
  restore(): void {
    this.isCut = false
  }

  /** The connections of this application stay open, but nothing passes any more; new ones are not concerned. */
  silence(application: string): void {
    const silenced = [...this.links].filter(({ startup }) => startup.includes(`\0${application}\0`))
    if (silenced.length === 0) throw new Error(`${application} has no connection`)
    for (const { client, server } of silenced) {
      client.unpipe(server).pause()
      server.unpipe(client).pause()
    }
  }

  /** Ends every connection, and itself. */
  async close(): Promise<void> {
    this.cut()
    this.listener.close()
    await once(this.listener, 'close')
  }

  private accept(client: Socket, target: { host: string; port: number }): void {
    client.on('error', () => undefined)
    if (this.isCut) {
      client.destroy()
      return
    }
    const server = connect(target)
    const link: Link = { client, server, startup: '' }
    this.links.add(link)
    server.on('error', () => undefined)
    client.once('data', (data: Buffer) => {
      link.startup = data.toString('latin1')
    })
    client.pipe(server)
    server.pipe(client)
    const end = (): void => {
      this.links.delete(link)
      client.destroy()
      server.destroy()
    }
    client.once('close', end)
    server.once('close', end)
  }
}
