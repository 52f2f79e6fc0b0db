import { shoppers } from '@tamaru/db'
import { CURRENT_WORDING } from '@tamaru/domain'
import { readFile } from 'node:fs/promises'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { answerConsent } from '../../api/src/consent/answer-consent.ts'
import { makeNewReading } from '../support/enter-receipt.ts'
import { goToPage } from '../support/go-to-page.ts'
import { makeItem } from '../support/make-reading.ts'
import { openProduct, OWNER, sample, shoot } from '../support/open-product.ts'
import { readByHand } from '../support/read-by-hand.ts'

const product = await openProduct({ withoutReader: true })
const [GREEN, BARLEY, CHIPS] = ['ミナト 緑茶 500ml', 'ミナト 麦茶 600ml', 'ミナト のり塩チップス 60g']

/** Somebody who lets their purchases be looked at, and has a receipt with these. */
async function buy(displayName: string, photo: string, goods: string[]): Promise<void> {
  const person = await product.befriend(displayName)
  const app = await product.openMiniApp(person)
  const upload = app.getByLabel('写真を選ぶ')
  await upload.waitFor({ state: 'attached' })
  const { db, accountId } = product.house
  const shopper = (await shoppers.findByLineUserId(db, accountId, person.userId))!
  const yes = { given: true, wording: CURRENT_WORDING, noticeVersion: 1 }
  await answerConsent({ db, now: () => new Date() }, shopper, 'analysis', yes)
  await upload.setInputFiles(sample(photo))
  await readByHand(product.house, person, makeNewReading({ items: goods.map((name) => makeItem(name)) }))
  await app.getByRole('heading', { name: 'やりました!' }).waitFor()
}

/** The page from top to end, at a desk and on a phone, in the light and in the dark. */
async function look(page: Page, name: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const)
    for (const width of [1280, 390]) {
      await page.emulateMedia({ colorScheme })
      await page.setViewportSize({ width, height: 1800 })
      await shoot(page, `${name}-${colorScheme}-${width}`)
    }
  await page.emulateMedia({ colorScheme: 'light' })
  await page.setViewportSize({ width: 1440, height: 900 })
}

/** Adds a condition by the keyboard alone: the menu, its kind by its first letters, then what it asks. */
async function addBought(desk: Page, add: number, goods: string): Promise<void> {
  await desk.getByRole('button', { name: '条件を足す' }).nth(add).press('Enter')
  await desk.getByRole('menuitem', { name: '商品を買った', exact: true }).press('Enter')
  const asking = desk.getByRole('dialog', { name: /^商品: / })
  await asking.getByRole('searchbox').fill(goods)
  await asking.getByRole('checkbox', { name: goods }).press('Space')
  await asking.getByRole('searchbox').press('Enter')
  await asking.waitFor({ state: 'detached' })
}

