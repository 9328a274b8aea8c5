import { readFile } from 'node:fs/promises'
import { expect, it } from 'vitest'
import { schemaText } from '../../src/graphql/schema.js'

it('schema.graphql is what the code emits; `npm run generate:schema` writes it', async () => {
  const committed = await readFile(new URL('../../schema.graphql', import.meta.url), 'utf8')
  expect(schemaText()).toBe(committed)
})
