import { hashing, staff } from '@tamaru/db'
import { addDays, DrawRecord, tokyoDate, verifyDraw } from '@tamaru/domain'
import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { makeNewReading } from '../support/enter-receipt.ts'
import { makeItem } from '../support/make-reading.ts'
import { holdTable } from '../support/hold-table.ts'
import { goToPage } from '../support/go-to-page.ts'
import { openProduct, sample, shoot, type Person } from '../support/open-product.ts'
import { readByHand } from '../support/read-by-hand.ts'

const product = await openProduct({ withoutReader: true })
const { db, accountId } = product.house
const ROOT = fileURLToPath(new URL('../..', import.meta.url))
const SOURCE = '2026年12月28日の日経平均株価の終値'
const today = tokyoDate(new Date())

test('a marketer takes a draw from its promise to its proof, and anybody can work it out again', async () => {
  const marketer = await product.meet('企画の田辺')
  const { userId: lineUserId, displayName } = marketer
  await staff.grant(db, accountId, { lineUserId, displayName, role: 'manager' }, new Date())
  const desk = await product.openConsole(marketer)
  const open = (name: string) => desk.getByRole('tab', { name }).click()

  // Commit: with the campaign's publication the product binds itself to a secret.
  await beginCampaign(desk)
  await open('抽選')
  await desk.getByText('公開すると、約束の値(コミットメント)がここに出ます。').waitFor()
  await open('編集')
  await publish(desk, 1)
  await open('抽選')
  const commitment = await desk.getByTitle('SHA-256', { exact: true }).innerText()
  expect(commitment).toMatch(/^[0-9a-f]{64}$/)

  const shoppers = [await product.befriend('くじの葵'), await product.befriend('くじの凛')]
  for (const [n, shopper] of shoppers.entries()) {
    const app = await enter(shopper, `konbini-0${n + 1}.jpg`)
    await app.getByRole('heading', { name: 'やりました!' }).waitFor()
  }
  const doubted = makeNewReading({ items: [makeItem('ミ十卜 緑荼')], total: null, confidence: 0.4 })
  const doubtful = await enter(await product.befriend('まよう渚'), 'traps/menu.jpg', doubted)
  await doubtful.getByRole('heading', { name: 'スタッフが確認しています' }).waitFor()

  // Freeze: who still waits would have no ticket, so that is said first.
  await desk.reload()
  await desk.getByText(/判定の終わっていない応募が 1 件あります/).waitFor()
  const card = desk.getByRole('region', { name: '茶園のペア旅行' })
  await shoot(desk, 'draws-1-open')
  await card.getByRole('button', { name: '抽選券を確定…' }).click()
  const freezing = desk.getByRole('dialog', { name: '「茶園のペア旅行」の抽選券を確定する' })
  await freezing.getByLabel('公開情報(任意)').fill(SOURCE)
  const letGo = await holdTable(db, 'draw_ticket', 'writing')
  await freezing.getByRole('button', { name: '抽選券を確定' }).click()
  const bar = card.getByRole('progressbar', { name: '抽選券の確定' })
  await bar.waitFor()
  expect(await card.getByRole('button', { name: '抽選券を確定…' }).isDisabled()).toBe(true)
  await shoot(desk, 'draws-1b-freezing')
  await desk.reload()
  await bar.waitFor()
  await letGo()
  await card.getByText('抽選券 2 枚').waitFor()
  const tickets = await card.getByTitle('抽選券の一覧のSHA-256').innerText()

  await card.getByRole('button', { name: '抽選する…' }).click()
  const drawing = desk.getByRole('dialog', { name: '「茶園のペア旅行」を抽選する' })
  const draw = drawing.getByRole('button', { name: '抽選する' })
  await drawing.getByText('公開情報の値を入れてください').waitFor()
  expect(await draw.isDisabled()).toBe(true)
  await drawing.getByLabel(`${SOURCE} の値`).fill('50123.45')
  await shoot(desk, 'draws-2-draw')
  await drawing.getByLabel(`${SOURCE} の値`).press('Enter')
  const winners = card.getByRole('list', { name: '当選者' })
  await winners.getByText(/^くじの/).waitFor()
  const won = await winners.getByText(/^くじの/).innerText()
  const winner = shoppers.find((shopper) => shopper.displayName === won)!
  expect(await winners.getByRole('listitem').count()).toBe(1)
  await card.getByText('抽選済み').waitFor()

  // The winner is told, and nobody else.
  const phone = await product.openPhone(winner)
  await phone.getByText('抽選で当選しました!').first().waitFor()
  const other = await product.openPhone(shoppers.find((shopper) => shopper !== winner)!)
  await other.getByText('ポイントがたまりました').first().waitFor()
  expect(await other.getByText('抽選で当選しました!').count()).toBe(0)

  // Reveal: refused while somebody could still enter or waits, and then done for good.
  const reveal = async () => {
    await desk.getByRole('button', { name: '秘密の値を公開…' }).click()
    const dialog = desk.getByRole('dialog', { name: '秘密の値を公開する' })
    await dialog.getByRole('button', { name: '公開する' }).click()
    return dialog
  }
  product.foreseeComplaint(/409/)
  const refused = await reveal()
  await refused.getByRole('alert').getByText('まだ秘密の値を公開できません').waitFor()
  await shoot(desk, 'draws-3-refused')
  await desk.keyboard.press('Escape')
  await rejectTheDoubtful(desk)
  await closeEntriesYesterday(desk)
  await open('抽選')
  await reveal()
  await desk.getByText(/に秘密の値を公開$/).waitFor()
  await shoot(desk, 'draws-4-revealed')

  const { href } = new URL(
    (await desk.getByRole('link', { name: '公開の記録を見る' }).getAttribute('href'))!,
    desk.url(),
  )
  const record = DrawRecord.parse(await (await fetch(href)).json())
  expect(record.commitment).toBe(commitment)
  expect(record.draws[0]).toMatchObject({ ticketsSha256: tickets, publicValue: '50123.45' })
  expect(verifyDraw(record, hashing)).toEqual([])
  const command = await desk.getByTitle('確かめるコマンド').innerText()
  expect(command).toBe(`npm run verify-draw -- --url ${href}`)
  const said = await verify('--url', href, '--commitment', commitment, '--tickets', tickets)
  expect(said).toContain('茶園だより: everything agrees')
  expect(said).toContain(`${SOURCE} was 50123.45`)
})

