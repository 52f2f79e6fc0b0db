import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { goToPage } from '../support/go-to-page.ts'
import { openProduct, OWNER, shoot } from '../support/open-product.ts'

const product = await openProduct({ withoutReader: true })

async function begin(desk: Page, act: string) {
  await desk.keyboard.press('Control+k')
  const palette = desk.getByRole('dialog', { name: '画面・操作をさがす' })
  await palette.getByRole('textbox').fill(act)
  await palette.getByRole('option', { name: act }).waitFor()
  await desk.keyboard.press('Enter')
}

test('a label is begun from anywhere, put on what is chosen, and narrows the list to it', async () => {
  const desk = await product.openConsole(OWNER)
  await desk.getByRole('navigation').waitFor()
  await begin(desk, '新しいラベル')
  const adding = desk.getByRole('dialog', { name: 'ラベルを足す' })
  await adding.getByLabel('名前').fill('夏の新商品')
  await adding.getByText('緑', { exact: true }).click()
  await shoot(desk, 'labels-1-add')
  await adding.getByRole('button', { name: '足す' }).click()
  await desk.getByRole('row', { name: '夏の新商品' }).getByText('どこにも付いていません').waitFor()
  expect(new URL(desk.url()).search).toBe('')

  await goToPage(desk, '商品')
  const tea = desk.getByRole('row', { name: /緑茶/ }).first()
  await tea.getByRole('checkbox').check()
  await desk.getByRole('button', { name: 'ラベルを付ける・外す' }).click()
  await desk.getByRole('menuitemcheckbox', { name: '夏の新商品' }).click()
  await tea.getByText('夏の新商品').waitFor()
  await shoot(desk, 'labels-2-wear')
  await desk.keyboard.press('Escape')
  await desk.getByRole('button', { name: '夏の新商品' }).click()
  await desk.getByRole('row', { name: /麦茶/ }).waitFor({ state: 'detached' })
  await tea.waitFor()

  await begin(desk, 'すべての送信を止める')
  await desk
    .getByRole('dialog', { name: 'すべての送信を止める' })
    .getByRole('button', { name: '止める' })
    .click()
  await expect.poll(() => desk.getByRole('checkbox', { name: 'すべての送信を止める' }).isChecked()).toBe(true)
})
