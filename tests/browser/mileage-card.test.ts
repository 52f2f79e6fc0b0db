import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { balanceOn, openProduct, sample, shoot, type Person } from '../support/open-product.ts'
import { publishNext } from '../support/publish-next.ts'
import { readByHand } from '../support/read-by-hand.ts'

const product = await openProduct({ withoutReader: true })
await publishNext(product.house, {
  stamps: { per: 'entry', goal: 3, points: 100 },
  instantWin: { prizes: [{ id: 'case', name: '緑茶 1ケース', oneIn: 1, stock: 100 }] },
})

describe('the mileage card', () => {
  test('has a stamp more with every entry, and the points of a full card', async () => {
    const person = await product.befriend('スタンプの楓')
    const app = await product.openMiniApp(person)
    await app.getByText('3個のうち 0個').waitFor()
    await app.getByText('あと3個で 100ポイント').waitFor()

    await enter(app, person, 'konbini-01.jpg')
    const stamps = app
      .locator('section')
      .filter({ has: app.getByRole('heading', { name: 'スタンプカード' }) })
    await stamps.getByText('3個のうち 1個').waitFor()
    await stamps.getByRole('status').getByText('スタンプ +1').waitFor()
    await shoot(app, 'mileage-1-stamp')

    await enter(app, person, 'konbini-02.jpg')
    await stamps.getByText('3個のうち 2個').waitFor()
    await enter(app, person, 'konbini-03.jpg')
    await stamps.getByText('カードがそろって +100ポイント!').waitFor()
    await app.getByText('スタンプがそろいました').first().waitFor()
    await shoot(app, 'mileage-2-complete')
    await app.getByRole('link', { name: 'ホーム' }).click()
    await app.getByText('3個のうち 0個').waitFor()
    await expect.poll(() => balanceOn(app)).toBe('130')
  })

  test('has the rank, and says how far it is to the next', async () => {
    const person = await product.befriend('ランクの葵')
    const app = await product.openMiniApp(person)
    await app.getByText('あと500ポイントでシルバー').waitFor()
    await enter(app, person, 'drugstore-01.jpg')
    await app.getByRole('link', { name: 'ホーム' }).click()
    await app
      .getByRole('link', { name: /ブロンズ/ })
      .getByText('あと490ポイントでシルバー')
      .waitFor()
    await product.house.db`update account set rank_silver_from = 10, rank_gold_from = 480`
    await app.reload()
    await app.getByRole('link', { name: /シルバー/ }).click()
    await app.getByText('シルバー会員').waitFor()
    await app.getByText('あと470ポイントでゴールド').waitFor()
    await app.getByText('この12か月にもらったポイント 10').waitFor()
    await shoot(app, 'mileage-3-rank')
  })

  test('shows points that are pending beside those that can be used', async () => {
    await publishNext(product.house, { pendingDays: 7 })
    const person = await product.befriend('まつ詩')
    const app = await product.openMiniApp(person)
    await enter(app, person, 'drugstore-02.jpg')
    await app.getByText('仮ポイントです。確定すると、つかえるポイントになります。').waitFor()
    await app.getByRole('link', { name: 'ホーム' }).click()
    await app.getByText(/^仮ポイント 10・\d+月\d+日に確定$/).waitFor()
    expect(await balanceOn(app)).toBe('0')
    await app.getByRole('link', { name: 'ポイント', exact: true }).click()
    await app.getByText('仮 +10').waitFor()
    await shoot(app, 'mileage-4-pending')
  })
})

test('an instant win is shown at once, and can be found in the public record', async () => {
  await publishNext(product.house, {
    instantWin: { prizes: [{ id: 'case', name: '緑茶 1ケース', oneIn: 1, stock: 100 }] },
  })
  const person = await product.befriend('当たった晴')
  const app = await product.openMiniApp(person)
  await enter(app, person, 'supermarket-02.jpg')
  const won = app.getByRole('status').filter({ hasText: '当たりました!' })
  await won.getByText('緑茶 1ケース').waitFor()
  await shoot(app, 'mileage-5-won')
  await won.getByRole('link', { name: 'この結果の確かめ方' }).click()
  await app.getByText('当たり: 緑茶 1ケース').waitFor()
  const record = await app.getByRole('link', { name: '公開の記録を見る' }).getAttribute('href')
  const published = await fetch(new URL(record!, product.house.url))
  const { commitment } = (await published.json()) as { commitment: string }
  await app.getByText(commitment).waitFor()
})

async function enter(app: Page, person: Person, photo: string): Promise<void> {
  await app.getByLabel('写真を選ぶ').setInputFiles(sample(photo))
  await readByHand(product.house, person)
  await app.getByRole('heading', { name: 'やりました!' }).waitFor()
}
