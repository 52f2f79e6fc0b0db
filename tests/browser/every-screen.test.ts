import sharp from 'sharp'
import type { Locator, Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { frameWords } from '../../liff-app/src/staff/words/frame.ts'
import { addReward } from '../support/add-reward.ts'
import { goToPage, nameInMenu } from '../support/go-to-page.ts'
import { openProduct, OWNER, sample, shoot } from '../support/open-product.ts'
import { readByHand } from '../support/read-by-hand.ts'

const product = await openProduct({ withoutReader: true })

/** What can be operated must have a name, or a screen reader says only "button". */
const OPERABLE = [
  'button',
  'link',
  'textbox',
  'spinbutton',
  'combobox',
  'checkbox',
  'radio',
  'switch',
  'searchbox',
]
const THUMB_PX = 44

const person = await product.befriend('くまなく巡')
let entryId: string
let couponId: string

test('a receipt and a coupon to look at', async () => {
  const app = await product.openMiniApp(person)
  await app.getByLabel('写真を選ぶ').setInputFiles(sample('konbini-01.jpg'))
  entryId = await readByHand(product.house, person)
  await app.getByRole('heading', { name: 'やりました!' }).waitFor()
  await addReward(product.house, 'till_code', '緑茶 1本', { cost_points: 5, cancelWithin_min: 60 })
  await app.getByRole('link', { name: '特典' }).click()
  await app.getByRole('button', { name: /緑茶 1本/ }).click()
  await app.getByRole('button', { name: '交換する' }).click()
  await app.getByText('交換できました!').waitFor()
  couponId = new URL(app.url()).pathname.split('/').at(-1)!
})

describe('every screen of the mini-app', () => {
  const screens: [name: string, path: () => string, heading: string][] = [
    ['home', () => '/', 'くまなく巡さん、こんにちは'],
    ['entries', () => '/entries', '応募の履歴'],
    ['entry', () => `/entries/${entryId}`, '応募の結果'],
    ['points', () => '/points', 'ポイント'],
    ['campaign', () => '/campaign', 'キャンペーン'],
    ['rewards', () => '/rewards', '特典'],
    ['coupon', () => `/coupons/${couponId}`, 'クーポン'],
    ['fair', () => '/fair', '抽選の公平さ'],
    ['survey', () => '/survey', 'アンケート'],
    ['settings', () => '/settings', '設定'],
    ['leave', () => '/leave', 'すべて削除する'],
  ]

  test.each(screens)(
    '%s: named, within a thumb’s reach, there after a reload, and dark at night',
    async (name, path, heading) => {
      const app = await product.openMiniApp(person, path())
      await isShown(app, heading)
      await expectNamed(app)
      expect(await tooSmall(app)).toEqual([])
      await expectDarkAtNight(app, `screens-${name}`, () => isShown(app, heading))
      expect(new URL(app.url()).pathname).toBe(path())
    },
  )

  test('in English for those who choose it, and it stays so', async () => {
    const app = await product.openMiniApp(person, '/settings')
    await app.getByText('English').click()
    await app.getByRole('heading', { name: 'Settings' }).waitFor()
    await app.getByRole('link', { name: 'Home' }).click()
    await app.reload()
    await app.getByRole('heading', { name: 'Hello, くまなく巡' }).waitFor()
    await shoot(app, 'screens-home-english')
  })
})

describe('every page of the staff console', () => {
  const pages = Object.values(frameWords.ja.nav.pages)
  test.each(pages)('%s: named, there after a reload, and dark at night', async (name) => {
    const desk = await product.openConsole(OWNER)
    await goToPage(desk, name)
    const isOpen = () =>
      desk
        .locator('[aria-current=page]')
        .filter({ hasText: nameInMenu(name) })
        .waitFor()
    await isOpen()
    const at = desk.url()
    await expectNamed(desk)
    await expectDarkAtNight(desk, `screens-staff-${name}`, isOpen)
    expect(desk.url()).toBe(at)
  })
})

describe('the staff console in a pocket', () => {
  test('no page is wider than a phone; what is wide moves within its card', async () => {
    const pocket = await product.openTab('/staff', { hasTouch: true })
    await pocket.getByRole('button', { name: OWNER.displayName }).click()
    const menu = pocket.getByRole('navigation').getByRole('link')
    await menu.first().waitFor()
    const seen = new Set<string>()
    // A group's pages are in the menu once it is open.
    for (let next: string | undefined = '/staff/today'; next; next = await firstUnseen(menu, seen)) {
      seen.add(next)
      await pocket.locator(`nav a[href="${next}"]`).last().click()
      // The menu opens its group when the page has come.
      await pocket.locator(`nav a[href="${next}"][aria-current]`).last().waitFor()
      await pocket.getByRole('heading', { level: 1 }).or(pocket.getByText('確認待ち')).first().waitFor()
      for (const tab of [null, ...(await pocket.getByRole('tab').all())]) {
        await tab?.click()
        await pocket.waitForLoadState('networkidle')
        const words = `${next} ${(await tab?.innerText()) ?? ''}`
        expect([words, await pocket.evaluate('document.documentElement.scrollWidth')]).toEqual([words, 390])
      }
    }
    expect(seen.size).toBeGreaterThan(12)
  })
})

async function firstUnseen(menu: Locator, seen: ReadonlySet<string>): Promise<string | undefined> {
  const hrefs = await menu.evaluateAll((links) => links.map((link) => link.getAttribute('href')!))
  return hrefs.find((href) => !seen.has(href))
}

async function isShown(page: Page, heading: string): Promise<void> {
  await page.getByRole('heading', { name: heading, exact: true, level: 1 }).waitFor()
  await page.getByRole('main').waitFor()
  for (const waiting of await page.getByRole('status', { name: '読み込み中' }).all())
    await waiting.waitFor({ state: 'hidden' })
}

/** As the browser's own accessibility tree has it, which is what screen readers are given. */
async function expectNamed(page: Page): Promise<void> {
  expect(await page.title()).not.toBe('')
  const session = await page.context().newCDPSession(page)
  const { nodes } = await session.send('Accessibility.getFullAXTree')
  const seen = nodes.filter((node) => !node.ignored)
  const operable = seen.filter((node) => OPERABLE.includes(node.role?.value))
  expect(operable.length).toBeGreaterThan(0)
  expect(operable.filter((node) => !node.name?.value).map((node) => node.role?.value)).toEqual([])
  expect(seen.filter((node) => node.role?.value === 'main')).toHaveLength(1)
}

/** Whatever is tapped on this screen and is smaller than a thumb. */
async function tooSmall(page: Page): Promise<string[]> {
  const found: string[] = []
  // A file input is tapped by its label.
  const tapped = page.getByRole('button').or(page.getByRole('link')).or(page.locator('label'))
  const targets = await tapped.all()
  expect(targets.length).toBeGreaterThan(0)
  for (const target of targets) {
    const box = await target.boundingBox()
    if (!box || box.width < 2) continue
    if (box.width < THUMB_PX || box.height < THUMB_PX)
      found.push(`${await target.innerText()}: ${Math.round(box.width)} × ${Math.round(box.height)}`)
  }
  return found
}

/** By day, and at night after a reload. */
async function expectDarkAtNight(page: Page, name: string, shown: () => Promise<void>): Promise<void> {
  const byDay = await brightness(await shoot(page, name))
  await page.emulateMedia({ colorScheme: 'dark' })
  await page.reload()
  await shown()
  const byNight = await brightness(await shoot(page, `${name}-dark`))
  expect(byDay).toBeGreaterThan(150)
  expect(byNight).toBeLessThan(100)
}

/** 0 is black, 255 white. */
async function brightness(picture: Buffer): Promise<number> {
  const { channels } = await sharp(picture).greyscale().stats()
  return channels[0]!.mean
}
