import { entries, shoppers } from '@tamaru/db'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import type { BrowserContext, Page, Request } from 'playwright-core'
import sharp from 'sharp'
import { beforeEach, describe, expect, test } from 'vitest'
import { openProduct, sample, shoot, type Person } from '../support/open-product.ts'

const product = await openProduct({ withoutReader: true })

/** What a browser writes of each request that does not get through. */
beforeEach(() => product.foreseeComplaint(/Failed to load resource/))

describe('photos taken where there is no connection', () => {
  test('are all kept, each on its own; one is dropped, the others go when the app is opened again', async () => {
    const person = await product.befriend('地下の三枚')
    const app = await openHome(person)
    await app.context().setOffline(true)
    await sendOffline(app, 'konbini-01.jpg')
    await shoot(app, 'unsent-1-failed')
    await goHome(app)
    await photosIn(app, 1)
    await shoot(app, 'unsent-2-home-1')
    await sendOffline(app, 'supermarket-02.jpg')
    await goHome(app)
    await sendOffline(app, 'demo/demo-10.jpg')
    await goHome(app)
    await photosIn(app, 3)
    await shoot(app, 'unsent-3-home-3')
    await app.emulateMedia({ colorScheme: 'dark' })
    await app.waitForFunction(`matchMedia('(prefers-color-scheme: dark)').matches`)
    await shoot(app, 'unsent-3-home-3-dark')

    const second = app.getByRole('listitem', { name: '2枚目' })
    await second.getByRole('button', { name: '消す' }).click()
    await second.getByText('この写真を消しますか?').waitFor()
    await second.getByRole('button', { name: '消す' }).click()
    await photosIn(app, 2)

    // Closed, opened again, and the connection comes only then.
    const context = app.context()
    await app.close()
    await keepUploadsAway(context)
    await context.setOffline(false)
    const opened = await context.newPage()
    await opened.goto(product.house.url)
    await photosIn(opened, 2)
    expect(await entriesOf(person)).toHaveLength(0)
    await context.unrouteAll()
    await comeOnline(opened)
    await expect.poll(async () => (await entriesOf(person)).length).toBe(2)
    await opened.getByRole('link', { name: '結果を見る' }).first().waitFor()
    await shoot(opened, 'unsent-4-sent')
    await opened.reload()
    await opened.getByRole('heading', { name: /こんにちは/ }).waitFor()
    await opened.getByText('最近の応募').waitFor()
    expect(await opened.getByText(/送り終えていない写真/).count()).toBe(0)
  })

  test('are sent once, though two tabs are open; and after a new login where the old one has ended', async () => {
    const person = await product.befriend('ふたつの画面')
    const first = await openHome(person)
    const context = first.context()
    await keepUploadsAway(context)
    await sendOffline(first, 'konbini-01.jpg')
    const second = await context.newPage()
    await second.goto(product.house.url)
    await photosIn(second, 1)
    await product.house.db`delete from session`
    const uploads = countUploads(context)
    await context.unrouteAll()
    await Promise.all([comeOnline(first), comeOnline(second)])
    await first.getByRole('heading', { name: '応募の結果' }).waitFor()
    await second.getByRole('link', { name: '結果を見る' }).waitFor()
    expect(await entriesOf(person)).toHaveLength(1)
    // The one that was turned away for want of a session, and the one that arrived.
    expect(uploads().map((request) => request.headers()['idempotency-key'])).toHaveLength(2)
  })

  test('wait for whose they are: nobody else on the same phone sends or sees them', async () => {
    const [hana, ken] = [await product.befriend('持ち主の花'), await product.befriend('借りた健')]
    const app = await openHome(hana)
    const context = app.context()
    await keepUploadsAway(context)
    await sendOffline(app, 'konbini-01.jpg')
    await app.goto('about:blank')
    await logOut(context)
    await context.unrouteAll()

    const borrowed = await context.newPage()
    await borrowed.goto(product.house.url)
    await borrowed.getByRole('button', { name: ken.displayName }).click()
    await borrowed.getByRole('heading', { name: /借りた健さん/ }).waitFor()
    await borrowed.getByText('最近の応募').waitFor()
    expect(await borrowed.getByText(/送り終えていない写真/).count()).toBe(0)
    await borrowed.close()
    await logOut(context)

    await app.goto(product.house.url)
    await app.getByRole('button', { name: hana.displayName }).click()
    await expect.poll(async () => (await entriesOf(hana)).length).toBe(1)
    expect(await entriesOf(ken)).toHaveLength(0)
  })
})