test('who bought A with B and not C in 60 days is found, saved, read as a sentence, and each told why', async () => {
  await buy('夜桜はな', 'konbini-01.jpg', [GREEN, BARLEY])
  await buy('夜桜たろう', 'konbini-02.jpg', [GREEN, BARLEY, CHIPS])

  const desk = await product.openConsole(OWNER)
  await desk.setViewportSize({ width: 1440, height: 900 })
  await goToPage(desk, 'セグメント')
  await desk.getByRole('link', { name: 'Aを買い、Bはまだの人' }).waitFor()
  await shoot(desk, 'segments-1-none')
  await desk.keyboard.press('n')
  await desk.getByLabel('名前').fill('お茶好き、チップスはまだ')
  await addBought(desk, 0, GREEN)
  await addBought(desk, 0, BARLEY)
  const who = desk.getByRole('region', { name: 'いま当てはまる人' })
  await who.getByText('2人', { exact: true }).waitFor()
  await desk.getByRole('button', { name: '条件のまとまりを足す' }).press('Enter')
  await addBought(desk, 0, CHIPS)
  const sentence =
    `直近60日に「${GREEN}」を買った、かつ直近60日に「${BARLEY}」を買った、` +
    `かつ(直近60日に「${CHIPS}」を買った)ということのない人`
  await desk.getByText(sentence).waitFor()
  await who.getByText('1人', { exact: true }).waitFor()
  // Whoever tries a rule out sees no whole name, and yet why.
  await who.getByRole('button', { name: 'なぜ? 夜＊＊' }).waitFor()
  await shoot(desk, 'segments-2-built')
  await desk.getByRole('button', { name: '保存' }).click()
  await who.getByRole('button', { name: 'なぜ? 夜桜はな' }).click()
  const why = desk.getByRole('dialog', { name: '夜桜はなさんが入っている理由' })
  await why.getByText(`直近60日に「${BARLEY}」を買った`).waitFor()
  await shoot(desk, 'segments-3-why')
  await why.getByRole('button', { name: '閉じる' }).click()
  await goToPage(desk, 'セグメント')
  const row = desk.getByRole('row', { name: /お茶好き、チップスはまだ/ })
  await row.getByText(sentence).waitFor()
  await row.getByText('1人', { exact: true }).waitFor()

  await row.getByRole('link').click()
  const kept = desk.getByRole('region', { name: 'スナップショット' })
  await kept.getByText('まだありません。').waitFor()
  await kept.getByRole('button', { name: 'いまの人を残す…' }).click()
  const taking = desk.getByRole('dialog', { name: 'いまの人を残す…' })
  await taking.getByLabel('何のために').fill('冬の案内')
  await taking.getByRole('button', { name: '残す' }).click()
  await kept.getByRole('button', { name: '「冬の案内」の人 1人' }).click()
  const people = desk.getByRole('dialog', { name: '「冬の案内」の人' })
  await people.getByRole('link', { name: '夜桜はな' }).waitFor()
  await people.getByRole('button', { name: '閉じる' }).click()
  const file = desk.waitForEvent('download')
  await kept.getByRole('link', { name: 'CSV' }).click()
  expect(await readFile(await (await file).path(), 'utf8')).toContain('夜桜はな')
  await look(desk, 'segments-5-snapshots')
  await desk.getByRole('link', { name: /全員を一覧で見る/ }).click()
  await desk.getByText('条件に合う人は1人です。').waitFor()
  await goToPage(desk, 'セグメント')
  await goToPage(desk, 'お客さま一覧')
  await desk.getByText('2人。この7日に2人増えました。').waitFor()
  await desk.getByRole('checkbox', { name: '選ぶ: 夜桜たろう' }).check()
  await desk.getByRole('button', { name: '固定リストとして保存…' }).click()
  const saving = desk.getByRole('dialog', { name: '固定リストとして保存' })
  await saving.getByLabel('名前').fill('夜桜の会')
  await saving.getByRole('button', { name: '保存' }).click()
  await desk.getByRole('heading', { name: '夜桜の会' }).waitFor()
  await desk.getByText('選んだ1人の中にいる人').waitFor()
  await who.getByRole('link', { name: '夜桜たろう' }).click()
  const line = desk.getByRole('region', { name: 'できごと' })
  await line.getByText('レシートが承認された').waitFor()
  await line.getByText(`${GREEN} ×1`).waitFor()
  expect(await desk.getByRole('link', { name: 'レシートが承認された' }).getAttribute('href')).toMatch(
    /\/staff\/review\/approved\//,
  )
  for (const [at, width] of [
    ['desk', 1440],
    ['phone', 390],
  ] as const) {
    await desk.setViewportSize({ width, height: 900 })
    await shoot(desk, `segments-4-person-${at}`)
  }
  const id = new URL(desk.url()).pathname.split('/').at(-1)!
  await desk.setViewportSize({ width: 1440, height: 900 })
  await goToPage(desk, '概要')
  await desk.keyboard.press('Control+k')
  const palette = desk.getByRole('dialog', { name: '画面・操作をさがす' })
  await palette.getByRole('textbox').fill(id)
  await palette.getByRole('option', { name: `お客さま ${id} を開く` }).click()
  await desk.getByRole('heading', { name: '夜桜たろう' }).waitFor()
})

test('a rule that no longer holds says so, in the list and on its page, and reaches nobody; a failed load is no empty list', async () => {
  const { db, accountId } = product.house
  const desk = await product.openConsole(OWNER)
  await goToPage(desk, 'セグメント')
  const row = desk.getByRole('row', { name: /お茶好き、チップスはまだ/ })
  await row.waitFor()
  await db`
    update segment set rule = '{"all": [{"kind": "friend", "is": true}, {"kind": "web", "event": "cart"}]}'
    where account_id = ${accountId} and name = 'お茶好き、チップスはまだ'`
  await desk.reload()
  await row.getByText('この種類の条件はまだありません').waitFor()
  await row.getByText('0人', { exact: true }).waitFor()
  await row.getByRole('link').click()
  await desk.getByText('直すまで、誰にも当てはまりません。').waitFor()
  await desk.getByText('前のメンバーのまま、誰にも届きません。').waitFor()
  await desk.getByRole('button', { name: 'いまの人を残す…' }).and(desk.locator(':disabled')).waitFor()
  await look(desk, 'segments-6-faulty')

  product.foreseeComplaint(/503/)
  await desk.route('**/api/staff/segments?*', (route) => route.fulfill({ status: 503, body: '' }))
  await desk.route('**/api/staff/segments', (route) => route.fulfill({ status: 503, body: '' }))
  await goToPage(desk, 'セグメント')
  await desk.getByRole('button', { name: 'もう一度' }).waitFor()
  expect(await desk.getByText('セグメントはまだありません').count()).toBe(0)
})
