import { type DocumentNode, Kind, type OperationDefinitionNode, type SelectionSetNode } from 'graphql'

const names = new WeakMap<OperationDefinitionNode, string>()

/**
 * The name by which an operation is counted and logged: its first root field, through fragments, so that the client's
 * own operation name or alias never becomes a label. The document has been validated, so the name is one of the schema's
 * ('__schema', '__type' and '__typename' included); '__typename' counts only when nothing else is asked for.
 */
export function rootFieldName(document: DocumentNode, operation: OperationDefinitionNode): string {
  const known = names.get(operation)
  if (known !== undefined) return known
  const name = firstField(operation.selectionSet, document) ?? '__typename'
  names.set(operation, name)
  return name
}

function firstField(selectionSet: SelectionSetNode, document: DocumentNode): string | undefined {
  for (const selection of selectionSet.selections) {
    if (selection.kind === Kind.FIELD) {
      if (selection.name.value !== '__typename') return selection.name.value
      continue
    }
    const inner =
      selection.kind === Kind.INLINE_FRAGMENT ? selection.selectionSet : fragmentOf(document, selection.name.value)
    const found = inner && firstField(inner, document)
    if (found !== undefined) return found
  }
  return undefined
}

function fragmentOf(document: DocumentNode, name: string): SelectionSetNode | undefined {
  for (const definition of document.definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION && definition.name.value === name) return definition.selectionSet
  }
  return undefined
}
