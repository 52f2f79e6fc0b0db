import { mkdir } from 'node:fs/promises'
import { parseArgs } from 'node:util'
import { fileURLToPath } from 'node:url'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import sharp from 'sharp'
import { openBrowser } from '../tests/support/browser.ts'

/**
 * The README's pictures, taken from a demo that has just started (`npm start`): `docs/images/phone.png` and
 * `mini-app.png`. Sends one receipt in the demo as 山本あおい, who has not been there before, and exchanges points of
 * 高橋みなみ. Pictures of rewards are emoji: the machine needs a font that has them.
 */
const { values } = parseArgs({
  options: {
    phone: { type: 'string', default: 'http://localhost:3100' },
    app: { type: 'string', default: 'http://localhost:3000' },
    /** A photo of samples/ that the reader is sure of. */
    photo: { type: 'string', default: 'drugstore-02.jpg' },
  },
})
const IMAGES = fileURLToPath(new URL('../docs/images/', import.meta.url))
const NEWCOMER = 'U5a70e1c0ffee5a1ad0000000000000a4'
const REGULAR = '高橋みなみ'
const REWARD = /緑茶/
const DESK = { width: 1280, height: 900 }
const SCREEN = { width: 390, height: 844 }
const GAP = 28
const ROUND = 36
const GROUND = '#efe6d3'

await mkdir(IMAGES, { recursive: true })
const browser = await openBrowser()
try {
  await takePhone(browser)
  await takeMiniApp(browser)
} finally {
  await browser.close()
}

/** The chat of somebody who has added the account and sent a receipt. */
async function takePhone(within: Browser): Promise<void> {
  const phone = await openPage(within, `${values.phone}/?person=${NEWCOMER}`, { viewport: DESK })
  const chat = phone.getByRole('log', { name: 'トーク' })
  const add = phone.getByRole('button', { name: '友だち追加' })
  const greeting = chat.getByRole('button', { name: 'はじめる' })
  await add.or(greeting).first().waitFor()
  if (await add.isVisible()) await add.click()
  await greeting.waitFor()
  await phone.getByRole('group', { name: 'リッチメニュー' }).waitFor()
  await phone.getByTitle(values.photo, { exact: true }).click()
  await chat.getByRole('group', { name: /ポイントたまりました/ }).waitFor()
  await shown(phone)
  await save(await phone.screenshot(), 'phone.png')
  await phone.close()
}

/** Three screens of somebody who comes often: home, an entry that was approved, a coupon that points were exchanged for. */
async function takeMiniApp(within: Browser): Promise<void> {
  const app = await openPage(within, values.app, { viewport: SCREEN, deviceScaleFactor: 2 })
  await app.getByRole('button', { name: REGULAR }).click()
  await app.getByRole('heading', { name: `${REGULAR}さん、こんにちは` }).waitFor()
  await shown(app)
  const home = await app.screenshot()
  await app.getByRole('link', { name: '応募', exact: true }).click()
  await app.getByRole('main').getByRole('link').filter({ hasText: '+' }).first().click()
  await app.getByRole('heading', { name: 'やりました!' }).waitFor()
  await shown(app)
  const entry = await app.screenshot()
  await app.getByRole('link', { name: '特典' }).click()
  await app.getByRole('button', { name: REWARD }).click()
  await app.getByRole('button', { name: '交換する' }).click()
  await app.getByText('交換できました!').waitFor()
  await app.reload()
  await app.getByRole('img', { name: /バーコード/ }).waitFor()
  await shown(app)
  await save(await sideBySide([home, entry, await app.screenshot()]), 'mini-app.png')
}

async function openPage(within: Browser, url: string, options: BrowserContextOptions): Promise<Page> {
  const context = await within.newContext({
    locale: 'ja-JP',
    timezoneId: 'Asia/Tokyo',
    reducedMotion: 'reduce',
    ...options,
  })
  const page = await context.newPage()
  await page.goto(url)
  return page
}

/** Every picture in sight is loaded, and the chat stands at its newest message. */
async function shown(page: Page): Promise<void> {
  await page.mouse.move(0, 0)
  await page.waitForFunction(`[...document.images].every((image) => {
    const { top, width } = image.getBoundingClientRect()
    return image.complete || width === 0 || top > innerHeight
  })`)
  await page.evaluate("document.querySelector('#log')?.scrollTo({ top: 1e6, behavior: 'instant' })")
}

async function sideBySide(screens: Buffer[]): Promise<Buffer> {
  const { width, height } = SCREEN
  const rounded = Buffer.from(
    `<svg width="${width * 2}" height="${height * 2}"><rect width="100%" height="100%" rx="${ROUND * 2}"/></svg>`,
  )
  const frames = await Promise.all(
    screens.map((screen) =>
      sharp(screen)
        .composite([{ input: rounded, blend: 'dest-in' }])
        .png()
        .toBuffer(),
    ),
  )
  return sharp({
    create: {
      width: 2 * (screens.length * (width + GAP) + GAP),
      height: 2 * (height + 2 * GAP),
      channels: 4,
      background: GROUND,
    },
  })
    .composite(frames.map((input, n) => ({ input, left: 2 * (GAP + n * (width + GAP)), top: 2 * GAP })))
    .png()
    .toBuffer()
}

/** At 1280 pixels across, in few enough colours for a page that loads quickly. */
async function save(picture: Buffer, name: string): Promise<void> {
  const file = IMAGES + name
  const { size } = await sharp(picture)
    .resize({ width: DESK.width })
    .png({ palette: true, quality: 92, compressionLevel: 9, effort: 10 })
    .toFile(file)
  console.log(`docs/images/${name} ${Math.round(size / 1024)} KB`)
}
