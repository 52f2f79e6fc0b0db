import { inTransaction, ledger, shoppers, staff } from '@tamaru/db'
import { addDays, tokyoDate } from '@tamaru/domain'
import { describe, expect, test } from 'vitest'
import { makeNewReading } from '../support/enter-receipt.ts'
import { makeItem } from '../support/make-reading.ts'
import { makeStore } from '../support/make-store.ts'
import { holdTable } from '../support/hold-table.ts'
import { goToPage } from '../support/go-to-page.ts'
import { openProduct, OWNER, sample, shoot, type Person } from '../support/open-product.ts'
import { readByHand } from '../support/read-by-hand.ts'

const product = await openProduct({ withoutReader: true })
const { db, accountId } = product.house

test('what staff name a printed line is replayed over history and counts from then on, all by keyboard', async () => {
  const shopper = await product.befriend('略す美咲')
  const app = await product.openMiniApp(shopper)
  await app.getByLabel('写真を選ぶ').setInputFiles(sample('traps/menu.jpg'))
  const reading = makeNewReading({ items: [makeItem('MRC-500')], total: null, confidence: 0.4 })
  await readByHand(product.house, shopper, reading)
  await app.getByRole('heading', { name: 'スタッフが確認しています' }).waitFor()

  const desk = await product.openConsole(OWNER)
  await desk.getByRole('heading', { name: '略す美咲' }).waitFor()
  await desk.getByLabel('対象商品').first().selectOption({ label: 'ミナト 緑茶 500ml' })
  await desk.getByLabel('合計(円)').fill('128')
  await desk.keyboard.press('Escape')
  await desk.locator('button.approve:enabled').waitFor()
  await desk.keyboard.press('a')
  await desk.getByRole('button', { name: /^承認 1/ }).waitFor()

  await goToPage(desk, '商品名の候補')
  await desk.getByText('1 件の応募で 田中さくら が選択').waitFor()
  const accept = desk.getByRole('button', { name: '採用', exact: false }).last()
  expect(await accept.isDisabled()).toBe(true)
  const letGo = await holdTable(product.house.db, 'reading')
  await desk.keyboard.press('p')
  const bar = desk.getByRole('progressbar', { name: '過去のレシートで確認' })
  await bar.waitFor()
  await desk.reload()
  await bar.waitFor()
  expect(await desk.getByRole('button', { name: '確認しています…' }).isDisabled()).toBe(true)
  await letGo()
  await desk.getByText('1 件を調べて、変わる行は 1 行').waitFor()
  await shoot(desk, 'console-1-alias')
  await desk.keyboard.press('a')
  const dialog = desk.getByRole('dialog', { name: 'この名前を採用する' })
  await dialog.getByRole('button', { name: '採用' }).click()
  await desk.getByText('候補はありません。おつかれさまでした!').waitFor()
  await goToPage(desk, 'キャンペーン')
  await desk
    .getByRole('row', { name: /あつめてミナト/ })
    .getByText('第2版')
    .waitFor()
})

describe('rewards', () => {
  test('are set up, exchanged by a shopper, and used at the till with a scan and Enter', async () => {
    const desk = await product.openConsole(OWNER)
    await goToPage(desk, '特典')
    await desk.keyboard.press('n')
    const dialog = desk.getByRole('dialog', { name: '特典を足す' })
    for (const [label, text] of [
      ['名前(日本語)', '緑茶 1本'],
      ['名前(英語)', 'A green tea'],
      ['説明(日本語)', 'お店で渡します'],
      ['説明(英語)', 'Handed over in the shop'],
      ['絵文字・画像', '🍵'],
      ['必要なポイント', '100'],
      ['在庫', '5'],
    ] as const)
      await dialog.getByLabel(label).fill(text)
    await shoot(desk, 'console-2-reward')
    await dialog.getByRole('button', { name: '保存' }).click()
    await desk
      .getByRole('row', { name: /緑茶 1本/ })
      .getByText('残り 5 / 5')
      .waitFor()

    const code = await exchange(await meetWith('つかう樹', 250), '緑茶 1本')
    await goToPage(desk, 'クーポンを使う')
    await desk.getByLabel('クーポンのコード').waitFor()
    await desk.keyboard.type(code)
    await desk.keyboard.press('Enter')
    await desk.getByText('使えます').waitFor()
    await shoot(desk, 'console-3-till')
    await desk.keyboard.press('Enter')
    await desk.getByText('使用しました').waitFor()
    await desk.keyboard.type(code)
    await desk.keyboard.press('Enter')
    await desk.getByText('使用済み').waitFor()
  })

  test('codes of others are counted and checked before they are sent', async () => {
    const desk = await product.openConsole(OWNER)
    await goToPage(desk, '特典')
    await desk.keyboard.press('n')
    const dialog = desk.getByRole('dialog', { name: '特典を足す' })
    await dialog.getByRole('radio', { name: '配布コード' }).check()
    for (const label of ['名前(日本語)', '名前(英語)', '説明(日本語)', '説明(英語)'])
      await dialog.getByLabel(label).fill('ギフト')
    await dialog.getByLabel('必要なポイント').fill('50')
    await dialog.getByRole('button', { name: '保存' }).click()
    const card = desk.getByRole('row', { name: /ギフト/ })
    await card.getByRole('button', { name: 'コードを追加' }).click()
    const codes = desk.getByRole('dialog', { name: '「ギフト」にコードを追加' })
    await codes.getByLabel('ファイル').setInputFiles(file('bad.txt', 'G-1\nコード なし\nG-2'))
    await codes.getByText('コードとして使えない行があります: 2 行目').waitFor()
    await codes
      .getByLabel('ファイル')
      .setInputFiles(file('good.csv', 'code,value\nG-1,500\nG-2,500\nG-2,500\n'))
    await codes.getByText('2 件のコードが見つかりました').waitFor()
    await codes.getByRole('button', { name: '追加' }).click()
    await codes.getByText('2 件を追加しました').waitFor()
    await desk.keyboard.press('Escape')
    await card.getByText('残り 2 / 2').waitFor()
  })
})

