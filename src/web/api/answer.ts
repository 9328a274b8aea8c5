/**
 * The data of an answer; null when there is none yet, or the server refused. Beside an error urql gives `data: null` where
 * its types say undefined, so nothing tests for either of the two itself.
 */
export function dataOf<T>({ data }: { readonly data?: T | null | undefined }): T | null {
  return data ?? null
}
