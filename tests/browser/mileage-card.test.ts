import { inTransaction, ledger } from '@tamaru/db'
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
    await app.getByText(/^10ポイントは仮ポイントです\(\d+月\d+日に確定\)$/).waitFor()
    const entryPage = app.url()
    await app.getByRole('link', { name: 'ホーム' }).click()
    await app.getByText(/^仮ポイント 10・\d+月\d+日に確定$/).waitFor()
    expect(await balanceOn(app)).toBe('0')
    await app.getByRole('link', { name: 'ポイント', exact: true }).click()
    await app.getByText('仮 +10').waitFor()
    await shoot(app, 'mileage-4-pending')

    await owe(person, 4)
    await app.reload()
    await app.getByRole('heading', { name: '不足分 4ポイント' }).waitFor()
    await app.getByText('確定すると、4は不足分にあてられ、6がつかえるようになります。').waitFor()
    await shoot(app, 'mileage-4-pending-and-debt')
    await app.getByRole('link', { name: 'ホーム' }).click()
    await app.getByText('確定すると、4は不足分にあてられ、6がつかえるようになります。').waitFor()
    await shoot(app, 'mileage-4-home-with-debt')

    const { db } = product.house
    const [lot] = await db<{ lotId: string; accountId: string; shopperId: string }[]>`
      select journal_id as lot_id, account_id, shopper_id from lot where release_on is not null and used < points`
    await inTransaction(db, (sql) => ledger.release(sql, lot!, new Date()))
    await app.goto(entryPage)
    await app.getByText('うち4ポイントは不足分にあてました').waitFor()
    await app.getByText('つかえるポイント 6').waitFor()
    expect(await app.getByText('仮ポイントです').count()).toBe(0)
    await shoot(app, 'mileage-4-entry-with-debt')
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

/** Has the person owe points: some came, were spent, and were taken back. */
async function owe({ userId }: Person, points: number): Promise<void> {
  const { db, accountId } = product.house
  const [shopper] = await db<{ id: string }[]>`select id from shopper where line_user_id = ${userId}`
  const shopperId = shopper!.id
  const [naturalKey, reversesKey] = [`owe:${shopperId}:back`, `owe:${shopperId}`]
  await inTransaction(db, async (sql) => {
    const credit = { naturalKey: reversesKey, reason: 'opening', entryId: null, issuerId: null } as const
    await ledger.credit(
      sql,
      accountId,
      {
        ...credit,
        shopperId,
        points,
        expiresOn: '2999-12-31',
        releaseOn: null,
      },
      new Date(),
    )
    await ledger.spend(
      sql,
      accountId,
      {
        naturalKey: `owe:${shopperId}:spent`,
        shopperId,
        points,
      },
      new Date(),
    )
    await ledger.reverse(sql, accountId, { naturalKey, reversesKey, reason: 'claw_back' }, new Date())
  })
}

async function enter(app: Page, person: Person, photo: string): Promise<void> {
  await app.getByLabel('写真を選ぶ').setInputFiles(sample(photo))
  await readByHand(product.house, person)
  await app.getByRole('heading', { name: 'やりました!' }).waitFor()
}
