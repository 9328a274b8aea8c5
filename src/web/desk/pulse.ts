/** Calls `beat` about once a second, in the background too. Gives how to stop. */
export function startPulse(beat: () => void): () => void {
  const worker = new Worker(new URL('./pulse.worker.ts', import.meta.url), { type: 'module' })
  worker.addEventListener('message', beat)
  return () => {
    worker.terminate()
  }
}
