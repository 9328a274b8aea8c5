import { fileURLToPath } from 'node:url'
import { constants } from 'node:zlib'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { compression, defineAlgorithm } from 'vite-plugin-compression2'

// Brotli's own best, 11, takes 14 s more of every build for GraphiQL's editor and saves a tenth.
const brotli = defineAlgorithm('brotliCompress', { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } })

const page = (name: string): string => fileURLToPath(new URL(`src/web/${name}`, import.meta.url))

/** The pages that people use, each an entry of its own: a wallboard loads no desk. */
export default defineConfig({
  root: 'src/web',
  plugins: [
    react(),
    // Compressed once, here, and served as they are: the server spends no time on it.
    compression({ algorithms: ['gzip', brotli], threshold: 1024, include: /\.(html|js|css|svg|ttf)$/ }),
  ],
  build: {
    outDir: '../../dist/web',
    // Emptied by `npm run build:web`; `npx vite build` leaves what a running server still serves.
    emptyOutDir: false,
    target: 'es2022',
    // GraphiQL's editor is several megabytes; the pages with a limit are measured by a test (tests/web/bundles.test.ts).
    chunkSizeWarningLimit: 5_000,
    // Nothing inline: the Content-Security-Policy allows only files of the server itself.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rollupOptions: {
      // GraphiQL's files speak to a compiler that is not used here ("use no memo").
      onLog: (level, log, report) => {
        if (log.code !== 'MODULE_LEVEL_DIRECTIVE') report(level, log)
      },
      input: {
        signIn: page('index.html'),
        wallboard: page('wallboard/index.html'),
        desk: page('desk/index.html'),
        campaigns: page('campaigns/index.html'),
        graphiql: page('graphiql/index.html'),
      },
    },
  },
  // `npx vite` beside a running server: the pages reload as they are edited.
  server: {
    // GraphiQL's page reads the README.
    fs: { allow: ['../..'] },
    proxy: Object.fromEntries(
      ['/graphql', '/import', '/api', '/demo'].map((path) => [path, { target: 'http://127.0.0.1:4000', ws: true }]),
    ),
  },
})
