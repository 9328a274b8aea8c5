/**
 * Keeps the screen on where the browser can. The lock is lost whenever the page goes out of sight, so it is asked for again
 * when it comes back. A refusal (a low battery) is no error.
 * @returns lets the screen sleep again
 */
export function keepAwake(): () => void {
  let lock: WakeLockSentinel | undefined
  let isOver = false
  const ask = (): void => {
    // Only addresses of https and of this machine itself have it.
    const { wakeLock } = navigator as Partial<Navigator>
    if (isOver || document.hidden || wakeLock === undefined) return
    wakeLock.request('screen').then(
      (granted) => {
        lock = granted
        if (isOver) void granted.release()
      },
      // The screen's own settings hold then.
      () => undefined,
    )
  }
  document.addEventListener('visibilitychange', ask)
  ask()
  return () => {
    isOver = true
    document.removeEventListener('visibilitychange', ask)
    void lock?.release()
  }
}
