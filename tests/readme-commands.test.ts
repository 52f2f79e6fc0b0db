import { freePort } from '@tamaru/db/embedded-server'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { DEMO_LINE } from '../dev/demo-line.ts'
import { makeDrawRecord } from './support/make-draw-record.ts'
import { ROOT } from './support/read-sources.ts'
import { LONG_PROOFS, MEASUREMENTS, PROOFS, scriptOf, TESTED_APART } from './support/readme-commands.ts'
import { runCommandLine } from './support/run-command.ts'
import { untilTrue } from './support/start-house.ts'

/**
 * What the README promises, as it stands there: `npm start` in a folder of its own, without the year that takes long to judge again, and the commands that look at what it
 * keeps; measure-commands.test.ts, prove-commands.test.ts and a few tests apart run the others. A command that the README
 * names and none runs is a fault.
 */
const folder = await mkdtemp(path.join(tmpdir(), 'tamaru-readme-'))
const file = (name: string) => path.join(folder, name)
const port = await freePort()
const kept = { DEV_FOLDER: file('kept'), LIFF_APP_DIST: file('pages'), PORT: String(port), DATABASE_URL: '' }
let said = ''
let demo: ReturnType<typeof spawn>

beforeAll(async () => {
  // A group of its own: npm passes a signal on to its child, and may be gone before the programs that this started.
  demo = spawn('npm', ['start', '--', '--fresh', '--small'], {
    cwd: ROOT,
    env: { ...process.env, ...kept },
    detached: true,
  })
  for (const stream of [demo.stdout!, demo.stderr!])
    stream.on('data', (chunk: Buffer) => (said += chunk.toString()))
  await Promise.race([
    untilTrue(() => said.includes('is ready')),
    once(demo, 'exit').then(() => Promise.reject(new Error(said))),
  ])
  await writeFile(file('record.json'), JSON.stringify(makeDrawRecord()))
})
afterAll(async () => {
  const exited = demo.exitCode === null && demo.signalCode === null ? once(demo, 'exit') : undefined
  signalGroup('SIGTERM')
  await exited
  // Whoever is still there has had their time.
  await untilTrue(() => !signalGroup(0), 10).catch(() => signalGroup('SIGKILL'))
  await rm(folder, { recursive: true })
})

/** To all that `npm start` has started; false where nobody is left. */
function signalGroup(signal: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(-demo.pid!, signal)
  } catch {
    return false
  }
}

const sandboxUrl = () => /Phone\s+(\S+)/.exec(said.replaceAll('\u001b[4m', ''))![1]!.replace('\u001b[24m', '')
const line = () => ({ ...DEMO_LINE, LINE_API_URL: sandboxUrl(), LINE_DATA_API_URL: sandboxUrl() })

test('npm start -- --fresh --small names a phone, a console and the API, and all of them answer', async () => {
  const app = `http://localhost:${port}`
  expect(said).toContain(`${app}/staff`)
  expect(said).toContain('filled in the demo')
  for (const url of [sandboxUrl(), app, `${app}/staff`, `${app}/api/openapi.json`])
    expect([url, (await fetch(url)).status]).toEqual([url, 200])
})

describe('on what it keeps', () => {
  test.each(PROOFS)('%s', { timeout: 180_000 }, async (given, prints) => {
    const env = given.includes('connect-line') ? { ...line(), PUBLIC_URL: `http://localhost:${port}` } : {}
    const { code, out, err } = await runCommandLine(given.replaceAll('FOLDER', folder), { ...kept, ...env })
    expect([code, err]).toEqual([0, err])
    expect(out).toMatch(prints)
  })
})

test('no command of the README is left out', async () => {
  const readme = await readFile(path.join(ROOT, 'README.md'), 'utf8')
  const named = [...readme.matchAll(/npm (?:run )?(?:--silent )?([a-z][\w:-]*)/g)].map(([, name]) => name!)
  /** `npm ci` has made this very run possible, and `npm test` is it. */
  const run = ['ci', 'test', 'start', ...[...PROOFS, ...MEASUREMENTS, ...LONG_PROOFS].map(scriptOf)]
  for (const [name, file] of Object.entries(TESTED_APART)) {
    expect(await readFile(path.join(ROOT, file), 'utf8'), file).toMatch(
      new RegExp(`runCommandLine\\(\\s*\`npm run (--silent )?${name} `),
    )
    run.push(name)
  }
  expect([...new Set(named)].filter((name) => !run.includes(name))).toEqual([])
})
