import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

const exclude = ['**/node_modules/**', '**/dist/**', '.dev/**', '.wrangler/**']

/** Rooms that never see a database: their tests start at once. */
const withoutDatabase = [
  'domain/**/*.test.ts',
  'liff-app/**/*.test.ts',
  'line-sandbox/**/*.test.ts',
  'bench/**/*.test.ts',
  'tests/house-rules.test.ts',
]
const withDatabase = [
  'db/**/*.test.ts',
  'api/**/*.test.ts',
  'ocr-worker/**/*.test.ts',
  'tests/**/*.test.ts',
  'dev/**/*.test.ts',
]
const inBrowser = ['tests/browser/**/*.test.ts']

export default defineConfig({
  test: {
    // One core stays for PostgreSQL, the browser and the readers that the tests start.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    projects: [
      { test: { name: 'no-database', include: withoutDatabase, exclude, testTimeout: 30_000 } },
      {
        test: {
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
          name: 'browser',
          include: inBrowser,
          exclude,
          globalSetup: ['tests/support/start-database.ts', 'tests/support/start-stage.ts'],
          // One file after another, when the rest is done: they share a sandbox, and every core has enough to do.
          maxWorkers: 1,
          sequence: { groupOrder: 1 },
          expect: { poll: { timeout: 60_000 } },
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
})
