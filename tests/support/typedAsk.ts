import type { TypedDocumentString } from '../generated/graphql.js'
import type { Answer, Floor } from './floor.js'

/** As `Answer`, with the data that the document asks for. */
export interface TypedAnswer<TResult> extends Omit<Answer, 'data'> {
  readonly data: TResult | null
}

/** Runs an operation of tests/operations over HTTP; data and variables have the types that codegen made of the schema. */
export async function askTyped<TResult, TVariables extends object>(
  floor: Floor,
  document: TypedDocumentString<TResult, TVariables>,
  variables: TVariables,
  as?: Parameters<Floor['ask']>[2],
): Promise<TypedAnswer<TResult>> {
  const answer = await floor.ask(document.toString(), variables, as)
  return { ...answer, data: answer.data as TResult | null }
}

/** As `askTyped`, and throws when the answer has errors. */
export async function getTyped<TResult, TVariables extends object>(
  floor: Floor,
  document: TypedDocumentString<TResult, TVariables>,
  variables: TVariables,
  as?: Parameters<Floor['ask']>[2],
): Promise<TResult> {
  return floor.get<TResult>(document.toString(), variables, as)
}
