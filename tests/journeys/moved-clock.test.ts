import { accounts, campaigns, inTransaction } from '@tamaru/db'
import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { freePort } from '../../db/src/embedded/embedded-server.ts'
import { demoCampaign } from '../../dev/seed/demo-campaign.ts'
import { openDemoClock } from '../../dev/clock/demo-clock.ts'
import { openClockDoor } from '../../dev/clock/open-clock-door.ts'
import { passClockOn } from '../../dev/clock/pass-clock-on.ts'
import { moveDate } from '../../dev/clock/move-date.ts'
import { DEMO_LINE } from '../../dev/demo-line.ts'
import { supervise, type Supervised } from '../../dev/supervise.ts'
import { freshDatabase } from '../support/fresh-database.ts'
import { publishTestNotice } from '../support/publish-notice.ts'
import { untilTrue } from '../support/start-house.ts'

const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const DAY_S = 86_400
const HOUR_S = 3600
const [CREDITED, SURVEY, LAPSING] = [/ポイントたまりました/, /1分アンケート/, /有効期限は/]
/** A friend of the account, in the sandbox from the start. */
const HARUKA = 'U5a70e1c0ffee5a1ad0000000000000a1'
const real_ms = Date.now

const database = await freshDatabase()
const folder = await mkdtemp(path.join(tmpdir(), 'tamaru-moved-clock-'))
const [apiPort, sandboxPort, clockPort] = [await freePort(), await freePort(), await freePort()]
const [api, sandbox, door] = [apiPort, sandboxPort, clockPort].map((port) => `http://localhost:${port}`)
const env = {
  ...process.env,
  ...DEMO_LINE,
  DATABASE_URL: database.url,
  PORT: String(apiPort),
  PUBLIC_URL: api,
  PHOTO_STORE: path.join(folder, 'photos'),
  LINE_API_URL: sandbox,
  LINE_DATA_API_URL: sandbox,
  OCR_LANES: '1',
  LIFF_APP_DIST: path.join(folder, 'no-pages'),
}
const running: Supervised[] = []
let log = ''

beforeAll(async () => {
  const now = new Date()
  const account = { slug: 'minato', name: 'ミナト食品', loginChannelId: DEMO_LINE.LINE_LOGIN_CHANNEL_ID }
  const { id } = await accounts.ensure(database.db, account, now)
  const today = now.toISOString().slice(0, 10)
  const rules = { ...demoCampaign(today), pendingDays: 1, pointsLiveForDays: 20 }
  await inTransaction(database.db, (sql) => campaigns.publish(sql, id, 'test', rules, { now }))
  await publishTestNotice(database.db, id)
  const clock = openDemoClock(folder)
  const run = (name: string, script: string, more: NodeJS.ProcessEnv = {}) =>
    running.push(
      supervise({
        name,
        script: path.join(ROOT, script),
        env: { ...env, ...more },
        print: (_name, line) => (log += `${name} ${line}\n`),
        onHopeless: () => {},
        clock,
      }),
    )
  run('line-sandbox', 'line-sandbox/src/server.ts', {
    PORT: String(sandboxPort),
    APP_URL: api,
    SANDBOX_CLOCK_URL: door,
  })
  run('api', 'api/src/node.ts')
  run('ocr-worker', 'ocr-worker/src/worker.ts')
  await openClockDoor(clock, { port: clockPort, moved: () => passClockOn(running, database.url) })
  await untilTrue(async () => (await answers(`${api}/healthz`)) && (await answers(sandbox!)))
})

afterAll(async () => {
  moveDate(0)
  await Promise.all(running.map((program) => program.stop()))
  await database[Symbol.asyncDispose]()
  await rm(folder, { recursive: true, force: true })
})

