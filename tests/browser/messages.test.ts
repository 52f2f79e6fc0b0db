import { outbox, shoppers, type Sql } from '@tamaru/db'
import type { HeldReason } from '@tamaru/domain'
import { randomUUID } from 'node:crypto'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { goToPage } from '../support/go-to-page.ts'
import { openProduct, OWNER, shoot, type Person } from '../support/open-product.ts'
import { untilTrue } from '../support/start-house.ts'

const product = await openProduct({ withoutReader: true })
const { db, accountId } = product.house

async function hold(person: Person, text: string, reason: HeldReason, detail?: string): Promise<void> {
  const sql: Sql = db
  const { id: shopperId } = await shoppers.upsert(
    sql,
    accountId,
    { lineUserId: person.userId, ...person },
    new Date(),
  )
  const message = { accountId, shopperId, naturalKey: randomUUID(), purpose: 'result' as const }
  const id = (await outbox.write(sql, { ...message, messages: [{ type: 'text', text }], now: new Date() }))!
  await outbox.hold(sql, id, { reason, detail, now: new Date() })
}
async function shootDayAndNight(page: Page, name: string): Promise<void> {
  await shoot(page, name)
  await page.emulateMedia({ colorScheme: 'dark' })
  await shoot(page, `${name}-dark`)
  await page.emulateMedia({ colorScheme: 'light' })
}

test('staff see what has not gone out, send one again and discard another', async () => {
  // What is held when the api starts goes out with its first housekeeping.
  await untilTrue(() => product.house.log().includes('"msg":"housekeeping"'))
  const [hana, ren] = [await product.befriend('とどかない花'), await product.befriend('まよえる蓮')]
  await hold(hana, '12ポイントたまりました', 'unauthorized', '401 Authentication failed')
  await hold(hana, 'スタッフが確認しています', 'refused', '400 Failed to send messages')
  await hold(ren, '30ポイントたまりました', 'unsure')

  const desk = await product.openConsole(OWNER)
  await goToPage(desk, '概要')
  await desk.getByText('送れていないメッセージが 3 件あります').waitFor()
  await shootDayAndNight(desk, 'messages-1-overview')
  await desk.getByRole('link', { name: '送れていないメッセージ' }).click()
  await desk.getByRole('alert').getByText('LINE_CHANNEL_ACCESS_TOKEN').waitFor()
  await shootDayAndNight(desk, 'messages-2-held')

  await desk.getByRole('checkbox', { name: '「30ポイントたまりました」を選ぶ' }).check()
  await desk.getByRole('button', { name: 'もう一度送る' }).click()
  const dialog = desk.getByRole('dialog', { name: 'もう一度送りますか?' })
  await dialog.getByText('1 件はすでに届いているかもしれません。').waitFor()
  await shootDayAndNight(desk, 'messages-3-ask')
  await dialog.getByRole('button', { name: '送る' }).click()
  await desk.getByRole('status').getByText('1 件を送信しています').waitFor()
  const phone = await product.openPhone(ren)
  await phone.getByRole('log', { name: 'トーク' }).getByText('30ポイントたまりました').waitFor()

  await desk.getByRole('checkbox', { name: '「スタッフが確認しています」を選ぶ' }).check()
  await desk.getByRole('button', { name: '破棄', exact: true }).click()
  await desk.getByRole('button', { name: '破棄する' }).click()
  await desk.getByRole('status').getByText('1 件を破棄しました').waitFor()
  await desk.getByRole('tab', { name: '破棄済み' }).click()
  await desk.getByRole('row', { name: /とどかない花.*LINEが拒否/ }).waitFor()
  expect(await desk.getByRole('checkbox').count()).toBe(0)
  await shoot(desk, 'messages-4-discarded')
})
