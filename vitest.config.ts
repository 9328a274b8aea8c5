import { fileURLToPath } from 'node:url'

import { defineConfig } from 'vitest/config'

export default defineConfig({
  resolve: {
    // Vite would take graphql's ES modules while the packages that Node loads (Apollo, TypeGraphQL) take its CommonJS
    // ones, and a schema of one is refused by the other: "another module or realm".
    alias: [{ find: /^graphql$/, replacement: fileURLToPath(import.meta.resolve('graphql/index.js')) }],
  },
  test: {
    include: ['tests/**/*.test.ts'],
    globalSetup: ['tests/support/globalSetup.ts'],
    // Processes, not threads: tests of a drain or of a lost connection must not share one event loop.
    pool: 'forks',
    // All files share one PostgreSQL; more workers than that are slower on the machines this is made for.
    maxWorkers: 2,
    // A whole import or campaign fits in; a hang is still found within the minute.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
})
