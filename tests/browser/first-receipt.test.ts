import { entries, shoppers } from '@tamaru/db'
import { describe, expect, test } from 'vitest'
import {
  balanceOn,
  closeMiniApp,
  miniAppIn,
  nameInRoll,
  openProduct,
  sample,
  shoot,
  type Person,
} from '../support/open-product.ts'

const product = await openProduct()

describe('a receipt is read and becomes points', () => {
  test('from adding the account to the points in the app and in the chat', async () => {
    const person = await product.meet('はじめての葵')
    const phone = await product.openPhone(person)
    const chat = phone.getByRole('log', { name: 'トーク' })
    const app = miniAppIn(phone)

    await phone.getByRole('button', { name: '友だち追加' }).click()
    const greeting = chat.getByRole('group', { name: /レシートでポイントがたまります/ })
    await greeting.waitFor()
    await shoot(phone, 'first-1-greeting')

    await greeting.getByRole('button', { name: 'はじめる' }).click()
    await app.getByRole('heading', { name: 'はじめての葵さん、こんにちは' }).waitFor()
    await expect.poll(() => balanceOn(app)).toBe('0')
    await shoot(phone, 'first-2-home')

    await app.getByText('写真を選ぶ').click()
    const roll = phone.getByRole('dialog', { name: '写真を選ぶ' })
    await roll.getByRole('button', { name: await nameInRoll('supermarket-02.jpg'), exact: true }).click()
    const steps = app.getByRole('listitem')
    await steps.filter({ hasText: '送信' }).filter({ hasText: '完了' }).waitFor()
    await steps.filter({ hasText: '読み取り' }).filter({ hasText: '進行中' }).waitFor()
    await steps.filter({ hasText: '判定' }).filter({ hasText: 'これから' }).waitFor()
    await shoot(phone, 'first-3-reading')

    await app.getByRole('heading', { name: 'やりました!' }).waitFor()
    await shoot(phone, 'first-4-verdict')
    await app.getByRole('link', { name: 'ホーム' }).click()
    await app.getByText('つかえるポイント').waitFor()
    const { points } = await entryOf(person)
    expect(points).toBeGreaterThan(0)
    await expect.poll(() => balanceOn(app)).toBe(String(points))
    await shoot(phone, 'first-5-home-with-points')

    await closeMiniApp(phone)
    const result = chat.getByRole('group', { name: `${points}ポイントたまりました` })
    await result.getByText(`+${points} pt`).waitFor()
    await shoot(phone, 'first-6-result-in-chat')

    await result.getByRole('button', { name: 'くわしく見る' }).click()
    await app.getByRole('heading', { name: '応募の結果' }).waitFor()
    await app.getByRole('heading', { name: 'やりました!' }).waitFor()
    await shoot(phone, 'first-7-entry-from-chat')
  })

  test('in an ordinary browser, with LINE Login before and the browser’s own file input', async () => {
    const person = await product.befriend('ブラウザの健')
    const app = await product.openMiniApp(person)
    await app.getByRole('heading', { name: 'ブラウザの健さん、こんにちは' }).waitFor()

    await app.getByLabel('写真を選ぶ').setInputFiles(sample('demo/demo-10.jpg'))
    await app.getByRole('heading', { name: 'やりました!' }).waitFor()
    await shoot(app, 'tab-1-verdict')
    const { id, points } = await entryOf(person)
    await app.getByText(`つかえるポイント ${points}`).waitFor()

    expect(new URL(app.url()).pathname).toBe(`/entries/${id}`)
    await app.reload()
    await app.getByText(`つかえるポイント ${points}`).waitFor()
  })

  test.each([
    ['a bookshop’s receipt', '本屋の本多', 'other-goods-bookshop-01.jpg', '対象商品が見つかりませんでした。'],
    ['a café’s menu', '喫茶の北見', 'traps/menu.jpg', 'レシートが写っていないようです。'],
  ])('%s is turned down in words of its own', async (what, name, photo, words) => {
    const person = await product.befriend(name)
    const app = await product.openMiniApp(person)
    await app.getByLabel('写真を選ぶ').setInputFiles(sample(photo))
    await app.getByRole('heading', { name: '今回は対象になりませんでした' }).waitFor()
    await app.getByRole('status').getByText(words).waitFor()
    await shoot(app, `read ${what}`)
  })
})

async function entryOf({ userId }: Person): Promise<entries.Entry> {
  const { db, accountId } = product.house
  const shopper = await shoppers.upsert(db, accountId, { lineUserId: userId }, new Date())
  const {
    items: [entry],
  } = await entries.listOfShopper(db, accountId, shopper.id, { limit: 1 })
  return entry!
}
