import { freePort } from '@tamaru/db/embedded-server'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { DEMO_LINE } from '../dev/demo-line.ts'
import { makeDrawRecord } from './support/make-draw-record.ts'
import { ROOT } from './support/read-sources.ts'
import { runCommandLine } from './support/run-command.ts'
import { untilTrue } from './support/start-house.ts'

/**
 * What the README promises, as it stands there: `npm start` in a folder of its own, and every other command at a small
 * size, those of "Prove it" on what `npm start` keeps. A command that the README names and nothing here runs is a fault.
 */
const folder = await mkdtemp(path.join(tmpdir(), 'tamaru-readme-'))
const file = (name: string) => path.join(folder, name)
const port = await freePort()
const kept = { DEV_FOLDER: file('kept'), LIFF_APP_DIST: file('pages'), PORT: String(port), DATABASE_URL: '' }
let said = ''
let demo: ReturnType<typeof spawn>

beforeAll(async () => {
  demo = spawn('npm', ['start', '--', '--fresh'], { cwd: ROOT, env: { ...process.env, ...kept } })
  for (const stream of [demo.stdout!, demo.stderr!])
    stream.on('data', (chunk: Buffer) => (said += chunk.toString()))
  await Promise.race([
    untilTrue(() => said.includes('is ready')),
    once(demo, 'exit').then(() => Promise.reject(new Error(said))),
  ])
  await copyFile(path.join(ROOT, 'samples/konbini-01.jpg'), file('a.jpg'))
  await writeFile(file('record.json'), JSON.stringify(makeDrawRecord()))
})
afterAll(async () => {
  demo.kill('SIGTERM')
  await once(demo, 'exit')
  await rm(folder, { recursive: true })
})

const sandboxUrl = () => /Phone\s+(\S+)/.exec(said.replaceAll('\u001b[4m', ''))![1]!.replace('\u001b[24m', '')
const line = () => ({ ...DEMO_LINE, LINE_API_URL: sandboxUrl(), LINE_DATA_API_URL: sandboxUrl() })

test('npm start -- --fresh names a phone, a console and the API, and all of them answer', async () => {
  const app = `http://localhost:${port}`
  expect(said).toContain(`${app}/staff.html`)
  expect(said).toContain('filled in the demo')
  for (const url of [sandboxUrl(), app, `${app}/staff.html`, `${app}/api/openapi.json`])
    expect([url, (await fetch(url)).status]).toEqual([url, 200])
})

/** What is run, with what it prints; null: an exit code of 0 is all that is to be said. */
const COMMANDS: [given: string, prints: RegExp | null][] = [
  ['npm run audit', /The books are sound/],
  ['npm run rejudge', /\d+ judgements/],
  ['npm run verify-audit', /hang together/],
  ['npm run strip-photos', /0 photo\(s\) stripped, 0 not in the store/],
  [`npm run verify-draw -- ${file('record.json')}`, /everything agrees/],
  ['npm run publish-campaign -- docs/campaign.example.json another', /is published for .* as version 1/],
  ['npm run set-offers -- docs/offers.example.json', /1 offer\(s\) are made for/],
  [`npm run grant-role -- U${'0a'.repeat(16)} owner 森`, /owner/],
  ['npm run simulate -- --campaign docs/campaign.example.json', /entries of \d+ shoppers/],
  ['npm run connect-line', /answered LINE’s test call/],
  ['npm run bench:ledger -- --small 50 --entries 100 --rounds 1 --connections 2', /the books are sound/],
  ['npm run bench:flood -- --times 2 --mib 8', /2 people’s photos of 15 MB at once .* 2 × 202/],
  ['npm run bench:matching -- --receipts 3', /precision/],
  ['npm run bench:duplicates -- --tills 1 --ways angle,shopper', /one receipt twice +1/],
  ['npm run bench:path -- --count 1', /1 photos, one after another/],
  ['npm run prove:restarts -- --count 1', /Nothing is lost, doubled or left unanswered/],
  ['npm run bench:reading -- --count 1', /photos +1/],
  [`npm run --silent read-receipt -- ${file('a.jpg')}`, /"reading":\{"merchant"/],
  [
    `npm run --silent judge -- --campaign docs/campaign.example.json --photos ${folder}`,
    /"file":"a.jpg".*"outcome"/,
  ],
  ['npm run fuzz -- --requests 500 --seed 7', /500 requests of seed 7[^]*\n0 fault/],
  ['npm run deploy:dry-run', /Total Upload/],
  ['npm run check', null],
]

describe('every command does what is said of it', () => {
  test.each(COMMANDS)('%s', { timeout: 180_000 }, async (given, prints) => {
    const env = given.includes('connect-line') ? { ...line(), PUBLIC_URL: `http://localhost:${port}` } : {}
    const { code, out, err } = await runCommandLine(given, { ...kept, ...env })
    expect([code, err]).toEqual([0, err])
    if (prints) expect(out).toMatch(prints)
  })
})

test('no command of the README is left out', async () => {
  const readme = await readFile(path.join(ROOT, 'README.md'), 'utf8')
  const named = [...readme.matchAll(/npm (?:run )?(?:--silent )?([a-z][\w:-]*)/g)].map(([, name]) => name!)
  /** `npm ci` has made this very run possible, and `npm test` is it. */
  const elsewhere = ['ci', 'test', 'start']
  const run = COMMANDS.map(([given]) => /npm run (?:--silent )?(\S+)/.exec(given)![1]!)
  expect([...new Set(named)].filter((name) => ![...elsewhere, ...run].includes(name))).toEqual([])
})
