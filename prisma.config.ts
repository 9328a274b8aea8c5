import { defineConfig } from 'prisma/config'

// `prisma generate` never runs the native schema engine but insists on downloading it. Naming any executable
// keeps it from asking the network. Only for `generate`: any other command would "succeed" having done nothing.
if (process.argv.includes('generate')) process.env['PRISMA_SCHEMA_ENGINE_BINARY'] ??= process.execPath

export default defineConfig({ schema: 'prisma/schema.prisma', migrations: { path: 'prisma/migrations' } })