test('what the days make due comes when the demo’s clock is moved by them, and once', async () => {
  // To noon of the next day in Tokyo: by night nobody is written to.
  const ahead_s = (24 + ((36 - tokyoHour()) % 24)) * HOUR_S
  await advance(ahead_s)
  await call(`${sandbox}/__sandbox/send`, { userId: HARUKA, type: 'image', sample: 'konbini-01.jpg' })
  await untilTrue(async () => (await told(CREDITED)) === 1)
  expect((await points()).pending).toHaveLength(1)
  // Taken in, read, decided and told by that time, by each of the three.
  const [entry] = await database.db`
    select e.created_at, r.created_at as read_at, e.decided_at from entry e join reading r on r.entry_id = e.id`
  const told_at = (await chat()).map(({ at }) => at)
  for (const at of [entry!.createdAt, entry!.readAt, entry!.decidedAt, ...told_at])
    expect(aheadBy_s(at)).toBe(ahead_s)

  await advance(DAY_S)
  await untilTrue(async () => (await points()).pending.length === 0)
  const { balance } = await points()
  expect(balance).toBeGreaterThan(0)
  await untilTrue(async () => (await told(SURVEY)) === 1)

  // They lapse in less than two weeks.
  await advance(7 * DAY_S)
  await untilTrue(async () => (await told(LAPSING)) === 1)

  await advance(DAY_S)
  expect([await told(SURVEY), await told(LAPSING)]).toEqual([1, 1])
  expect((await points()).balance).toBe(balance)
}, 240_000)

test('a week and a year ahead everybody can log in', async () => {
  for (const advance_s of [7 * DAY_S, 358 * DAY_S]) {
    await advance(advance_s)
    expect(await logIn()).toMatchObject({ token: expect.any(String) })
  }
})

test('api and ocr-worker by themselves, as they are deployed, go by the machine’s clock whatever they are told', async () => {
  const port = await freePort()
  const child = spawn(process.execPath, [path.join(ROOT, 'api/src/node.ts')], {
    env: { ...env, PORT: String(port), LINE_API_URL: 'https://api.line.me', CLOCK_AHEAD_S: String(DAY_S) },
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  })
  try {
    child.send({ clockAhead_s: DAY_S })
    await untilTrue(() => answers(`http://localhost:${port}/healthz`))
    const { headers } = await fetch(`http://localhost:${port}/healthz`)
    expect(aheadBy_s(headers.get('date')!)).toBe(0)
  } finally {
    child.kill()
  }
})

/** Through the sandbox, and until the api has looked what that makes due. */
async function advance(advance_s: number): Promise<void> {
  const before = housekeepings()
  const ahead_s = (await call(`${sandbox}/__sandbox/clock`)).ahead_s as number
  const moved = await call(`${sandbox}/__sandbox/clock`, { advance_s })
  expect(moved).toMatchObject({ ahead_s: ahead_s + advance_s })
  const { headers } = await fetch(`${api}/healthz`)
  expect(aheadBy_s(headers.get('date')!)).toBe(ahead_s + advance_s)
  await untilTrue(() => housekeepings() > before)
}

const housekeepings = () => log.match(/"msg":"housekeeping"/g)?.length ?? 0

const tokyoHour = () => (new Date().getUTCHours() + 9) % 24

/** Of a moment that has just been, in whole hours: what is asked is which day somebody believes it to be. */
function aheadBy_s(at: string | number | Date): number {
  return Math.round((new Date(at).getTime() - real_ms()) / 1000 / HOUR_S) * HOUR_S + 0
}

async function call(url: string, body?: object): Promise<Record<string, unknown>> {
  const headers = { 'content-type': 'application/json' }
  const post = body && { method: 'POST', headers, body: JSON.stringify(body) }
  const answer = await fetch(url, post)
  expect(answer.status).toBe(200)
  return (await answer.json()) as Record<string, unknown>
}

async function logIn(): Promise<Record<string, unknown>> {
  const { idToken } = await call(`${sandbox}/__sandbox/id-token`, { sub: HARUKA })
  return call(`${api}/api/session`, { idToken })
}

async function points(): Promise<{ balance: number; pending: unknown[] }> {
  const { token } = await logIn()
  const answer = await fetch(`${api}/api/points`, { headers: { authorization: `Bearer ${token}` } })
  return (await answer.json()) as { balance: number; pending: unknown[] }
}

async function chat(): Promise<{ at: number; from: string; message: object }[]> {
  const answer = await fetch(`${sandbox}/__sandbox/messages/${HARUKA}`)
  return (await answer.json()) as { at: number; from: string; message: object }[]
}

/** How often the account has told something. */
async function told(words: RegExp): Promise<number> {
  const said = (await chat()).filter(({ from }) => from === 'account')
  return said.filter(({ message }) => words.test(JSON.stringify(message))).length
}

const answers = (url: string) =>
  fetch(url).then(
    ({ ok }) => ok,
    () => false,
  )
