import { DEFAULT_CALENDAR, nextBusinessTime } from '@tamaru/domain'
import { describe, expect, test } from 'vitest'
import { setOffers } from '../../api/src/offers/set-offers.ts'
import { demoOffers } from '../../dev/seed/demo-campaign.ts'
import { goToPage } from '../support/go-to-page.ts'
import { openProduct, OWNER, sample, shoot, type Person } from '../support/open-product.ts'
import { readByHand } from '../support/read-by-hand.ts'
import { untilTrue } from '../support/start-house.ts'

const product = await openProduct({ withoutReader: true })
const { db, accountId } = product.house
await setOffers({ db, now: () => new Date() }, accountId, demoOffers)

const SURVEY_AFTER_MS = 3 * 60_000

describe('what follows a credit', () => {
  test('a survey waits in the app, and its answer stands on the staff’s NPS page', async () => {
    const person = await product.befriend('答える茜')
    const app = await enterTea(person, 'konbini-01.jpg')
    await app.getByRole('link', { name: 'ホーム' }).click()
    await app.getByRole('link', { name: /ひとつだけ、教えてください/ }).click()
    await app.getByRole('group', { name: 'この商品を、ご家族やお友だちにすすめたいと思いますか?' }).waitFor()
    expect(await app.getByRole('button', { name: '送る' }).isEnabled()).toBe(false)
    await app.getByText('9', { exact: true }).click()
    await app.getByLabel('よろしければ、理由を教えてください').fill('お茶がおいしいから')
    await shoot(app, 'survey-1-question')
    await app.getByRole('button', { name: '送る' }).click()
    await app.getByRole('heading', { name: 'ありがとうございます!' }).waitFor()
    await shoot(app, 'survey-2-thanks')
    await app.getByRole('main').getByRole('link', { name: 'ホームへ' }).click()
    await app.getByRole('heading', { name: 'つかえるポイント' }).waitFor()
    await app.getByRole('link', { name: /ひとつだけ、教えてください/ }).waitFor({ state: 'detached' })

    const desk = await product.openConsole(OWNER)
    await goToPage(desk, 'NPS')
    await desk.getByText('+100', { exact: true }).waitFor()
    await desk.getByText('お茶がおいしいから').waitFor()
    await desk.getByText('答える茜').waitFor()
    await shoot(desk, 'survey-3-nps')

    const invitation = await messageTo(person, 'survey')
    expect(+invitation.notBefore - +invitation.createdAt).toBeGreaterThanOrEqual(SURVEY_AFTER_MS)
  })

  test('who agrees to offers gets one that fits what they bought, but not at night', async () => {
    const person = await product.befriend('ほしがる楓')
    const app = await product.openMiniApp(person, '/settings')
    const consent = app.getByRole('switch', { name: 'おすすめのお知らせを受け取る' })
    expect(await consent.isChecked()).toBe(false)
    await consent.check()
    await app.getByText('保存しました').waitFor()
    await app.getByRole('switch', { name: 'お買い物の内容を、おすすめ選びに使う' }).check()
    await app.getByText('これまでの選択').click()
    await untilTrue(async () => (await app.getByText('→ オン').count()) === 2)
    await app.reload()
    await consent.waitFor()
    expect(await consent.isChecked()).toBe(true)
    await shoot(app, 'offers-1-consent')

    await enterTea(person, 'konbini-03.jpg')
    await messageTo(person, 'offer')
    const phone = await product.openPhone(person)
    const inChat = phone
      .getByRole('log', { name: 'トーク' })
      .getByRole('group', { name: demoOffers[0]!.title })
    // By day it comes; at night it waits for nine in the morning, Tokyo time.
    if (nextBusinessTime(DEFAULT_CALENDAR, new Date()) > new Date()) expect(await inChat.count()).toBe(0)
    else await inChat.getByRole('button', { name: '見てみる' }).waitFor()
    await shoot(phone, 'offers-2-chat')
  })

  test('who has not agreed gets none', async () => {
    const person = await product.befriend('しずかな静')
    await enterTea(person, 'supermarket-01.jpg')
    await messageTo(person, 'survey')
    expect(await messagesTo(person, 'offer')).toEqual([])
  })
})

/** Enters a receipt with tea on it, and comes back when its points are in. */
async function enterTea(person: Person, photo: string) {
  const app = await product.openMiniApp(person)
  await app.getByLabel('写真を選ぶ').setInputFiles(sample(photo))
  await readByHand(product.house, person)
  await app.getByRole('heading', { name: 'やりました!' }).waitFor()
  return app
}

interface Queued {
  notBefore: Date
  createdAt: Date
}

async function messageTo(person: Person, purpose: 'survey' | 'offer'): Promise<Queued> {
  let found: Queued[] = []
  await untilTrue(async () => (found = await messagesTo(person, purpose)).length > 0)
  expect(found).toHaveLength(1)
  return found[0]!
}

function messagesTo({ userId }: Person, purpose: 'survey' | 'offer'): Promise<Queued[]> {
  return product.house.db<Queued[]>`
    select o.not_before, o.created_at from outbox_message o join shopper s on s.id = o.shopper_id
    where s.line_user_id = ${userId} and o.purpose = ${purpose}`
}
