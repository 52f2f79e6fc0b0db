import { inTransaction, ledger, shoppers } from '@tamaru/db'
import { addDays, tokyoDate } from '@tamaru/domain'
import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { addReward } from '../support/add-reward.ts'
import { openProduct, shoot, type Person } from '../support/open-product.ts'

const product = await openProduct({ withoutReader: true })
const { db, accountId } = product.house

await addReward(product.house, 'till_code', '緑茶 1本', { cost_points: 100, cancelWithin_min: 60 })
await addReward(product.house, 'till_code', 'お茶の詰め合わせ', { cost_points: 900 })
await addReward(product.house, 'code_pool', 'ギフトコード', { cost_points: 50, cancelWithin_min: 60 }, [
  'GIFT-0001',
])

describe('points become a reward', () => {
  test('what is within reach, what is missing, and the cost before anything is exchanged', async () => {
    const app = await openRewards(await meetWith('えらぶ花', 250))
    await app
      .getByRole('button', { name: /お茶の詰め合わせ/ })
      .getByText('あと650ポイント')
      .waitFor()
    await app.getByRole('button', { name: /緑茶 1本/ }).click()
    const sheet = app.getByRole('dialog', { name: '緑茶 1本' })
    expect(await sheet.locator('dl').innerText()).toMatch(/250\s+つかうポイント\s+−100\s+交換したあと\s+150/)
    await shoot(app, 'rewards-1-sheet')
    await sheet.getByRole('button', { name: '閉じる' }).click()
    expect(await app.getByRole('heading', { name: 'マイクーポン' }).count()).toBe(0)
  })

  test('is exchanged, shown at the till, and used with a slide, once', async () => {
    const app = await openRewards(await meetWith('つかう樹', 250))
    await exchange(app, '緑茶 1本')
    await app.getByText('交換できました!').waitFor()
    await app.getByRole('img', { name: /^クーポン番号 \d{16} のバーコード$/ }).waitFor()
    await shoot(app, 'rewards-2-coupon')
    await app.getByRole('button', { name: 'QRコード' }).click()
    await app.getByRole('img', { name: /^クーポン番号 \d{16} のQRコード$/ }).waitFor()

    await slide(app, 0.5)
    expect(await app.getByText('使用済み', { exact: true }).count()).toBe(0)
    await slide(app, 1)
    await app.getByText('使用済み', { exact: true }).waitFor()
    expect(await app.getByRole('img', { name: /バーコード/ }).count()).toBe(0)
    expect(await app.getByRole('button', { name: '店員さんの前で使用する' }).count()).toBe(0)
    await shoot(app, 'rewards-3-used')

    await app.getByRole('link', { name: 'ほかの特典を見る' }).click()
    await app.getByRole('heading', { name: 'これまでのクーポン' }).waitFor()
    await app.getByText('つかえるポイント 150').waitFor()
  })

  test('can be used without sliding by those who cannot', async () => {
    const app = await openRewards(await meetWith('すべらない結', 100))
    await exchange(app, '緑茶 1本')
    await app.getByRole('button', { name: 'スライドできないとき' }).click()
    await app.getByRole('button', { name: '使用済みにする' }).click()
    await app.getByText('使用済み', { exact: true }).waitFor()
  })

  test('can be taken back, and the points return', async () => {
    const app = await openRewards(await meetWith('やめる澪', 100))
    await exchange(app, '緑茶 1本')
    await app.getByRole('button', { name: '交換を取り消す' }).click()
    const sheet = app.getByRole('dialog', { name: '交換を取り消す' })
    await sheet.getByText('100ポイントが戻ります').waitFor()
    await sheet.getByRole('button', { name: '取り消す', exact: true }).click()
    await app.getByText(/ポイントは戻り/).waitFor()
    await app.getByRole('link', { name: 'ほかの特典を見る' }).click()
    await app
      .getByRole('button', { name: /緑茶 1本/ })
      .getByText('交換できます')
      .waitFor()
  })

  test('a code from a pool is kept closed until it is wanted: then it cannot be taken back', async () => {
    const app = await openRewards(await meetWith('コードの陸', 50))
    await exchange(app, 'ギフトコード')
    await app.getByRole('button', { name: '交換を取り消す' }).waitFor()
    expect(await app.getByText('GIFT-0001').count()).toBe(0)
    await app.getByRole('button', { name: 'コードを表示する' }).click()
    await app.getByText('GIFT-0001').waitFor()
    await app.getByRole('button', { name: '交換を取り消す' }).waitFor({ state: 'detached' })
    await shoot(app, 'rewards-4-pool')
  })
})

/** Somebody who has points already. */
async function meetWith(displayName: string, points: number): Promise<Person> {
  const person = await product.befriend(displayName)
  await inTransaction(db, async (sql) => {
    const { id: shopperId } = await shoppers.upsert(
      sql,
      accountId,
      {
        lineUserId: person.userId,
        displayName,
      },
      new Date(),
    )
    const expiresOn = addDays(tokyoDate(new Date()), 90)
    const credit = {
      naturalKey: `opening:${shopperId}`,
      reason: 'opening',
      entryId: null,
      issuerId: null,
    } as const
    await ledger.credit(
      sql,
      accountId,
      { ...credit, shopperId, points, expiresOn, releaseOn: null },
      new Date(),
    )
  })
  return person
}

async function openRewards(person: Person): Promise<Page> {
  const app = await product.openMiniApp(person)
  await app.getByRole('link', { name: '特典' }).click()
  await app.getByRole('heading', { name: 'ポイントで交換' }).waitFor()
  return app
}

async function exchange(app: Page, name: string): Promise<void> {
  await app.getByRole('button', { name: new RegExp(name) }).click()
  await app.getByRole('dialog', { name }).getByRole('button', { name: '交換する' }).click()
  await app.getByText('交換できました!').waitFor()
}

/** Drags the thumb that far along its track, and lets go. */
async function slide(app: Page, share: number): Promise<void> {
  const thumb = app.getByRole('button', { name: '店員さんの前で使用する' })
  await thumb.scrollIntoViewIfNeeded()
  const { x, y, width, height } = (await thumb.boundingBox())!
  const way = app.viewportSize()!.width - 2 * x - width
  await app.mouse.move(x + width / 2, y + height / 2)
  await app.mouse.down()
  await app.mouse.move(x + width / 2 + way * share, y + height / 2, { steps: 5 })
  await app.mouse.up()
}
