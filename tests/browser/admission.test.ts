import { inTransaction, ledger, shoppers } from '@tamaru/db'
import { addDays, bornWithAge, tokyoDate } from '@tamaru/domain'
import { expect, test } from 'vitest'
import { addReward } from '../support/add-reward.ts'
import { openProduct, shoot } from '../support/open-product.ts'
import { publishNext } from '../support/publish-next.ts'

const product = await openProduct({ withoutReader: true })
const { db, accountId } = product.house
const today = tokyoDate(new Date())
await addReward(product.house, 'till_code', 'みなとビール', { cost_points: 10, leastAge: 20 })

test('a reward with a least age asks once when its taker was born, and opens', async () => {
  const person = await product.meet('のみごろ樹')
  const credit = { reason: 'opening' as const, entryId: null, issuerId: null, points: 50, releaseOn: null }
  await inTransaction(db, async (sql) => {
    const { id: shopperId } = await shoppers.upsert(sql, accountId, { lineUserId: person.userId }, new Date())
    const given = { ...credit, naturalKey: `opening:${shopperId}`, shopperId, expiresOn: addDays(today, 90) }
    await ledger.credit(sql, accountId, given, new Date())
  })
  const app = await product.openMiniApp(person)
  await app.getByRole('link', { name: '特典' }).click()
  await app.getByRole('button', { name: /みなとビール/ }).click()
  const sheet = app.getByRole('dialog', { name: 'みなとビール' })
  expect(await sheet.getByRole('button', { name: '交換する' }).count()).toBe(0)
  await shoot(app, 'admission-1-reward')
  await sheet.getByLabel('生年月日').fill(bornWithAge(20, today))
  await sheet.getByRole('button', { name: '同意して送る' }).click()
  await sheet.getByRole('button', { name: '交換する' }).waitFor()
})

test('a campaign with a least age asks before the first entry, in place of the camera', async () => {
  await publishNext(product.house, { leastAge: 20 })
  const young = await product.openMiniApp(await product.meet('まだまだ葉'))
  await young.getByRole('heading', { name: '年齢の確認' }).waitFor()
  expect(await young.getByText('レシートを撮る').count()).toBe(0)
  await shoot(young, 'admission-2-asks')
  await young.getByLabel('生年月日').fill(addDays(bornWithAge(20, today), 1))
  await young.getByRole('button', { name: '同意して送る' }).click()
  await young.getByRole('heading', { name: '20歳以上の方が対象です' }).waitFor()
  expect(await young.getByText('レシートを撮る').count()).toBe(0)

  const grown = await product.openMiniApp(await product.meet('おとな紬'))
  await grown.getByLabel('生年月日').fill('1990-04-01')
  await grown.getByRole('button', { name: '同意して送る' }).click()
  await grown.getByText('レシートを撮る').waitFor()
})
