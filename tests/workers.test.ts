import { inTransaction, ledger, runDueJobs, staff, type jobs } from '@tamaru/db'
import { openPhotoStore } from '@tamaru/db/photo-store'
import { startSandbox } from '@tamaru/line-sandbox'
import people from '@tamaru/line-sandbox/people' with { type: 'json' }
import { createHash } from 'node:crypto'
import { pageHeaders } from '@tamaru/domain'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import sharp from 'sharp'
import { afterAll, describe, expect, test } from 'vitest'
import { unstable_readConfig } from 'wrangler'
import { createApp } from '../api/src/app.ts'
import { parseEnv } from '../api/src/env.ts'
import type { Ports } from '../api/src/ports.ts'
import { servePages } from '../api/src/serve-pages.ts'
import { handleReadReceipt } from '../ocr-worker/src/handle-read-receipt.ts'
import { openReader } from '../ocr-worker/src/open-reader.ts'
import { freshDatabase } from './support/fresh-database.ts'
import { holdTable } from './support/hold-table.ts'
import { makeCampaign } from './support/make-campaign.ts'
import { makeEntry } from './support/make-entry.ts'
import { makeNoise, SECRET } from './support/make-noted-photo.ts'
import { makeAccount, makeShopper } from './support/make-people.ts'
import { publishTestNotice } from './support/publish-notice.ts'
import { startBucket } from './support/start-bucket.ts'
import { untilTrue } from './support/start-house.ts'
import { startJobs } from './support/start-jobs.ts'
import { PAGES, startWorker, writePages } from './support/start-worker.ts'

/** The API on Cloudflare's runtime: the same code, PostgreSQL behind Hyperdrive, photos in a bucket. */
const database = await freshDatabase()
const { db } = database
const bucket = await startBucket()
const sandbox = await startSandbox({ port: 0, appUrl: 'http://localhost:1' })
const lineUrl = sandbox.url.replace('localhost', '127.0.0.1')
const { loginChannelId, liffId, channelSecret, channelAccessToken } = sandbox.options

const account = await makeAccount(db, { loginChannelId })
await publishTestNotice(db, account.id)
const { campaignId } = await makeCampaign(db, account.id, {
  purchasedUntil: '2099-12-24',
  entryUntil: '2099-12-31',
})
const vars = {
  PUBLIC_URL: 'http://localhost:8787',
  PHOTO_STORE: bucket.url,
  LINE_API_URL: lineUrl,
  LINE_DATA_API_URL: lineUrl,
  LINE_LOGIN_CHANNEL_ID: loginChannelId,
  LINE_CHANNEL_SECRET: channelSecret,
  LINE_CHANNEL_ACCESS_TOKEN: channelAccessToken,
  LINE_LIFF_ID: liffId,
}
const started = await startWorker({ databaseUrl: database.url, vars })
const { url } = started
const reader = openReader()

afterAll(async () => {
  await started[Symbol.asyncDispose]()
  await reader.close()
  await sandbox.close()
  await bucket[Symbol.asyncDispose]()
  await database[Symbol.asyncDispose]()
})

const [EVERY_MINUTE] = unstable_readConfig({ config: 'wrangler.toml' }).triggers.crons!
const shopper = people[0]!
const call = async (path: string, init: RequestInit = {}) => {
  const response = await fetch(url + path, init)
  return { status: response.status, body: (await response.json()) as Record<string, never> }
}

async function control(path: string, body?: unknown) {
  const init = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }
  return (await fetch(`${sandbox.url}/__sandbox${path}`, body ? init : {})).json()
}

/** As the platform calls the Worker when the time has come. */
async function letCronPass(cron: string): Promise<void> {
  const response = await fetch(`${url}/cdn-cgi/handler/scheduled?cron=${encodeURIComponent(cron)}`)
  expect(await response.text()).toBe('ok')
}

/** What the account said to a person, as text. */
async function chatOf(userId: string): Promise<string[]> {
  const items = (await control(`/messages/${userId}`)) as { from: string; message: object }[]
  return items.filter(({ from }) => from === 'account').map(({ message }) => JSON.stringify(message))
}

async function logIn(): Promise<{ authorization: string }> {
  const { idToken } = (await control('/id-token', { sub: shopper.userId })) as { idToken: string }
  const { status, body } = await call('/api/session', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ idToken }),
  })
  expect(status).toBe(200)
  return { authorization: `Bearer ${body.token}` }
}

test('answers what the mini-app asks first, and refuses who has no session', async () => {
  for (const path of ['/healthz', '/readyz'])
    expect(await call(path)).toEqual({ status: 200, body: { ok: true } })
  expect((await call('/api/config')).body).toMatchObject({ accountName: account.name, liffId })
  expect(await call('/api/points')).toMatchObject({ status: 401, body: { kind: 'unauthenticated' } })
})

