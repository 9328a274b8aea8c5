import { format, resolveConfig } from 'prettier'
import { describe, expect, it } from 'vitest'
import { policiesPage } from './policiesPage.js'

describe('docs/policies.md', () => {
  it('says what the built-in packs hold', async () => {
    const config = await resolveConfig(new URL('../../docs/policies.md', import.meta.url))
    const page = await format(policiesPage(), { ...config, parser: 'markdown' })
    await expect(page).toMatchFileSnapshot('../../docs/policies.md')
  })
})
