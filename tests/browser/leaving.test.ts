import { erasures, shoppers } from '@tamaru/db'
import { expect, test } from 'vitest'
import { openProduct, sample, shoot } from '../support/open-product.ts'
import { readByHand } from '../support/read-by-hand.ts'

const product = await openProduct({ withoutReader: true })
const { db, accountId } = product.house

test('a person takes their data along, stops, resumes, and leaves in two steps with a receipt', async () => {
  const person = await product.befriend('さようなら望')
  const app = await product.openMiniApp(person)
  await app.getByLabel('写真を選ぶ').setInputFiles(sample('konbini-01.jpg'))
  await readByHand(product.house, person)
  await app.getByRole('heading', { name: 'やりました!' }).waitFor()

  await app.getByRole('link', { name: '設定' }).click()
  await app.getByLabel('お呼びする名前').fill('のぞみ')
  await app.getByRole('button', { name: '名前を保存する' }).click()
  await app.getByText('保存しました').waitFor()
  const downloading = app.waitForEvent('download')
  await app.getByRole('link', { name: 'データをダウンロードする' }).click()
  expect((await downloading).suggestedFilename()).toBe('tamaru-my-data.zip')
  await app.getByRole('button', { name: '利用を停止する' }).click()
  await app.getByText('利用を停止しています').scrollIntoViewIfNeeded()
  await shoot(app, 'leaving-1-stopped')
  await app.getByRole('button', { name: '利用を再開する' }).click()
  await app.getByRole('button', { name: '利用を停止する' }).waitFor()
  await app.emulateMedia({ colorScheme: 'dark' })
  await shoot(app, 'leaving-1-dark')

  await app.getByRole('link', { name: 'すべて削除してやめる' }).click()
  await app.getByRole('heading', { name: 'すべて削除する' }).waitFor()
  await shoot(app, 'leaving-2-dark')
  await app.emulateMedia({ colorScheme: 'light' })
  expect(await app.getByRole('button', { name: '確認へ進む' }).isDisabled()).toBe(true)
  await app.getByLabel('元に戻せないことがわかりました').check()
  await shoot(app, 'leaving-2')
  await app.getByRole('button', { name: '確認へ進む' }).click()
  const sheet = app.getByRole('dialog', { name: '本当に削除しますか?' })
  await shoot(app, 'leaving-3-sure')
  await sheet.getByRole('button', { name: 'すべて削除する' }).click()
  await app.getByRole('heading', { name: '削除しました' }).waitFor()
  await shoot(app, 'leaving-4-gone')
  const [receipt] = (await erasures.list(db, accountId, { limit: 1 })).items
  await app.getByText(receipt!.id).waitFor()
  await app.getByText('LINEにも、利用をやめたことを伝えました。').waitFor()
  expect(await shoppers.findByLineUserId(db, accountId, person.userId)).toBe(undefined)
})