describe('a path is answered as on Node, headers included', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'tamaru-pages-'))
  await writePages(folder)
  const env = parseEnv({ ...vars, DATABASE_URL: database.url, LINE_API_URL: undefined })
  const node = createApp({ env, db, now: () => new Date(), log: () => {} } as unknown as Ports)
  servePages(node, folder)
  afterAll(() => rm(folder, { recursive: true }))

  /** What both runtimes promise; each adds its own of dates, lengths and connections. */
  const NAMES = [
    ...new Set(pageHeaders().flatMap(({ headers }) => Object.keys(headers))),
    'content-type',
    'location',
  ]
  const tell = async (answer: Response) => ({
    status: answer.status,
    headers: Object.fromEntries(NAMES.map((name) => [name, told(answer.headers.get(name))])),
    text: answer.headers.get('content-type')?.includes('problem') ? 'a problem' : await answer.text(),
  })
  const told = (value: string | null) =>
    value?.toLowerCase().replace('text/javascript', 'application/javascript')

  test.each([
    ['/', 200, 'index.html'],
    ['/?liff.state=%2Fpoints', 200, 'index.html'],
    ['/entries/0b0a', 200, 'index.html'],
    ['/points/', 200, 'index.html'],
    ['/once/here?liff.state=%2Fpoints', 200, 'index.html'],
    ['/staff.html', 200, 'staff.html'],
    ['/staff.html/entries/0b0a', 200, 'staff.html'],
    ['/staff', 200, 'staff.html'],
    ['/robots.txt', 200, 'robots.txt'],
    ['/assets/app-4f2a.js', 200, 'assets/app-4f2a.js'],
    ['/metrics', 404, '404.html'],
    ['/wp-login.php', 404, '404.html'],
    ['/_headers', 404, '404.html'],
  ] as const)('%s: %d %s', async (path, status, file) => {
    const headers = { accept: 'text/html', 'sec-fetch-mode': 'navigate' }
    const here = await tell(await fetch(url + path, { headers, redirect: 'manual' }))
    expect(here).toMatchObject({ status, text: PAGES[file] })
    expect(here.headers.location).toBeUndefined()
    expect(await tell(await node.request(path, { headers }))).toEqual(here)
  })

  test('and a program is told by a problem', async () => {
    for (const path of ['/metrics', '/api/nothing', '/line'])
      expect(await call(path, { headers: { accept: '*/*' } })).toMatchObject({
        status: 404,
        body: { kind: 'not_found' },
      })
  })
})

test('a photo becomes points and a message', async () => {
  const headers = await logIn()
  const photo = new File([await readFile('samples/supermarket-02.jpg')], 'a.jpg', { type: 'image/jpeg' })
  const form = new FormData()
  form.set('photo', photo)
  const sent = await call('/api/entries', {
    method: 'POST',
    headers: { ...headers, 'idempotency-key': 'one' },
    body: form,
  })
  expect(sent).toMatchObject({ status: 202, body: { state: 'received', alreadyReceived: false } })
  expect(bucket.objects.size).toBe(1)

  const shown = await fetch(`${url}/api/entries/${sent.body.id}/photo`, { headers })
  expect(shown.headers.get('content-type')).toBe('image/jpeg')
  const [stored] = bucket.objects.values()
  expect(Buffer.from(await shown.arrayBuffer()).equals(stored!.bytes)).toBe(true)

  // The ocr-worker is no Worker: it shares the database and the bucket.
  const photos = openPhotoStore(bucket.url)
  const now = () => new Date()
  const handlers = {
    read_receipt: (job: jobs.Job) => handleReadReceipt(job, { db, photos, reader, now }),
  }
  expect(await runDueJobs({ db, handlers, log: () => {}, worker: 'reader', now: () => new Date() })).toBe(1)

  // Nobody wakes a Worker. Who watches the entry has it settled.
  const events = await fetch(`${url}/api/entries/${sent.body.id}/events`, { headers })
  expect((await events.text()).trimEnd()).toMatch(/event: end\s+data:$/)

  const { body: entry } = await call(`/api/entries/${sent.body.id}`, { headers })
  const { body: points } = await call('/api/points', { headers })
  expect(entry.state).toBe('approved')
  expect(points.balance).toBeGreaterThan(0)
  expect(points.balance).toBe(entry.points)

  await letCronPass(EVERY_MINUTE)
  expect(await chatOf(shopper.userId)).toContainEqual(expect.stringContaining(`${points.balance}ポイント`))
})

