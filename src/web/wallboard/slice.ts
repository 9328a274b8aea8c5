/** A value that one part of the page listens to; in the form that `useSyncExternalStore` takes. */
export class Slice<T> {
  private readonly listeners = new Set<() => void>()

  constructor(public value: T) {}

  /** Calls back at each change; gives what ends that. */
  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  readonly get = (): T => this.value

  set(value: T): void {
    this.value = value
    for (const listener of this.listeners) listener()
  }
}
