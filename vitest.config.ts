import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'
import { LongestFirst } from './tests/support/longest-first.ts'

const exclude = ['**/node_modules/**', '**/dist/**', '.dev/**', '.wrangler/**']

/** Rooms that never see a database: their tests start at once. */
const withoutDatabase = [
  'domain/**/*.test.ts',
  'liff-app/**/*.test.ts',
  'line-sandbox/**/*.test.ts',
  'bench/**/*.test.ts',
  'tests/house-rules.test.ts',
  'tests/docs.test.ts',
]
const withDatabase = [
  'db/**/*.test.ts',
  'api/**/*.test.ts',
  'ocr-worker/**/*.test.ts',
  'tests/**/*.test.ts',
  'dev/**/*.test.ts',
]
const inBrowser = ['tests/browser/**/*.test.ts']

/** What a program has compiled the next one need not: the tests start the API, the reader and the commands often. */
const env = { NODE_COMPILE_CACHE: fileURLToPath(new URL('.dev/compile-cache', import.meta.url)) }

const inEveryProject = {
  env,
  // One process runs file after file and loads the product once: what a module keeps outlives a file, as it does a request.
  isolate: false,
  // Where there are many cores, one stays for PostgreSQL. Where there are two, as many again fill what the others wait.
  maxWorkers: Math.max(4, availableParallelism() - 1),
}

export default defineConfig({
  test: {
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        test: {
          ...inEveryProject,
          name: 'no-database',
          include: withoutDatabase,
          exclude,
          testTimeout: 30_000,
        },
      },
      {
        test: {
          ...inEveryProject,
          name: 'database',
          include: withDatabase,
          exclude: [...exclude, ...withoutDatabase, ...inBrowser],
          globalSetup: 'tests/support/start-database.ts',
          // Reading a photo or walking a browser through the mini-app takes seconds on a busy machine.
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          ...inEveryProject,
          name: 'browser',
          include: inBrowser,
          exclude,
          globalSetup: ['tests/support/start-database.ts', 'tests/support/browser.ts'],
          expect: { poll: { timeout: 60_000 } },
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
})
