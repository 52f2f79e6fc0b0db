import { inTransaction, ledger, shoppers, staff } from '@tamaru/db'
import { addDays, tokyoDate, type Role } from '@tamaru/domain'
import { randomUUID } from 'node:crypto'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { goToPage } from '../support/go-to-page.ts'
import { openProduct, shoot, type Person } from '../support/open-product.ts'

const product = await openProduct({ withoutReader: true })
const { db, accountId } = product.house

test('a manager sees who would rise and fall before other thresholds are saved, and shoppers have them at once', async () => {
  for (const [name, points] of Object.entries({ 葵: 0, 陽菜: 120, 湊: 450, 結衣: 500, 樹: 800, 凛: 2500 }))
    await meetWith(name, points)
  const shopper = await meetWith('あがる蓮', 1200)
  const app = await product.openMiniApp(shopper)
  await app.getByRole('link', { name: /シルバー/ }).waitFor()

  const desk = await openRanks('manager')
  const rows = async () => (await desk.getByRole('row').allInnerTexts()).map((row) => row.split(/\s+/))
  const isTold = (words: string) => desk.getByRole('status').getByText(words, { exact: true }).waitFor()
  const [silver, gold] = [desk.getByLabel('シルバー'), desk.getByLabel('ゴールド')]
  const save = desk.getByRole('button', { name: '保存' })
  await desk.getByRole('row', { name: /ゴールド/ }).waitFor()
  expect([await silver.inputValue(), await gold.inputValue()]).toEqual(['500', '2000'])
  expect(await rows()).toEqual([
    ['ランク', 'いま'],
    ['ブロンズ', '3', '42.9%'],
    ['シルバー', '3', '42.9%'],
    ['ゴールド', '1', '14.3%'],
  ])
  await shootDayAndNight(desk, 'ranks-1-now')

  await silver.fill('2500')
  await desk.getByText('シルバーより大きくしてください').waitFor()
  expect(await save.isDisabled()).toBe(true)
  await silver.fill('600')
  await gold.fill('1000')
  await isTold('1 人のランクが上がります。1 人のランクが下がります')
  expect((await rows()).slice(1)).toEqual([
    ['ブロンズ', '3', '42.9%', '4', '57.1%', '+1'],
    ['シルバー', '3', '42.9%', '1', '14.3%', '-2'],
    ['ゴールド', '1', '14.3%', '2', '28.6%', '+1'],
  ])
  await shootDayAndNight(desk, 'ranks-2-would-be')
  await app.reload()
  await app.getByRole('link', { name: /シルバー/ }).waitFor()

  await gold.press('Enter')
  await isTold('保存しました')
  // They are counted anew once it is stored.
  await expect
    .poll(async () => (await rows()).slice(1))
    .toEqual([
      ['ブロンズ', '4', '57.1%'],
      ['シルバー', '1', '14.3%'],
      ['ゴールド', '2', '28.6%'],
    ])
  await app.reload()
  await app.getByRole('link', { name: /ゴールド/ }).waitFor()

  await goToPage(desk, '操作の記録')
  await desk.getByText('会員ランクの基準を変更').first().click()
  const change = desk.getByRole('row').filter({ has: desk.getByRole('rowheader', { name: 'gold' }) })
  expect(await change.innerText()).toMatch(/2000\s+1000/)
})

test('who may not set them sees them, and that it takes a manager', async () => {
  const desk = await openRanks('reviewer')
  await desk.getByRole('row', { name: /ゴールド/ }).waitFor()
  expect(await desk.getByLabel('シルバー').isDisabled()).toBe(true)
  expect(await desk.getByRole('button', { name: '保存' }).isDisabled()).toBe(true)
  await desk.getByText(/「ポイント」の権限が必要です/).waitFor()
})

/** Somebody who has earned points already. */
async function meetWith(displayName: string, points: number): Promise<Person> {
  const person = await product.befriend(displayName)
  await inTransaction(db, async (sql) => {
    const lineUserId = person.userId
    const { id: shopperId } = await shoppers.upsert(sql, accountId, { lineUserId, displayName }, new Date())
    if (points === 0) return
    await ledger.credit(
      sql,
      accountId,
      {
        naturalKey: randomUUID(),
        reason: 'entry_credit',
        entryId: null,
        issuerId: null,
        releaseOn: null,
        expiresOn: addDays(tokyoDate(new Date()), 90),
        shopperId,
        points,
      },
      new Date(),
    )
  })
  return person
}

async function openRanks(role: Role): Promise<Page> {
  // Staff who have not added the account are no members.
  const person = await product.meet(`担当の${role}`)
  const { userId: lineUserId, displayName } = person
  await staff.grant(db, accountId, { lineUserId, displayName, role }, new Date())
  const desk = await product.openConsole(person)
  await goToPage(desk, '会員ランク')
  return desk
}

async function shootDayAndNight(desk: Page, name: string): Promise<void> {
  await shoot(desk, name)
  await desk.emulateMedia({ colorScheme: 'dark' })
  await shoot(desk, `${name}-dark`)
  await desk.emulateMedia({ colorScheme: 'light' })
}