describe('who may do what', () => {
  test('is set by an owner, seen at once by the other, and stays in a log that hangs together', async () => {
    const store = await makeStore(db, accountId, { name: 'ソラマメマート 若葉町店' })
    const clerk = await product.befriend('店番の葵')
    await staff.grant(
      db,
      accountId,
      {
        lineUserId: clerk.userId,
        displayName: clerk.displayName,
        role: 'viewer',
      },
      new Date(),
    )
    const desk = await product.openConsole(OWNER)
    await goToPage(desk, '店舗')
    await desk.getByText(store.name).waitFor()
    await goToPage(desk, 'スタッフと権限')
    await desk.getByRole('button', { name: '変更: 店番の葵' }).click()
    const dialog = desk.getByRole('dialog', { name: '店番の葵 の権限' })
    const names = dialog.getByRole('checkbox', { name: 'お名前の閲覧' })
    expect([await names.isChecked(), await names.isDisabled()]).toEqual([true, true])
    await dialog.getByRole('radio', { name: '個別の権限' }).check()
    await dialog.getByRole('checkbox', { name: '確認' }).check()
    await names.uncheck()
    await dialog.getByLabel('最終日').fill('2036-12-24')
    await dialog.getByRole('radio', { name: '選んだ店舗だけ' }).check()
    await dialog.getByText('店舗を1つ以上選んでください').waitFor()
    await dialog.getByRole('checkbox', { name: store.name }).check()
    await shoot(desk, 'console-4-person')
    await dialog.getByRole('button', { name: '保存' }).click()
    await desk
      .getByRole('row', { name: /店番の葵/ })
      .getByText(store.name)
      .waitFor()
    const row = desk.getByRole('row', { name: /店番の葵/ })
    expect(await row.getByRole('img', { name: 'できます' }).count()).toBe(2)
    await row.getByText('2036-12-24').waitFor()
    await shoot(desk, 'console-4-rights')

    const till = await product.openConsole(clerk)
    const menu = till.getByRole('navigation')
    await menu.waitFor()
    const groups = (await menu.getByRole('link').allInnerTexts()).map((text) =>
      text.replaceAll(/[\s\d]/g, ''),
    )
    expect(groups).toEqual(['きょう', '確認', 'お客さま', '伝える', '売り場'])

    await goToPage(desk, '操作の記録')
    await desk.getByRole('button', { name: 'つながりを確かめる' }).click()
    await desk.getByText(/件の記録は、最初から最後まで正しくつながっています/).waitFor()
    await desk.getByText('スタッフを変更').first().click()
    const role = desk.getByRole('row').filter({ has: desk.getByRole('rowheader', { name: 'role' }) })
    expect(await role.innerText()).toMatch(/viewer/)
    await shoot(desk, 'console-5-audit')
  })
})

const file = (name: string, text: string) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(text) })

/** Somebody who has points already. */
async function meetWith(displayName: string, points: number): Promise<Person> {
  const person = await product.befriend(displayName)
  await inTransaction(db, async (sql) => {
    const lineUserId = person.userId
    const { id: shopperId } = await shoppers.upsert(sql, accountId, { lineUserId, displayName }, new Date())
    await ledger.credit(
      sql,
      accountId,
      {
        naturalKey: `opening:${shopperId}`,
        reason: 'opening',
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

/** The code of the coupon that this person gets for their points. */
async function exchange(person: Person, reward: string): Promise<string> {
  const app = await product.openMiniApp(person, '/rewards')
  await app.getByRole('button', { name: new RegExp(reward) }).click()
  await app
    .getByRole('dialog', { name: reward })
    .getByRole('button', { name: /交換する/ })
    .click()
  await app.getByText('交換できました!').waitFor()
  const barcode = await app.getByRole('img', { name: /^クーポン番号/ }).getAttribute('aria-label')
  return /\d{16}/.exec(barcode!)![0]
}
