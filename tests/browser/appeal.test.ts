import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { makeNewReading } from '../support/enter-receipt.ts'
import { makeItem } from '../support/make-reading.ts'
import { openProduct, OWNER, sample, shoot, type Person } from '../support/open-product.ts'
import { readByHand } from '../support/read-by-hand.ts'

const product = await openProduct({ withoutReader: true })
const NO_GOODS = makeNewReading({ items: [makeItem('ナポリタン'), makeItem('珈琲')] })

describe('whoever disagrees asks for a second look', () => {
  test('with one tap and once; a person looks, and the story of the entry tells it all', async () => {
    const person = await product.befriend('ちがうと思う凛')
    const { app, entryId } = await enter(person, 'konbini-01.jpg', NO_GOODS)
    await app.getByRole('heading', { name: '今回は対象になりませんでした' }).waitFor()
    await app.getByText('お願いできるのは1回です。').waitFor()
    await shoot(app, 'appeal-1-rejected')

    await app.getByRole('button', { name: 'もう一度確認してもらう' }).click()
    await app.getByRole('heading', { name: 'もう一度確認しています' }).waitFor()
    expect(await app.getByRole('button', { name: 'もう一度確認してもらう' }).count()).toBe(0)
    await shoot(app, 'appeal-2-asked')

    await atDesk(entryId, 'decision', {
      outcome: 'approved',
      products: [{ productId: 'green-tea-500', quantity: 2, printed: '珈琲' }],
    })
    await app.reload()
    await app.getByRole('heading', { name: 'やりました!' }).waitFor()
    await app.getByText('ミナト 緑茶 500ml ×2').first().waitFor()
    expect(await stepsOf(app)).toEqual([
      '応募を受け付けました',
      '自動で確かめました',
      'もう一度の確認をお願いしました',
      'スタッフが確かめました',
    ])
    await shoot(app, 'appeal-3-approved')
  })

  test('and where the second look says no as well, it says so and offers no third', async () => {
    const person = await product.befriend('やっぱりだめな蓮')
    const { app, entryId } = await enter(person, 'konbini-02.jpg', makeNewReading({ items: NO_GOODS.items }))
    await app.getByRole('button', { name: 'もう一度確認してもらう' }).click()
    await app.getByRole('heading', { name: 'もう一度確認しています' }).waitFor()
    await atDesk(entryId, 'decision', { outcome: 'rejected', reason: '対象商品はありませんでした。' })
    await app.reload()
    await app.getByText('もう一度確認した結果です。').waitFor()
    await app.getByRole('status').getByText('対象商品はありませんでした。').waitFor()
    expect(await app.getByRole('button', { name: 'もう一度確認してもらう' }).count()).toBe(0)
  })
})

test('points that were taken back are shown as such, with the reason, wherever the entry stands', async () => {
  const person = await product.befriend('返品した葉')
  const { app, entryId } = await enter(person, 'konbini-03.jpg', makeNewReading())
  await app.getByRole('heading', { name: 'やりました!' }).waitFor()
  const reason = '返品されたレシートでした。'
  await atDesk(entryId, 'revocation', { reason })

  await app.reload()
  await app.getByRole('heading', { name: 'ポイントを取り消しました' }).waitFor()
  await app.getByRole('status').getByText(reason).waitFor()
  expect((await stepsOf(app)).at(-1)).toBe('スタッフが取り消しました')
  await shoot(app, 'appeal-4-revoked')
  await app.getByRole('link', { name: '応募', exact: true }).click()
  await app.getByRole('main').getByRole('link').getByText('取り消し').waitFor()
  await app.getByRole('link', { name: 'ポイント', exact: true }).click()
  await app.getByText('結果の見直しで取り消しました').waitFor()
})

async function enter(
  person: Person,
  photo: string,
  reading: typeof NO_GOODS,
): Promise<{ app: Page; entryId: string }> {
  const app = await product.openMiniApp(person)
  await app.getByLabel('写真を選ぶ').setInputFiles(sample(photo))
  return { app, entryId: await readByHand(product.house, person, reading) }
}

/** What a person of the staff says at their desk, over the session that they have there. */
async function atDesk(entryId: string, act: 'decision' | 'revocation', data: object): Promise<void> {
  const desk = await product.openConsole(OWNER)
  // The console has the entry open, and may ask what approving it would do when it is decided already.
  product.foreseeComplaint(/409 .*\/preview/)
  await desk.getByRole('navigation').waitFor()
  const answer = await desk.request.post(`${product.house.url}/api/staff/entries/${entryId}/${act}`, { data })
  expect(answer.status()).toBe(200)
}

function stepsOf(app: Page): Promise<string[]> {
  const story = app.locator('section').filter({ has: app.getByRole('heading', { name: 'これまでの流れ' }) })
  return story.getByRole('listitem').locator('b').allInnerTexts()
}
