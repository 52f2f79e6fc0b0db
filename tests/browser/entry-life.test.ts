import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { makeNewReading } from '../support/enter-receipt.ts'
import { openProduct, OWNER, sample, shoot, type Person } from '../support/open-product.ts'
import { readByHand } from '../support/read-by-hand.ts'

const product = await openProduct({ withoutReader: true })

async function enter(person: Person, photo: string, reading: ReturnType<typeof makeNewReading>) {
  const app = await product.openMiniApp(person)
  await app.getByLabel('写真を選ぶ').setInputFiles(sample(photo))
  return { app, entryId: await readByHand(product.house, person, reading) }
}

/** The same page as somebody sees it who has set the phone or the desk to dark. */
async function shootBoth(page: Page, name: string): Promise<void> {
  await shoot(page, name)
  await page.emulateMedia({ colorScheme: 'dark' })
  await shoot(page, `${name}-dark`)
  await page.emulateMedia({ colorScheme: 'light' })
}

test('a better photo takes the place of the one that waits, and each page leads to the other', async () => {
  const person = await product.befriend('撮り直した葵')
  const reading = makeNewReading()
  const { app, entryId } = await enter(person, 'konbini-01.jpg', { ...reading, confidence: 0.4 })
  await app.getByRole('heading', { name: 'スタッフが確認しています' }).waitFor()
  await app.getByLabel('次のレシート').setInputFiles(sample('konbini-02.jpg'))
  await readByHand(product.house, person, reading)
  await app.getByRole('heading', { name: 'やりました!' }).waitFor()
  await app.getByRole('link', { name: '前に送った写真の応募' }).click()
  await app.getByRole('heading', { name: '新しい写真に差し替えました' }).waitFor()
  await app.getByRole('link', { name: '新しい写真の応募を見る' }).waitFor()
  await shootBoth(app, 'life-1-replaced')

  const desk = await product.openConsole(OWNER)
  await desk.getByRole('button', { name: /^差し替え済み/ }).click()
  await desk.getByRole('button', { name: /撮り直した葵/ }).click()
  await desk.getByRole('button', { name: /あとから届いた、同じレシートの写真/ }).waitFor()
  await shootBoth(desk, 'life-2-replaced-desk')
  await desk.getByRole('button', { name: /あとから届いた、同じレシートの写真/ }).click()
  await desk.getByRole('button', { name: /前に届いた写真の応募/ }).waitFor()
  expect(new URL(desk.url()).searchParams.get('entry')).not.toBe(entryId)
})

test('a photo that is taken back in the chat leaves no picture anywhere', async () => {
  product.foreseeComplaint(/404/)
  const person = await product.befriend('取り消した蓮')
  const phone = await product.openPhone(person)
  await phone.getByRole('button', { name: '写真を送る' }).click()
  await phone.getByRole('button', { name: 'サンプル写真 1', exact: true }).click()
  await readByHand(product.house, person, makeNewReading({ confidence: 0.4 }))
  await phone.getByText('スタッフが確認しています').first().waitFor()
  await phone.locator('.row.mine').hover()
  await phone.getByRole('button', { name: '送信取消' }).click()
  await phone.locator('.row.mine').waitFor({ state: 'detached' })

  const app = await product.openMiniApp(person, '/entries')
  await app.getByRole('main').getByRole('link').getByText('取り下げ').click()
  await app.getByRole('heading', { name: '応募を取り下げました' }).waitFor()
  await app.getByText('写真は、トークで送信が取り消されたため削除しました。').waitFor()
  await shootBoth(app, 'life-3-withdrawn')
  const desk = await product.openConsole(OWNER)
  await desk.getByRole('button', { name: /^取り下げ/ }).click()
  await desk.getByText('お客さまがトークで送信を取り消したため、写真は削除しました').waitFor()
  await shootBoth(desk, 'life-4-withdrawn-desk')
})

test('who decided opens the decision again by one key, and the entry waits before their eyes', async () => {
  const person = await product.befriend('見直された凛')
  const { app } = await enter(person, 'konbini-03.jpg', makeNewReading({ confidence: 0.4 }))
  await app.getByRole('heading', { name: 'スタッフが確認しています' }).waitFor()
  const desk = await product.openConsole(OWNER)
  await desk.getByRole('button', { name: /見直された凛/ }).click()
  await desk.locator('button.approve:enabled').waitFor()
  await desk.getByRole('button', { name: '却下' }).last().click()
  await desk.getByRole('button', { name: '却下して次へ' }).click()
  await desk.getByRole('button', { name: /^却下\s*\d/ }).click()
  await desk.getByRole('button', { name: /見直された凛/ }).click()
  await desk.getByRole('button', { name: '判定をやり直す' }).waitFor()
  await desk.getByAltText('送られた写真').waitFor()
  await shootBoth(desk, 'life-5-reopenable')
  await desk.locator('button:enabled', { hasText: '判定をやり直す' }).waitFor()
  await desk.keyboard.press('u')
  await desk.getByText('判定をやり直し中').waitFor()
  await shootBoth(desk, 'life-6-reopened')
  await app.reload()
  await app.getByRole('heading', { name: '結果を見直しています' }).waitFor()
  await shootBoth(app, 'life-7-reopened-phone')

  await desk.locator('button:enabled', { hasText: /^承認A/ }).waitFor()
  await desk.keyboard.press('a')
  await desk.getByText('確認待ちはありません').waitFor()
  await desk.getByRole('button', { name: /^承認\s*\d/ }).click()
  await desk.getByRole('button', { name: /見直された凛/ }).click()
  await desk.locator('button:enabled', { hasText: '判定をやり直す' }).waitFor()
  await shootBoth(desk, 'life-8-approved-again')
  await app.reload()
  await app.getByRole('heading', { name: 'やりました!' }).waitFor()
  const story = app.locator('section').filter({ has: app.getByRole('heading', { name: 'これまでの流れ' }) })
  expect(await story.getByRole('listitem').locator('b').allInnerTexts()).toEqual([
    '応募を受け付けました',
    '自動で確かめました',
    'スタッフが確かめました',
    'スタッフが結果を見直しています',
    'スタッフが確かめました',
  ])
})
