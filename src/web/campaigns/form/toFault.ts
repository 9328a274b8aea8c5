/** Puts the focus on the first control that is marked as faulty within a form, once it is drawn. */
export function focusFault(form: HTMLFormElement | null): void {
  requestAnimationFrame(() => {
    const faulty = form?.querySelector<HTMLElement>('[aria-invalid=true], [role=alert]')
    if (faulty == null) return
    faulty.focus()
    faulty.scrollIntoView({ block: 'center' })
  })
}