describe('what is said of a photo is true', () => {
  test('where the server has no room for it: it is on the phone, and goes later', async () => {
    const person = await product.befriend('満杯の実')
    const app = await openHome(person)
    await app.route('**/api/entries', (route) =>
      route.request().method() === 'POST'
        ? route.fulfill({
            status: 503,
            json: {
              kind: 'photo_not_stored',
              titleJa: '写真を保存できませんでした',
              detailJa: '届いていません。',
            },
          })
        : route.fallback(),
    )
    await pick(app, sample('konbini-01.jpg'))
    await app.getByRole('heading', { name: '写真を保存できませんでした' }).waitFor()
    await app.getByText('写真はこのスマホに残してあります').waitFor()
    await app.unrouteAll()
    await app.reload()
    await expect.poll(async () => (await entriesOf(person)).length).toBe(1)
  })

  test('where the phone keeps nothing: not to close the app until it is sent', async () => {
    const person = await product.befriend('秘密の窓')
    const app = await product.openTab('about:blank')
    await app.addInitScript(() => Object.defineProperty(globalThis, 'indexedDB', { value: undefined }))
    await app.goto(product.house.url)
    await app.getByRole('button', { name: person.displayName }).click()
    await app.getByRole('heading', { name: /こんにちは/ }).waitFor()
    await keepUploadsAway(app.context())
    await pick(app, sample('konbini-01.jpg'))
    await app.getByText('このスマホには写真を残せませんでした').waitFor()
    expect(await app.getByText('残してあります').count()).toBe(0)
    await shoot(app, 'unsent-5-not-kept')
    await app.context().unrouteAll()

    // Nor does it leave by itself for a login, which would lose the photo.
    await app.route(/\/api\/(session|entries)$/, (route) =>
      route.request().method() === 'POST'
        ? route.fulfill({ status: 401, json: { kind: 'unauthenticated', titleJa: 'ログインが必要です' } })
        : route.fallback(),
    )
    await comeOnline(app)
    await app.getByText('残せなかった写真は消えます').waitFor()
    expect(new URL(app.url()).origin).toBe(product.house.url)
    await app.unrouteAll()
    await comeOnline(app)
    await expect.poll(async () => (await entriesOf(person)).length).toBe(1)
  })

  test('where nobody can read the file: refused on the phone, each kind in words of its own, without an upload', async () => {
    const kinds = [
      ['\0\0\0\x14ftypqt  \0\0\0\0', '動画は読み取れません'],
      ['', '写真のファイルが空です'],
      ['こんにちは', 'この形式の写真は読み取れません'],
    ] as const
    const app = await openHome(await product.befriend('形式の違う人'))
    const uploads = countUploads(app.context())
    await app.context().setOffline(true)
    for (const [bytes, words] of kinds) {
      await pick(app, { name: 'receipt', mimeType: 'image/heic', buffer: Buffer.from(bytes, 'latin1') })
      await app.getByRole('heading', { name: words }).waitFor()
      expect(await app.getByText('残してあります').count()).toBe(0)
      await app.getByText('撮り直す', { exact: true }).waitFor()
      await shoot(app, `unfit-${words}`)
      await app.getByRole('button', { name: 'やめる' }).click()
    }
    expect(uploads()).toHaveLength(0)
  })

  test('a photo of 20 MB goes out as one that a phone’s uplink can bear', async () => {
    const person = await product.befriend('大判の慎')
    const [width, height] = [2600, 2600]
    const noise = { type: 'gaussian', mean: 150, sigma: 60 } as const
    const folder = await mkdtemp(path.join(tmpdir(), 'tamaru-photo-'))
    const large = path.join(folder, 'large.png')
    const { size } = await sharp({ create: { width, height, channels: 3, background: '#fff', noise } })
      .png({ compressionLevel: 0 })
      .toFile(large)
    expect(size).toBeGreaterThan(20_000_000)
    const app = await openHome(person)
    const uploads = countUploads(app.context())
    await pick(app, large)
    await expect.poll(async () => (await entriesOf(person)).length).toBe(1)
    expect(Number((await uploads()[0]!.allHeaders())['content-length'])).toBeLessThan(8_000_000)
    await rm(folder, { recursive: true })
  })
})

async function openHome(person: Person): Promise<Page> {
  const app = await product.openMiniApp(person)
  await app.getByRole('heading', { name: /こんにちは/ }).waitFor()
  // The page that sends has come, and with it what looks at photos.
  await app.waitForFunction(() =>
    performance.getEntriesByType('resource').some(({ name }) => /\/assets\/SendPage-[^/]+\.js$/.test(name)),
  )
  return app
}

async function pick(
  app: Page,
  photo: Parameters<ReturnType<Page['locator']>['setInputFiles']>[0],
): Promise<void> {
  await app.getByLabel('写真を選ぶ').setInputFiles(photo)
}

async function sendOffline(app: Page, name: string): Promise<void> {
  await pick(app, sample(name))
  await app.getByRole('heading', { name: '電波が届きませんでした' }).waitFor()
  await app.getByText('写真はこのスマホに残してあります').first().waitFor()
}

async function goHome(app: Page): Promise<void> {
  await app.getByRole('button', { name: 'ホームに戻る' }).click()
  await app.getByRole('heading', { name: /こんにちは/ }).waitFor()
}

async function photosIn(app: Page, count: number): Promise<void> {
  await app.getByRole('heading', { name: `送り終えていない写真 ${count}枚` }).waitFor()
  expect(await app.getByRole('listitem', { name: /枚目$/ }).count()).toBe(count)
}

/** What a phone tells its pages when it has a connection again. */
async function comeOnline(app: Page): Promise<void> {
  await app.evaluate(`dispatchEvent(new Event('online'))`)
}

/** A connection that opens the app and breaks on every photo. */
async function keepUploadsAway(context: BrowserContext): Promise<void> {
  await context.route('**/api/entries', (route) =>
    route.request().method() === 'POST' ? route.abort() : route.fallback(),
  )
}

function countUploads(context: BrowserContext): () => Request[] {
  const uploads: Request[] = []
  context.on('request', (request) => {
    if (request.method() === 'POST' && request.url().endsWith('/api/entries')) uploads.push(request)
  })
  return () => uploads
}

/** As somebody does who hands on their phone: what LINE knew of them goes, what the app keeps stays. */
async function logOut(context: BrowserContext): Promise<void> {
  await context.clearCookies()
  const page = await context.newPage()
  await page.goto(`${product.house.url}/jar.svg`)
  await page.evaluate('localStorage.clear()')
  await page.close()
}

async function entriesOf({ userId }: Person): Promise<entries.Entry[]> {
  const { db, accountId } = product.house
  const shopper = await shoppers.upsert(db, accountId, { lineUserId: userId }, new Date())
  return (await entries.listOfShopper(db, accountId, shopper.id, { limit: 10 })).items
}
