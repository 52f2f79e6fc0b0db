import { inTransaction, ledger, runDueJobs, type jobs } from '@tamaru/db'
import { openPhotoStore } from '@tamaru/db/photo-store'
import { startSandbox } from '@tamaru/line-sandbox'
import people from '@tamaru/line-sandbox/people' with { type: 'json' }
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import sharp from 'sharp'
import { afterAll, expect, test } from 'vitest'
import { unstable_readConfig } from 'wrangler'
import { handleReadReceipt } from '../ocr-worker/src/handle-read-receipt.ts'
import { openReader } from '../ocr-worker/src/open-reader.ts'
import { freshDatabase } from './support/fresh-database.ts'
import { makeCampaign } from './support/make-campaign.ts'
import { makeEntry } from './support/make-entry.ts'
import { makeNoise, SECRET } from './support/make-noted-photo.ts'
import { makeAccount, makeShopper } from './support/make-people.ts'
import { startBucket } from './support/start-bucket.ts'
import { PAGES, startWorker } from './support/start-worker.ts'

/** The API on Cloudflare's runtime: the same code, PostgreSQL behind Hyperdrive, photos in a bucket. */
const database = await freshDatabase()
const { db } = database
const bucket = await startBucket()
const sandbox = await startSandbox({ port: 0, appUrl: 'http://localhost:1' })
const lineUrl = sandbox.url.replace('localhost', '127.0.0.1')
const { loginChannelId, liffId, channelSecret, channelAccessToken } = sandbox.options

const account = await makeAccount(db, { loginChannelId })
const { campaignId } = await makeCampaign(db, account.id, {
  purchasedUntil: '2099-12-24',
  entryUntil: '2099-12-31',
})
const started = await startWorker({
  databaseUrl: database.url,
  vars: {
    PUBLIC_URL: 'http://localhost:8787',
    PHOTO_STORE: bucket.url,
    LINE_API_URL: lineUrl,
    LINE_DATA_API_URL: lineUrl,
    LINE_LOGIN_CHANNEL_ID: loginChannelId,
    LINE_CHANNEL_SECRET: channelSecret,
    LINE_CHANNEL_ACCESS_TOKEN: channelAccessToken,
    LINE_LIFF_ID: liffId,
  },
})
const { url } = started
const reader = openReader()

afterAll(async () => {
  await started[Symbol.asyncDispose]()
  await reader.close()
  await sandbox.close()
  await bucket[Symbol.asyncDispose]()
  await database[Symbol.asyncDispose]()
})

const [EVERY_MINUTE, HOURLY] = unstable_readConfig({ config: 'wrangler.toml' }).triggers.crons!
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
async function letCronPass(cron = ''): Promise<void> {
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
  expect(await call('/healthz')).toEqual({ status: 200, body: { ok: true } })
  expect((await call('/api/config')).body).toMatchObject({ accountName: account.name, liffId })
  expect(await call('/api/points')).toMatchObject({ status: 401, body: { kind: 'unauthenticated' } })
})

test('serves the pages without a redirect: deep links are the mini-app’s', async () => {
  const page = async (path: string, headers = {}) => {
    const response = await fetch(url + path, { headers, redirect: 'manual' })
    return { status: response.status, text: await response.text() }
  }
  const shoppers = { status: 200, text: PAGES['index.html'] }
  expect(await page('/')).toEqual(shoppers)
  expect(await page('/entries/0b0a')).toEqual(shoppers)
  expect(await page('/entries/0b0a', { 'sec-fetch-mode': 'navigate' })).toEqual(shoppers)
  const staff = { status: 200, text: PAGES['staff.html'] }
  expect(await page('/staff.html')).toEqual(staff)
  expect(await page('/staff.html/entries/0b0a', { 'sec-fetch-mode': 'navigate' })).toEqual(staff)
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

  // The ocr-worker is no Worker: it shares the database and the bucket.
  const photos = openPhotoStore(bucket.url)
  const handlers = { read_receipt: (job: jobs.Job) => handleReadReceipt(job, { db, photos, reader }) }
  expect(await runDueJobs({ db, handlers, log: () => {}, worker: 'reader' })).toBe(1)

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

test('the hourly cron lets points lapse', async () => {
  const shopper = await makeShopper(db, account.id)
  const shopperId = shopper.id
  const { id: entryId } = await makeEntry(db, shopper)
  const head = {
    naturalKey: `entry:${entryId}:credit`,
    reason: 'entry_credit',
    entryId,
    releaseOn: null,
  } as const
  const lapsed = { ...head, shopperId, campaignId, points: 30, expiresOn: '2026-01-31' }
  await inTransaction(db, (sql) => ledger.credit(sql, account.id, lapsed))
  expect(await ledger.balance(db, account.id, shopperId)).toBe(30)
  await letCronPass(HOURLY)
  expect(await ledger.balance(db, account.id, shopperId)).toBe(0)
})
