let audio: AudioContext | undefined

/** Two short tones. Silent where the browser allows no sound before somebody has touched the page. */
export function playAlarm(): void {
  audio ??= new AudioContext()
  void audio.resume().catch(() => undefined)
  for (const [startsAt, hertz] of [
    [0, 660],
    [0.25, 880],
  ] as const) {
    const tone = audio.createOscillator()
    const volume = audio.createGain()
    const begin = audio.currentTime + startsAt
    tone.frequency.value = hertz
    volume.gain.setValueAtTime(0.15, begin)
    // Without a fade the end would click.
    volume.gain.exponentialRampToValueAtTime(0.001, begin + 0.2)
    tone.connect(volume).connect(audio.destination)
    tone.start(begin)
    tone.stop(begin + 0.2)
  }
}