test.each(['jpeg', 'png', 'webp'] as const)('a photo as %s is stored without its notes', async (kind) => {
  const noted = await makeNoise(40, 30)
    .withExif({ IFD3: { GPSLatitudeRef: 'N', GPSMapDatum: SECRET } })
    .withIccProfile('p3')
    .withMetadata({ orientation: 6 })
    .toFormat(kind)
    .toBuffer()
  const form = new FormData()
  form.set('photo', new File([noted], 'a', { type: `image/${kind}` }))
  const headers = { ...(await logIn()), 'idempotency-key': kind }
  expect(await call('/api/entries', { method: 'POST', headers, body: form })).toMatchObject({ status: 202 })
  const sha256 = createHash('sha256').update(noted).digest('hex')
  const { bytes } = bucket.objects.get(`${account.id}/${sha256}`)!
  expect(bytes.includes(SECRET)).toBe(false)
  const pixelsOf = (photo: Buffer) => sharp(photo).autoOrient().toColourspace('srgb').raw().toBuffer()
  expect((await pixelsOf(bytes)).equals(await pixelsOf(noted))).toBe(true)
  expect(await sharp(bytes).metadata()).toMatchObject({ orientation: 6, hasProfile: true })
})

test('LINE’s webhook is believed by its signature, and answered', async () => {
  await fetch(`${sandbox.url}/v2/bot/channel/webhook/endpoint`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${channelAccessToken}`, 'content-type': 'application/json' },
    body: JSON.stringify({ endpoint: `${url}/line/webhook` }),
  })
  const said = await control('/send', { userId: shopper.userId, type: 'text', text: 'こんにちは' })
  expect(said).toMatchObject({ status: 200 })
  // The work goes on after the answer; nobody else comes by.
  await expect
    .poll(() => chatOf(shopper.userId), { timeout: 20_000 })
    .toContainEqual(expect.stringContaining('「ポイント」と送ると'))

  const forged = { method: 'POST', headers: { 'x-line-signature': 'Zm9yZ2Vk' }, body: '{"events":[]}' }
  expect(await call('/line/webhook', forged)).toMatchObject({ body: { kind: 'signature_invalid' } })
})

describe('beside the Worker, npm run jobs', () => {
  const started: ReturnType<typeof startJobs>[] = []
  const start = () => {
    const named = { ACCOUNT_SLUG: account.slug, ACCOUNT_NAME: account.name }
    const jobs = startJobs({ ...vars, ...named, DATABASE_URL: database.url })
    started.push(jobs)
    return jobs
  }
  afterAll(() => Promise.all(started.map((jobs) => jobs.end())))

  /** A simulation, asked for by somebody of the staff. */
  async function askForRun() {
    const { userId } = people[1]!
    const viewer = { lineUserId: userId, displayName: '企画', role: 'viewer' } as const
    await staff.grant(database.db, account.id, viewer, new Date())
    const { idToken } = (await control('/id-token', { sub: userId })) as { idToken: string }
    const json = { 'content-type': 'application/json' }
    const minted = { method: 'POST', headers: json, body: JSON.stringify({ idToken }) }
    const { body: session } = await call('/api/staff/session', minted)
    const headers = { authorization: `Bearer ${session.token}`, ...json }
    const simulate = `/api/staff/campaigns/${campaignId}/simulate`
    const { body: asked } = await call(simulate, { method: 'POST', headers, body: '{}' })
    return async () => (await call(`/api/staff/runs/${asked.id}`, { headers })).body
  }

  test('works out what staff ask for, which no Worker begins, and leaves it to the next when it is asked to go', async () => {
    const run = await askForRun()
    await letCronPass(EVERY_MINUTE)
    expect(await run()).toMatchObject({ state: 'waiting' })

    const letGo = await holdTable(db, 'judgement')
    const first = start()
    await untilTrue(async () => (await run()).state === ('running' as never))
    const { code, said } = await first.end()
    expect([code, said]).toEqual([0, expect.stringContaining('works on jobs')])
    expect([...(await db`select state, attempts from job where kind = 'do_run'`)]).toEqual([
      { state: 'ready', attempts: 0 },
    ])
    await letGo()
    start()
    await untilTrue(async () => (await run()).state === ('done' as never))
    expect(await run()).toMatchObject({ result: { entries: 1 } })
  })

  test('lets points lapse', async () => {
    const shopper = await makeShopper(db, account.id)
    const shopperId = shopper.id
    const { id: entryId } = await makeEntry(db, shopper)
    const head = {
      naturalKey: `entry:${entryId}:credit`,
      reason: 'entry_credit',
      entryId,
      releaseOn: null,
    } as const
    const lapsed = { ...head, shopperId, issuerId: campaignId, points: 30, expiresOn: '2026-01-31' }
    await inTransaction(db, (sql) => ledger.credit(sql, account.id, lapsed, new Date()))
    expect(await ledger.balance(db, account.id, shopperId)).toBe(30)
    start()
    await untilTrue(async () => (await ledger.balance(db, account.id, shopperId)) === 0)
  })
})