async function beginCampaign(desk: Page): Promise<void> {
  await goToPage(desk, 'キャンペーン')
  await desk.getByRole('main').getByRole('link', { name: 'あつめてミナト' }).waitFor()
  await desk.keyboard.press('n')
  const dialog = desk.getByRole('dialog', { name: '新しいキャンペーンを作る' })
  await dialog.getByLabel('短い名前').fill('2026-tea-garden')
  await dialog.getByRole('combobox').selectOption({ label: 'ミナト食品 あつめてミナト' })
  await dialog.getByRole('button', { name: '下書きを作る' }).click()
  await field(desk, 'キャンペーン名').fill('茶園だより')
  await field(desk, '賞の名前').fill('茶園のペア旅行')
  await field(desk, '当選者').fill('1')
  await field(desk, '抽選できる日').fill(today)
}

async function publish(desk: Page, version: number): Promise<void> {
  await desk.getByRole('button', { name: '公開…' }).click()
  const dialog = desk.getByRole('dialog', { name: `第${version}版を公開する` })
  await dialog.getByRole('button', { name: `第${version}版を公開` }).click()
  await desk.getByText('公開中の版と同じです').waitFor()
}

async function enter(person: Person, photo: string, reading = makeNewReading()): Promise<Page> {
  const app = await product.openMiniApp(person)
  await app.getByLabel('写真を選ぶ').setInputFiles(sample(photo))
  await readByHand(product.house, person, reading)
  return app
}

async function rejectTheDoubtful(desk: Page): Promise<void> {
  await goToPage(desk, '応募の確認')
  await desk.getByRole('heading', { name: 'まよう渚' }).waitFor()
  await desk.locator('button:enabled', { hasText: '却下R' }).waitFor()
  await desk.keyboard.press('r')
  const dialog = desk.getByRole('dialog', { name: '却下の理由' })
  await dialog.getByRole('button', { name: '却下して次へ' }).click()
  await desk.getByText('確認待ちはありません。').waitFor()
}

async function closeEntriesYesterday(desk: Page): Promise<void> {
  await goToPage(desk, 'キャンペーン')
  await desk.getByRole('main').getByRole('link', { name: '茶園だより' }).click()
  await field(desk, '購入期間のおわり').fill(addDays(today, -1))
  await field(desk, '応募の締切').fill(addDays(today, -1))
  await publish(desk, 2)
}

/** What the command prints that the console gives to whoever wants to check. */
async function verify(...words: string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, ['dev/verify-draw.ts', ...words], {
    cwd: ROOT,
  })
  return stdout
}

const field = (desk: Page, label: string) => desk.getByLabel(label, { exact: true })
