import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { makeNewReading } from '../support/enter-receipt.ts'
import { makeItem } from '../support/make-reading.ts'
import { openProduct, OWNER, sample, shoot, type Person } from '../support/open-product.ts'
import { readByHand } from '../support/read-by-hand.ts'

const product = await openProduct({ withoutReader: true })

describe('staff look at what the machine is not sure of', () => {
  test('one entry is corrected and approved with the keyboard, the next is rejected with a reason', async () => {
    const [peach, plum] = [await product.befriend('読みにくい桃'), await product.befriend('ちがう梅')]
    const peachApp = await enterUnsure(peach, 'traps/cut-foot.jpg')
    await shoot(peachApp, 'staff-1-shopper-waits')
    const plumApp = await enterUnsure(plum, 'traps/two-receipts.jpg')

    const desk = await product.openConsole(OWNER)
    const queue = desk.getByRole('complementary', { name: '応募の一覧' })
    await queue.getByRole('button', { name: '確認待ち 2' }).waitFor()
    await queue.getByRole('button', { name: '読みにくい桃' }).click()
    await desk.getByRole('heading', { name: '読みにくい桃' }).waitFor()
    await desk.getByRole('img', { name: '送られた写真' }).waitFor()
    await shoot(desk, 'staff-2-entry')

    const [line] = await desk
      .getByRole('row')
      .filter({ has: desk.getByLabel('商品', { exact: true }) })
      .all()
    await line!.getByLabel('商品', { exact: true }).fill('ミナト 緑茶 500ml')
    await line!.getByLabel('数量').fill('2')
    await line!.getByLabel('対象商品').selectOption({ label: 'ミナト 緑茶 500ml' })
    await desk.getByLabel('合計(円)').fill('256')
    await desk.getByText('直した内容は承認・却下といっしょに記録されます').waitFor()
    await shoot(desk, 'staff-3-corrected')
    await desk.keyboard.press('Escape')
    await untilShown(desk)
    await desk.keyboard.press('a')

    await desk.getByRole('heading', { name: 'ちがう梅' }).waitFor()
    await desk.locator('button:enabled', { hasText: '却下R' }).waitFor()
    await desk.keyboard.press('r')
    const dialog = desk.getByRole('dialog', { name: '却下の理由' })
    await dialog.getByRole('radio', { name: '自分で書く' }).check()
    await dialog.getByRole('textbox', { name: '自分で書く' }).fill('レシートの下半分も写してください。')
    await shoot(desk, 'staff-4-reason')
    await dialog.getByRole('button', { name: '却下して次へ' }).click()
    await desk.getByText('確認待ちはありません。おつかれさまでした!').waitFor()
    await queue.getByRole('button', { name: '承認 1' }).click()
    await desk.getByText('田中さくら が判定').waitFor()
    await shoot(desk, 'staff-5-approved')

    await peachApp.reload()
    await peachApp.getByRole('heading', { name: 'やりました!' }).waitFor()
    await peachApp.getByText('つかえるポイント 20').waitFor()
    await peachApp.getByText('スタッフが確認しました').waitFor()
    await plumApp.reload()
    await plumApp.getByRole('status').getByText('レシートの下半分も写してください。').waitFor()
    await shoot(plumApp, 'staff-6-shopper-rejected')
    for (const [person, words] of [
      [peach, '+20 pt'],
      [plum, 'レシートの下半分も写してください。'],
    ] as const) {
      const phone = await product.openPhone(person)
      await phone.getByRole('log', { name: 'トーク' }).getByText(words).waitFor()
    }
  })

  test('an appeal is marked in the queue with its whole story, and what was approved is revoked with a reason', async () => {
    const shopper = await product.befriend('くいさがる楓')
    const app = await product.openMiniApp(shopper)
    await app.getByLabel('写真を選ぶ').setInputFiles(sample('traps/menu.jpg'))
    await readByHand(product.house, shopper, makeNewReading({ items: [makeItem('珈琲')] }))
    await app.getByRole('button', { name: 'もう一度確認してもらう' }).click()
    await app.getByRole('heading', { name: 'もう一度確認しています' }).waitFor()

    const desk = await product.openConsole(OWNER)
    const queue = desk.getByRole('complementary', { name: '応募の一覧' })
    await queue.getByRole('button', { name: /くいさがる楓.*異議あり/ }).click()
    await desk.getByText('お客さまから再確認の依頼がありました').waitFor()
    for (const step of ['自動の判定', 'お客さまの再確認の依頼']) await desk.getByText(step).waitFor()
    await desk.getByLabel('対象商品').first().selectOption({ label: 'ミナト 緑茶 500ml' })
    await desk.keyboard.press('Escape')
    await shoot(desk, 'staff-9-appeal')
    await untilShown(desk)
    await desk.keyboard.press('a')
    await desk.getByText('確認待ちはありません。').waitFor()

    await queue.getByRole('button', { name: /^承認/ }).click()
    await queue.getByRole('button', { name: /くいさがる楓/ }).click()
    await desk.getByRole('heading', { name: 'くいさがる楓' }).waitFor()
    await desk.getByText('10 ポイント付与').waitFor()
    await desk.locator('button:enabled', { hasText: '取り消すX' }).waitFor()
    await desk.keyboard.press('x')
    const dialog = desk.getByRole('dialog', { name: '承認を取り消す' })
    await dialog.getByText('付与した 10 ポイントを取り消します。').waitFor()
    await dialog.getByText('残高は 10 から 0 ポイントになります。').waitFor()
    await shoot(desk, 'staff-10-revoke')
    await dialog.getByRole('button', { name: '取り消す' }).click()
    await queue.getByRole('button', { name: /^取り消し 1/ }).click()
    await queue.getByRole('button', { name: /くいさがる楓/ }).click()
    await desk.getByText('田中さくら が判定').waitFor()
    await app.reload()
    await app.getByRole('heading', { name: 'ポイントを取り消しました' }).waitFor()
  })

  test('two of staff on one entry: the second is told that it is decided', async () => {
    const shopper = await product.befriend('ふたりの的')
    await enterUnsure(shopper, 'traps/menu.jpg')
    const desks = [await product.openConsole(OWNER), await product.openConsole(OWNER)]
    for (const desk of desks) {
      await desk.getByRole('heading', { name: 'ふたりの的' }).waitFor()
      await desk.locator('button:enabled', { hasText: '却下R' }).waitFor()
    }

    await desks[0]!.keyboard.press('r')
    await desks[0]!
      .getByRole('dialog', { name: '却下の理由' })
      .getByRole('button', { name: '却下して次へ' })
      .click()
    await desks[0]!.getByText('確認待ちはありません。').waitFor()

    product.foreseeComplaint(/409/)
    await desks[1]!.keyboard.press('r')
    await desks[1]!
      .getByRole('dialog', { name: '却下の理由' })
      .getByRole('button', { name: '却下して次へ' })
      .click()
    await desks[1]!.getByRole('alert').getByText('ふたりの的 さんの応募は判定できませんでした').waitFor()
    await shoot(desks[1]!, 'staff-7-already-decided')
  })

  test('somebody without a role is told the user ID that an owner needs', async () => {
    const stranger = await product.befriend('通りすがりの渡')
    product.foreseeComplaint(/403/)
    const desk = await product.openConsole(stranger)
    await desk.getByRole('heading', { name: 'まだ権限がありません' }).waitFor()
    expect(await desk.getByRole('code').innerText()).toBe(stranger.userId)
    await shoot(desk, 'staff-8-no-role')
  })
})

/** Until the open entry has been there for a moment, with what approving it does: keys before that are for nobody. */
const untilShown = (desk: Page) => desk.locator('button.approve:enabled').waitFor()

/** Sends a photo in the mini-app that the reader makes little of; comes back when the shopper is told to wait. */
async function enterUnsure(person: Person, photo: string) {
  const app = await product.openMiniApp(person)
  await app.getByLabel('写真を選ぶ').setInputFiles(sample(photo))
  const doubted = makeNewReading({ items: [makeItem('ミ十卜 緑荼')], total: null, confidence: 0.4 })
  await readByHand(product.house, person, doubted)
  await app.getByRole('heading', { name: 'スタッフが確認しています' }).waitFor()
  return app
}
