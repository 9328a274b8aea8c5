/** Counts work that is under way, so that an end can wait for it. */
export class RunningWork {
  private count = 0
  private readonly waiting: (() => void)[] = []

  start(): void {
    this.count++
  }

  finish(): void {
    this.count--
    if (this.count === 0) for (const resolve of this.waiting.splice(0)) resolve()
  }

  /** Counts the work as running until its promise settles, and passes the promise on. */
  async track<T>(work: Promise<T>): Promise<T> {
    this.start()
    try {
      return await work
    } finally {
      this.finish()
    }
  }

  /** Resolves when nothing is running. */
  idle(): Promise<void> {
    return this.count === 0 ? Promise.resolve() : new Promise((resolve) => this.waiting.push(resolve))
  }
}

/** Whether the server is on its way out, and the requests that it still answers. */
export class Drain extends RunningWork {
  /** True from `begin` on: new work is refused. */
  isDraining = false

  begin(): void {
    this.isDraining = true
  }
}

/** Waits for the promise, but not longer than this; a late result is ignored. */
export async function within(milliseconds: number, promise: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const timeout = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, milliseconds)
  })
  try {
    await Promise.race([promise, timeout])
  } finally {
    clearTimeout(timer)
  }
}
