import { parse, print } from 'graphql'

/** An operation that the README shows. */
export interface ReadmeQuery {
  /** The sentence that leads to it, such as "An agent comes to work"; empty for a second operation under one sentence. */
  readonly sentence: string
  /** The operation as it stands in the README. */
  readonly text: string
}

const SECTION = /^## Ten queries to paste\n(.*?)(?=^## )/ms
const QUERY = /(?:^(?<sentence>[^\n`]+)\n\n)?^```graphql\n(?<text>.*?)^```$/gms

/** The operations of the README's section "Ten queries to paste", in its order; none when there is no such section. */
export function readmeQueries(readme: string): ReadmeQuery[] {
  const section = SECTION.exec(readme)?.[1] ?? ''
  return [...section.matchAll(QUERY)].map(({ groups }) => ({
    sentence: (groups?.['sentence'] ?? '').replace(/:$/, ''),
    text: groups?.['text'] ?? '',
  }))
}

/** What stands in the tab of a query: its sentence as a comment, then the query, a line for each field. */
export function tabText({ sentence, text }: ReadmeQuery): string {
  const query = print(parse(text))
  return sentence === '' ? query : `# ${sentence}\n${query}`
}
