import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { makeNewReading } from '../support/enter-receipt.ts'
import { makeItem } from '../support/make-reading.ts'
import { closeMiniApp, miniAppIn, nameInRoll, openProduct, sample, shoot } from '../support/open-product.ts'
import { readByHand } from '../support/read-by-hand.ts'

const product = await openProduct({ withoutReader: true })

const NOT_ACCEPTED = '今回はポイントの対象になりませんでした'

describe('every photo ends in words of its own, in the app and in the chat', () => {
  test('sent in the chat, without ever opening the app', async () => {
    const person = await product.befriend('トークの奈々')
    const phone = await product.openPhone(person)
    const chat = phone.getByRole('log', { name: 'トーク' })

    await phone.getByRole('button', { name: `${await nameInRoll('drugstore-01.jpg')} を送る` }).click()
    await chat.getByText('レシートを受け取りました').waitFor()
    await readByHand(product.house, person)
    const result = chat.getByRole('group', { name: '10ポイントたまりました(つかえるポイント 10)' })
    await result.getByText('ミナト 緑茶 500ml ×1').waitFor()
    await shoot(phone, 'chat-1-result')

    await result.getByRole('button', { name: 'くわしく見る' }).click()
    await miniAppIn(phone).getByRole('heading', { name: 'やりました!' }).waitFor()
    await miniAppIn(phone).getByText('トークから応募').waitFor()
  })

  test('a receipt without any goods of the campaign', async () => {
    const person = await product.befriend('喫茶店の涼')
    const phone = await product.openPhone(person, '/')
    await choosePhoto(phone, 'other-goods-cafe-01.jpg')
    await readByHand(
      product.house,
      person,
      makeNewReading({ items: [makeItem('ナポリタン'), makeItem('珈琲')] }),
    )
    await endsWith(phone, '対象商品が見つかりませんでした。対象商品が印字されたレシートでご応募ください。')
    await shoot(phone, 'answers-1-no-goods')
    await isToldInChat(phone, '対象商品が見つかりませんでした。')
  })

  test('a photo that is no receipt', async () => {
    const person = await product.befriend('猫のみけ')
    const phone = await product.openPhone(person, '/')
    await choosePhoto(phone, 'traps/cat.jpg')
    const quality = { kind: 'not_a_receipt', reason: null } as const
    await readByHand(
      product.house,
      person,
      makeNewReading({ items: [], quality, total: null, purchasedAt: null, confidence: 0.1 }),
    )
    await endsWith(phone, 'レシートが写っていないようです。')
    await shoot(phone, 'answers-2-cat')
    await isToldInChat(phone, 'レシートが写っていないようです。')
  })

  test('a blurred photo: the app asks before it is sent, and staff look at what the reader cannot', async () => {
    const person = await product.befriend('手ぶれの翔')
    const phone = await product.openPhone(person, '/')
    const app = miniAppIn(phone)
    await choosePhoto(phone, 'traps/blurred.jpg')
    const question = app.getByRole('alert').filter({ hasText: 'このまま送りますか?' })
    await question.getByText('ピントがあっていないようです。').waitFor()
    await shoot(phone, 'answers-3-blurred')
    await question.getByRole('button', { name: 'このまま送る' }).click()
    const quality = { kind: 'unreadable', reason: null } as const
    await readByHand(product.house, person, makeNewReading({ items: [], quality, confidence: 0.1 }))
    await app.getByRole('heading', { name: 'スタッフが確認しています' }).waitFor()
    await app.getByText('文字がぼやけて読み取れませんでした。').waitFor()
    await closeMiniApp(phone)
    await phone
      .getByRole('log', { name: 'トーク' })
      .getByRole('group', { name: 'レシートを確認しています' })
      .waitFor()
  })

  test('a receipt from before the campaign', async () => {
    const person = await product.befriend('去年の洋')
    const phone = await product.openPhone(person, '/')
    await choosePhoto(phone, 'konbini-02.jpg')
    await readByHand(product.house, person, makeNewReading({ purchasedAt: '2026-03-31T12:00' }))
    await endsWith(phone, '購入日(2026年3月31日)がキャンペーンの対象期間外でした。')
    await isToldInChat(phone, '購入日(2026年3月31日)がキャンペーンの対象期間外でした。')
  })

  test('the same photo again leads to the earlier entry, and is no second one', async () => {
    const person = await product.befriend('二度目の優')
    const phone = await product.openPhone(person, '/')
    const app = miniAppIn(phone)
    await choosePhoto(phone, 'konbini-03.jpg')
    await readByHand(product.house, person)
    await app.getByRole('heading', { name: 'やりました!' }).waitFor()

    await app.getByLabel('写真を選ぶ').waitFor({ state: 'attached' })
    await choosePhoto(phone, 'konbini-03.jpg')
    await app.getByText('この写真は受け取り済みです。前の応募を表示しています。').waitFor()
    await shoot(phone, 'answers-4-same-photo')

    await closeMiniApp(phone)
    await phone.getByRole('button', { name: `${await nameInRoll('konbini-03.jpg')} を送る` }).click()
    const chat = phone.getByRole('log', { name: 'トーク' })
    await chat.getByRole('group', { name: 'この写真はすでに受け付けています' }).waitFor()
    await shoot(phone, 'answers-5-same-photo-in-chat')
    expect(await chat.getByRole('group', { name: /ポイントたまりました/ }).count()).toBe(1)
  })

  test('another person’s photo, and another person’s receipt', async () => {
    const reading = makeNewReading()
    const first = await product.befriend('さきの円')
    const firstPhone = await product.openPhone(first, '/')
    await choosePhoto(firstPhone, 'konbini-01.jpg')
    await readByHand(product.house, first, reading)
    await miniAppIn(firstPhone).getByRole('heading', { name: 'やりました!' }).waitFor()

    const second = await product.befriend('あとの圭')
    const phone = await product.openPhone(second, '/')
    await choosePhoto(phone, 'konbini-01.jpg')
    await readByHand(product.house, second, reading)
    await endsWith(phone, 'この写真はすでに応募されています。別のレシートでご応募ください。')
    await isToldInChat(phone, 'この写真はすでに応募されています。')

    const third = await product.befriend('つぎの望')
    const thirdPhone = await product.openPhone(third, '/')
    await choosePhoto(thirdPhone, 'traps/second-photo.jpg')
    await readByHand(product.house, third, reading)
    await endsWith(thirdPhone, 'このレシートはすでに応募されています。別のレシートでご応募ください。')
  })
})

/** In the mini-app on the phone, from the files of this computer. */
async function choosePhoto(phone: Page, name: string): Promise<void> {
  await miniAppIn(phone)
    .getByText(/^(写真を選ぶ|別の写真)$/)
    .click()
  await phone.getByLabel('この端末の写真').setInputFiles(sample(name))
}

async function endsWith(phone: Page, words: string): Promise<void> {
  const app = miniAppIn(phone)
  await app.getByRole('heading', { name: '今回は対象になりませんでした' }).waitFor()
  await app.getByRole('status').getByText(words).waitFor()
}

async function isToldInChat(phone: Page, words: string): Promise<void> {
  await closeMiniApp(phone)
  const result = phone.getByRole('log', { name: 'トーク' }).getByRole('group', { name: NOT_ACCEPTED })
  await result.getByText(words).waitFor()
}
