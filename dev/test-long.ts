import { spawnSync } from 'node:child_process'

/**
 * `npm run test:long`: the tests that prove something by many cases, in their full size, which takes minutes; as
 * arguments, other files than these.
 */
const LONG = [
  'api/src/messages/every-course.test.ts',
  'db/src/experiments/arms.test.ts',
  'db/src/ledger/ledger-histories.test.ts',
  'db/src/segments/members.test.ts',
  'db/src/segments/segments.test.ts',
  'domain/src/decisions/decide-whatever.test.ts',
  'domain/src/ledger/move-points.test.ts',
]
const files = process.argv.slice(2)
const { status } = spawnSync('node_modules/.bin/vitest', ['run', ...(files.length ? files : LONG)], {
  env: { ...process.env, AT_LENGTH: '1' },
  stdio: 'inherit',
  shell: process.platform === 'win32',
})
process.exit(status ?? 1)
