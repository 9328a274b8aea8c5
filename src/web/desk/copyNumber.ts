/** Puts a number on the clipboard and says what came of it. */
export async function copyNumber(phone: string): Promise<string> {
  try {
    await navigator.clipboard.writeText(phone)
    return 'The number is copied.'
  } catch {
    // No clipboard on a plain http address, or it was refused: the number can be marked by hand.
    return 'The browser did not let the number be copied.'
  }
}
