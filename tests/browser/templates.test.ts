import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { goToPage } from '../support/go-to-page.ts'
import { openProduct, OWNER, shoot } from '../support/open-product.ts'

const product = await openProduct({ withoutReader: true })

test('the words of a message are changed beside what they would say, and a fault takes whoever reads it to its field', async () => {
  const desk = await product.openConsole(OWNER)
  await goToPage(desk, 'テンプレート')
  await desk.getByRole('row', { name: /ポイントがたまった/ }).waitFor()
  await shoot(desk, 'templates-1-list')
  await desk.getByRole('link', { name: '応募の結果: ポイントがたまった' }).click()
  const [title, save] = [desk.getByLabel('見出し'), desk.getByRole('button', { name: '保存して使う' })]
  const preview = desk.getByRole('complementary')
  await preview.getByText('+120 pt').waitFor()

  await title.fill('やりましたね、{{name}}さん')
  const fault = desk.getByRole('button', { name: /この文面にない差し込みです: name/ })
  await fault.waitFor()
  expect(await save.isDisabled()).toBe(true)
  await shootDayAndNight(desk, 'templates-2-fault')
  await desk.getByRole('radio', { name: 'English' }).check()
  await fault.click()
  expect(await title.evaluate((field) => field.matches(':focus'))).toBe(true)

  await title.fill('やりましたね!')
  await preview.getByText('やりましたね!').waitFor()
  await desk.keyboard.press('Control+s')
  await desk.getByRole('status').getByText('保存しました').waitFor()
  await shootDayAndNight(desk, 'templates-3-saved')
  await desk.setViewportSize({ width: 390, height: 844 })
  await shoot(desk, 'templates-4-phone')
  await desk.getByRole('button', { name: '標準の文面に戻す' }).click()
  await preview.getByText('ポイントがたまりました', { exact: true }).waitFor()
})

async function shootDayAndNight(desk: Page, name: string): Promise<void> {
  await shoot(desk, name)
  await desk.emulateMedia({ colorScheme: 'dark' })
  await shoot(desk, `${name}-dark`)
  await desk.emulateMedia({ colorScheme: 'light' })
}
