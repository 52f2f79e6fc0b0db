import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { goToPage } from '../support/go-to-page.ts'
import { openProduct, OWNER, shoot } from '../support/open-product.ts'

const product = await openProduct({ withoutReader: true })

test('a file of another tool is sent, looked at, taken in and undone, by keyboard alone', async () => {
  const [hana, taro] = [await product.befriend('はな'), await product.befriend('たろう')]
  const desk = await product.openConsole(OWNER)
  await goToPage(desk, 'タグ')
  await desk.getByRole('button', { name: 'タグを足す' }).click()
  await desk.getByLabel('タグの名前').fill('興味/お茶')
  await desk.keyboard.press('Enter')
  await desk.getByRole('row', { name: /お茶/ }).waitFor()

  await goToPage(desk, '取り込み')
  await desk.getByText('取り込んだファイルはまだありません').waitFor()
  await desk.keyboard.press('n')
  const sending = desk.getByRole('dialog', { name: 'ファイルを送る' })
  const rows = [
    '友だちID,表示名,LINEユーザーID,生年月日,お茶好き,ポイント残高',
    `1,はな,${hana.userId},1984/2/29,1,120`,
    `2,たろう,${taro.userId},1990/13/1,0,30`,
    `3,よその人,U${'0'.repeat(32)},1990/1/1,1,30`,
  ]
  await sending.getByLabel('または、表を貼り付ける').fill(rows.join('\n'))
  await shoot(desk, 'imports-1-send')
  await sending.getByRole('button', { name: '送る' }).press('Enter')

  // What the heads tell is chosen; the rest is asked for, one after the other.
  const column = (head: string) => desk.getByLabel(head, { exact: true })
  await expect.poll(() => column('LINEユーザーID').inputValue()).toBe('line_user_id')
  expect(await column('生年月日').inputValue()).toBe('attribute:birthday')
  await desk.getByText('残高や購入済みのポイントは引き継げません').waitFor()
  const look = desk.getByRole('button', { name: '確かめる' })
  expect(await look.isDisabled()).toBe(true)
  await column('友だちID').selectOption('ignore')
  await column('表示名').selectOption('ignore')
  await desk.getByRole('status').filter({ hasText: '列「お茶好き」の中身を選んでください' }).waitFor()
  await column('お茶好き').selectOption('tag:興味/お茶')
  await shoot(desk, 'imports-2-columns')
  await look.press('Enter')

  // Nothing is written yet, and the page says so after a reload as well.
  const foreseen = desk.getByRole('region', { name: /確かめた結果/ })
  await foreseen.getByRole('cell', { name: '日付ではありません(例: 1990-04-01)' }).waitFor()
  await foreseen.getByRole('cell', { name: /別のプロバイダー/ }).waitFor()
  await desk.reload()
  await foreseen.waitFor()
  const download = desk.waitForEvent('download')
  await foreseen.getByRole('link', { name: '除いた行のファイル(CSV)' }).press('Enter')
  expect(await readFile(await (await download).path(), 'utf8')).toContain('3,生年月日,1990/13/1')
  await shoot(desk, 'imports-3-looked')

  await desk.getByRole('button', { name: '取り込む' }).press('Enter')
  const asked = desk.getByRole('dialog', { name: '1行を取り込みますか?' })
  await asked.getByRole('button', { name: '取り込む' }).press('Enter')
  const came = desk.getByRole('region', { name: '取り込んだ結果' })
  await came.getByText('付くタグ').waitFor()
  await shoot(desk, 'imports-4-came')

  await goToPage(desk, 'タグ')
  await desk.getByRole('link', { name: '「興味/お茶」が付いた人を見る' }).getByText('1').waitFor()

  await goToPage(desk, '取り込み')
  const row = desk.getByRole('row', { name: /貼り付け/ })
  await row.getByText('取り込み済み').waitFor()
  await shoot(desk, 'imports-5-list')
  await row.getByRole('button', { name: /元に戻す/ }).press('Enter')
  await desk.getByRole('dialog').getByRole('button', { name: '元に戻す' }).press('Enter')
  await desk.getByText('元に戻しました: 属性 1件、タグ 1件、購入 0件').waitFor()
  await goToPage(desk, 'タグ')
  await desk.getByRole('link', { name: '「興味/お茶」が付いた人を見る' }).getByText('0').waitFor()
})
