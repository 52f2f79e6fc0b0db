import { serve } from '@hono/node-server'
import type { Page } from 'playwright-core'
import { afterAll, expect, test } from 'vitest'
import { DEMO_CONTACT_KEY, DEMO_MEMBER_SITE_KEY } from '../../dev/demo-line.ts'
import { createLineLogin } from '../../dev/shop/line-login.ts'
import { readMembers } from '../../dev/shop/members.ts'
import { createShop } from '../../dev/shop/shop-app.ts'
import { createTamaru } from '../../dev/shop/tamaru.ts'
import { goToPage } from '../support/go-to-page.ts'
import { closeMiniApp, miniAppIn, openProduct, OWNER, shoot } from '../support/open-product.ts'
import { choosePort } from '../support/start-house.ts'

const shopPort = await choosePort()
const shopUrl = `http://localhost:${shopPort}`
const product = await openProduct({
  withoutReader: true,
  settings: {
    CONTACT_KEY: DEMO_CONTACT_KEY,
    MEMBER_SITE_URL: `${shopUrl}/line`,
    MEMBER_SITE_KEYS: DEMO_MEMBER_SITE_KEY,
  },
})
const { sandbox, url: apiUrl } = product.house
const { loginChannelId, loginChannelSecret } = sandbox.options
const shop = createShop({
  tamaru: createTamaru({ apiUrl, key: DEMO_MEMBER_SITE_KEY }),
  line: createLineLogin({
    ...{ pagesUrl: sandbox.url, apiUrl: sandbox.url, redirectUri: `${shopUrl}/callback` },
    ...{ channelId: loginChannelId, channelSecret: loginChannelSecret },
  }),
})
const server = serve({ fetch: shop.fetch, port: shopPort, hostname: '127.0.0.1' })
afterAll(() => new Promise((done) => server.close(done)))

const [first, second] = [...readMembers().values()]
const logIn = async (page: Pick<Page, 'getByLabel' | 'getByRole'>, { number, birthYear } = first!) => {
  await page.getByLabel('会員番号').fill(number)
  await page.getByLabel('生まれた年').fill(birthYear)
  await page.getByRole('button', { name: 'ログイン', exact: true }).click()
}

test('a shopper links their number on the shop’s page, a marketer finds them, and they unlink it', async () => {
  const person = await product.befriend('夜桜会員')
  const phone = await product.openPhone(person, '/settings')
  const app = miniAppIn(phone)
  await app.getByRole('button', { name: '会員番号とつなぐ' }).scrollIntoViewIfNeeded()
  await shoot(phone, 'member-1-unlinked')
  await app.getByRole('button', { name: '会員番号とつなぐ' }).click()
  await app.getByRole('heading', { name: '会員ログイン' }).waitFor()
  await shoot(phone, 'member-2-shop')
  await logIn(app)
  await app.getByRole('button', { name: '連携する' }).waitFor()
  await shoot(phone, 'member-3-line-asks')
  await app.getByRole('button', { name: '連携する' }).click()
  await app.getByRole('heading', { name: '連携しました' }).waitFor()
  await closeMiniApp(phone)
  await phone.getByText('会員番号とつながりました。').first().waitFor()
  await shoot(phone, 'member-4-told')

  const desk = await product.openConsole(OWNER)
  await goToPage(desk, 'セグメント')
  await desk.keyboard.press('n')
  await desk.getByLabel('名前').fill('会員の人')
  await desk.getByRole('button', { name: '条件を足す' }).press('Enter')
  await desk.getByRole('menuitem', { name: '会員番号のつながり' }).press('Enter')
  const who = desk.getByRole('region', { name: 'いま当てはまる人' })
  await who.getByText('1人', { exact: true }).waitFor()
  await desk.getByText('会員番号とつながっている').first().waitFor()
  await shoot(desk, 'member-5-segment')
  await desk.getByRole('button', { name: '保存' }).click()
  await who.getByRole('link', { name: '夜桜会員' }).click()
  const card = desk.getByRole('region', { name: '会員番号' })
  await card.getByText(first!.number).waitFor()
  await card.getByText('ミニアプリから').waitFor()
  await shoot(desk, 'member-6-customer')

  const mine = await product.openMiniApp(person, '/settings')
  await mine.getByText(`会員番号 ${first!.number}`).scrollIntoViewIfNeeded()
  await shoot(mine, 'member-7-linked')
  await mine.emulateMedia({ colorScheme: 'dark' })
  await shoot(mine, 'member-7-linked-dark')
  await mine.emulateMedia({ colorScheme: 'light' })
  await mine.getByRole('button', { name: 'つながりを解く' }).click()
  const sheet = mine.getByRole('dialog', { name: 'つながりを解きますか?' })
  await shoot(mine, 'member-8-sure')
  await sheet.getByRole('button', { name: '解く' }).click()
  await mine.getByText('つながりを解きました').waitFor()
  await mine.getByRole('button', { name: '会員番号とつなぐ' }).waitFor()

  await desk.reload()
  await card.getByText('どの会員番号ともつながっていません。').waitFor()
  await card.getByText('本人が解いた').waitFor()
  await desk.getByText('会員番号とのつながりが解かれた').waitFor()
  await desk.emulateMedia({ colorScheme: 'dark' })
  await shoot(desk, 'member-9-unlinked-dark')
  await goToPage(desk, 'セグメント')
  await desk
    .getByRole('row', { name: /会員の人/ })
    .getByText('0人', { exact: true })
    .waitFor()
})

