import { useEffect, type RefObject } from 'react'
import type { Fault } from '../room/faults.js'

/** Leads the focus to the control in which a fault was found, once it is marked; each new fault does so again. */
export function useFaultFocus(fault: Fault | null, form: RefObject<HTMLFormElement | null>): void {
  useEffect(() => {
    if (fault === null) return
    const faulty = form.current?.querySelector<HTMLElement>('[aria-invalid=true]')
    if (faulty == null) return
    faulty.focus()
    faulty.scrollIntoView({ block: 'center' })
  }, [fault, form])
}
