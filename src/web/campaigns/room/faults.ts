import type { CombinedError } from 'urql'

/** What the API found wrong, and where. */
export interface Fault {
  /** The argument that is at fault, e.g. `callingHours.monday`; null when no single one is. */
  readonly field: string | null
  readonly message: string
}

/** The first fault that the API names. */
export function faultOf(error: CombinedError): Fault {
  const field = error.graphQLErrors[0]?.extensions['field']
  // GraphQL itself refuses a value of another shape than the schema's, and names its place in the variables.
  const place = /at "(?:input\.)?([\w.[\]]+)"/.exec(error.graphQLErrors[0]?.message ?? '')?.[1]
  return { field: typeof field === 'string' ? field : (place ?? null), message: faultWords(error) }
}

/** What went wrong, as a sentence. */
export function faultWords(error: CombinedError): string {
  if (error.networkError !== undefined) return 'The server cannot be reached. Nothing was changed; please try again.'
  return sentence(error.graphQLErrors[0]?.message ?? error.message)
}

/** Whether a fault is about a control: the argument of that name, or a part of it. */
export function isAbout(fault: Fault | null, name: string): fault is Fault {
  if (fault?.field == null) return false
  return fault.field === name || fault.field.startsWith(`${name}.`) || fault.field.startsWith(`${name}[`)
}

function sentence(words: string): string {
  const begun = words.charAt(0).toUpperCase() + words.slice(1)
  return /[.!?]$/.test(begun) ? begun : `${begun}.`
}
