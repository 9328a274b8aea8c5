const shared = new WeakSet()

/**
 * Declares that what any operation reads from this object is the same for every viewer who may subscribe to it, so that
 * the way in may execute an operation on it once for all subscribers. Never share what depends on who is looking.
 * @returns the same object.
 */
export function shareSnapshot<T extends object>(snapshot: T): T {
  shared.add(snapshot)
  return snapshot
}

/** True for an object that was passed to `shareSnapshot`. */
export function isSharedSnapshot(value: unknown): value is object {
  return typeof value === 'object' && value !== null && shared.has(value)
}
