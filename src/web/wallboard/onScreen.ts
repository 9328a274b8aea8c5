import { useEffect, useRef, useState, type RefObject } from 'react'

/** A card just outside of the window is about to be seen. */
const MARGIN = '120px'

// One observer for all cards: a hundred of their own would each look for themselves.
const watched = new Map<Element, (isOnScreen: boolean) => void>()
let observer: IntersectionObserver | undefined

function watch(element: Element, onChange: (isOnScreen: boolean) => void): () => void {
  observer ??= new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) watched.get(target)?.(isIntersecting)
    },
    { rootMargin: MARGIN },
  )
  watched.set(element, onChange)
  observer.observe(element)
  return () => {
    watched.delete(element)
    observer?.unobserve(element)
  }
}

/** Whether the element of the ref is in sight; `onChange` hears of it too, and of `false` when the element goes. */
export function useOnScreen<T extends Element>(
  onChange: (isOnScreen: boolean) => void,
): readonly [RefObject<T | null>, boolean] {
  const ref = useRef<T>(null)
  const [isOnScreen, setOnScreen] = useState(false)
  useEffect(() => {
    if (ref.current === null) return
    const stop = watch(ref.current, (isSeen) => {
      setOnScreen(isSeen)
      onChange(isSeen)
    })
    return () => {
      stop()
      onChange(false)
    }
  }, [onChange])
  return [ref, isOnScreen]
}