test('a member logs in with LINE on the shop’s page; staff find who has the number, and end a link that is wrong', async () => {
  const person = await product.befriend('夜桜ログイン')
  const page = await product.openTab(shopUrl)
  await page.getByRole('button', { name: 'LINEでログイン' }).click()
  await page.getByRole('button', { name: person.displayName }).click()
  await page.getByText('まだ会員番号とつながっていません').waitFor()
  await shoot(page, 'member-10-first-time')
  await logIn(page, second!)
  await page.getByText('LINEとつながりました。').waitFor()
  await shoot(page, 'member-11-my-page')
  await page.getByRole('button', { name: 'ログアウト' }).click()
  await page.getByRole('button', { name: 'LINEでログイン' }).click()
  await page.getByRole('button', { name: person.displayName }).click()
  await page.getByText(second!.number).waitFor()
  // Somebody else logs in as the same member: the number stays with who has it.
  const other = await product.befriend('夜桜そっくり')
  const elsewhere = await product.openTab(shopUrl, { colorScheme: 'dark' })
  await logIn(elsewhere, second!)
  await elsewhere.getByRole('button', { name: 'LINEとつなぐ' }).click()
  await elsewhere.getByRole('button', { name: other.displayName }).click()
  await elsewhere.getByText('ほかのLINEアカウントとつながっています').waitFor()
  await shoot(elsewhere, 'member-12-taken-dark')

  const desk = await product.openConsole(OWNER)
  await goToPage(desk, 'お客さま一覧')
  await desk.getByRole('button', { name: '会員番号でさがす…' }).click()
  const finding = desk.getByRole('dialog', { name: '会員番号でさがす…' })
  await finding.getByLabel('会員番号').fill('0000')
  await finding.getByRole('button', { name: 'さがす' }).click()
  await finding.getByText('この会員番号とつながっている人はいません。').waitFor()
  await finding.getByLabel('会員番号').fill(second!.number)
  await finding.getByRole('button', { name: 'さがす' }).click()
  await desk.getByRole('heading', { name: person.displayName }).waitFor()
  const card = desk.getByRole('region', { name: '会員番号' })
  await card.getByRole('button', { name: 'つながりを解く…' }).click()
  const ending = desk.getByRole('dialog', { name: '会員番号とのつながりを解く' })
  expect(await ending.getByRole('button', { name: '解く' }).isDisabled()).toBe(true)
  await ending.getByLabel('理由').fill('別の方の番号と確認できたため')
  await shoot(desk, 'member-13-end')
  await ending.getByRole('button', { name: '解く' }).click()
  await card.getByText('田中さくらが解いた: 別の方の番号と確認できたため').waitFor()

  await elsewhere.getByRole('button', { name: 'LINEとつなぐ' }).click()
  await elsewhere.getByRole('button', { name: other.displayName }).click()
  await elsewhere.getByText('LINEとつながりました。').waitFor()
})
