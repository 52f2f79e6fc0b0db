import { expect, test } from 'vitest'
import { MEASUREMENTS } from './support/readme-commands.ts'
import { runCommandLine } from './support/run-command.ts'

/** What the README says can be measured on one's own machine, each command at a small size. */
test.each(MEASUREMENTS)('%s', { timeout: 180_000 }, async (given, prints) => {
  const { code, out, err } = await runCommandLine(given)
  expect([code, err]).toEqual([0, err])
  expect(out).toMatch(prints)
})
