import type { Page } from 'playwright-core'
import { beforeEach, describe, expect, test } from 'vitest'
import { openProduct, shoot } from '../support/open-product.ts'

const product = await openProduct({ withoutReader: true })
const person = await product.befriend('地下売場の灯')

/** What a browser writes of each request that does not get through. */
beforeEach(() => product.foreseeComplaint(/ERR_INTERNET_DISCONNECTED|Failed to load resource/))

/** Every page of the router. `send`, which has nothing to show without a photo, stands in for home, which is there. */
const pages: [path: string, heading: string][] = [
  ['/', '地下売場の灯さん、こんにちは'],
  ['/entries', '応募の履歴'],
  ['/entries/00000000-0000-4000-8000-000000000000', '応募の結果'],
  ['/points', 'ポイント'],
  ['/rewards', '特典'],
  ['/coupons/00000000-0000-4000-8000-000000000000', 'クーポン'],
  ['/fair', '抽選の公平さ'],
  ['/campaign', 'キャンペーン'],
  ['/survey', 'アンケート'],
  ['/settings', '設定'],
  ['/leave', 'すべて削除する'],
  ['/notice', '規約・プライバシー・お問い合わせ'],
]

describe('once home stands, a shop’s basement', () => {
  test('keeps no page away: each opens with what is known, or says that there is no connection', async () => {
    const app = await openHome()
    await expect.poll(() => fetchedPages(app)).toBe(pages.length)
    await app.context().setOffline(true)
    for (const [path, heading] of pages) {
      await goWithinApp(app, path)
      await app.getByRole('heading', { name: heading, exact: true, level: 1 }).waitFor()
      // Not its heading alone: beside it stands what is known, or why nothing is.
      const rest = (await app.getByRole('main').innerText()).replace(heading, '').trim()
      expect(rest, path).not.toBe('')
      await expect.poll(() => app.getByRole('status', { name: '読み込み中' }).count()).toBe(0)
    }
    await goWithinApp(app, '/rewards')
    await app.getByText('電波が届きませんでした').waitFor()
    await shoot(app, 'offline-rewards')
    await app.context().setOffline(false)
    await app.getByText('電波が届きませんでした').waitFor({ state: 'hidden' })
    await app.getByText('つかえるポイント').waitFor()
  })
})

describe('a page whose code is not on the phone', () => {
  test('says so in a dead spot, and opens by itself when the connection is back', async () => {
    const app = await openHome({ withoutPages: true })
    await app.context().setOffline(true)
    await app.getByRole('link', { name: 'ポイント', exact: true }).click()
    await app.getByRole('heading', { name: '電波が届かず、この画面を開けません' }).waitFor()
    await shoot(app, 'offline-page-missing')
    await app.unrouteAll()
    await app.context().setOffline(false)
    await app.getByRole('heading', { name: 'ポイント', exact: true, level: 1 }).waitFor()
  })

  test('is loaded with the whole new app where a deploy has replaced the old one, once', async () => {
    const app = await openHome({ withoutPages: true })
    // The server has another build: none of the files is named in its page.
    let loads = 0
    await app.route('**/*', async (route) => {
      if (route.request().resourceType() === 'document') loads += 1
      if (route.request().resourceType() !== 'fetch' || new URL(route.request().url()).pathname !== '/')
        return route.fallback()
      await route.fulfill({
        contentType: 'text/html',
        body: '<script src="/assets/shopper-newer.js"></script>',
      })
    })
    await app.getByRole('link', { name: '設定' }).click()
    await app.getByRole('heading', { name: 'この画面を読み込めませんでした' }).waitFor()
    expect(new URL(app.url()).pathname).toBe('/settings')
    expect(loads).toBe(1)
    await app.unrouteAll()
    await app.getByRole('button', { name: 'もう一度' }).click()
    await app.getByRole('heading', { name: '設定', level: 1 }).waitFor()
  })
})

async function openHome({ withoutPages = false } = {}): Promise<Page> {
  const app = await product.openMiniApp(person)
  await app.getByRole('heading', { name: /こんにちは/ }).waitFor()
  if (!withoutPages) return app
  // As after a deploy, or on a connection that is lost just then.
  await app.route(/\/assets\/\w+Page-/, (route) => route.fulfill({ status: 404 }))
  await app.reload()
  await app.getByRole('heading', { name: /こんにちは/ }).waitFor()
  return app
}

/** How many pages' code has come. */
function fetchedPages(app: Page): Promise<number> {
  return app.evaluate(
    () =>
      performance.getEntriesByType('resource').filter(({ name }) => /\/assets\/\w+Page-[^/]+\.js$/.test(name))
        .length,
  )
}

/** As a link of the app does it: a reload would need the connection. */
async function goWithinApp(app: Page, path: string): Promise<void> {
  await app.evaluate(`history.pushState({}, '', ${JSON.stringify(path)})`)
  await app.evaluate(`dispatchEvent(new PopStateEvent('popstate', { state: history.state }))`)
}
