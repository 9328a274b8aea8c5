import { setTimeout as sleep } from 'node:timers/promises'

/**
 * Asks again and again until the answer is what is wanted, and gives it; fails the test with the last answer after
 * `seconds`.
 */
export async function until<T>(ask: () => Promise<T>, isWanted: (answer: T) => boolean, seconds = 10): Promise<T> {
  const deadline = performance.now() + seconds * 1000
  for (;;) {
    const answer = await ask()
    if (isWanted(answer)) return answer
    if (performance.now() > deadline) {
      throw new Error(`after ${seconds} s it still was ${JSON.stringify(answer)}`)
    }
    await sleep(20)
  }
}
