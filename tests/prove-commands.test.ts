import { copyFile, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { ROOT } from './support/read-sources.ts'
import { LONG_PROOFS } from './support/readme-commands.ts'
import { runCommandLine } from './support/run-command.ts'

/** What the README says can be proved, where it takes long, each command at a small size. */
const folder = await mkdtemp(path.join(tmpdir(), 'tamaru-prove-'))
beforeAll(() => copyFile(path.join(ROOT, 'samples/konbini-01.jpg'), path.join(folder, 'a.jpg')))
afterAll(() => rm(folder, { recursive: true }))

test.each(LONG_PROOFS)('%s', { timeout: 180_000 }, async (given, prints) => {
  const { code, out, err } = await runCommandLine(given.replaceAll('FOLDER', folder))
  expect([code, err]).toEqual([0, err])
  expect(out).toMatch(prints)
})
